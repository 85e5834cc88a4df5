// uses: lib/element.js lib/quiz-tally.js quiz/tally-files.js
// words: tally
// In: what the tally read, and the people expected. Out: on the page what is wrong, scores, lists, clauses to teach again, how each
// question went, a record to sign.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;
  var tally = shouce.quizTally;

  function say(key, values) {
    return shouce.word('tally.' + key, values);
  }

  shouce.tallyReport = function (box, job) {
    box.append(faults(job.found.faults));
    if (!job.found.results.length) return;
    job.all = standing(job);
    job.stats = tally.questions(job.found.results);
    box.append(actions(job), head(job), numbers(job), scores(job), teach(job), questions(job), record(job));
  };

  // Everybody's line, in the order of the roster, then those who are not on it: {person, result, state}.
  function standing(job) {
    var results = job.found.results;
    var strangers = results.map(function (one) { return one.person; }).filter(function (one) { return job.people.indexOf(one) < 0; });
    return job.people.concat(strangers).map(function (person) {
      var result = results.filter(function (one) { return one.person === person; })[0];
      return { person: person, result: result, state: !result ? 'absent' : result.points >= job.paper.pass ? 'passed' : 'again' };
    });
  }

  function called(person) {
    return [person.number, person.name].filter(Boolean).join(' ');
  }

  function faults(list) {
    if (!list.length) return '';
    return element('section', 'faults no-print', [element('h2', '', say('faults', { n: list.length })), element('ul', '', list.map(function (one) {
      return element('li', '', [element('b', '', say('line', { n: one.line })), say('fault.' + one.fault, one.values) + ' ', element('code', '', one.text)]);
    }))]);
  }

  function actions(job) {
    var save = function (name) {
      return shouce.button(say('save_' + name), function () {
        shouce.tallySave(job, name);
        job.saved();
      });
    };
    var print = shouce.button(say('print'), function () {
      job.saved();
      window.print();
    }, 'primary');
    return element('div', 'no-print', [
      element('p', 'actions', [print, save('scores'), save('questions'), save('results')]), element('p', 'hint', say('results_hint'))
    ]);
  }

  function head(job) {
    var names = job.choice.names;
    return element('header', 'tally-head', [element('h2', '', say('title')), element('p', 'about', [
      job.choice.title, names.unit, names.role, say('number') + ' ' + job.paper.number
    ].filter(Boolean).join('　'))]);
  }

  function numbers(job) {
    var taken = job.found.results;
    var sum = taken.reduce(function (all, one) { return all + one.points; }, 0);
    var count = function (state) { return job.all.filter(function (one) { return one.state === state; }); };
    var line = function (state) {
      var list = count(state);
      return element('p', '', [element('b', '', say('list_' + state, { n: list.length })), list.map(function (one) { return called(one.person); }).join('、') || say('nobody')]);
    };
    var points = taken.map(function (one) { return one.points; });
    var summary = say('summary', {
      people: job.all.length, taken: taken.length, average: Math.round(10 * sum / taken.length) / 10, most: Math.max.apply(null, points),
      least: Math.min.apply(null, points), pass: job.paper.pass, rate: Math.round(100 * count('passed').length / taken.length)
    });
    return element('section', '', [element('p', 'summary', summary), line('passed'), line('again'), job.people.length ? line('absent') : element('p', 'hint', say('no_roster'))]);
  }

  function table(name, heads, rows) {
    var cells = function (tag, list) { return list.map(function (one) { return element(tag, '', one); }); };
    return element('div', 'table', element('table', name, [
      element('thead', '', element('tr', '', cells('th', heads))), element('tbody', '', rows.map(function (row) { return element('tr', '', cells('td', row)); }))
    ]));
  }

  function scores(job) {
    var rows = job.all.map(function (one) {
      var result = one.result;
      var missed = result ? result.items.map(function (item, at) { return item.right ? 0 : at + 1; }).filter(Boolean).join('、') : '';
      var note = [one.person.stranger && say('stranger'), result && result.items.some(function (item) { return item.byTaker && item.share > 0; }) && say('by_taker')];
      return [one.person.number, one.person.name, result ? result.version || say('screen') : '', result ? String(result.points) : '—',
        result ? result.right + '/' + result.items.length : '', missed, say('state_' + one.state), note.filter(Boolean).join('；')];
    });
    return element('section', '', [element('h2', '', say('scores')), table('scores', say('score_heads').split(','), rows), element('p', 'hint', say('missed_hint'))]);
  }

  function teach(job) {
    var root = document.documentElement.getAttribute('data-root') || '';
    var clauses = tally.teach(job.stats, 3).map(function (entry) {
      var link = element('a', 'cite', entry.base.cite);
      link.href = root + entry.base.url;
      var rate = say('teach_rate', { missed: entry.missed, taken: entry.taken, rate: Math.round(100 * entry.missed / entry.taken) });
      return element('li', '', [element('p', '', [link, '　' + rate]), entry.base.text ? element('blockquote', 'clause-text', shouce.withBlanks(entry.base.text)) : '']);
    });
    return element('section', 'teach', [element('h2', '', say('teach')), clauses.length ? element('ol', '', clauses) : element('p', '', say('teach_none'))]);
  }

  function questions(job) {
    var rows = job.stats.map(function (one, at) {
      return [String(at + 1), [one.question.stem.replace(/_{3,}/g, '（　）'), element('span', 'key', '　' + shouce.quizPaper.keyInWords(one.question))],
        one.right + '/' + one.taken, percent(one.difficulty), one.discrimination === null ? '—' : one.discrimination.toFixed(2), picks(one),
        doubt(one)];
    });
    return element('section', 'questions-table', [element('h2', '', say('questions')), table('', say('question_heads').split(','), rows),
      element('p', 'hint', say(job.found.results.length < 10 ? 'few_hint' : 'question_hint'))]);
  }

  function percent(share) {
    return Math.round(100 * share) + '%';
  }

  // How often each choice was taken, the right ones marked.
  function picks(one) {
    return one.choices.map(function (choice) {
      return element('span', choice.right ? 'pick right' : 'pick', choice.option.letter + (choice.right ? '✓' : '') + ' ' + choice.count);
    }).concat(one.blank ? element('span', 'pick', say('blank') + ' ' + one.blank) : []);
  }

  // A question the best miss more often than the weakest is to be looked at: its key or its wording may be wrong.
  function doubt(one) {
    var lured = one.choices.some(function (choice) { return !choice.right && choice.count > one.right; });
    return one.discrimination !== null && one.discrimination < 0 || lured ? say('doubt') : '';
  }

  // 培训记录: what was held when, and who was there, to be signed.
  function record(job) {
    var fields = say('record_fields').split(',').map(function (name) { return element('p', 'field', [name, element('span', 'line')]); });
    var rows = job.all.map(function (one, at) {
      return [String(at + 1), called(one.person), one.result ? String(one.result.points) : '', say('state_' + one.state), '', ''];
    });
    return element('section', 'record', [element('h2', '', say('record')), element('div', 'fields', [
      element('p', 'field', [say('record_what'), element('span', 'line', say('record_topic', { week: job.choice.title, number: job.paper.number }))])
    ].concat(fields)), table('signed', say('record_heads').split(','), rows),
    element('p', 'signs', say('record_signs').split(',').map(function (name) { return element('span', '', [name, element('span', 'line')]); }))]);
  }
})();
