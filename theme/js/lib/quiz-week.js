// In: the question bank and a week. Out: that week's paper. The same rule as src/quiz/week.rs; tests/vectors/week.json
// holds the two together. Pure; integers of 32 bits only.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  // Days since 1970-01-01 of a day of the Gregorian calendar.
  function dayNumber(year, month, day) {
    var y = month > 2 ? year : year - 1;
    var era = Math.floor(y / 400);
    var yearOfEra = y - era * 400;
    var dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
    return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
  }

  var EPOCH = dayNumber(2000, 1, 3);

  // The number of a day's ISO week, counted from Monday 2000-01-03.
  function serial(year, month, day) {
    return Math.floor((dayNumber(year, month, day) - EPOCH) / 7);
  }

  // ISO year and week of a week's number, with its Monday and Sunday as [year, month, day].
  function describe(number) {
    var year = day(number * 7 + 3)[0];
    return { year: year, week: number - serial(year, 1, 4) + 1, monday: day(number * 7), sunday: day(number * 7 + 6) };
  }

  function day(sinceEpoch) {
    var date = new Date((EPOCH + sinceEpoch) * 86400000);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  }

  // A question's place in a cycle.
  function key(id, cycle) {
    var h = 0x811c9dc5;
    for (var i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
    h ^= Math.imul(cycle, 0x9e3779b9);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  }

  function shuffled(ids, cycle) {
    return ids
      .map(function (id) { return { key: key(id, cycle), id: id }; })
      .sort(function (a, b) { return a.key - b.key || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0); })
      .map(function (entry) { return entry.id; });
  }

  function beginCycle(rotation) {
    var half = Math.floor(rotation.asked.length / 2);
    rotation.cycle += 1;
    rotation.waiting = shuffled(rotation.asked.slice(0, half), rotation.cycle)
      .concat(shuffled(rotation.asked.slice(half), rotation.cycle));
    rotation.asked = [];
  }

  function draw(rotation, size) {
    var paper = [];
    var most = Math.min(size, rotation.waiting.length + rotation.asked.length);
    while (paper.length < most) {
      if (!rotation.waiting.length) beginCycle(rotation);
      var at = 0;
      while (paper.indexOf(rotation.waiting[at]) >= 0) at += 1;
      var id = rotation.waiting.splice(at, 1)[0];
      rotation.asked.push(id);
      paper.push(id);
    }
    return paper;
  }

  function isFor(entry, reader) {
    return (!reader.unit || !entry.unit || entry.unit === reader.unit) &&
      (!reader.role || !entry.roles || !entry.roles.length || entry.roles.indexOf(reader.role) >= 0);
  }

  // Ids of one week's paper, at most `size`. An entry of the bank is {id, unit, roles, first}: `first` is the number of
  // the first week it may be asked in (0 where it was always there); those a bank begins with count as always there. `reader` is {unit, role}; either may be missing.
  function paper(bank, reader, week, size) {
    var coming = bank.filter(function (entry) { return isFor(entry, reader); });
    coming.sort(function (a, b) { return (a.first || 0) - (b.first || 0); });
    var founding = coming.length ? coming[0].first || 0 : 0;
    var rotation = { cycle: 0, waiting: [], asked: [] };
    var ids = [];
    var next = 0;
    for (var now = 0; now <= Math.max(week, 0); now++) {
      var entering = [];
      while (next < coming.length && (coming[next].first || 0) <= Math.max(now, founding)) entering.push(coming[next++].id);
      rotation.waiting = shuffled(entering, rotation.cycle).concat(rotation.waiting);
      ids = draw(rotation, size);
    }
    return ids;
  }

  // The order in which the `count` choices of a question are shown in a week, each by its place in the bank.
  function arrangement(id, count, week) {
    var order = [];
    for (var place = 0; place < count; place++) order.push({ place: place, key: key(id + '/' + place, Math.max(week, 0)) });
    return order.sort(function (a, b) { return a.key - b.key || a.place - b.place; })
      .map(function (entry) { return entry.place; });
  }

  // The same for steps to put in order and sides to match: never the right order.
  function scrambled(id, count, week) {
    var order = arrangement(id, count, week);
    if (count > 1 && order.every(function (place, at) { return place === at; })) order.push(order.shift());
    return order;
  }

  shouce.quizWeek = {
    serial: serial, describe: describe, paper: paper, arrangement: arrangement, scrambled: scrambled
  };
})();
