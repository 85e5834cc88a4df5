// uses: lib/element.js
// In: an answer of the search. Out: its hits as links by page, what there is to say about it, and queries as links. Part of the engine,
// since nothing of it is wanted before there is an answer.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;
  var root = document.documentElement.getAttribute('data-root') || '';
  var words = shouce.words && shouce.words.search || {};

  // An address from the site's root as seen from this page, with what the reader has chosen and `more` ({hl: words to mark}).
  function link(url, more) {
    return root + shouce.link.carry(url, Object.assign({}, shouce.choice, more));
  }

  // Text with its words marked, by text nodes only.
  function marked(className, text, pieces) {
    var one = element('span', className);
    var at = 0;
    shouce.excerpt.marks(text, pieces, true).forEach(function (mark) {
      one.append(text.slice(at, mark[0]));
      one.append(element('mark', 'hl', text.slice(mark[0], mark[1])));
      at = mark[1];
    });
    one.append(text.slice(at));
    return one;
  }

  // Hits of one page together, in the order of their best.
  function groups(hits) {
    var byPage = new Map();
    hits.forEach(function (hit) {
      var page = hit.url.split('#')[0];
      if (!byPage.has(page)) byPage.set(page, []);
      byPage.get(page).push(hit);
    });
    return Array.from(byPage.values());
  }

  function unitOf(hit) {
    return (shouce.site && shouce.site.units || []).filter(function (unit) { return unit.id === hit.unit; })[0];
  }

  // One hit as a link. The first of a group shows the page's title.
  function item(hit, first, hits) {
    var pieces = shouce.query.parse(hits.words).pieces;
    var one = element('a', 'search-hit' + (first ? ' search-first' : ''));
    one.href = link(hit.url, { hl: hits.words });
    if (first) {
      var head = element('span', 'search-head');
      head.append(marked('search-title', hit.title, pieces));
      var unit = unitOf(hit);
      if (unit) head.append(element('span', 'search-unit', unit.short));
      if (words.kind && hit.kind !== 'regulation') head.append(element('span', 'search-kind', words.kind[hit.kind]));
      one.append(head);
    }
    if (hit.label || hit.excerpt) {
      var line = element('span', 'search-line');
      var place = where(hit);
      if (place) line.append(element('span', 'search-label', place));
      if (hit.excerpt) line.append(marked('search-text', hit.excerpt, pieces));
      one.append(line);
    }
    return one;
  }

  // The citation without the page's title, which stands above.
  function where(hit) {
    var title = hit.cite.indexOf(hit.title);
    var rest = title < 0 || title > 1 ? '' : hit.cite.slice(title + hit.title.length).replace(/^[》\s]+/, '');
    return rest || hit.label;
  }

  function fill(word, values) {
    return Object.keys(values).reduce(function (text, key) { return text.replace('{' + key + '}', values[key]); }, words[word] || '');
  }

  // A query as a link to `address`; `use` is called with it instead, where it is given.
  function queryLink(query, address, use) {
    var one = element('a', 'search-query', query);
    one.href = link(address, { q: query });
    if (use) one.addEventListener('click', function (event) {
      event.preventDefault();
      use(query);
    });
    return one;
  }

  // What there is to say about an answer to `query` of which `limit` were asked for, written into `status`.
  function notes(status, hits, query, limit, use) {
    var say = function (text) { return text && status.appendChild(element('p', '', text)); };
    var clip = function (word) { return word.slice(0, 40); };
    status.textContent = '';
    hits.missing.forEach(function (file) { say(fill('missing', { file: file })); });
    if (!hits.length && query.trim() && !hits.missing.length) say(fill(hits.words ? 'none' : 'empty', { query: clip(query.trim()) }));
    if (hits.length) say(fill(hits.length < limit ? 'count' : 'first', { n: hits.length }));
    if (hits.length && hits.loose.length) say(fill('loose', { words: hits.loose.map(clip).join(' ') }));
    if (hits.length && !hits.loose.length && !hits.absent.length && !hits.whole && !hits.spelled.length && hits.words.split(/\s+/).length > 1 && hits[0].label) say(words.partly);
    if (hits.length && hits.written.length) say(fill('written', { words: hits.written.join('、') }));
    if (hits.length && hits.absent.length) say(fill('absent', { words: hits.absent.map(clip).join('、') }));
    if (hits.spelled.length && hits.length) say(fill('spelled', { words: hits.spelled.join('、') }));
    if (hits.meant.length) {
      var line = say(words.meant);
      hits.meant.forEach(function (word) { line.append(queryLink(word, 'search.html', use)); });
    }
  }

  shouce.searchResults = { item: item, groups: groups, notes: notes, queryLink: queryLink };
})();
