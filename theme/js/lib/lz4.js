// In: an LZ4 block behind its unpacked length (four bytes, little end first). Out: its bytes, or an error where it is damaged. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var SHORTEST = 4;

  function unpack(input) {
    var at = 4;
    var out = new Uint8Array(new DataView(input.buffer, input.byteOffset).getUint32(0, true));
    var end = 0;

    // A length of 15 goes on in the next bytes.
    function length(first) {
      var value = first;
      for (var more = first === 15 ? 255 : 0; more === 255; value += more) more = input[at++];
      return value;
    }

    while (at < input.length) {
      var token = input[at++];
      var literals = length(token >> 4);
      if (!(at + literals <= input.length && end + literals <= out.length)) throw new Error('damaged');
      out.set(input.subarray(at, at + literals), end);
      at += literals;
      end += literals;
      if (at >= input.length) break;
      var from = end - (input[at] | input[at + 1] << 8);
      at += 2;
      var stop = end + length(token & 15) + SHORTEST;
      if (!(from >= 0 && from < end && stop <= out.length)) throw new Error('damaged');
      while (end < stop) out[end++] = out[from++];
    }
    if (end !== out.length) throw new Error('damaged');
    return out;
  }

  shouce.lz4 = unpack;
})();
