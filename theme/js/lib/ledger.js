// uses: lib/days.js
// In: entries of the ledger, its file. Out: what is to be done next with an entry, the file, the entries of a file. Pure. A date is written
// "2026-12-01" throughout.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var FORMAT = 'shouce-ledger-1';
  // A longer file is a slip of the hand.
  var MOST = 5000000;
  // What an entry may say, all texts.
  var FIELDS = ['serial', 'form', 'title', 'row', 'item', 'clause', 'ref', 'area', 'place', 'found', 'text', 'way', 'who', 'due', 'told', 'fixed',
    'checked', 'result', 'closed'];

  // What tells an entry from others: the same sheet and row is entered once.
  function id(entry) {
    return entry.serial + '#' + (entry.row || entry.text) + (shouce.days.isDate(entry.found) && entry.serial === entry.code ? '@' + entry.found : '');
  }

  // closed, else what comes next: way, tell, fix, check, close. What was put right on the spot, or was found good again, is closed.
  function step(entry) {
    if (entry.closed) return 'closed';
    if (!entry.way) return 'way';
    if (entry.way === 'spot') return 'close';
    if (!entry.told) return 'tell';
    if (!entry.fixed) return 'fix';
    return entry.checked ? 'close' : 'check';
  }

  function late(entry, today) {
    return !entry.closed && Boolean(entry.due) && entry.due < today;
  }

  // The entry after its next step was done today. A re-check that fails asks for the step before it once more.
  function done(entry, today, good) {
    var key = { tell: 'told', fix: 'fixed', check: 'checked', close: 'closed' }[step(entry)];
    if (!key) return entry;
    var change = {};
    change[key] = today;
    if (key === 'checked') change.result = good ? 'good' : 'bad';
    if (key === 'checked' && !good) Object.assign(change, { checked: '', fixed: '', told: '' });
    return Object.assign({}, entry, change);
  }

  function write(entries) {
    return JSON.stringify({ format: FORMAT, entries: entries }, null, 1) + '\n';
  }

  // The entries of a file; null where it is none. Only texts are values, and only fields that are known.
  function open(text) {
    var told = null;
    try { told = text.length <= MOST ? JSON.parse(text.replace(/^\ufeff/, '')) : null; } catch (broken) { return null; }
    if (!told || told.format !== FORMAT || !Array.isArray(told.entries)) return null;
    return told.entries.filter(function (entry) { return entry && typeof entry.serial === 'string'; }).map(function (entry) {
      var out = { code: typeof entry.code === 'string' ? entry.code : '' };
      FIELDS.forEach(function (key) { out[key] = typeof entry[key] === 'string' ? entry[key] : ''; });
      return out;
    });
  }

  // Both lists; of an entry that stands in both that of `mine`, unless the other one is further on.
  function merged(mine, other) {
    var out = mine.slice();
    other.forEach(function (entry) {
      var at = out.findIndex(function (one) { return id(one) === id(entry); });
      if (at < 0) out.push(entry);
      else if (progress(entry) > progress(out[at])) out[at] = entry;
    });
    return out;
  }

  function progress(entry) {
    return ['way', 'told', 'fixed', 'checked', 'closed'].filter(function (key) { return entry[key]; }).length;
  }

  shouce.ledger = { id: id, step: step, late: late, done: done, write: write, open: open, merged: merged };
})();
