// uses: lib/quiz-paper.js
// Stands beside lib/link.js.
// In: what a paper is to be made of, as it stands in an address (`w=2026-11-30&from=draw&n=20&s=1&p=qz-hall,qz-phone`). Out: that as
// a recipe, and the questions it chooses. The same recipe chooses the same questions on every PC. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var weeks = shouce.quizWeek;

  // {day, from: week | draw | pick, size, set, pages, ids, again}; the reader's unit and post are kept apart.
  function read(query, today) {
    var asked = shouce.link.read(query);
    var day = (asked.w || '').split('-').map(Number);
    return {
      day: day.length === 3 && day.every(Boolean) ? day : today,
      from: asked.from === 'draw' || asked.from === 'pick' ? asked.from : 'week',
      size: Math.min(Math.max(Number(asked.n) || 0, 0), 100),
      set: Math.max(Number(asked.s) || 1, 1),
      pages: (asked.p || '').split(',').filter(Boolean),
      ids: (asked.q || '').split(',').filter(Boolean),
      again: asked.m === '1'
    };
  }

  // The same as keys of an address; those without a value are to be taken out.
  function write(recipe) {
    var draw = recipe.from === 'draw', pick = recipe.from === 'pick';
    return {
      w: recipe.day.map(function (n) { return (n < 10 ? '0' : '') + n; }).join('-'),
      from: recipe.from === 'week' ? '' : recipe.from,
      n: draw && recipe.size ? String(recipe.size) : '',
      s: draw && recipe.set > 1 ? String(recipe.set) : '',
      p: draw ? recipe.pages.join(',') : '',
      q: pick ? recipe.ids.join(',') : '',
      m: recipe.again ? '1' : ''
    };
  }

  // The paper of a recipe for a reader.
  function paper(bank, recipe, reader) {
    var week = serial(recipe);
    var ids = first(bank, recipe, reader, week);
    if (recipe.again) ids = again(bank, ids, reader, week);
    return shouce.quizPaper.compose(bank, ids, week);
  }

  function serial(recipe) {
    return shouce.weeks.serial(recipe.day[0], recipe.day[1], recipe.day[2]);
  }

  function first(bank, recipe, reader, week) {
    if (recipe.from === 'pick') return recipe.ids.filter(function (id, at) { return recipe.ids.indexOf(id) === at; });
    if (recipe.from === 'draw') return draw(bank, recipe, reader, week);
    return weeks.paper(shouce.quizPaper.entries(bank), reader, week, shouce.quizPaper.plan(bank));
  }

  // The questions a reader may be asked in a week.
  function open(bank, reader, week) {
    return bank.questions.filter(function (q) {
      return shouce.weeks.isFor({ unit: q.u, roles: q.g }, reader) && (q.x === undefined || week < q.x);
    });
  }

  // The regulation a question rests on.
  function pageOf(bank, q) {
    var url = bank.clauses[q.b[0]].u;
    return url.slice(url.lastIndexOf('/') + 1).split('.html')[0];
  }

  // Questions of the named regulations in turn, so that each has its share; `set` is another handful of them.
  function draw(bank, recipe, reader, week) {
    var piles = {};
    open(bank, reader, week).forEach(function (q) {
      var page = pageOf(bank, q);
      if (!recipe.pages.length || recipe.pages.indexOf(page) >= 0) (piles[page] = piles[page] || []).push(q.i);
    });
    var order = weeks.shuffled(Object.keys(piles), week + recipe.set);
    order.forEach(function (page) { piles[page] = weeks.shuffled(piles[page], week * 64 + recipe.set); });
    var size = recipe.size || shouce.weeks.size(bank.sizes, week);
    var ids = [];
    for (var turn = 0; ids.length < size && order.some(left); turn++) {
      order.filter(left).forEach(function (page) { if (ids.length < size) ids.push(piles[page].shift()); });
    }
    return ids;

    function left(page) { return piles[page].length > 0; }
  }

  // A make-up paper: for each question another one on the same clause, else on the same regulation, else any; none of the first.
  function again(bank, ids, reader, week) {
    var used = {};
    ids.forEach(function (id) { used[id] = true; });
    var by = {};
    bank.questions.forEach(function (q) { by[q.i] = q; });
    var others = weeks.shuffled(open(bank, reader, week).map(function (q) { return q.i; }), week + 0x5200);
    var taken = ids.map(function (id) {
      var old = by[id];
      var free = others.filter(function (other) { return !used[other]; });
      var fits = [
        function (q) { return q.b.some(function (at) { return old.b.indexOf(at) >= 0; }); },
        function (q) { return pageOf(bank, q) === pageOf(bank, old); },
        function () { return true; }
      ];
      var found = old && fits.reduce(function (best, fit) {
        return best || free.filter(function (other) { return fit(by[other]); })[0];
      }, '');
      if (found) used[found] = true;
      return found;
    });
    return taken.filter(Boolean);
  }

  shouce.quizRecipe = { read: read, write: write, paper: paper, serial: serial, open: open, pageOf: pageOf };
})();
