// ISO weeks, counted from Monday 2000-01-03 as src/quiz/week.rs counts them; tests/vectors/week.json holds the two together. Pure.
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

  // Whether a question ({unit, roles}) is for a reader ({unit, role}); either may be missing.
  function isFor(entry, reader) {
    return (!reader.unit || !entry.unit || entry.unit === reader.unit) &&
      (!reader.role || !entry.roles || !entry.roles.length || entry.roles.indexOf(reader.role) >= 0);
  }

  // How many questions a paper of a week has; `sizes` is [[first week, size]] in the order of weeks.
  function size(sizes, week) {
    return sizes.reduce(function (found, one) { return one[0] <= week ? one[1] : found; }, sizes[0][1]);
  }

  shouce.weeks = { serial: serial, describe: describe, isFor: isFor, size: size };
})();
