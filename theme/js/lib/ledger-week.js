// uses: lib/ledger.js
// In: entries of the ledger, a day, today. Out: the figures of the day's week. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var late = shouce.ledger.late;

  function within(date, from, to) {
    return Boolean(date) && date >= from && date <= to;
  }

  // The lines of one property of what was found in a span: [{name, found, closed, open, late, items: [{item, times}]}], most first.
  function table(entries, key, today) {
    var names = [];
    entries.forEach(function (entry) { if (names.indexOf(entry[key]) < 0) names.push(entry[key]); });
    return names.map(function (name) {
      var own = entries.filter(function (entry) { return entry[key] === name; });
      return Object.assign({ name: name, items: often(own) }, counts(own, today));
    }).sort(function (a, b) { return b.found - a.found; });
  }

  function counts(entries, today) {
    return {
      found: entries.length, spot: entries.filter(function (entry) { return entry.way === 'spot'; }).length,
      closed: entries.filter(function (entry) { return entry.closed; }).length,
      open: entries.filter(function (entry) { return !entry.closed; }).length,
      late: entries.filter(function (entry) { return late(entry, today); }).length
    };
  }

  // How often each item was found, most first.
  function often(entries) {
    var times = new Map();
    entries.forEach(function (entry) {
      var item = entry.item || entry.text;
      times.set(item, (times.get(item) || 0) + 1);
    });
    return Array.from(times.entries()).map(function (pair) { return { item: pair[0], times: pair[1] }; })
      .sort(function (a, b) { return b.times - a.times; });
  }

  // What there is to say of the week of a day: its figures, by area and by place, what was found again and again, what is still open.
  function week(entries, date, today) {
    var from = shouce.days.monday(date);
    var to = shouce.days.add(from, 6);
    var own = entries.filter(function (entry) { return within(entry.found, from, to); });
    return {
      from: from, to: to, entries: own, counts: counts(own, today), areas: table(own, 'area', today), places: table(own, 'place', today),
      again: often(own).filter(function (one) { return one.times > 1; }),
      settled: entries.filter(function (entry) { return within(entry.closed, from, to); }).length,
      open: entries.filter(function (entry) { return !entry.closed && entry.found <= to; })
    };
  }

  shouce.ledgerWeek = { week: week, counts: counts };
})();
