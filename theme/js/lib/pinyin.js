// In: names and letters. Out: where the letters spell a name: each character by a whole reading or its initial, the last by the
// beginning of one (hushitl for 护士条例). Any reading of a character will do. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var LONGEST = 30;

  // The table of src/search/pinyin.rs → readings by character; ü is v there, and u will do.
  function readings(table) {
    var out = new Map();
    table.split(' ').forEach(function (line) {
      var syllable = /^[a-z]*/.exec(line)[0];
      Array.from(line.slice(syllable.length)).forEach(function (c) {
        var list = out.get(c) || [];
        list.push(syllable);
        if (syllable.indexOf('v') > 0) list.push(syllable.replace('v', 'u'));
        out.set(c, list);
      });
    });
    return out;
  }

  // Places reached in `letters` after one character, as bits, from the places in `from`; bit 31 means that all is spelled.
  function step(list, letters, from) {
    var to = 0;
    for (var place = 0; place < letters.length; place++) {
      if (!(from >> place & 1)) continue;
      var left = letters.length - place;
      for (var i = 0; i < list.length; i++) {
        var reading = list[i];
        var same = 0;
        while (same < left && same < reading.length && reading.charCodeAt(same) === letters.charCodeAt(place + same)) same++;
        if (same === left) return -1 << 31;
        if (!same) continue;
        to |= 1 << place + 1;
        if (same === reading.length) to |= 1 << place + same;
        if (same > 1 && reading[1] === 'h') to |= 1 << place + 2;
      }
    }
    return to;
  }

  // Names prepared for looking up: `letters` of each character by bits (a to z: what its readings begin with).
  function index(table, names) {
    var bits = new Map();
    table.forEach(function (list, c) {
      bits.set(c, list.reduce(function (mask, reading) { return mask | 1 << reading.charCodeAt(0) - 97; }, 0));
    });
    return Array.from(new Set(names)).map(function (name) {
      var chars = Array.from(name.toLowerCase());
      return { name: name, chars: chars, first: chars.map(function (c) { return bits.get(c) || (c >= 'a' && c <= 'z' && c.length === 1 ? 1 << c.charCodeAt(0) - 97 : 0); }) };
    });
  }

  function readingsOf(table, c) {
    return table.get(c) || (/^[a-z0-9]$/.test(c) ? [c] : []);
  }

  // The first piece of one prepared name that `letters` spell, or ''.
  function spelledIn(table, one, letters) {
    var first = 1 << letters.charCodeAt(0) - 97;
    for (var start = 0; start < one.chars.length; start++) {
      // A piece begins with a character of its own reading, not with a letter.
      if (!(one.first[start] & first) || one.chars[start] <= 'z') continue;
      var places = 1;
      for (var i = start; places && i < one.chars.length; i++) {
        places = step(readingsOf(table, one.chars[i]), letters, places);
        if (places < 0) return Array.from(one.name).slice(start, i + 1).join('');
      }
    }
    return '';
  }

  // Map from each prepared name that `letters` spell to the piece they spell.
  function find(table, prepared, letters) {
    var out = new Map();
    if (letters.length > LONGEST) return out;
    prepared.forEach(function (one) {
      var part = spelledIn(table, one, letters);
      if (part) out.set(one.name, part);
    });
    return out;
  }

  shouce.pinyin = { readings: readings, index: index, find: find };
})();
