// words: quiz_make
// In: what the reader chose on the page of papers. Out: the choice of regulations or of single questions, the paper, what is to be said
// about it, and the address that bears the choice.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var recipes = shouce.quizRecipe;
  var recipe = recipes.read(location.search, shouce.today());

  function say(key, values) {
    return shouce.word('quiz_make.' + key, values);
  }

  function take(state) {
    recipe.day = state.choice.day;
    recipe.from = state.from;
    recipe.again = state.again;
  }

  // Shows what is to be chosen besides.
  shouce.paperDetails = function (state) {
    take(state);
    state.details.textContent = '';
    (recipe.from === 'draw' ? drawn : picked)(state).forEach(function (part) { state.details.append(part); });
  };

  // Questions the reader may be asked, by regulation: [{page, title, questions}].
  function piles(state) {
    var out = [];
    recipes.open(shouce.bank, state.choice.reader, state.choice.week).forEach(function (q) {
      var page = recipes.pageOf(shouce.bank, q);
      var pile = out.filter(function (one) { return one.page === page; })[0];
      if (!pile) out.push(pile = { page: page, title: shouce.bank.titles[page] || page, questions: [] });
      pile.questions.push(q);
    });
    return out;
  }

  function drawn(state) {
    var set = function (key) {
      return function (n) {
        recipe[key] = Math.max(n, 1);
        state.stale();
      };
    };
    return [
      element('p', 'modes', [state.number(say('size'), recipe.size || state.choice.size, 100, set('size')), state.number(say('set'), recipe.set, 99, set('set'))]),
      element('p', 'hint', say('pages_hint')),
      element('div', 'pages', piles(state).map(function (pile) {
        return state.box(say('page', { title: pile.title, n: pile.questions.length }), recipe.pages.indexOf(pile.page) >= 0, function (on) {
          recipe.pages = recipe.pages.filter(function (page) { return page !== pile.page; }).concat(on ? pile.page : []);
          state.stale();
        });
      }))
    ];
  }

  function picked(state) {
    var ids = element('textarea');
    ids.rows = 4;
    ids.value = recipe.ids.join('\n');
    ids.addEventListener('change', function () {
      recipe.ids = ids.value.split(/[\s,，、]+/).filter(Boolean);
      state.stale();
      shouce.paperDetails(state);
    });
    return [element('label', 'wide', [say('ids'), ids]), element('div', 'picks', piles(state).map(function (pile) { return group(pile, ids, state); }))];
  }

  function group(pile, ids, state) {
    var head = element('summary');
    var count = function () {
      var chosen = pile.questions.filter(function (q) { return recipe.ids.indexOf(q.i) >= 0; }).length;
      head.textContent = say('page', { title: pile.title, n: chosen + '/' + pile.questions.length });
      return chosen;
    };
    var one = element('details', '', [head].concat(pile.questions.map(function (q) {
      return state.box(say('kind.' + q.k) + '　' + q.s.split('\n')[0], recipe.ids.indexOf(q.i) >= 0, function (on) {
        recipe.ids = recipe.ids.filter(function (id) { return id !== q.i; }).concat(on ? q.i : []);
        ids.value = recipe.ids.join('\n');
        count();
        state.stale();
      });
    })));
    one.open = count() > 0;
    return one;
  }

  // The paper, with a word about it.
  shouce.paperMake = function (state) {
    take(state);
    var paper = recipes.paper(shouce.bank, recipe, state.choice.reader);
    var known = shouce.bank.questions.map(function (q) { return q.i; });
    var strange = recipe.from === 'pick' ? recipe.ids.filter(function (id) { return known.indexOf(id) < 0; }) : [];
    var first = recipe.again ? recipes.paper(shouce.bank, Object.assign({}, recipe, { again: false }), state.choice.reader).questions.length : 0;
    var link = element('a', '', say('to_tally'));
    link.href = 'tally.html' + address();
    var said = paper.questions.length ? say('summary', { n: paper.questions.length, number: paper.number }) : say('nothing_' + recipe.from);
    state.summary.textContent = '';
    state.summary.append(
      element('p', '', said),
      strange.length ? element('p', 'warn', say('strange', { ids: strange.join('、') })) : '',
      first > paper.questions.length ? element('p', 'warn', say('too_few', { n: first - paper.questions.length })) : '',
      element('p', 'more', link)
    );
    remember();
    return paper;
  };

  function address() {
    var changes = Object.assign({}, recipes.write(recipe), { u: shouce.choice.u, r: shouce.choice.r });
    return shouce.link.write(location.search.slice(1), changes);
  }

  // The address bears the choice, so that it can be kept and opened again.
  function remember() {
    try {
      history.replaceState(history.state, '', location.pathname.split('/').pop() + address());
    } catch (refused) { /* The link to the results bears the choice all the same. */ }
  }
})();
