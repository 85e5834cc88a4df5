// In: how many to keep. Out: a cache of promises that forgets the longest unused; a failed one is forgotten at once. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  shouce.lru = function (bound) {
    var kept = new Map();
    return {
      get: function (key, make) {
        var value = kept.get(key);
        kept.delete(key);
        if (!value) {
          value = make();
          value.catch(function () { kept.delete(key); });
        }
        kept.set(key, value);
        if (kept.size > bound) kept.delete(kept.keys().next().value);
        return value;
      }
    };
  };
})();
