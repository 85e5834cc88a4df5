// In: text. Out: its folded form with the way back, and the terms it is found by. The same rule as src/search/tokens.rs, where it
// is written down; tests/vectors/tokens.json holds the two together. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var DIGITS = '零一二三四五六七八九';
  var UNITS = ['', '十', '百', '千'];

  function isHan(c) {
    return c >= 0x3400 && c <= 0x9fff || c === 0x3005 || c >= 0x3040 && c <= 0x30ff || c >= 0xac00 && c <= 0xd7af ||
      c >= 0xf900 && c <= 0xfaff || c >= 0x20000 && c <= 0x3ffff;
  }

  function isDigit(c) {
    return c >= 48 && c <= 57;
  }

  function isWord(c) {
    return isDigit(c) || c >= 97 && c <= 122 || c >= 0xdf && c <= 0x24f && c !== 0xf7;
  }

  // A folded code point; 32 for a blank, 0 for nothing.
  function foldPoint(c, before) {
    if (c >= 0x4e00 && c <= 0x9fff) return c === 0x4e24 ? 0x4e8c : c;
    if (c >= 65 && c <= 90) return c + 32;
    if (c === 0x3007) return 0x96f6;
    if (c === 0x25cb || c === 0x25ef) return isNumeral(before) ? 0x96f6 : c;
    if (c === 32 || c === 9 || c === 0xa0 || c === 0x3000 || c === 0x202f || c >= 0x2000 && c <= 0x200a) return 32;
    if (c >= 0x200b && c <= 0x200d || c === 0x2060 || c === 0xfeff || c === 0xad) return 0;
    if (c >= 0xff01 && c <= 0xff5e) return foldPoint(c - 0xfee0, before);
    if (c >= 0xc0 && c <= 0xde && c !== 0xd7) return c + 32;
    return c;
  }

  function isNumeral(c) {
    return c > 0 && (DIGITS + '十百千').indexOf(String.fromCodePoint(c)) >= 0;
  }

  function joins(before, c) {
    return !before || (isHan(before) ? isHan(c) || isWord(c) : isHan(c) && isWord(before));
  }

  // A number up to 9999 in Han.
  function han(number) {
    if (number === 0) return '零';
    var out = '';
    var gap = false;
    for (var place = 3; place >= 0; place--) {
      var digit = Math.floor(number / Math.pow(10, place)) % 10;
      if (digit === 0) {
        gap = out !== '';
      } else {
        out += (gap ? '零' : '') + (digit === 1 && place === 1 && !out ? '' : DIGITS[digit]) + UNITS[place];
        gap = false;
      }
    }
    return out;
  }

  function spelled(digits, next) {
    if (digits.length > 4) return '';
    if (digits.length === 4 && next === 0x5e74) return Array.from(digits, function (d) { return DIGITS[d]; }).join('');
    return digits.length === 1 || digits[0] !== '0' ? han(Number(digits)) : '';
  }

  // Halves of code points as they are made, and where each comes from; grown when a text is longer.
  var units = new Uint16Array(4096);
  var starts = new Uint32Array(4096);
  var ends = new Uint32Array(4096);
  var size = 0;

  function room(length) {
    if (units.length >= length) return;
    units = new Uint16Array(length * 2);
    starts = new Uint32Array(length * 2);
    ends = new Uint32Array(length * 2);
  }

  function push(unit, start, end) {
    units[size] = unit;
    starts[size] = start;
    ends[size++] = end;
  }

  // The code point that ends at place `at` of what is made, or 0.
  function pointBefore(at) {
    var unit = at > 0 ? units[at - 1] : 0;
    return (unit & 0xfc00) === 0xdc00 && at > 1 ? (units[at - 2] - 0xd800 << 10) + unit - 0xdc00 + 0x10000 : unit;
  }

  // Spells out the number at the end, if it is one, before the Han character `next`; the digits, or ''.
  function spellOut(next) {
    var start = size;
    while (start > 0 && isDigit(units[start - 1])) start--;
    if (size - start > 4 || start > 0 && (isWord(units[start - 1]) || units[start - 1] === 46)) return '';
    var digits = String.fromCharCode.apply(null, units.subarray(start, size));
    var name = spelled(digits, next);
    if (!name) return '';
    var from = starts[start];
    var to = ends[size - 1];
    size = start;
    for (var i = 0; i < name.length; i++) push(name.charCodeAt(i), from, to);
    return digits;
  }

  // {text, at, till, numbers}: text[i] comes from the source between at[i] and till[i].
  function fold(source) {
    // A number grows at most threefold: 9999 and 九千九百九十九.
    room(source.length * 3 + 8);
    size = 0;
    var numbers = [];
    var blank = false;
    for (var i = 0, width; i < source.length; i += width) {
      var raw = source.charCodeAt(i);
      width = 1;
      if ((raw & 0xfc00) === 0xd800) {
        raw = source.codePointAt(i);
        width = raw > 0xffff ? 2 : 1;
      }
      var before = pointBefore(size);
      var c = foldPoint(raw, before);
      if (c === 32) {
        blank = true;
      } else if (c) {
        if (blank && !joins(before, c)) push(before = 32, i, i);
        blank = false;
        if (isDigit(before) && isHan(c)) {
          var digits = spellOut(c);
          if (digits) numbers.push(digits);
        }
        if (c > 0xffff) push(0xd800 + (c - 0x10000 >> 10), i, i + width);
        push(c > 0xffff ? 0xdc00 + (c & 0x3ff) : c, i, i + width);
      }
    }
    return { text: written(), at: starts.slice(0, size), till: ends.slice(0, size), numbers: numbers };
  }

  function written() {
    var out = '';
    for (var at = 0; at < size; at += 8192) out += String.fromCharCode.apply(null, units.subarray(at, Math.min(at + 8192, size)));
    return out;
  }

  // The terms of folded text, in order.
  function terms(text) {
    var chars = Array.from(text);
    var points = chars.map(function (c) { return c.codePointAt(0); });
    var out = [];
    for (var i = 0; i < points.length;) {
      var start = i++;
      if (isHan(points[start])) {
        for (; i < points.length && isHan(points[i]); i++) out.push(chars[i - 1] + chars[i]);
        if (i === start + 1) out.push(chars[start]);
      } else if (isWord(points[start])) {
        while (isWord(points[i]) || points[i] === 46 && isDigit(points[i - 1]) && isDigit(points[i + 1])) i++;
        out.push(chars.slice(start, i).join(''));
      }
    }
    return out;
  }

  shouce.tokens = { fold: fold, terms: terms, isHan: isHan, isWord: isWord };
})();
