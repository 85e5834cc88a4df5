// words: tally
// In: what the tally found. Out: files for spreadsheets: scores, questions, and results.csv, which makes missed questions come sooner.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  function say(key, values) {
    return shouce.word('tally.' + key, values);
  }

  var ROWS = { scores: scores, questions: questions, results: results };

  shouce.tallySave = function (job, name) {
    var file = name === 'results' ? 'results.csv' : say('file_' + name, { number: job.paper.number });
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([shouce.quizTally.csv(ROWS[name](job))], { type: 'text/csv;charset=utf-8' }));
    link.download = file;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };

  function scores(job) {
    var most = Math.max.apply(null, job.found.results.map(function (one) { return one.items.length; }));
    var heads = say('file_score_heads').split(',');
    for (var n = 1; n <= most; n++) heads.push(say('file_item', { n: n }));
    return [heads].concat(job.all.map(function (one) {
      var result = one.result;
      var row = [one.person.number, one.person.name, say('state_' + one.state)];
      if (!result) return row;
      return row.concat([result.paper.number, result.version, result.points, result.right, result.items.length], result.items.map(function (item) {
        return item.right ? 1 : 0;
      }));
    }));
  }

  function questions(job) {
    return [say('file_question_heads').split(',')].concat(job.stats.map(function (one, at) {
      return [at + 1, one.question.id, one.question.stem, shouce.quizPaper.keyInWords(one.question), one.taken, one.right,
        one.difficulty.toFixed(2), one.discrimination === null ? '' : one.discrimination.toFixed(2),
        one.choices.map(function (choice) { return choice.option.letter + (choice.right ? '*' : '') + ' ' + choice.count; }).join(' '),
        one.question.bases.map(function (base) { return base.cite; }).join(' ')];
    }));
  }

  // The whole file: what it held before, save what it held of these papers, and these.
  function results(job) {
    var today = shouce.today().map(function (n) { return (n < 10 ? '0' : '') + n; }).join('-');
    var papers = [];
    job.found.results.forEach(function (one) { if (papers.indexOf(one.paper) < 0) papers.push(one.paper); });
    var numbers = papers.map(function (one) { return one.number; });
    var before = (shouce.bank.records || []).map(function (line) { return line.split(','); })
      .filter(function (cells) { return numbers.indexOf(cells[2]) < 0; });
    var added = [].concat.apply([], papers.map(function (paper) {
      var own = job.found.results.filter(function (one) { return one.paper === paper; });
      var told = shouce.weeks.describe(paper.week);
      var week = told.year + '-W' + (told.week < 10 ? '0' : '') + told.week;
      return shouce.quizTally.questions(own).map(function (one) { return [week, today, paper.number, one.question.id, one.taken, one.right]; });
    }));
    return [say('results_heads').split(',')].concat(before, added);
  }
})();
