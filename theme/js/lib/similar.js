// In: a word, the names of the catalogue. Out: names it may be short for, and words it may be meant for (read alike, or one character
// off). Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var SHORTEST = 2;
  var LONGEST = 6;

  function allHan(text) {
    return Array.from(text).every(function (c) { return shouce.tokens.isHan(c.codePointAt(0)); });
  }

  // Whether `short` is what is left of `name` when characters between its first and its last are dropped: 道交法 of 道路交通安全法.
  function shortens(short, name) {
    if (name.length <= short.length || name[0] !== short[0] || name[name.length - 1] !== short[short.length - 1]) return false;
    var at = 0;
    for (var i = 0; i < name.length && at < short.length; i++) if (name[i] === short[at]) at++;
    return at === short.length;
  }

  // Pages that a piece may be short for, where it stands in no name as it is; the shortest names.
  function abbreviated(catalogue, piece) {
    var short = piece.folded;
    if (short.length <= SHORTEST || short.length > LONGEST || !allHan(short) || catalogue.names.text.indexOf(short) >= 0) return [];
    var least = Infinity;
    var out = [];
    catalogue.byName.forEach(function (pages, name) {
      if (name.length > least || !shortens(short, name)) return;
      if (name.length < least) out = [];
      least = name.length;
      out = out.concat(pages);
    });
    return out;
  }

  function alike(table, a, b) {
    var readings = table.get(a);
    var others = table.get(b);
    return !!readings && !!others && readings.some(function (reading) { return others.indexOf(reading) >= 0; });
  }

  // How far `word` is from as long a stretch of `name` at `at`: characters read alike count a quarter, others one.
  function distance(table, word, name, at, most) {
    var total = 0;
    for (var i = 0; i < word.length && total <= most; i++) {
      if (word[i] !== name[at + i]) total += alike(table, word[i], name[at + i]) ? 0.25 : 1;
    }
    return total;
  }

  // Up to three stretches of names that `word` may be meant for. Two characters must be read alike; of three and more one may be
  // another.
  function meant(catalogue, word) {
    if (word.length < 2 || word.length > 12 || !allHan(word)) return [];
    var most = word.length < 3 ? 0.5 : word.length < 6 ? 1 : 2;
    var found = new Map();
    [catalogue.names, catalogue.tags, catalogue.headNames].forEach(function (field) {
      var text = field.text;
      for (var at = 0; at + word.length <= text.length; at++) {
        var far = distance(catalogue.readings, word, text, at, most);
        if (far > most || !far) continue;
        var part = text.slice(at, at + word.length);
        if (!allHan(part)) continue;
        var entry = found.get(part) || { part: part, far: far, count: 0 };
        entry.count++;
        found.set(part, entry);
      }
    });
    return Array.from(found.values()).sort(function (a, b) { return a.far - b.far || b.count - a.count; }).slice(0, 3)
      .map(function (entry) { return entry.part; });
  }

  shouce.similar = { abbreviated: abbreviated, meant: meant };
})();
