// In: bytes, piece by piece. Out: their SHA-256 (FIPS 180-4) in lower-case hexadecimal. Own code, since a page opened from the
// disk is not sure to be given crypto.subtle, and that one takes no pieces. Pure.
(function () {
  "use strict";
  var shouce = window.shouce = window.shouce || {};
  var K = constants(64, 1 / 3);

  // The first 32 bits of the fractional parts of roots of the first primes.
  function constants(count, power) {
    var found = [];
    for (var n = 2; found.length < count; n++) {
      for (var d = 2; d * d <= n && n % d; d++);
      if (d * d > n) found.push((Math.pow(n, power) % 1) * 0x100000000 | 0);
    }
    return found;
  }

  function right(x, n) { return (x >>> n) | (x << (32 - n)); }

  // One hash in the making: update(bytes) as often as needed, then hex().
  shouce.sha256 = function () {
    var state = constants(8, 1 / 2), words = new Int32Array(64);
    var rest = new Uint8Array(64), kept = 0, length = 0;

    function block(bytes, at) {
      var i, w = words;
      for (i = 0; i < 16; i++, at += 4) w[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
      for (; i < 64; i++) {
        var x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (right(x, 7) ^ right(x, 18) ^ x >>> 3) + (right(y, 17) ^ right(y, 19) ^ y >>> 10);
      }
      var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
      for (i = 0; i < 64; i++) {
        var t = h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + (e & f ^ ~e & g) + K[i] + w[i] | 0;
        var u = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
        h = g; g = f; f = e; e = d + t | 0; d = c; c = b; b = a; a = t + u | 0;
      }
      [a, b, c, d, e, f, g, h].forEach(function (value, n) { state[n] = state[n] + value | 0; });
    }

    function update(bytes) {
      var at = 0;
      length += bytes.length;
      if (kept) {
        at = Math.min(64 - kept, bytes.length);
        rest.set(bytes.subarray(0, at), kept);
        kept += at;
        if (kept < 64) return;
        block(rest, 0);
      }
      for (; at + 64 <= bytes.length; at += 64) block(bytes, at);
      rest.set(bytes.subarray(at));
      kept = bytes.length - at;
    }

    function hex() {
      var bits = length * 8, end = new Uint8Array((kept < 56 ? 64 : 128) - kept);
      end[0] = 0x80;
      for (var i = 1, n = bits; i <= 8; i++, n = Math.floor(n / 256)) end[end.length - i] = n % 256;
      update(end);
      return state.map(function (word) { return ("0000000" + (word >>> 0).toString(16)).slice(-8); }).join("");
    }

    return { update: update, hex: hex };
  };

  // The hash of a text as UTF-8.
  shouce.sha256.text = function (text) {
    var hash = shouce.sha256();
    hash.update(new TextEncoder().encode(text));
    return hash.hex();
  };
})();
