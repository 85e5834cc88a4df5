// In: dates of a stack. Out: what is written for a day, a week, a month.
(function () {
  'use strict';
  var shouce = window.shouce;

  function say(key, values) {
    return shouce.word('stack.' + key, values);
  }

  // What is written for a day, a week, a month.
  function day(iso) {
    var p = shouce.days.parts(iso);
    return say('date', { y: p.y, m: p.m, d: p.d, w: weekday(p) });
  }

  function dayOfYear(iso) {
    return short(iso) + ' ' + say('weekday', { w: weekday(shouce.days.parts(iso)) });
  }

  function short(iso) {
    var p = shouce.days.parts(iso);
    return say('short', { m: p.m, d: p.d });
  }

  function weekday(p) {
    return say('weekdays').charAt(p.w);
  }

  function week(first) {
    return say('span', { from: short(first), to: short(shouce.days.add(first, 6)) });
  }

  function month(text) {
    return say('month', { y: text.slice(0, 4), m: Number(text.slice(5)) });
  }

  shouce.stackText = { day: day, dayOfYear: dayOfYear, short: short, week: week, month: month, say: say };
})();
