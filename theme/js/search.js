// words: search
// The search box of every page. Out: `shouce.search(query, {limit, kind, unit, role})`, a Promise of hits, best first. The engine and
// its data are loaded when they are first wanted; with scripts off the box is a plain form that leads to search.html.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var root = document.documentElement.getAttribute('data-root') || '';
  var words = shouce.words && shouce.words.search || {};
  var engine = null;
  var WAIT = 60;
  var A_PAGE = 3;
  var LIMIT = 16;

  function main() {
    shouce.search = search;
    shouce.searchReady = ready;
    setUpHighlight();
    setUpKeys();
    Array.from(document.querySelectorAll('form[role=search]')).forEach(setUpBox);
  }

  function load() {
    engine = engine || shouce.load(['search-results.css', 'search-engine.js']).then(function () { return shouce.searchEngine; }, function (error) {
      var file = 'assets/' + error.message;
      engine = null;
      throw Object.assign(new Error((words.missing || '{file}').replace('{file}', file)), { file: file });
    });
    return engine;
  }

  // Loads what the search needs before it knows the query.
  function ready() {
    return load().then(function (engine) { return engine.ready(); }).catch(function () {});
  }

  function readerUnit() {
    return shouce.reader && shouce.reader.unit || '';
  }

  function search(query, options) {
    return load().then(function (engine) { return engine.search(query, Object.assign({ reader: readerUnit() }, options)); });
  }

  // An address from the site's root as seen from this page, with what the reader has chosen and `more` ({hl: words to mark}).
  function link(url, more) {
    return root + shouce.link.carry(url, Object.assign({}, shouce.choice, more));
  }

  function element(name, className, text) {
    var one = document.createElement(name);
    if (className) one.className = className;
    if (text) one.textContent = text;
    return one;
  }

  function fill(word, values) {
    return Object.keys(values).reduce(function (text, key) { return text.replace('{' + key + '}', values[key]); }, words[word] || '');
  }

  function setUpBox(form, number) {
    var input = form.querySelector('input[type=search]');
    if (!input || form.hasAttribute('data-plain')) return;
    var panel = element('div', 'search-panel');
    var status = element('div', 'search-status');
    var recent = element('div', 'search-recent');
    var list = element('div', 'search-list');
    var request = 0;
    var timer = 0;
    var composing = false;
    var active = -1;
    panel.hidden = true;
    status.setAttribute('role', 'status');
    list.id = 'search-list-' + number;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', words.results || '');
    recent.hidden = true;
    panel.append(status, recent, list);
    form.append(panel);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('autocomplete', 'off');

    function options() {
      return Array.from(list.querySelectorAll('[role=option]'));
    }

    function open(yes) {
      panel.hidden = !yes;
      input.setAttribute('aria-expanded', String(yes && !!list.children.length));
      if (!yes) choose(-1);
    }

    function choose(n) {
      var all = options();
      active = all.length && n >= 0 ? n % all.length : -1;
      all.forEach(function (one, at) { one.setAttribute('aria-selected', String(at === active)); });
      if (active < 0) {
        input.removeAttribute('aria-activedescendant');
      } else {
        input.setAttribute('aria-activedescendant', all[active].id);
        all[active].scrollIntoView({ block: 'nearest' });
      }
    }

    function show(hits, query) {
      list.textContent = '';
      recent.hidden = true;
      if (!shouce.searchResults) return failed(hits.missing[0]);
      shouce.searchResults.notes(status, hits, query, LIMIT, ask);
      shouce.searchResults.groups(hits).forEach(function (group) {
        group.slice(0, A_PAGE).forEach(function (hit, n) {
          list.appendChild(shouce.searchResults.item(hit, !n, hits)).addEventListener('click', function () { shouce.searchRecent.add(query); });
        });
      });
      if (hits.length) {
        var all = element('a', 'search-all', fill('all', { query: query.trim() }));
        all.href = link('search.html', { q: query.trim() });
        list.append(all);
      }
      Array.from(list.children).forEach(function (one, n) {
        one.setAttribute('role', 'option');
        one.id = list.id + '-' + n;
        one.tabIndex = -1;
      });
      open(!!query.trim());
      choose(-1);
    }

    // The engine itself could not be loaded.
    function failed(file) {
      status.textContent = fill('missing', { file: file });
      open(true);
    }

    // The box filled with another query.
    function ask(query) {
      input.value = query;
      input.focus();
      run();
    }

    function showRecent() {
      if (!shouce.searchRecent || input.value.trim()) return;
      list.textContent = status.textContent = '';
      shouce.searchRecent.show(recent, 'search.html', ask);
      panel.hidden = recent.hidden;
    }

    function run() {
      var mine = ++request;
      var query = input.value;
      if (!query.trim()) {
        open(false);
        showRecent();
        return;
      }
      search(query, { limit: LIMIT }).then(function (hits) {
        if (mine === request) show(hits, query);
      }, function (error) {
        if (mine === request) show(Object.assign([], { absent: [], meant: [], loose: [], written: [], spelled: [], missing: [error.file || error.message], words: query }), query);
      });
    }

    function later() {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(run, WAIT);
    }

    input.addEventListener('focus', function () {
      ready().then(function () { if (document.activeElement === input) showRecent(); });
    });
    input.addEventListener('input', later);
    input.addEventListener('compositionstart', function () { composing = true; });
    input.addEventListener('compositionend', function () {
      composing = false;
      later();
    });
    input.addEventListener('keydown', function (event) {
      if (event.isComposing || event.keyCode === 229 || composing) return;
      var all = panel.hidden ? [] : options();
      if (event.key === 'ArrowDown' && panel.hidden) run();
      else if (event.key === 'ArrowDown' && all.length) choose(active + 1);
      else if (event.key === 'ArrowUp' && all.length) choose(Math.max(active, 0) + all.length - 1);
      else if (event.key === 'Enter' && all[active]) all[active].click();
      else if (event.key === 'Escape' && !panel.hidden) open(false);
      else return;
      event.preventDefault();
    });
    form.addEventListener('submit', function (event) {
      if (composing || !input.value.trim()) event.preventDefault();
      else if (shouce.searchRecent) shouce.searchRecent.add(input.value);
    });
    document.addEventListener('click', function (event) { if (!form.contains(event.target)) open(false); });
    form.addEventListener('focusout', function (event) { if (event.relatedTarget && !form.contains(event.relatedTarget)) open(false); });
  }

  // `/` and Ctrl-K go to the box.
  function setUpKeys() {
    document.addEventListener('keydown', function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || document.activeElement.isContentEditable;
      var slash = event.key === '/' && !typing && !event.ctrlKey && !event.altKey && !event.metaKey;
      var k = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
      var input = (slash || k) && document.querySelector('main form[role=search] input, form[role=search] input');
      if (!input || event.isComposing) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  function setUpHighlight() {
    var marked = new URLSearchParams(location.search).get('hl');
    if (marked) load().then(function () { shouce.highlight(marked); }).catch(function () {});
  }

  main();
})();
