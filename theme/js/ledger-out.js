// uses: lib/fill.js lib/ledger-week.js ledger/paper.js
// words: ledger_paper
// In: entries of the ledger. Out: its papers (台账, 整改通知, 周讲评) as sheets, or as tables for spreadsheets. Loaded when it is asked for.
(function () {
  'use strict';
  var shouce = window.shouce;
  var ledger = shouce.ledger;

  function say(key, values) {
    return shouce.word('ledger_paper.' + key, values);
  }

  function heads(key) {
    return say(key).split('、');
  }

  function day(iso) {
    if (!iso) return '';
    var p = shouce.days.parts(iso);
    return say('day', { y: p.y, m: p.m, d: p.d });
  }

  function short(iso) {
    if (!iso) return '';
    var p = shouce.days.parts(iso);
    return p.m + '/' + p.d;
  }

  // What was found, with the words of the sheet and those of whoever entered it.
  function what(entry) {
    var own = entry.item && entry.text ? '——' + entry.text : entry.text;
    return entry.item + own + (entry.clause ? say('basis', { clause: entry.clause }) : '');
  }

  function way(entry) {
    return entry.way ? say('way.' + entry.way) : '';
  }

  function result(entry) {
    return entry.result ? say('result.' + entry.result) : '';
  }

  function top() {
    var own = shouce.site.units.filter(function (unit) { return unit.id === shouce.reader.unit; })[0];
    return own ? own.name : shouce.site.title;
  }

  function base(asked, title, about, landscape) {
    return { top: top(), made: say('made', { date: day(asked.today) }), title: title, about: about, landscape: landscape, tail: [] };
  }

  function numbers(counts) {
    return say('numbers', { found: counts.found, spot: counts.spot, closed: counts.closed, open: counts.open, late: counts.late });
  }

  function whole(asked) {
    var paper = base(asked, say('ledger'), [numbers(shouce.ledgerWeek.counts(asked.entries, asked.today))], true);
    paper.tables = [{
      widths: [11, 14, 40, 19, 0, 16, 26, 14, 14, 14, 22, 14], heads: heads('ledger_heads'),
      rows: asked.entries.map(function (entry, n) {
        return [String(n + 1), short(entry.found), entry.serial + (entry.row ? say('row', { n: entry.row }) : ''), entry.place, what(entry), way(entry),
          entry.who, short(entry.due), short(entry.told), short(entry.fixed), [short(entry.checked), result(entry)].filter(Boolean).join(' '), short(entry.closed)];
      })
    }];
    paper.tail = [say('ledger_note')];
    return paper;
  }

  // One notice for each of those who are to put things right; of what is still to be told.
  function notices(asked) {
    var open = asked.all.filter(function (entry) { return ledger.step(entry) === 'tell'; });
    var names = open.map(function (entry) { return entry.who; }).filter(function (name, at, all) { return all.indexOf(name) === at; });
    return names.map(function (name) {
      var own = open.filter(function (entry) { return entry.who === name; });
      var paper = base(asked, say('notice'), [say('to', { who: name || '＿＿＿＿＿＿＿＿' }), say('count', { n: own.length })], false);
      paper.tables = [{
        widths: [11, 15, 19, 0, 16, 44], heads: heads('notice_heads'), high: true,
        rows: own.map(function (entry, n) { return [String(n + 1), short(entry.found), entry.place, what(entry) + '（' + entry.serial + '）', short(entry.due), '']; })
      }];
      paper.tail = [say('notice_signs'), say('notice_note')];
      return paper;
    });
  }

  function items(line) {
    return line.items.map(function (one) { return one.item + (one.times > 1 ? say('times', { n: one.times }) : ''); }).join('；');
  }

  function lines(list, last) {
    return list.map(function (one) {
      return [one.name || say('nowhere'), String(one.found), String(one.closed), String(one.open), String(one.late)].concat(last(one));
    });
  }

  function review(asked) {
    var week = shouce.ledgerWeek.week(asked.all, asked.day, asked.today);
    var paper = base(asked, say('week'), [say('span', { from: day(week.from), to: day(week.to) })], false);
    paper.tables = [
      { title: say('areas') + say('colon') + numbers(week.counts) + say('settled', { n: week.settled }), widths: [24, 12, 12, 12, 12, 0, 36], heads: heads('area_heads'), high: true,
        rows: lines(week.areas, function (one) { return [items(one), '']; }) },
      { title: say('places'), widths: [40, 16, 16, 16, 16, 0], heads: heads('place_heads'), rows: lines(week.places, function (one) { return [items(one)]; }) }
    ];
    if (week.again.length) {
      paper.tables.push({ title: say('often'), widths: [0, 20, 60], heads: heads('often_heads'), rows: week.again.map(function (one) { return [one.item, String(one.times), '']; }) });
    }
    if (week.open.length) {
      paper.tables.push({ title: say('still_open'), widths: [11, 15, 0, 34, 20, 24], heads: heads('open_heads'), rows: week.open.map(function (entry, n) {
        return [String(n + 1), short(entry.found), what(entry), entry.who, short(entry.due),
          ledger.late(entry, asked.today) ? say('late') : say('state.' + ledger.step(entry))];
      }) });
    }
    paper.tables = paper.tables.filter(function (table) { return table.rows.length; });
    if (!paper.tables.length) paper.tables = [{ title: say('areas'), widths: [0], heads: [say('nothing_found')], rows: [['']] }];
    paper.tail = [say('week_words'), say('week_signs')];
    return paper;
  }

  var PAPERS = {
    ledger: function (asked) { return asked.entries.length ? [whole(asked)] : []; },
    notice: notices,
    week: function (asked) { return [review(asked)]; }
  };

  var TABLES = {
    ledger: function (asked) {
      return [heads('csv_heads')].concat(asked.entries.map(function (entry, n) {
        return [n + 1, entry.found, entry.serial, entry.code, entry.title, entry.row, entry.area, entry.place, entry.item, entry.text, entry.clause,
          way(entry), entry.who, entry.due, entry.told, entry.fixed, entry.checked, result(entry), entry.closed, say('state.' + ledger.step(entry))];
      }));
    },
    week: function (asked) {
      var week = shouce.ledgerWeek.week(asked.all, asked.day, asked.today);
      var rows = [[say('week'), week.from, week.to], [numbers(week.counts), say('settled', { n: week.settled })], heads('csv_area_heads')];
      return rows.concat(week.areas.map(function (one) { return [one.name, one.found, one.closed, one.open, one.late, items(one)]; }),
        [[], heads('csv_place_heads')], week.places.map(function (one) { return [one.name, one.found, one.closed, one.open, one.late, items(one)]; }),
        [[], heads('csv_often_heads')], week.again.map(function (one) { return [one.item, one.times]; }),
        [[], heads('csv_open_heads')], week.open.map(function (entry) { return [entry.found, entry.serial, entry.row, entry.item || entry.text, entry.text, entry.who, entry.due]; }));
    }
  };

  shouce.ledgerOut = {
    // How many sheets were laid out; 0 where there is nothing to print.
    sheets: function (kind, asked, into) {
      var papers = PAPERS[kind](asked);
      return papers.length ? shouce.ledgerPaper(papers, into) : 0;
    },
    csv: function (kind, asked) {
      shouce.save(say(kind) + '-' + (kind === 'week' ? shouce.ledgerWeek.week([], asked.day, asked.today).from : asked.today) + '.csv', shouce.filled.csv(TABLES[kind](asked)), 'text/csv');
    }
  };
})();
