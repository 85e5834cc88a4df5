// words: search
// search.html: all hits of ?q=, by page, to be narrowed by kind, unit and role. In: search.js. The list of titles shows while nothing is asked.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var words = shouce.words && shouce.words.search || {};
  var form = document.querySelector('form.search-large');
  var input = form.querySelector('input');
  var filters = document.querySelector('form.search-filters');
  var role = filters.querySelector('select[name=role]');
  var recent = document.getElementById('search-recent');
  var status = document.getElementById('search-status');
  var results = document.getElementById('search-results');
  var index = document.getElementById('search-index');
  var STEP = 40;
  var limit = STEP;
  var request = 0;
  var timer = 0;
  var composing = false;

  function main() {
    var given = new URLSearchParams(location.search);
    input.value = given.get('q') || '';
    ['kind', 'unit'].forEach(function (name) {
      var choice = given.get(name) && filters.querySelector('input[name=' + name + '][value="' + CSS.escape(given.get(name)) + '"]');
      if (choice) choice.checked = true;
    });
    if (role && Array.from(role.options).some(function (option) { return option.value === given.get('role'); })) role.value = given.get('role');
    filters.hidden = !filters.querySelector('fieldset, select');
    filters.addEventListener('change', again);
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      if (composing) return;
      if (shouce.searchRecent) shouce.searchRecent.add(input.value);
      again();
    });
    input.addEventListener('compositionstart', function () { composing = true; });
    input.addEventListener('compositionend', function () { composing = false; later(); });
    input.addEventListener('input', later);
    input.addEventListener('keydown', function (event) {
      var first = results.querySelector('a.search-hit');
      if (event.key !== 'ArrowDown' || event.isComposing || composing || !first) return;
      event.preventDefault();
      first.focus();
    });
    results.addEventListener('keydown', move);
    if (!location.hash) input.focus();
    run();
  }

  function later() {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(again, 120);
  }

  function again() {
    limit = STEP;
    run();
  }

  function chosen(name) {
    if (name === 'role') return role ? role.value : '';
    var choice = filters.querySelector('input[name=' + name + ']:checked');
    return choice ? choice.value : '';
  }

  // The address says what is shown, so that it can be kept and gone back to.
  function remember(query) {
    var given = new URLSearchParams(location.search);
    [['q', query], ['kind', chosen('kind')], ['unit', chosen('unit')], ['role', chosen('role')]].forEach(function (pair) {
      if (pair[1]) given.set(pair[0], pair[1]);
      else given.delete(pair[0]);
    });
    var text = given.toString();
    try {
      history.replaceState(null, '', location.pathname + (text ? '?' + text : '') + location.hash);
    } catch (error) {
      // Some browsers refuse this over file://; the page works without it.
    }
  }

  function run() {
    var mine = ++request;
    var query = input.value.trim();
    index.hidden = !!query;
    remember(query.slice(0, 200));
    recent.hidden = true;
    if (!query) {
      results.textContent = status.textContent = '';
      shouce.searchReady().then(function () {
        if (mine === request && shouce.searchRecent) shouce.searchRecent.show(recent, 'search.html', ask);
      });
      return;
    }
    shouce.search(query, { limit: limit, kind: chosen('kind'), unit: chosen('unit'), role: chosen('role') }).then(function (hits) {
      if (mine === request) show(hits, query);
    }, function (error) {
      if (mine !== request) return;
      results.textContent = '';
      status.textContent = error.message;
    });
  }

  function ask(query) {
    input.value = query;
    again();
  }

  function show(hits, query) {
    results.textContent = '';
    shouce.searchResults.notes(status, hits, query, limit, ask);
    shouce.searchResults.groups(hits).forEach(function (group) {
      var section = results.appendChild(document.createElement('section'));
      section.className = 'search-group';
      group.forEach(function (hit, n) {
        section.appendChild(shouce.searchResults.item(hit, !n, hits)).addEventListener('click', function () { shouce.searchRecent.add(query); });
      });
    });
    if (hits.length >= limit && limit < 200) {
      var more = results.appendChild(document.createElement('button'));
      more.type = 'button';
      more.textContent = words.more || '';
      more.addEventListener('click', function () {
        limit = Math.min(limit + STEP, 200);
        run();
      });
    }
  }

  // Arrows go from hit to hit, and back to the box.
  function move(event) {
    var all = Array.from(results.querySelectorAll('a.search-hit'));
    var at = all.indexOf(document.activeElement);
    var step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step || at < 0) return;
    event.preventDefault();
    (all[at + step] || (step < 0 ? input : all[at])).focus();
  }

  main();
})();
