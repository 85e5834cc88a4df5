// uses: lib/ledger-lines.js ledger/rows.js
// words: ledger_add
// In: lines as they are typed, the forms of the handbook, today. Out: entries of the ledger, and the lines that make none, with why. Loaded
// when something is entered.
(function () {
  'use strict';
  var shouce = window.shouce;

  function say(key, values) {
    return shouce.word('ledger_add.' + key, values);
  }

  function made(line, form, rows, today) {
    var base = {
      code: line.code, serial: line.serial, form: form.id, title: form.title, found: line.found || today, place: line.place, text: line.text,
      row: '', item: '', clause: '', ref: '', area: form.title, way: '', who: '', due: '', told: '', fixed: '', checked: '', result: '', closed: ''
    };
    return line.rows.length ? line.rows.map(function (n) { return Object.assign({}, base, rows[n], { row: String(n) }); }) : [base];
  }

  // A line whose rows its form has → its entries; else why not.
  function entries(line, form, today) {
    return shouce.ledgerRows(form).then(function (rows) {
      var strange = line.rows.filter(function (n) { return !rows[n]; });
      if (!strange.length) return { entries: made(line, form, rows, today) };
      return { why: say('row', { n: line.line, row: strange.join('、'), title: form.title, last: Object.keys(rows).length }) };
    }, function () {
      return { why: say('missing', { file: form.src.split('?')[0] }) };
    });
  }

  // {entries, kept: [{line, text, why}]}
  shouce.ledgerEntries = function (text, forms, today) {
    var read = shouce.ledgerLines(text, forms.map(function (form) { return form.code; }));
    var kept = read.faults.map(function (fault) {
      return { line: fault.line, text: fault.text, why: say(fault.why, { n: fault.line, text: fault.text.slice(0, 40) }) };
    });
    return Promise.all(read.lines.map(function (line) {
      return entries(line, forms.filter(function (form) { return form.code === line.code; })[0], today);
    })).then(function (all) {
      all.forEach(function (one, at) {
        if (one.why) kept.push({ line: read.lines[at].line, text: read.lines[at].written, why: one.why });
      });
      kept.sort(function (a, b) { return a.line - b.line; });
      return { entries: all.reduce(function (out, one) { return out.concat(one.entries || []); }, []), kept: kept };
    });
  };
})();
