// uses: lib/quiz-code.js lib/quiz-tally.js quiz/tally-report.js
// words: tally
// In: what stands in the fields of the page of results. Out: its report. The paper is that of the address and the chosen week; a code of
// another post's or unit's paper of its week is known all the same.
(function () {
  'use strict';
  var shouce = window.shouce;

  function say(key, values) {
    return shouce.word('tally.' + key, values);
  }

  shouce.tally = function (page) {
    var recipe = shouce.quizRecipe.read(location.search, shouce.today());
    recipe.day = page.choice.day;
    var own = shouce.quizRecipe.paper(shouce.bank, recipe, page.choice.reader);
    var people = shouce.quizTally.roster(page.roster);
    var found = shouce.quizTally.read(page.lines, people, own.questions.length ? own : null, finder(own));
    var from = say('from_' + recipe.from) + (recipe.again ? say('again') : '');
    page.about.textContent = own.questions.length ? say('paper', { number: own.number, n: own.questions.length, from: from }) : say('no_paper');
    page.report.textContent = '';
    document.documentElement.classList.toggle('has-report', found.results.length > 0);
    if (page.lines.trim()) {
      shouce.tallyReport(page.report, { found: found, people: people, paper: own, choice: page.choice, saved: page.saved });
    }
  };

  // Papers by their number: the chosen one, else those of the number's week for every unit and post.
  function finder(own) {
    var known = {};
    known[own.number] = own;
    return function (number) {
      if (known[number] === undefined) known[number] = search(number);
      return known[number];
    };
  }

  function search(number) {
    var week = weekOf(number);
    var found = null;
    if (week === null) return found;
    everyone(shouce.site.units).some(function (unit) {
      return everyone(shouce.site.roles).some(function (role) {
        var paper = shouce.quizPaper.make(shouce.bank, { unit: unit, role: role }, week);
        if (paper.number === number) found = paper;
        return found;
      });
    });
    return found;
  }

  function everyone(list) {
    return [''].concat(list.map(function (one) { return one.id; }));
  }

  // `2648-…` is of week 48 of 2026; null where there is no such week.
  function weekOf(number) {
    var year = 2000 + Number(number.slice(0, 2)), week = Number(number.slice(2, 4));
    var serial = shouce.weeks.serial(year, 1, 4) + week - 1;
    var told = shouce.weeks.describe(serial);
    return told.year === year && told.week === week ? serial : null;
  }
})();
