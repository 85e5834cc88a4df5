// uses: lib/quiz-week.js lib/quiz-answer.js
// In: the bank as quiz/bank.js writes it, ids of questions and a week. Out: a paper: its questions by kind, in version A or B, with
// points and a printed number; and answers in words. Pure; tests/vectors/paper.json holds it.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var weeks = shouce.quizWeek;
  // The parts of a paper, in order, and what a question of each weighs when a hundred points are shared out.
  var WEIGHTS = { 'single': 2, 'multiple': 3, 'true-false': 2, 'fill-in': 2, 'ordering': 3, 'matching': 3, 'short-answer': 4 };
  var KINDS = Object.keys(WEIGHTS);
  // Letters and digits that are not taken for one another.
  var SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

  // The paper of a reader in a week.
  function make(bank, reader, week) {
    return compose(bank, weeks.paper(entries(bank), reader, week, plan(bank)), week);
  }

  function entries(bank) {
    return bank.questions.map(function (q) { return { id: q.i, unit: q.u, roles: q.g, first: q.n, end: q.x }; });
  }

  function plan(bank) {
    return {
      sizes: bank.sizes,
      outcomes: (bank.outcomes || []).map(function (o) { return { week: o[0], id: bank.questions[o[1]].i, missed: o[2] === 1 }; })
    };
  }

  // A paper of the named questions, version A; `versions.B` is the other.
  function compose(bank, ids, week) {
    var questions = byKind(ids.map(function (id) { return find(bank, id); }).filter(Boolean));
    var paper = { week: week, number: number(questions, week), pass: bank.pass };
    var points = share(questions);
    paper.questions = questions.map(function (raw, at) { return question(bank, raw, week, 'A', points[at]); });
    paper.versions = { A: paper.questions, B: other(questions, week).map(function (raw) {
      return question(bank, raw, week, 'B', points[questions.indexOf(raw)]);
    }) };
    return paper;
  }

  function find(bank, id) {
    return bank.questions.filter(function (q) { return q.i === id; })[0];
  }

  function byKind(list) {
    return [].concat.apply([], KINDS.map(function (kind) { return list.filter(function (q) { return q.k === kind; }); }));
  }

  // Version B: each part in another order.
  function other(list, week) {
    return [].concat.apply([], KINDS.map(function (kind) {
      var part = list.filter(function (q) { return q.k === kind; });
      var ids = part.map(function (q) { return q.i; });
      var turned = weeks.shuffled(ids, week + 0x4200);
      if (turned.length > 1 && turned.join('\n') === ids.join('\n')) turned.push(turned.shift());
      return turned.map(function (id) { return part[ids.indexOf(id)]; });
    }));
  }

  // A hundred points, shared out by weight: what is left over goes to the heaviest, the last of them first.
  function share(list) {
    var all = list.reduce(function (sum, q) { return sum + WEIGHTS[q.k]; }, 0);
    var points = list.map(function (q) { return Math.floor(100 * WEIGHTS[q.k] / all); });
    var left = 100 - points.reduce(function (sum, n) { return sum + n; }, 0);
    var order = list.map(function (q, at) { return at; }).sort(function (a, b) { return WEIGHTS[list[b].k] - WEIGHTS[list[a].k] || b - a; });
    for (var n = 0; list.length && n < left; n++) points[order[n % order.length]] += 1;
    return points;
  }

  // `2648-7K3Q`: year and week, then four signs that change with any question, its choices or its key.
  function number(list, week) {
    var at = weeks.describe(week);
    var hash = 0x811c9dc5;
    list.forEach(function (q) {
      var text = JSON.stringify([q.i, q.k, q.s, q.c, q.r, q.t, q.p, q.a]);
      for (var i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    });
    hash = (hash ^ (hash >>> 15)) >>> 0;
    var signs = [15, 10, 5, 0].map(function (shift) { return SIGNS[(hash >>> shift) & 31]; }).join('');
    return two(at.year % 100) + two(at.week) + '-' + signs;
  }

  function two(n) {
    return (n < 10 ? '0' : '') + n;
  }

  function question(bank, raw, week, version, points) {
    var one = {
      id: raw.i, kind: raw.k, stem: raw.s, explanation: raw.e || '', unit: raw.u, worth: points,
      bases: raw.b.map(function (at) { return { cite: bank.clauses[at].c, url: bank.clauses[at].u, text: bank.clauses[at].t || '' }; })
    };
    if (raw.t) one.steps = raw.t;
    else if (raw.p) one.pairs = raw.p;
    else if (raw.c) one.right = raw.r;
    else one.answers = raw.a;
    one.points = raw.k === 'short-answer';
    one.options = options(raw, week, version);
    return one;
  }

  // Choices, steps or right sides in the order shown: their text and their place in the bank. Those of B are not those of A.
  function options(raw, week, version) {
    var texts = raw.t || raw.c || (raw.p || []).map(function (pair) { return pair[1]; });
    return order(raw, texts.length, week, version).map(function (place, at) { return { place: place, text: texts[place], letter: letter(at) }; });
  }

  function order(raw, count, week, version) {
    if (raw.k === 'true-false') return [0, 1];
    var arrange = raw.c ? weeks.arrangement : weeks.scrambled;
    var first = arrange(raw.i, count, week);
    if (version === 'A' || !raw.c && count < 3) return first;
    var second = arrange(raw.i + '/B', count, week);
    // Turning a list of three or more by one and by two cannot both give the right order.
    for (var n = 0; n < 2 && count > 1 && (same(second, first) || !raw.c && same(second, ascending(second))); n++) {
      second = second.slice(1).concat(second[0]);
    }
    return second;
  }

  function same(a, b) {
    return a.join() === b.join();
  }

  function ascending(list) {
    return list.slice().sort(function (a, b) { return a - b; });
  }

  function letter(at) {
    return String.fromCharCode(65 + at);
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

  // The key as it is written on an answer sheet: letters, 对 or 错, words.
  function inShort(one, given) {
    if (one.answers || one.kind === 'true-false' || typeof given === 'string') return inWords(one, given);
    var letters = given.map(function (place) { return place < 0 ? '-' : shown(one, place).letter; });
    return (one.right ? letters.sort() : letters).join('');
  }

  // Of answers that are written differently and mean the same, the first.
  function isNew(answer, at, all) {
    var fold = shouce.quizAnswer.fold;
    return all.slice(0, at).every(function (other) { return fold(other) !== fold(answer); });
  }

  function keyInWords(one) {
    return inWords(one, shouce.quizAnswer.key(one));
  }

  function keyInShort(one) {
    return inShort(one, shouce.quizAnswer.key(one));
  }

  shouce.quizPaper = {
    KINDS: KINDS, SIGNS: SIGNS, make: make, compose: compose, entries: entries, plan: plan,
    inWords: inWords, inShort: inShort, keyInWords: keyInWords, keyInShort: keyInShort
  };
})();
