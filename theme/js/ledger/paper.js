// In: what a paper of the ledger says: a head, tables, lines at its end. Out: its A4 sheets with repeated heads and page numbers; no row is
// cut in two. Rows are as high as their text, so they are measured before they are laid out.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;

  function say(key, values) {
    return shouce.word('ledger_paper.' + key, values);
  }

  function cells(name, row) {
    return row.map(function (cell, at) {
      var one = element(name, '', cell);
      if (name === 'th') one.scope = 'col';
      one.setAttribute('data-column', at);
      return one;
    });
  }

  // `table`: {title, widths: [millimetres, 0 for the rest], heads, rows, high: whether its rows are to be written in}
  function grid(table, rows, again) {
    var columns = element('colgroup', '', table.widths.map(function (width) {
      var one = element('col');
      if (width) one.setAttribute('data-width', width);
      return one;
    }));
    var heads = [element('tr', 'h9', cells('th', table.heads))];
    if (table.title) {
      var title = element('th', '', table.title + (again ? say('again') : ''));
      title.colSpan = table.widths.length;
      heads.unshift(element('tr', 'section h8', title));
    }
    var body = element('tbody', '', rows.map(function (row) { return element('tr', table.high ? 'write-row' : '', cells('td', row)); }));
    var made = element('table', 'grid ledger-grid', [columns, element('thead', '', heads), body]);
    Array.from(columns.children).forEach(function (one, at) { if (table.widths[at]) one.style.width = table.widths[at] + 'mm'; });
    return made;
  }

  function sheet(paper, tables, number, all, tail) {
    var head = element('header', 'sheet-head', [
      element('p', 'sheet-top cover-top', [element('span', '', paper.top), element('span', '', paper.made)]),
      element(number > 1 ? 'p' : 'h2', 'sheet-title', paper.title),
      element('p', 'cover-about', paper.about.map(function (text) { return element('span', '', text); }))
    ]);
    var body = element('div', 'sheet-body', [element('div', 'grids', tables)].concat(tail ? paper.tail.map(function (line) {
      return element('p', 'ledger-line', line);
    }) : []));
    var foot = element('footer', 'sheet-foot cover-foot', element('p', 'sheet-last', element('span', 'page-no', say('page', { n: number, all: all }))));
    var way = paper.landscape ? 'landscape' : 'portrait';
    return element('div', 'sheet-box' + (paper.landscape ? ' lying' : ''), element('section', 'sheet ' + way, [head, body, foot]));
  }

  function height(one) {
    return one.getBoundingClientRect().height;
  }

  // One long sheet, laid out at its true width but not shown, from which the heights are read.
  function measured(paper, into) {
    var box = sheet(paper, paper.tables.map(function (table) { return grid(table, table.rows); }), 1, 1, true);
    box.classList.add('measure');
    into.append(box);
    var body = box.querySelector('.sheet-body');
    var room = box.querySelector('.sheet').clientHeight;
    var style = getComputedStyle(box.querySelector('.sheet'));
    room -= parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    room -= height(box.querySelector('.sheet-head')) + height(box.querySelector('.sheet-foot')) + parseFloat(getComputedStyle(body).paddingTop);
    var out = {
      // A little less, since heights are rounded.
      room: room - 4,
      tables: Array.from(box.querySelectorAll('.ledger-grid')).map(function (one) {
        return { head: height(one.tHead), rows: Array.from(one.tBodies[0].rows).map(height) };
      }),
      tail: Array.from(box.querySelectorAll('.ledger-line')).reduce(function (sum, one) { return sum + height(one) + parseFloat(getComputedStyle(one).marginTop); }, 0)
    };
    box.remove();
    return out;
  }

  // [[{table, from, to}]]: what stands on each sheet.
  function split(paper, sizes) {
    var pages = [[]];
    var left = sizes.room;
    function turn() {
      pages.push([]);
      left = sizes.room;
    }
    paper.tables.forEach(function (table, n) {
      var size = sizes.tables[n];
      var from = 0;
      table.rows.forEach(function (_, at) {
        var first = at === from;
        var needs = size.rows[at] + (first ? size.head : 0);
        if (needs > left && pages[pages.length - 1].length + (at - from) > 0) {
          if (!first) pages[pages.length - 1].push({ table: table, from: from, to: at });
          turn();
          from = at;
          needs = size.rows[at] + size.head;
        }
        left -= needs;
      });
      pages[pages.length - 1].push({ table: table, from: from, to: table.rows.length });
    });
    if (sizes.tail > left) {
      // The lines at the end do not stand alone.
      var last = pages[pages.length - 1];
      var part = last[last.length - 1];
      turn();
      if (part.to - part.from > 1) {
        part.to--;
        pages[pages.length - 1].push({ table: part.table, from: part.to, to: part.to + 1 });
      }
    }
    return pages;
  }

  // Lays out the papers; how many sheets they take.
  shouce.ledgerPaper = function (papers, into) {
    into.textContent = '';
    into.hidden = false;
    var count = 0;
    papers.forEach(function (paper) {
      var pages = split(paper, measured(paper, into));
      pages.forEach(function (parts, n) {
        var tables = parts.map(function (part) { return grid(part.table, part.table.rows.slice(part.from, part.to), part.from > 0); });
        into.append(sheet(paper, tables, n + 1, pages.length, n === pages.length - 1));
        count++;
      });
    });
    return count;
  };
})();
