// uses: lib/element.js quiz/chooser.js
// words: quiz
// The page of the week: the reader's paper by the PC's date, which the reader can change; taken on screen, projected, printed, or
// a question a day on cards. What a reader does not ask for is not loaded. Nothing is kept: leaving the page ends the quiz.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var app = document.getElementById('quiz-app');
  var stage = element('form', 'quiz-stage');
  var sheets = element('div', 'quiz-sheets unseen');
  var state = { keys: {} };

  function main() {
    if (!app || !shouce.bank) return;
    stage.addEventListener('submit', function (event) {
      event.preventDefault();
      if (state.keys.enter) state.keys.enter();
    });
    document.addEventListener('keydown', onKey);
    state.choice = shouce.quizChooser(shouce.today(), changed);
    app.append(state.choice.element, stage, sheets);
    app.hidden = false;
    document.getElementById('quiz-plain').remove();
    shouce.print = print;
    changed();
  }

  function say(key, values) {
    return shouce.word('quiz.' + key, values);
  }

  // Another paper, though not in the middle of one.
  function changed() {
    state.stale = state.keys.running === true;
    if (state.stale) return;
    sheets.textContent = '';
    document.documentElement.classList.remove('has-quiz-sheets');
    cover();
  }

  // What stands on the stage, and the keys it listens to.
  function show(parts, keys) {
    stage.textContent = '';
    parts.forEach(function (part) { stage.append(part); });
    state.keys = keys;
    state.choice.element.hidden = keys.running === true;
  }

  function cover() {
    state.keys = {};
    if (state.stale) return changed();
    var count = Math.min(state.choice.questions, state.choice.size);
    if (!count) return show([element('p', '', say('no_questions'))], {});
    show([
      element('p', 'about', say('size', { n: count })),
      element('p', 'modes', modes()),
      element('p', 'actions', [shouce.button(say('start'), take, 'primary'), shouce.button(say('project'), project), shouce.button(say('print'), print),
        shouce.button(say('cards'), cards)]),
      element('p', 'more', [link('paper', 'to_paper'), link('tally', 'to_tally')]),
      element('p', 'hint', say('keys_hint'))
    ], { enter: take });
  }

  // When to show whether an answer was right, and for how long to answer.
  function modes() {
    var choices = [true, false].map(function (each) {
      var box = element('input');
      box.type = 'radio';
      box.name = 'mode';
      box.checked = (state.end !== true) === each;
      box.addEventListener('change', function () { state.end = !each; });
      return element('label', '', [box, say(each ? 'check_each' : 'check_end')]);
    });
    var minutes = element('select');
    minutes.append(new Option(say('no_limit'), ''));
    [5, 10, 15, 20, 30, 45, 60].forEach(function (n) { minutes.append(new Option(say('minutes', { n: n }), n)); });
    minutes.value = state.minutes || '';
    minutes.addEventListener('change', function () { state.minutes = Number(minutes.value); });
    return choices.concat(element('label', '', [say('limit'), minutes]));
  }

  function link(page, word) {
    var one = element('a', '', say(word));
    one.href = page + '.html?w=' + state.choice.iso();
    return one;
  }

  // Loads what is needed for `action` and hands it the paper; says so where a file is missing from the stick.
  function need(files, action) {
    shouce.load(['quiz-core.js']).then(function () { return shouce.load(files); }).then(function () {
      action(shouce.quizPaper.make(shouce.bank, state.choice.reader, state.choice.week), state.choice.heading(say('paper_title')));
    }).catch(function (error) {
      show([element('p', 'missing', say('missing', { file: error.message })), element('p', 'actions', shouce.button(say('back'), cover))], {});
    });
  }

  function take() {
    need(['quiz-take.js', 'quiz-take.css'], function (paper) {
      shouce.quizTake({ paper: paper, each: !state.end, minutes: state.minutes, show: show, cover: cover });
    });
  }

  function project() {
    need(['quiz-project.js', 'quiz-project.css'], function (paper, heading) { shouce.quizProject(paper, heading); });
  }

  function print() {
    need(['quiz-sheets.js', 'quiz-sheets.css'], function (paper, heading) {
      shouce.quizSheets(sheets, paper, heading, { versions: ['A'], key: true });
      window.print();
    });
  }

  function cards() {
    need(['quiz-cards.js', 'quiz-sheets.css'], function () { shouce.quizCards(sheets, state.choice, show, cover); });
  }

  // 1–9 choose, Backspace takes back, Enter confirms; nothing while words are written, save Enter. Ctrl + P prints the paper.
  function onKey(event) {
    var field = event.target;
    var keys = state.keys;
    if (document.querySelector('.projector')) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'p' && !keys.running) {
      event.preventDefault();
      return print();
    }
    var writing = /^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName) && !/^(radio|checkbox)$/.test(field.type);
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || writing) return;
    if (/^[1-9]$/.test(event.key) && keys.press) keys.press(Number(event.key) - 1);
    else if (event.key === 'Backspace' && keys.back) keys.back();
    else if (/^[yYnN]$/.test(event.key) && keys.yes) keys.yes(/y/i.test(event.key));
    else if (event.key === 'Enter' && keys.enter && !/^(BUTTON|A|INPUT|SUMMARY)$/.test(field.tagName)) keys.enter();
    else return;
    event.preventDefault();
  }

  if (document.readyState === 'complete') main();
  else document.addEventListener('DOMContentLoaded', main);
})();
