// uses: lib/quiz-week.js lib/quiz-answer.js
// In: the bank as quiz/bank.js writes it, the reader and a week. Out: the paper, its questions ready to be shown, and answers in
// words. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var weeks = shouce.quizWeek;

  // The paper of a week: its questions in order, and a short code that is the same wherever the paper is.
  function make(bank, reader, week) {
    var entries = bank.questions.map(function (q) { return { id: q.i, unit: q.u, roles: q.g, first: q.n }; });
    var ids = weeks.paper(entries, reader, week, bank.size);
    return { week: week, questions: ids.map(function (id) { return question(bank, id, week); }), code: code(ids) };
  }

  function question(bank, id, week) {
    var raw = bank.questions.filter(function (q) { return q.i === id; })[0];
    var one = {
      id: id, kind: raw.k, stem: raw.s, explanation: raw.e || '', unit: raw.u,
      bases: raw.b.map(function (at) { return { cite: bank.clauses[at].c, url: bank.clauses[at].u, text: bank.clauses[at].t || '' }; })
    };
    if (raw.t) one.steps = raw.t;
    else if (raw.p) one.pairs = raw.p;
    else if (raw.c) one.right = raw.r;
    else one.answers = raw.a;
    one.points = raw.k === 'short-answer';
    one.options = options(one, raw, week);
    return one;
  }

  // Choices, steps or right sides in the order shown: their text and their place in the bank.
  function options(one, raw, week) {
    var texts = raw.t || raw.c || (raw.p || []).map(function (pair) { return pair[1]; });
    var order = raw.k === 'true-false' ? [0, 1]
      : raw.c ? weeks.arrangement(one.id, texts.length, week)
      : weeks.scrambled(one.id, texts.length, week);
    return order.map(function (place, at) { return { place: place, text: texts[place], letter: letter(at) }; });
  }

  function letter(at) {
    return String.fromCharCode(65 + at);
  }

  // Four letters and digits that change with any question of the paper or their order.
  function code(ids) {
    var hash = 0x811c9dc5;
    ids.join('\n').split('').forEach(function (c) { hash = Math.imul(hash ^ c.charCodeAt(0), 0x01000193); });
    return ('000' + (hash >>> 0).toString(36)).slice(-4).toUpperCase();
  }

  function shown(one, place) {
    return one.options.filter(function (option) { return option.place === place; })[0];
  }

  // What was given, or the key, as a person would write it down: letters of the order shown first.
  function inWords(one, given) {
    if (typeof given === 'string') return given;
    if (one.answers) return given.filter(isNew).join(one.points ? '；' : ' / ');
    if (one.kind === 'true-false') return given.map(function (place) { return shown(one, place).text; }).join('');
    if (one.pairs) {
      return given.map(function (place, at) {
        return (at + 1) + '—' + (place < 0 ? '' : shown(one, place).letter + ' ' + shown(one, place).text);
      }).join('；');
    }
    var picked = given.map(function (place) { return shown(one, place); });
    if (one.steps) return picked.map(function (option) { return option.letter + ' ' + option.text; }).join(' → ');
    picked.sort(function (a, b) { return a.letter < b.letter ? -1 : 1; });
    return picked.map(function (option) { return option.letter + ' ' + option.text; }).join('；');
  }

  // Of answers that are written differently and mean the same, the first.
  function isNew(answer, at, all) {
    var fold = shouce.quizAnswer.fold;
    return all.slice(0, at).every(function (other) { return fold(other) !== fold(answer); });
  }

  function keyInWords(one) {
    return inWords(one, shouce.quizAnswer.key(one));
  }

  shouce.quizPaper = { make: make, inWords: inWords, keyInWords: keyInWords };
})();
