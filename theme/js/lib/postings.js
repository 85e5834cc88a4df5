// In: the bytes of one term file, tinysearch's exact format (src/search/exact.rs). Out: its terms and where their postings begin.
// Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var MAGIC = 'tinysearch\u0002';

  // Text order of the vocabulary: by code point, while strings compare by halves of them.
  function compare(a, b) {
    for (var i = 0; i < a.length && i < b.length; i++) {
      var x = a.charCodeAt(i);
      var y = b.charCodeAt(i);
      if (x !== y) return (x >= 0xd800 && y >= 0xd800 ? (x + 0x2000 & 0xffff) - (y + 0x2000 & 0xffff) : x - y);
    }
    return a.length - b.length;
  }

  // The first of sorted `terms` that is not less than `term`.
  function lowerBound(terms, term) {
    var low = 0;
    var high = terms.length;
    while (low < high) {
      var middle = low + high >> 1;
      if (compare(terms[middle], term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function read(bytes) {
    var at = MAGIC.length;
    for (var i = 0; i < at; i++) if (bytes[i] !== MAGIC.charCodeAt(i)) throw new Error('damaged');

    function varint() {
      var value = 0;
      for (var shift = 0; ; shift += 7) {
        if (at >= bytes.length) throw new Error('truncated');
        var byte = bytes[at++];
        value += (byte & 127) * Math.pow(2, shift);
        if (byte < 128) return value;
      }
    }

    var posts = varint();
    at += posts;
    var count = varint();
    var length = varint();
    var terms = new TextDecoder().decode(bytes.subarray(at, at + length)).split('\n');
    terms.pop();
    at += length;
    if (terms.length !== count) throw new Error('damaged');
    var base = at;
    var starts = new Uint32Array(count + 1);
    for (i = 0; i < count; i++) {
      starts[i] = at - base;
      for (var left = varint(); left > 0; at++) if (bytes[at] < 128) left--;
      if (at > bytes.length) throw new Error('truncated');
    }
    return { terms: terms, starts: starts, bytes: bytes.slice(base) };
  }

  // Calls `each` with every document of the n-th term.
  function scan(index, n, each) {
    var bytes = index.bytes;
    var at = index.starts[n];
    while (bytes[at++] > 127);
    for (var end = n + 1 < index.terms.length ? index.starts[n + 1] : bytes.length, document = 0; at < end;) {
      var gap = 0;
      var shift = 0;
      for (var byte = bytes[at++]; byte > 127; byte = bytes[at++], shift += 7) gap |= (byte & 127) << shift;
      document += gap | byte << shift;
      each(document);
    }
  }

  shouce.postings = { read: read, scan: scan, compare: compare, lowerBound: lowerBound };
})();
