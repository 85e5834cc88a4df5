// In: days of the calendar, written "2026-12-01". Out: their parts, whether one is a day, days before and after. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  function parts(iso) {
    var date = new Date(iso + 'T00:00:00Z');
    return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate(), w: date.getUTCDay() };
  }

  function isDate(iso) {
    return /^\d{4}-\d\d-\d\d$/.test(iso) && !isNaN(new Date(iso + 'T00:00:00Z'))
      && new Date(iso + 'T00:00:00Z').toISOString().slice(0, 10) === iso;
  }

  function add(iso, days) {
    var date = new Date(iso + 'T00:00:00Z');
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
  }

  function monday(iso) {
    return add(iso, -((parts(iso).w + 6) % 7));
  }

  shouce.days = { parts: parts, isDate: isDate, add: add, monday: monday };
})();
