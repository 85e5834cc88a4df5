// uses: lib/link.js
// Runs before the page is shown: what the reader chose (unit, post, type, colours), from the address, else from this PC.
// Out: shouce.choice {u, r, s, t}, shouce.reader {unit, role} by id, shouce.store, and the marks on <html> that styles need.
(function () {
  "use strict";
  var shouce = window.shouce;
  var prefix = "shouce:" + shouce.site.id + ":";
  var KEYS = ["u", "r", "s", "t"];

  function main() {
    var asked = shouce.link.read(location.search);
    KEYS.forEach(function (key) {
      var told = Object.prototype.hasOwnProperty.call(asked, key);
      shouce.choice[key] = told ? asked[key] : store.get("choice:" + key);
      if (told) store.set("choice:" + key, asked[key]);
    });
    shouce.mark();
  }

  // The browser may refuse its store, or give each file one of its own: nothing depends on it.
  var store = {
    get: function (key) {
      try { return localStorage.getItem(prefix + key) || ""; } catch (refused) { return ""; }
    },
    set: function (key, value) {
      try {
        if (value) localStorage.setItem(prefix + key, value);
        else localStorage.removeItem(prefix + key);
      } catch (refused) { return; }
    }
  };

  function find(list, key, value) {
    return list.filter(function (one) { return one[key] === value; })[0] || null;
  }

  // Puts the choice into shouce.reader and on <html>. A unit or post the handbook does not have counts as none.
  function mark() {
    var choice = shouce.choice, root = document.documentElement;
    var unit = find(shouce.site.units, "code", choice.u) || find(shouce.site.units, "id", choice.u);
    var role = find(shouce.site.roles, "id", choice.r);
    choice.u = unit ? unit.code : "";
    choice.r = role ? role.id : "";
    choice.s = choice.s === "large" ? "large" : "";
    choice.t = choice.t === "dark" || choice.t === "light" ? choice.t : "";
    shouce.reader = { unit: unit ? unit.id : "", role: choice.r };
    flag(root, "data-size", choice.s);
    flag(root, "data-theme", choice.t || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : ""));
  }

  function flag(root, name, value) {
    if (value) root.setAttribute(name, value);
    else root.removeAttribute(name);
  }

  shouce.choice = {};
  shouce.store = store;
  shouce.mark = mark;
  main();
})();
