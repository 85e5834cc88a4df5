// In: how much to keep. Out: a cache of promises that forgets the longest unused when their values together are larger; a failed one
// is forgotten at once. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  // `size` tells how large a value is.
  shouce.lru = function (bound, size) {
    var kept = new Map();
    var total = 0;

    function shrink() {
      kept.forEach(function (entry, key) {
        if (total <= bound || kept.size < 2) return;
        kept.delete(key);
        total -= entry.size;
      });
    }

    return {
      get: function (key, make) {
        var entry = kept.get(key);
        kept.delete(key);
        if (!entry) {
          entry = { size: 0, value: make() };
          entry.value.then(function (value) {
            if (kept.get(key) !== entry) return;
            entry.size = size(value);
            total += entry.size;
            shrink();
          }, function () { if (kept.get(key) === entry) kept.delete(key); });
        }
        kept.set(key, entry);
        return entry.value;
      }
    };
  };
})();
