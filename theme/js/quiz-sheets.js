// uses: lib/element.js lib/pack.js quiz/sheet-parts.js
// words: quiz_sheets
// In: a paper, what stands at its head, and which parts are wanted. Out: A4 sheets: the paper in version A and B, answer sheets, the key.
// Questions are never parted; which sheet each stands on follows from its real height.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;
  var parts = shouce.quizSheetParts;
  // Fonts of a printer driver may run a little wider than those on screen.
  var SLACK = 0.96;

  function say(key, values) {
    return shouce.word('quiz_sheets.' + key, values);
  }

  // `heading`: {title, unit, role}; `wanted`: {versions: ['A', 'B'], answers, key, copies}. Copies of A and B take turns, so that
  // neighbours get different ones.
  shouce.quizSheets = function (box, paper, heading, wanted) {
    box.textContent = '';
    if (!paper.questions.length) return;
    document.documentElement.classList.add('has-quiz-sheets');
    var papers = wanted.versions.map(function (version) { return questions(box, paper, heading, version, wanted.versions.length > 1); });
    var cards = wanted.answers ? wanted.versions.map(function (version) { return answers(box, paper, heading, version); }) : [];
    for (var copy = papers.length; copy < (wanted.copies || 0); copy++) {
      var at = copy % papers.length;
      again(box, papers[at], cards[at]);
    }
    if (wanted.key) key(box, paper, heading, wanted.versions);
  };

  // Another copy of a paper and its answer sheet, before the answer sheets of the first ones are forgotten.
  function again(box, paper, card) {
    paper.concat(card || []).forEach(function (sheet) { box.append(sheet.cloneNode(true)); });
  }

  function about(paper, heading) {
    return [heading.unit, heading.role, say('number') + ' ' + paper.number, say('full', { pass: paper.pass })].filter(Boolean).join('　');
  }

  function questions(box, paper, heading, version, several) {
    var title = heading.title + (several ? say('version', { v: version }) : '');
    var blocks = [parts.head(title, about(paper, heading), ['name', 'number', 'day', 'points']), parts.rule()];
    return stack(box, blocks.concat(parts.questions(paper.versions[version])), title, paper.number + ' ' + version, 'paper-' + version);
  }

  function answers(box, paper, heading, version) {
    var title = say('answers', { title: heading.title, v: version });
    var blocks = [parts.head(title, about(paper, heading), ['name', 'number', 'day', 'points'])];
    return stack(box, blocks.concat(parts.boxes(paper.versions[version])), title, paper.number + ' ' + version, 'answers-' + version);
  }

  function key(box, paper, heading, versions) {
    var title = say('key_title');
    var blocks = [parts.head(title, heading.title + '　' + about(paper, heading), [])];
    stack(box, blocks.concat(parts.strips(paper, versions), parts.key(paper, versions)), title, paper.number, 'key');
  }

  // Lays blocks out on a trial sheet, then packs them onto as many as they need.
  function stack(box, blocks, title, number, name) {
    var trial = sheet(title, number, name);
    box.append(trial.sheet);
    var room = trial.body.clientHeight * SLACK;
    blocks.forEach(function (block) { trial.body.append(block); });
    var heights = blocks.map(function (block) { return block.getBoundingClientRect().height; });
    trial.sheet.remove();
    var packed = shouce.pack(heights, room);
    return packed.map(function (columns, at) {
      var one = sheet(title, number, name);
      columns[0].forEach(function (place) { one.body.append(blocks[place]); });
      one.foot.append(say('page_of', { n: at + 1, all: packed.length }));
      one.sheet.tabIndex = 0;
      one.sheet.setAttribute('aria-label', title + ' ' + one.foot.textContent);
      box.append(one.sheet);
      return one.sheet;
    });
  }

  function sheet(title, number, name) {
    var body = element('div', 'body');
    var foot = element('span', 'page');
    var one = element('section', 'quiz-sheet ' + name, element('div', 'leaf', [
      element('header', '', [element('span', '', title), element('span', '', number)]), body,
      element('footer', '', [element('span', 'scale', say('scale')), foot])
    ]));
    return { sheet: one, body: body, foot: foot };
  }
})();
