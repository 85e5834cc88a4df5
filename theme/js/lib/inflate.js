// In: zlib data. Out: what was packed, for browsers without DecompressionStream. Throws where the data ends too early. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  var LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  var ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  // A table by the next bits of the stream: symbol << 4 | length of its code.
  function table(lengths) {
    var most = 1;
    var count = new Uint16Array(16);
    var i;
    for (i = 0; i < lengths.length; i++) {
      count[lengths[i]]++;
      if (lengths[i] > most) most = lengths[i];
    }
    var next = new Uint16Array(16);
    for (i = 1, count[0] = 0; i < 15; i++) next[i + 1] = next[i] + count[i] << 1;
    var out = new Uint16Array(1 << most);
    for (var symbol = 0; symbol < lengths.length; symbol++) {
      var length = lengths[symbol];
      if (!length) continue;
      var code = next[length]++;
      var turned = 0;
      for (i = 0; i < length; i++) turned |= (code >> i & 1) << length - 1 - i;
      for (; turned < out.length; turned += 1 << length) out[turned] = symbol << 4 | length;
    }
    return out;
  }

  function fixedTables() {
    var lengths = new Uint8Array(288);
    lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
    return [table(lengths), table(new Uint8Array(30).fill(5))];
  }

  function inflate(input) {
    var out = new Uint8Array(input.length * 4);
    var size = 0;
    var at = 2;
    var hold = 0;
    var held = 0;

    // At least 25 bits, zeros beyond the end; reading more than eight bytes beyond it is an error.
    function fill() {
      while (held < 25) {
        if (at > input.length + 8) throw new Error('truncated');
        hold |= (at < input.length ? input[at] : 0) << held;
        at++;
        held += 8;
      }
    }

    function bits(count) {
      if (held < count) fill();
      var value = hold & (1 << count) - 1;
      hold >>>= count;
      held -= count;
      return value;
    }

    function symbol(codes) {
      if (held < 15) fill();
      var entry = codes[hold & codes.length - 1];
      if (!entry) throw new Error('damaged');
      hold >>>= entry & 15;
      held -= entry & 15;
      return entry >> 4;
    }

    function room(more) {
      if (size + more <= out.length) return;
      var larger = new Uint8Array(Math.max(out.length * 2, size + more));
      larger.set(out);
      out = larger;
    }

    function stored() {
      at -= held >> 3;
      hold = held = 0;
      var length = input[at] | input[at + 1] << 8;
      at += 4;
      if (at + length > input.length) throw new Error('truncated');
      room(length);
      out.set(input.subarray(at, at + length), size);
      size += length;
      at += length;
    }

    function dynamicTables() {
      var literals = bits(5) + 257;
      var distances = bits(5) + 1;
      var codes = new Uint8Array(19);
      for (var i = 0, count = bits(4) + 4; i < count; i++) codes[ORDER[i]] = bits(3);
      codes = table(codes);
      var lengths = new Uint8Array(literals + distances);
      for (i = 0; i < lengths.length;) {
        var code = symbol(codes);
        if (code < 16) {
          lengths[i++] = code;
        } else {
          var value = code === 16 ? lengths[i - 1] : 0;
          var end = i + (code === 16 ? 3 + bits(2) : code === 17 ? 3 + bits(3) : 11 + bits(7));
          while (i < end) lengths[i++] = value;
        }
      }
      return [table(lengths.subarray(0, literals)), table(lengths.subarray(literals))];
    }

    function block(tables) {
      for (;;) {
        var value = symbol(tables[0]);
        if (value < 256) {
          if (size === out.length) room(1);
          out[size++] = value;
        } else if (value === 256) {
          return;
        } else {
          var length = LENGTH_BASE[value - 257] + bits(LENGTH_BITS[value - 257]);
          var distance = symbol(tables[1]);
          var extra = distance < 2 ? 0 : (distance >> 1) - 1;
          distance = (distance < 2 ? distance : (2 + (distance & 1)) << extra) + 1 + bits(extra);
          if (!(length > 0) || distance > size) throw new Error('damaged');
          room(length);
          for (var end = size + length; size < end; size++) out[size] = out[size - distance];
        }
      }
    }

    for (var last = 0; !last;) {
      last = bits(1);
      var kind = bits(2);
      if (kind === 0) stored();
      else if (kind === 1) block(fixedTables());
      else if (kind === 2) block(dynamicTables());
      else throw new Error('damaged');
    }
    if (at - (held >> 3) > input.length) throw new Error('truncated');
    return out.slice(0, size);
  }

  shouce.inflate = inflate;
})();
