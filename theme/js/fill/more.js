// In: what did not fit its cell, what has no place on this version, and lines beyond a ledger's last. Out: 续页 with all of it,
// each as full as a sheet is in this browser.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;

  // `lines`: [[who it belongs to, text]]; `ledgers`: [{table, rows: [[cell]]}].
  function build(model, into, head, lines, ledgers) {
    into.textContent = '';
    var page = 0, sheet = null, place = null;

    function turn() {
      var box = model.cloneNode(true);
      sheet = box.querySelector('.sheet');
      sheet.querySelector('.page-no').textContent = shouce.word('fill.more_page', { n: ++page });
      box.setAttribute('aria-label', sheet.querySelector('.page-no').textContent);
      Array.from(sheet.querySelectorAll('[data-field]')).forEach(function (field) {
        var told = head[field.getAttribute('data-field')];
        if (told) field.innerHTML = told;
      });
      Array.from(sheet.querySelectorAll('.qr,[id]')).forEach(function (one) { if (one.id) one.removeAttribute('id'); });
      place = sheet.querySelector('.grids');
      place.textContent = '';
      into.append(box);
    }

    function table(make) {
      var one = make();
      place.append(one);
      return one.tBodies[0];
    }

    function run(make, rows) {
      if (!rows.length) return;
      if (!sheet) turn();
      var body = table(make);
      rows.forEach(function (row) {
        put(body, row);
        if (!full(sheet) || (body.rows.length === 1 && !body.closest('table').previousElementSibling)) return;
        var last = body.lastChild;
        last.remove();
        if (!body.rows.length) body.closest('table').remove();
        turn();
        body = table(make);
        body.append(last);
      });
    }

    ledgers.forEach(function (ledger) { run(ledgerTable.bind(null, ledger.table), ledger.rows); });
    run(lineTable, lines.reduce(function (all, line) { return all.concat(pieces(line)); }, []));
    return page;
  }

  // A text longer than some lines goes on in a row of its own, so that a row never needs more than a sheet.
  function pieces(line) {
    var out = [], most = 400;
    for (var at = 0; at < line[1].length; at += most) out.push([at ? '' : line[0], line[1].slice(at, at + most)]);
    return out;
  }

  function full(sheet) {
    return sheet.scrollHeight > sheet.clientHeight + 1 || sheet.querySelector('.grids').getBoundingClientRect().bottom > sheet.querySelector('.sheet-foot').getBoundingClientRect().top;
  }

  function put(body, cells) {
    var row = element('tr', 'h8', cells.map(function (text) { return element('td', 'cell', text); }));
    body.append(row);
  }

  function ledgerTable(model) {
    var one = model.cloneNode(false);
    Array.from(model.children).forEach(function (part) {
      if (part.tagName !== 'TBODY') one.append(part.cloneNode(true));
    });
    one.append(element('tbody'));
    return one;
  }

  function lineTable() {
    var first = element('col', 'w45');
    var heads = [shouce.word('fill.more_row'), shouce.word('fill.more_text')].map(function (text) { return element('th', 'cell', text); });
    return element('table', 'grid ledger', [element('colgroup', '', [first, element('col')]), element('thead', '', [element('tr', 'h8', heads)]), element('tbody')]);
  }

  shouce.fillMore = build;
})();
