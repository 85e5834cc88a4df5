// Stands beside lib/quiz-code.js.
// In: a paper, a roster and lines such as `张三 2648-7K3Q-1M0V-8TCF` or `07 B A BC 10 对`. Out: everybody's result, what is wrong with
// which line, and how each question went. Pure; tests/vectors/tally.json holds it.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var SIDES = { '对': '对', '√': '对', '✓': '对', 'T': '对', '正确': '对', '是': '对', '错': '错', '×': '错', 'X': '错', 'F': '错', '错误': '错', '否': '错' };

  function half(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(/[\u200b\ufeff]/g, '').trim();
  }

  function words(line) {
    return half(line.replace(/\u3000/g, ' ')).split(/[\s,，、;；]+/).filter(Boolean);
  }

  // A person a line: 工号 and 姓名 in either order, or one of them.
  function roster(text) {
    return text.split(/\r?\n/).map(words).filter(function (parts) { return parts.length && !/^(工号|姓名)$/.test(parts[0]); })
      .map(function (parts) {
        var first = /\d/.test(parts[0]) || parts.length < 2 ? 0 : 1;
        var single = parts.length < 2 && !/\d/.test(parts[0]);
        return { number: single ? '' : parts[first], name: single ? parts[0] : parts[1 - first] || '' };
      });
  }

  // Whom a word means: {person} or {fault}.
  function who(word, people) {
    var fits = people.filter(function (one) { return one.number === word || one.name === word; });
    if (fits.length > 1) return { fault: 'two_of_name' };
    return { person: fits[0] || { number: /\d/.test(word) ? word : '', name: /\d/.test(word) ? '' : word, stranger: people.length > 0 } };
  }

  // `find` gives the paper of a number, or undefined; lines from paper are of the paper `own`.
  function read(text, people, own, find) {
    var results = [], faults = [];
    text.split(/\r?\n/).forEach(function (line, at) {
      var parts = words(line);
      if (!parts.length) return;
      var meant = who(parts[0], people);
      var found = meant.fault ? meant : /^[AB]卷?$|^卷[AB]$/i.test(parts[1] || '') ?
        fromPaper(own, /A/i.test(parts[1]) ? 'A' : 'B', parts.slice(2)) : fromCode(parts.slice(1), find, own);
      if (found.fault) return faults.push({ line: at + 1, text: line.trim(), fault: found.fault, values: found.values || {} });
      var before = results.filter(function (one) { return samePerson(one.person, meant.person); })[0];
      if (before) return faults.push({ line: at + 1, text: line.trim(), fault: 'twice', values: { line: before.line } });
      results.push(scored({ person: meant.person, line: at + 1, paper: found.paper, version: found.version, answers: found.answers }));
    });
    return { results: results, faults: faults };
  }

  function samePerson(a, b) {
    return a === b || a.name === b.name && a.number === b.number;
  }

  function fromCode(parts, find, own) {
    if (!parts.length) return { fault: 'nothing' };
    var code = shouce.quizCode.parse(parts.join(''));
    // Answers without the letter of their version look like no code at all.
    if (code.fault && own && parts.length > 1 && parts.length >= own.questions.length - 1) return { fault: 'no_version' };
    if (code.fault) return { fault: 'code_' + code.fault };
    var paper = find(code.number);
    var answers = paper && shouce.quizCode.decode(paper, code);
    if (!answers) return { fault: 'other_paper', values: { number: code.number } };
    return { paper: paper, version: '', answers: answers };
  }

  function fromPaper(paper, version, parts) {
    if (!paper) return { fault: 'no_paper' };
    var questions = paper.versions[version];
    if (parts.length !== questions.length) {
      return { fault: 'count', values: { found: parts.length, wanted: questions.length } };
    }
    var by = {};
    for (var at = 0; at < parts.length; at++) {
      var answer = written(questions[at], parts[at]);
      if (!answer) return { fault: 'answer', values: { n: at + 1, text: parts[at], kind: shouce.word ? shouce.word('tally.kind.' + questions[at].kind) : '' } };
      by[questions[at].id] = answer;
    }
    return { paper: paper, version: version, answers: paper.questions.map(function (one) { return by[one.id]; }) };
  }

  // One answer as it is copied from a sheet: letters of the choices, 对 or 错, words, of a short answer how many points it makes.
  function written(one, text) {
    if (/^(-+|—+|空|无)$/.test(text)) return { given: one.answers ? '' : [], mark: one.points ? [] : false, blank: true };
    if (one.points) return points(one, text);
    if (one.answers) {
      if (/^[√✓]$/.test(text)) return { given: '', mark: true };
      if (/^[×xX]$/.test(text)) return { given: '', mark: false };
      return { given: text, mark: shouce.quizAnswer.grade(one, text) === true };
    }
    var given = one.kind === 'true-false' ? side(one, text) : letters(one, text.toUpperCase());
    return given && { given: given, mark: shouce.quizAnswer.grade(one, given) };
  }

  function side(one, text) {
    var meant = one.options.filter(function (option) { return option.text === SIDES[text.toUpperCase()]; })[0];
    return meant ? [meant.place] : null;
  }

  function points(one, text) {
    var number = text === '对' || text === '√' ? one.answers.length : text === '错' || text === '×' ? 0 : Number(text.split('/')[0]);
    if (!(number >= 0 && number <= one.answers.length) || number % 1) return null;
    return { given: '', mark: one.answers.slice(0, number).map(function (_, at) { return at; }), count: number };
  }

  function letters(one, text) {
    var places = text.split('').map(function (letter) {
      if (one.pairs && letter === '-') return -1;
      var option = one.options.filter(function (other) { return other.letter === letter; })[0];
      return option ? option.place : null;
    });
    if (places.indexOf(null) >= 0) return null;
    var repeated = !one.pairs && places.some(function (place, at) { return places.indexOf(place) !== at; });
    var single = one.right && one.kind !== 'multiple' && places.length > 1;
    var length = one.steps ? one.steps.length : one.pairs ? one.pairs.length : places.length;
    return repeated || single || places.length !== length ? null : places;
  }

  // Points, and whether each answer is right.
  function scored(result) {
    result.items = result.paper.questions.map(function (one, at) {
      var answer = result.answers[at];
      var share = one.points ? answer.mark.length / one.answers.length : answer.mark === true ? 1 : 0;
      return { id: one.id, given: answer.given, blank: answer.blank === true, byTaker: answer.byTaker === true || one.points && !result.version, share: share, right: share === 1 };
    });
    result.right = result.items.filter(function (item) { return item.right; }).length;
    result.points = Math.round(result.items.reduce(function (sum, item, at) { return sum + item.share * result.paper.questions[at].worth; }, 0));
    return result;
  }

  // How each question went: {question, taken, right, difficulty, discrimination, choices: [{option, count}], blank}. Discrimination is
  // the share of right answers among the best 27 in a hundred less that among the weakest; null below ten results.
  function questions(results) {
    var by = {}, order = [];
    results.forEach(function (result) {
      result.paper.questions.forEach(function (one, at) {
        if (!by[one.id]) order.push(by[one.id] = { question: one, items: [] });
        by[one.id].items.push({ item: result.items[at], points: result.points });
      });
    });
    return order.map(function (entry) {
      var items = entry.items;
      var right = items.filter(function (one) { return one.item.right; }).length;
      return {
        question: entry.question, taken: items.length, right: right, difficulty: right / items.length,
        discrimination: items.length < 10 ? null : discrimination(items),
        blank: items.filter(function (one) { return one.item.blank; }).length,
        choices: choices(entry.question, items)
      };
    });
  }

  function discrimination(items) {
    var sorted = items.slice().sort(function (a, b) { return b.points - a.points; });
    var size = Math.max(Math.round(items.length * 0.27), 1);
    return facility(sorted.slice(0, size)) - facility(sorted.slice(-size));
  }

  function facility(items) {
    return items.filter(function (one) { return one.item.right; }).length / items.length;
  }

  function choices(one, items) {
    if (!one.right) return [];
    return one.options.map(function (option) {
      var count = items.filter(function (other) { return other.item.given.indexOf(option.place) >= 0; }).length;
      return { option: option, count: count, right: one.right.indexOf(option.place) >= 0 };
    });
  }

  // The clauses to teach again: those whose questions were missed most, in shares of all that were asked on them.
  function teach(stats, most) {
    var by = {};
    stats.forEach(function (one) {
      one.question.bases.forEach(function (base) {
        var entry = by[base.url] = by[base.url] || { base: base, taken: 0, missed: 0, questions: [] };
        entry.taken += one.taken;
        entry.missed += one.taken - one.right;
        entry.questions.push(one.question);
      });
    });
    return Object.keys(by).map(function (url) { return by[url]; }).filter(function (entry) { return entry.missed > 0; })
      .sort(function (a, b) { return b.missed / b.taken - a.missed / a.taken || b.missed - a.missed || (a.base.url < b.base.url ? -1 : 1); })
      .filter(function (entry, at, all) {
        return all.slice(0, at).every(function (other) { return ids(other) !== ids(entry); });
      })
      .slice(0, most);

    // Two clauses that stand behind the same questions are one thing to teach.
    function ids(entry) { return entry.questions.map(function (one) { return one.id; }).join('\n'); }
  }

  // A cell of a CSV file. What a spreadsheet would take for a formula is kept a text.
  function cell(text) {
    var plain = String(text);
    if (/^[=+\-@\t]/.test(plain) && isNaN(plain)) plain = '\'' + plain;
    return /[",\r\n]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain;
  }

  // Rows as a file that spreadsheets of Windows open in Chinese.
  function csv(rows) {
    return '\ufeff' + rows.map(function (row) { return row.map(cell).join(',') + '\r\n'; }).join('');
  }

  shouce.quizTally = { roster: roster, read: read, questions: questions, teach: teach, csv: csv };
})();
