// words: search
// What was searched for on this PC, the last first; kept by site, erased at a click. In: queries that led somewhere. Out: a line of links.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var words = shouce.words && shouce.words.search || {};
  var KEY = 'shouce:' + (shouce.site && shouce.site.id || '') + ':searches';
  var MOST = 8;

  function all() {
    try {
      return JSON.parse(localStorage.getItem(KEY) || '[]').filter(function (text) { return typeof text === 'string'; }).slice(0, MOST);
    } catch (error) {
      return [];
    }
  }

  function keep(list) {
    try {
      if (list.length) localStorage.setItem(KEY, JSON.stringify(list));
      else localStorage.removeItem(KEY);
    } catch (error) {
      // Some browsers keep nothing over file://.
    }
  }

  function add(query) {
    var text = query.trim().slice(0, 60);
    if (text) keep([text].concat(all().filter(function (one) { return one !== text; })).slice(0, MOST));
  }

  // Shows them in `area` as links that call `use` with the query; hides it where there are none.
  function show(area, address, use) {
    var list = all();
    area.textContent = '';
    area.hidden = !list.length;
    if (!list.length) return;
    area.append(words.recent || '');
    list.forEach(function (text) { area.append(shouce.searchResults.queryLink(text, address, use)); });
    var forget = document.createElement('button');
    forget.type = 'button';
    forget.textContent = words.forget || '';
    forget.addEventListener('click', function () {
      keep([]);
      show(area, address, use);
    });
    area.append(forget);
  }

  shouce.searchRecent = { add: add, show: show };
})();
