// words: quiz_project
// Projector mode: one question a screen, in large type; the answer, why, and the clause are shown when the room has answered. In: a
// paper and what stands at its head. Keys: space or → goes on (first to the answer, then to the next question), ← back, Enter shows or
// hides the answer, Esc ends.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var paper, heading, stage, before, at, told;

  function say(key, values) {
    return shouce.word('quiz_project.' + key, values);
  }

  shouce.quizProject = function (which, head) {
    paper = which;
    heading = head;
    at = 0;
    told = false;
    before = document.activeElement;
    stage = element('section', 'projector');
    stage.tabIndex = -1;
    stage.setAttribute('role', 'dialog');
    stage.setAttribute('aria-modal', 'true');
    stage.setAttribute('aria-label', heading.title);
    document.body.append(stage);
    document.body.classList.add('projecting');
    document.addEventListener('keydown', onKey);
    // Where the browser refuses the whole screen, the window will do.
    if (stage.requestFullscreen) stage.requestFullscreen().catch(function () {});
    draw();
  };

  function close() {
    document.removeEventListener('keydown', onKey);
    document.body.classList.remove('projecting');
    if (document.fullscreenElement) document.exitFullscreen().catch(function () {});
    stage.remove();
    if (before && before.focus) before.focus();
  }

  function draw() {
    var one = paper.questions[at];
    stage.textContent = '';
    stage.append(top(), element('div', 'screen', [stem(one), choices(one), told ? answer(one) : '']), controls());
    stage.focus();
  }

  function top() {
    return element('header', '', [
      element('span', '', heading.title + (heading.unit ? '　' + heading.unit : '')),
      element('span', '', say('number') + ' ' + paper.number),
      element('b', '', say('question_of', { n: at + 1, all: paper.questions.length }))
    ]);
  }

  function stem(one) {
    return element('h2', 'stem', [element('span', 'kind', say('kind.' + one.kind))].concat(shouce.withBlanks(one.stem)));
  }

  function choices(one) {
    var options = one.options.map(function (option) {
      var right = told && one.right && one.right.indexOf(option.place) >= 0;
      return element('li', right ? 'right' : '', [element('b', '', option.letter), element('span', '', option.text)]);
    });
    if (!one.pairs) return element('ul', 'choices', options);
    var left = one.pairs.map(function (pair, n) { return element('li', '', [element('b', '', n + 1), element('span', '', pair[0])]); });
    return element('div', 'sides', [element('ul', 'choices', left), element('ul', 'choices', options)]);
  }

  function answer(one) {
    var parts = [element('p', 'key', [element('b', '', say('key')), shouce.quizPaper.keyInWords(one)])];
    if (one.explanation) parts.push(element('p', '', shouce.withBlanks(one.explanation)));
    one.bases.forEach(function (base) {
      parts.push(element('p', 'basis', say('basis') + base.cite));
      if (base.text) parts.push(element('blockquote', '', shouce.withBlanks(base.text)));
    });
    var said = element('div', 'told', parts);
    said.setAttribute('role', 'status');
    return said;
  }

  function controls() {
    var back = shouce.button(say('previous'), previous);
    var next = shouce.button(say('next'), function () { go(at + 1); });
    back.disabled = at === 0;
    next.disabled = at + 1 === paper.questions.length;
    return element('footer', '', [
      back, shouce.button(say(told ? 'hide' : 'show'), turn, 'primary'), next, element('span', 'hint', say('keys')), shouce.button(say('end'), close)
    ]);
  }

  function turn() {
    told = !told;
    draw();
  }

  function go(to) {
    if (to < 0 || to >= paper.questions.length) return;
    at = to;
    told = false;
    draw();
  }

  function previous() {
    go(at - 1);
  }

  function forward() {
    if (told) go(at + 1);
    else turn();
  }

  var KEYS = { ' ': forward, ArrowRight: forward, PageDown: forward, ArrowLeft: previous, PageUp: previous, Enter: turn, Escape: close };

  function onKey(event) {
    if (event.key === 'Tab') return keepInside(event);
    var pressed = event.target.tagName === 'BUTTON' && (event.key === 'Enter' || event.key === ' ');
    if (!KEYS[event.key] || pressed || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    KEYS[event.key]();
  }

  // The page behind is out of reach while the projector is on.
  function keepInside(event) {
    var buttons = Array.from(stage.querySelectorAll('button:not(:disabled)'));
    var edge = event.shiftKey ? buttons[0] : buttons[buttons.length - 1];
    if (document.activeElement !== edge && stage.contains(document.activeElement)) return;
    event.preventDefault();
    buttons[event.shiftKey ? buttons.length - 1 : 0].focus();
  }
})();
