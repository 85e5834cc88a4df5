// In: how a deadline is counted, the day it begins on, the years whose holidays are known. Out: the days it ends on. Pure: it knows
// neither page nor clock. A date is written "2026-12-01" throughout; tests/vectors/deadline.json says what is right.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  // Nobody waits longer; a slip of the hand must not count for minutes.
  var MOST = 1000;

  function add(iso, days) {
    var date = new Date(iso + 'T00:00:00Z');
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
  }

  function isDate(iso) {
    var date = new Date(iso + 'T00:00:00Z');
    return /^\d{4}-\d\d-\d\d$/.test(iso) && !isNaN(date) && date.toISOString().slice(0, 10) === iso;
  }

  // Whether nobody works: a holiday, or a weekend that is not worked. Of a year that is not known only weekends are.
  function isOff(iso, holidays) {
    var year = holidays[iso.slice(0, 4)];
    if (year && year.work.indexOf(iso) >= 0) return false;
    if (year && year.off.some(function (one) { return one[0] <= iso && iso <= one[1]; })) return true;
    return new Date(iso + 'T00:00:00Z').getUTCDay() % 6 === 0;
  }

  // The day of another month: its last where it has no such day.
  function inMonth(iso, months, day) {
    var date = new Date(iso.slice(0, 8) + '01T00:00:00Z');
    date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
    return date.toISOString().slice(0, 8) + ('0' + Math.min(day, date.getUTCDate())).slice(-2);
  }

  function workingDays(start, number, counts, holidays) {
    var day = counts ? start : add(start, 1), left = number;
    for (var tried = 0; tried < 3 * MOST; tried++, day = add(day, 1)) {
      if (!isOff(day, holidays) && --left === 0) return day;
    }
    return day;
  }

  function end(rule, start, number, counts, holidays) {
    switch (rule.count) {
      case 'working-days': return workingDays(start, number, counts, holidays);
      case 'days': return add(start, counts ? number - 1 : number);
      case 'days-before': return add(start, -number);
      case 'months':
        var same = inMonth(start, number, Number(start.slice(8)));
        return counts ? add(same, -1) : same;
      case 'day-of-month': return inMonth(start, 0, number);
      default: return inMonth(start, 1, number);
    }
  }

  function lastWorked(day, holidays) {
    while (isOff(day, holidays)) day = add(day, -1);
    return day;
  }

  // The ends of a deadline: one, or two where the text leaves open whether the first day counts (the earlier stands first). Each
  // is {day, first, off, worked, moved}: `off` nobody works then, `worked` the last day before it on which anybody does, `moved`
  // the rule itself moves it there from the day named. `unknown` are the years whose holidays are not known. Null where the
  // question is none.
  function due(rule, start, restart, number, holidays) {
    number = rule.number || number;
    if (!isDate(start) || (restart && (!isDate(restart) || restart < start))) return null;
    if (!(number >= 1 && number <= MOST && number === Math.floor(number))) return null;
    var spans = ['working-days', 'days', 'months'].indexOf(rule.count) >= 0;
    var firsts = !spans ? [''] : restart ? ['skipped'] : rule.first === 'unspecified' ? ['counts', 'skipped'] : [rule.first];
    var from = restart || start;
    var ends = firsts.map(function (first) {
      var day = end(rule, from, number, first === 'counts', holidays);
      var off = isOff(day, holidays), worked = lastWorked(day, holidays);
      if (off && rule.holiday === 'before') return { day: worked, first: first, off: false, worked: worked, moved: day };
      return { day: day, first: first, off: off, worked: worked, moved: '' };
    });
    if (ends.length === 2 && ends[0].day === ends[1].day) ends = [ends[1]];
    return { ends: ends, unknown: years(from, ends, holidays) };
  }

  function years(from, ends, holidays) {
    var days = ends.reduce(function (all, one) { return all.concat(one.day, one.worked, one.moved || one.day); }, [from]);
    var named = days.map(function (day) { return Number(day.slice(0, 4)); });
    var unknown = [];
    for (var year = Math.min.apply(null, named); year <= Math.max.apply(null, named); year++) {
      if (!holidays[year]) unknown.push(String(year));
    }
    return unknown;
  }

  shouce.deadline = { due: due, isOff: isOff };
})();
