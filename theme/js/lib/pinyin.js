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
      var rest = letters.slice(place);
      for (var i = 0; i < list.length; i++) {
        var reading = list[i];
        if (reading.indexOf(rest) === 0) return -1 << 31;
        if (rest.indexOf(reading) === 0) to |= 1 << place + reading.length;
        if (rest[0] === reading[0]) to |= 1 << place + 1;
        if (reading[1] === 'h' && rest[1] === 'h' && rest[0] === reading[0]) to |= 1 << place + 2;
      }
    }
    return to;
  }

  // The first piece of `name` that `letters` spell, or ''.
  function find(table, name, letters) {
    if (letters.length > LONGEST) return '';
    var chars = Array.from(name);
    for (var start = 0; start < chars.length; start++) {
      if (!table.has(chars[start])) continue;
      var places = 1;
      for (var i = start; places && i < chars.length; i++) {
        var c = chars[i].toLowerCase();
        places = step(table.get(c) || (/[a-z0-9]/.test(c) ? [c] : []), letters, places);
        if (places < 0) return chars.slice(start, i + 1).join('');
      }
    }
    return '';
  }

  shouce.pinyin = { readings: readings, find: find };
})();
