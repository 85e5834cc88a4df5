// uses: lib/element.js lib/pack.js lib/quiz-paper.js
// words: quiz
// In: a paper and what stands at its head. Out: A4 sheets of it and of its key, in a box that only paper shows. Questions are
// never parted; which sheet each stands on follows from its real height.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;
  // Fonts of a printer driver may run a little wider than those on screen.
  var SLACK = 0.96;

  function say(key, values) {
    return shouce.word('quiz.' + key, values);
  }

  shouce.quizPrint = function (box, paper, heading) {
    box.textContent = '';
    if (!paper.questions.length) return;
    document.documentElement.classList.add('has-quiz-sheets');
    var title = say('paper_title', { week: heading.week.split('（')[0] });
    var about = [heading.unit, heading.role, say('code') + ' ' + paper.code].filter(Boolean).join('　');
    stack(box, [head(title, about, ['name', 'number', 'day', 'points'])].concat(paper.questions.map(question)), title, paper.code);
    stack(box, [head(say('key_title'), title + '　' + about, [])].concat(paper.questions.map(keyLine)), say('key_title'), paper.code);
  };

  // Lays blocks out on a trial sheet, then packs them onto as many as they need.
  function stack(box, blocks, title, code) {
    var trial = sheet(title, code);
    box.append(trial.sheet);
    var room = trial.body.clientHeight * SLACK;
    blocks.forEach(function (block) { trial.body.append(block); });
    var heights = blocks.map(function (block) { return block.getBoundingClientRect().height; });
    trial.sheet.remove();
    var packed = shouce.pack(heights, room);
    packed.forEach(function (columns, at) {
      var one = sheet(title, code);
      columns[0].forEach(function (place) { one.body.append(blocks[place]); });
      one.foot.append(say('page_of', { n: at + 1, all: packed.length }));
      box.append(one.sheet);
    });
  }

  function sheet(title, code) {
    var body = element('div', 'body');
    var page = element('span', 'page');
    var foot = element('footer', '', [element('span', 'scale', say('scale')), page]);
    return { sheet: element('section', 'quiz-sheet', [element('header', '', [element('span', '', title), element('span', '', code)]), body, foot]), body: body, foot: page };
  }

  function head(title, about, names) {
    var fields = names.map(function (key) {
      return element('span', 'field', [say('field.' + key), element('span', 'line')]);
    });
    return element('div', 'block head', [element('h1', '', title), element('p', 'about', about), names.length ? element('p', 'fields', fields) : '']);
  }

  function numbered(at, parts) {
    return element('div', 'block item', [element('span', 'number', at + 1 + '.'), element('div', 'what', parts)]);
  }

  function question(one, at) {
    var stem = shouce.withBlanks(one.stem).concat(element('span', 'kind', '（' + say('kind.' + one.kind) + '）'));
    if (one.right) stem.push(element('span', 'bracket', '（　　）'));
    var parts = [element('p', 'stem', stem)];
    if (one.pairs) parts.push(pairs(one));
    else if (one.kind !== 'true-false' && one.options.length) parts.push(options(one));
    if (one.steps) parts.push(element('p', 'order', [say('order'), element('span', 'line')]));
    if (one.points) parts.push(element('p', 'rule'), element('p', 'rule'), element('p', 'rule'));
    else if (one.answers && !/_{3}/.test(one.stem)) parts.push(element('p', 'rule'));
    return numbered(at, parts);
  }

  // Short choices stand side by side.
  function options(one) {
    var longest = Math.max.apply(null, one.options.map(function (option) { return option.text.length; }));
    var columns = longest <= 7 && one.options.length <= 4 ? 'four' : longest <= 17 ? 'two' : 'one';
    return element('div', 'options ' + columns, one.options.map(function (option) {
      return element('p', '', option.letter + '. ' + option.text);
    }));
  }

  function pairs(one) {
    var left = one.pairs.map(function (pair, at) {
      return element('p', '', [element('span', 'bracket', '（　　）'), at + 1 + '. ' + pair[0]]);
    });
    var right = one.options.map(function (option) { return element('p', '', option.letter + '. ' + option.text); });
    return element('div', 'pairs', [element('div', 'left', left), element('div', 'right', right)]);
  }

  function keyLine(one, at) {
    var cites = one.bases.map(function (base) { return base.cite; }).join('、');
    var parts = [element('p', 'key', element('b', '', shouce.quizPaper.keyInWords(one)))];
    parts.push(element('p', 'why', [one.explanation.split('\n').join(' '), element('span', 'cite', '　' + say('basis') + '：' + cites)]));
    return numbered(at, parts);
  }
})();
