// In: the sheets of a form. Out: the places to write in, in order: {key, section, name, kind, choices, round, at, carry, show}.
// A key is made of what the paper says beside the place, so that it survives a form that gains a row.
(function () {
  'use strict';
  var shouce = window.shouce;
  var BLANK = /＿+/g;

  function spots(root) {
    var out = [], seen = {}, section = '', ledgers = [];
    function add(spot) {
      var key = spot.key, n = 2;
      while (seen[key]) key = spot.key + '#' + n++;
      seen[spot.key = key] = true;
      spot.section = spot.section || section;
      out.push(spot);
    }
    Array.from(root.querySelectorAll('.sheet')).forEach(function (sheet, at) {
      if (!at) heads(sheet, add);
      Array.from(sheet.querySelectorAll('.grids > .grid')).forEach(function (table) {
        section = titleOf(table) || section;
        if (table.classList.contains('sign-off')) return signs(table, add);
        var number = table.classList.contains('ledger') ? ledgers.push(table) : 0;
        Array.from(table.tBodies[0].rows).forEach(function (row) {
          if (row.classList.contains('section')) section = said(row.cells[0]).replace(/（续）$/, '');
          else if (number) ledgerRow(row, table, ledgers, add);
          else if (row.hasAttribute('data-row')) checkRow(row, sheet, add);
          else textRow(row, add);
        });
      });
    });
    return out;
  }

  function said(place) {
    return place.textContent.replace(/\s+/g, ' ').trim();
  }

  function titleOf(table) {
    var head = table.tHead && table.tHead.querySelector('.item');
    return head ? said(head).replace(/（√.*$/, '') : '';
  }

  function choicesOf(text) {
    return (text.match(/□[^□]+/g) || []).map(function (one) { return one.slice(1).trim(); });
  }

  function heads(sheet, add) {
    var first = shouce.word('fill.head');
    Array.from(sheet.querySelectorAll('[data-field]')).forEach(function (place) {
      var name = place.getAttribute('data-field'), kind = place.getAttribute('data-kind') || 'text';
      add({ key: first + '@' + name, section: first, name: name === 'serial' ? shouce.word('fill.serial') : name, kind: kind,
        choices: choicesOf(place.textContent), at: place, head: name, fill: place.getAttribute('data-fill') });
    });
  }

  function checkRow(row, sheet, add) {
    var item = said(row.querySelector('.item')), number = row.getAttribute('data-row');
    var base = { row: number, section: row.getAttribute('data-area') || '', item: item, clause: said(row.querySelector('.basis') || row.cells[0]) };
    if (!row.querySelector('.basis')) base.clause = '';
    var marks = Array.from(row.querySelectorAll('[data-mark]'));
    function put(spot) { add(Object.assign({}, base, spot)); }
    if (marks.length) {
      put({ key: item, name: '', kind: 'mark', at: marks[0], marks: marks,
        choices: marks.map(function (cell) { return cell.getAttribute('data-mark'); }) });
    }
    Array.from(row.querySelectorAll('[data-round],.answer')).forEach(function (cell) {
      var round = cell.getAttribute('data-round') || '', kind = cell.getAttribute('data-kind');
      var signs = kind === 'mark' ? (sheet.getAttribute('data-signs') || '').split(' ') : [];
      put({ key: item + (round ? '@' + round : ''), name: '', kind: kind, round: round, at: cell, signs: signs,
        choices: kind === 'mark' ? signs.map(function (sign) { return sign.slice(1); }) : choicesOf(cell.textContent) });
    });
    Array.from(row.querySelectorAll('.open')).forEach(function (cell) { put(column(cell, item)); });
  }

  function column(cell, prefix) {
    var name = cell.getAttribute('data-column');
    return { key: prefix + '@' + name, name: name, kind: cell.getAttribute('data-kind'), choices: choicesOf(cell.textContent), at: cell,
      carry: cell.hasAttribute('data-carry') };
  }

  // A ledger that goes on over a sheet's end counts on.
  function ledgerRow(row, table, ledgers, add) {
    var heads = said(table.tHead);
    var number = ledgers.map(function (one) { return said(one.tHead); }).indexOf(heads) + 1;
    var empty = row.classList.contains('empty'), first = Array.from(row.cells).filter(function (cell) { return !cell.classList.contains('open') && said(cell); })[0];
    var named = empty ? shouce.word('fill.line', { t: number, n: row.getAttribute('data-row') }) : said(first || row);
    var cells = row.querySelectorAll('.open');
    Array.from(cells).forEach(function (cell, at) {
      var spot = column(cell, named);
      spot.item = empty ? shouce.word('fill.nth', { n: row.getAttribute('data-row') }) : named;
      spot.line = named;
      spot.carry = spot.carry || (row.hasAttribute('data-carry') && !at);
      if (empty) Object.assign(spot, { ledger: number, table: table, lineNumber: Number(row.getAttribute('data-row')) });
      add(spot);
    });
  }

  function textRow(row, add) {
    var cell = row.cells[0], by = cell.querySelector('.by');
    var text = said(cell), clause = by ? said(by) : '';
    if (clause) text = text.slice(0, -clause.length);
    if (cell.classList.contains('write-in')) {
      var name = text.replace(/[：:]\s*$/, '');
      add({ key: name, name: '', item: name, kind: 'long', choices: [], at: cell, carry: row.hasAttribute('data-carry') });
    } else if (cell.classList.contains('blanks')) {
      (text.match(BLANK) || []).forEach(function (blank, n) {
        add({ key: text.replace(BLANK, '＿') + '@' + (n + 1), name: shouce.word('fill.blank', { n: n + 1 }), item: text, kind: 'blank', nth: n, choices: [], at: cell });
      });
    }
  }

  function signs(table, add) {
    var title = shouce.word('fill.signatures');
    Array.from(table.querySelectorAll('[data-sign]')).forEach(function (cell) {
      var who = cell.getAttribute('data-sign'), when = cell.querySelector('.when');
      add({ key: who + '@' + shouce.word('fill.name'), section: title, name: shouce.word('fill.name'), item: who, kind: 'sign', choices: [], at: cell.querySelector('p') });
      add({ key: who + '@' + shouce.word('fill.when'), section: title, name: shouce.word('fill.when'), item: who,
        kind: /[:：时]/.test(when.textContent) ? 'moment' : 'date', choices: [], at: when });
    });
  }

  shouce.fillSpots = spots;
})();
