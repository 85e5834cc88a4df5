// uses: lib/element.js
// words: quiz_sheets
// In: the questions of a paper in one version. Out: the blocks its sheets are made of: questions, boxes to answer in, lines of the key.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;
  var COUNTS = '一二三四五六七';

  function say(key, values) {
    return shouce.word('quiz_sheets.' + key, values);
  }

  function head(title, about, names) {
    var fields = names.map(function (key) {
      return element('span', 'field', [say('field.' + key), element('span', 'line')]);
    });
    return element('div', 'block head', [element('h1', '', title), element('p', 'about', about), names.length ? element('p', 'fields', fields) : '']);
  }

  function rule() {
    return element('p', 'block about rule-line', say('rule'));
  }

  // The parts of a paper: [{kind, questions: [{one, at}]}].
  function sections(list) {
    var out = [];
    list.forEach(function (one, at) {
      var last = out[out.length - 1];
      if (!last || last.kind !== one.kind) out.push(last = { kind: one.kind, questions: [] });
      last.questions.push({ one: one, at: at });
    });
    return out;
  }

  // `一、单选题（每题 8 分，共 32 分）`, and whether each question still has to say what it is worth.
  function title(section, at) {
    var worth = section.questions.map(function (entry) { return entry.one.worth; });
    var all = worth.reduce(function (sum, n) { return sum + n; }, 0);
    var alike = worth.every(function (n) { return n === worth[0]; });
    var text = COUNTS[at] + '、' + say('part.' + section.kind) + say(alike ? 'each' : 'all', { each: worth[0], all: all });
    return { heading: element('h2', '', text), alike: alike };
  }

  // A heading stays with what comes first beneath it.
  function under(heading, blocks) {
    return [element('div', 'block part', [heading, blocks[0]])].concat(blocks.slice(1));
  }

  function inSections(list, make) {
    return [].concat.apply([], sections(list).map(function (section, at) {
      var said = title(section, at);
      return under(said.heading, make(section, said.alike));
    }));
  }

  function numbered(label, parts) {
    return element('div', 'block item', [element('span', 'number', label), element('div', 'what', parts)]);
  }

  function questions(list) {
    return inSections(list, function (section, alike) {
      return section.questions.map(function (entry) { return question(entry.one, entry.at, alike); });
    });
  }

  function question(one, at, alike) {
    var stem = shouce.withBlanks(one.stem);
    if (one.right) stem.push(element('span', 'bracket', '（　　）'));
    if (!alike) stem.push(element('span', 'kind', say('worth', { n: one.worth })));
    var parts = [element('p', 'stem', stem)];
    if (one.pairs) parts.push(pairs(one));
    else if (one.kind !== 'true-false' && one.options.length) parts.push(options(one));
    if (one.steps) parts.push(element('p', 'order', [say('order'), element('span', 'line')]));
    if (one.points) parts.push(element('p', 'rule'), element('p', 'rule'), element('p', 'rule'));
    else if (one.answers && !/_{3}/.test(one.stem)) parts.push(element('p', 'rule'));
    return numbered(at + 1 + '.', parts);
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

  // The answer sheet: a box for letters, lines for words.
  function boxes(list) {
    return inSections(list, function (section) {
      if (section.questions[0].one.right) return [grid(section)];
      return section.questions.map(function (entry) { return numbered(entry.at + 1 + '.', space(entry.one)); });
    });
  }

  function grid(section) {
    return element('div', 'boxes', section.questions.map(function (entry) {
      return element('p', '', [element('span', 'number', entry.at + 1 + '.'), element('span', 'box')]);
    }));
  }

  function space(one) {
    var count = (one.steps || one.pairs || []).length;
    var cells = [];
    for (var n = 0; n < count; n++) cells.push(element('span', 'cell', [one.pairs ? element('small', '', n + 1 + '—') : '', element('span', 'box')]));
    if (count) return [element('p', 'cells', cells)];
    var lines = one.points ? Math.max(3, one.answers.length) : 1;
    for (var line = 0; line < lines; line++) cells.push(element('p', 'rule'));
    return cells;
  }

  // Each version's answers in the form in which they are typed on the page of results.
  function strips(paper, versions) {
    var lines = versions.map(function (version) {
      var list = paper.versions[version];
      return element('p', '', [element('b', '', say('version', { v: version })), '　', list.map(function (one, at) {
        return at + 1 + '.' + (one.points ? say('points_of', { n: one.answers.length }) : shouce.quizPaper.keyInShort(one).split(' / ')[0]);
      }).join('　')]);
    });
    return [element('div', 'block strips', lines.concat(element('p', 'why', say('typed'))))];
  }

  function key(paper, versions) {
    return paper.versions[versions[0]].map(function (one, at) {
      var others = versions.slice(1).map(function (version) { return place(paper.versions[version], one.id, version); });
      var cites = one.bases.map(function (base) { return base.cite; }).join('、');
      return numbered(at + 1 + '.', [
        element('p', 'key', [element('b', '', shouce.quizPaper.keyInWords(one)), element('span', 'kind', [say('worth', { n: one.worth })].concat(others).join('　'))]),
        element('p', 'why', [one.explanation.split('\n').join(' '), element('span', 'cite', '　' + say('basis') + cites), element('span', 'id', '　' + one.id)])
      ]);
    });
  }

  function place(list, id, version) {
    var at = list.map(function (one) { return one.id; }).indexOf(id);
    return say('in_version', { v: version, n: at + 1, key: list[at].answers ? '' : shouce.quizPaper.keyInShort(list[at]) });
  }

  shouce.quizSheetParts = { head: head, rule: rule, questions: questions, boxes: boxes, strips: strips, key: key };
})();
