// uses: lib/days.js
// In: forms, dates, floors, shifts. Out: the copies of a stack, each with its serial number. Pure: it knows neither page nor clock.
// A date is written "2026-12-01" throughout.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var parts = shouce.days.parts, isDate = shouce.days.isDate, add = shouce.days.add, monday = shouce.days.monday;
  // More days than this, or more names than this in one list, are a slip of the hand.
  var MOST_DAYS = 400, MOST_NAMES = 60;

  // First and last day of a span that has a name.
  function span(name, today) {
    var p = parts(today), month = today.slice(0, 8) + '01';
    var after = add(month, 31).slice(0, 8) + '01';
    switch (name) {
      case 'tomorrow': return [add(today, 1), add(today, 1)];
      case 'week': return [monday(today), add(monday(today), 6)];
      case 'next_week': return [add(monday(today), 7), add(monday(today), 13)];
      case 'month': return [month, add(after, -1)];
      case 'next_month': return [after, add(add(after, 31).slice(0, 8) + '01', -1)];
      default: return [today, today];
    }
  }

  // The days from one to another without those to skip: {days, skipped, worked, unknown}; null where the span is none.
  // A year whose holidays are not known is said, and nothing of it is skipped.
  function days(from, to, skip, holidays) {
    if (!isDate(from) || !isDate(to) || from > to || add(from, MOST_DAYS) <= to) return null;
    var found = { days: [], skipped: [], worked: [], unknown: [] };
    for (var day = from; day <= to; day = add(day, 1)) found[place(day, skip, holidays, found)].push(day);
    return found;
  }

  function place(day, skip, holidays, found) {
    if (!skip.weekends && !skip.holidays) return 'days';
    var year = holidays[day.slice(0, 4)];
    if (!year) {
      if (found.unknown.indexOf(day.slice(0, 4)) < 0) found.unknown.push(day.slice(0, 4));
      return 'days';
    }
    var off = year.off.some(function (one) { return one[0] <= day && day <= one[1]; });
    var weekend = parts(day).w % 6 === 0;
    if (weekend && year.work.indexOf(day) >= 0) {
      if (skip.weekends) found.worked.push(day);
      return 'days';
    }
    return (off && skip.holidays) || (weekend && skip.weekends) ? 'skipped' : 'days';
  }

  // "1-3层、大厅" → 1层, 2层, 3层, 大厅; each once.
  function names(text) {
    var all = [];
    text.split(/[\s、，,;；]+/).forEach(function (one) {
      all = all.concat(run(one));
    });
    return all.filter(function (one, at) { return one && all.indexOf(one) === at; }).slice(0, MOST_NAMES);
  }

  function run(text) {
    var found = /^(\D*)(\d+)(\D*)[-~～—–至到](\D*)(\d+)(\D*)$/.exec(text);
    if (!found || (found[4] && found[4] !== found[1]) || (found[3] && found[3] !== found[6])) return [text];
    var from = Number(found[2]), to = Number(found[5]), out = [];
    if (from > to || to - from >= MOST_NAMES) return [text];
    for (var n = from; n <= to; n++) out.push(found[1] + n + found[6]);
    return out;
  }

  // A name as it stands in a serial number: 3层 and 3楼 are 3.
  function token(name) {
    var bare = name.replace(/[\s\-—_]/g, '');
    return bare.replace(/(.)[层楼]$/, '$1');
  }

  function compact(iso) {
    return iso.replace(/-/g, '');
  }

  // 2026W48, by ISO 8601.
  function weekKey(first) {
    var thursday = add(first, 3), year = thursday.slice(0, 4);
    var week = Math.floor((Date.parse(thursday) - Date.parse(year + '-01-01')) / 604800000) + 1;
    return year + 'W' + (week < 10 ? '0' : '') + week;
  }

  // What a form has one copy for: each day, week or month of the days, or the whole span once.
  function periods(per, days, from) {
    if (per.indexOf('date') >= 0) return days.map(function (day) { return { at: day, key: compact(day), date: day }; });
    if (per.indexOf('week') >= 0) {
      return once(days.map(monday)).map(function (first) { return { at: first, key: weekKey(first), week: first }; });
    }
    if (per.indexOf('month') >= 0) {
      return once(days.map(function (day) { return day.slice(0, 7); })).map(function (month) {
        return { at: month + '-01', key: compact(month), month: month };
      });
    }
    return days.length ? [{ at: from, key: compact(from) }] : [];
  }

  function once(list) {
    return list.filter(function (one, at) { return list.indexOf(one) === at; });
  }

  // The copies of one form: {form, at, date | week | month, floor, shift, n, serial}.
  function copiesOf(form, plan) {
    var floors = form.per.indexOf('floor') >= 0 && plan.floors.length ? plan.floors : [''];
    var shifts = form.per.indexOf('shift') >= 0 && plan.shifts.length ? plan.shifts : [''];
    var out = [];
    periods(form.per, plan.days, plan.from).forEach(function (period) {
      floors.forEach(function (floor) {
        shifts.forEach(function (shift) {
          for (var n = plan.start; n < plan.start + plan.copies; n++) {
            out.push(Object.assign({}, period, { form: form, floor: floor, shift: shift, n: n,
              serial: [form.code, period.key, token(floor), token(shift), n].filter(Boolean).join('-') }));
          }
        });
      });
    });
    return out;
  }

  // The whole stack, day by day (each day's forms in their order) or form by form.
  function copies(forms, plan) {
    var all = forms.map(function (form) { return copiesOf(form, plan); });
    var joined = [].concat.apply([], all);
    if (plan.order === 'form') return joined;
    return joined.map(function (one, at) { return { one: one, at: at }; }).sort(function (a, b) {
      return a.one.at < b.one.at ? -1 : a.one.at > b.one.at ? 1 : a.at - b.at;
    }).map(function (entry) { return entry.one; });
  }

  shouce.stack = { span: span, days: days, names: names, copies: copies };
})();
