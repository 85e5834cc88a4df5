// In: lines that name a sheet's serial number and the rows that did not pass, the codes of all forms. Out: what the lines say, and what cannot
// be read. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  // More rows in one line are a slip of the hand.
  var MOST_ROWS = 60;
  var ROW = /^第?(\d{1,3})(?:[-~至到](\d{1,3}))?[项行条]?$/;
  var WORD = /[^\s、，,;；]+/g;

  // Full-width letters, digits and dashes as they stand on a keyboard; one character for each.
  function plain(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(/[－—–‐]/g, '-').replace(/\u3000/g, ' ');
  }

  // {serial, code, found, place}; null where it begins with no form's code. `found` is '' where the number bears no day.
  function serial(word, codes) {
    var upper = word.toUpperCase();
    var code = codes.filter(function (one) {
      return upper === one.toUpperCase() || upper.indexOf(one.toUpperCase() + '-') === 0;
    }).sort(function (a, b) { return b.length - a.length; })[0];
    if (!code) return null;
    var parts = word.slice(code.length + 1).split('-').filter(Boolean);
    var found = parts.length ? day(parts[0].toUpperCase()) : '';
    var rest = found ? parts.slice(1) : parts;
    if (rest.length && /^\d{1,3}$/.test(rest[rest.length - 1])) rest = rest.slice(0, -1);
    return { serial: code + word.slice(code.length), code: code, found: found, place: rest.join(' ') };
  }

  // 20261201, 202612, 2026W49 → the first day that is meant.
  function day(key) {
    var found = /^(\d{4})(\d\d)(\d\d)?$/.exec(key);
    if (found) {
      var iso = found[1] + '-' + found[2] + '-' + (found[3] || '01');
      return shouce.days.isDate(iso) ? iso : '';
    }
    found = /^(\d{4})W(\d\d)$/.exec(key);
    return found ? shouce.days.monday(shouce.days.add(found[1] + '-01-04', (Number(found[2]) - 1) * 7)) : '';
  }

  // {word: the first, rows: [number], text: the rest as it was written} of a line; null where it is empty.
  function parts(written) {
    var line = plain(written);
    var out = null;
    var text = '';
    for (var word = WORD.exec(line); word; word = WORD.exec(line)) {
      var found = out && ROW.exec(word[0]);
      if (!out) out = { word: word[0], rows: [] };
      else if (found) add(out.rows, Number(found[1]), Number(found[2] || found[1]));
      else {
        text = written.slice(word.index).trim();
        break;
      }
    }
    WORD.lastIndex = 0;
    return out && Object.assign(out, { text: text });
  }

  function add(rows, from, to) {
    for (var n = from; n <= to && rows.length < MOST_ROWS; n++) if (rows.indexOf(n) < 0) rows.push(n);
  }

  // {lines: [{line, serial, code, found, place, rows, text}], faults: [{line, text, why: code | rows}]}
  function read(text, codes) {
    var out = { lines: [], faults: [] };
    text.split('\n').forEach(function (written, n) {
      var said = parts(written);
      if (!said) return;
      var sheet = serial(said.word, codes);
      if (!sheet) out.faults.push({ line: n + 1, text: written, why: 'code' });
      else if (!said.rows.length && !said.text) out.faults.push({ line: n + 1, text: written, why: 'rows' });
      else out.lines.push(Object.assign({ line: n + 1, written: written, rows: said.rows, text: said.text }, sheet));
    });
    return out;
  }

  shouce.ledgerLines = read;
})();
