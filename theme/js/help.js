// words: state
// What this handbook has left in the browser: says how much, and erases it.
(function () {
  "use strict";
  var shouce = window.shouce || {};
  var words = (shouce.words || {}).state || {};
  var place = document.querySelector("[data-state]");
  var prefix = "shouce:" + (shouce.site || {}).id + ":";

  function main() {
    if (place) show();
  }

  // Keys of this handbook; a browser may refuse its store.
  function keys() {
    try {
      return Object.keys(window.localStorage).filter(function (key) { return key.indexOf(prefix) === 0; });
    } catch (refused) {
      return [];
    }
  }

  function show(said) {
    var count = keys().length;
    var text = document.createElement("p");
    text.setAttribute("role", "status");
    text.textContent = said || (count ? words.kept.replace("{n}", count) : words.none);
    place.textContent = "";
    place.append(text);
    if (count) place.append(eraser(count));
  }

  function eraser(count) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = words.erase;
    button.addEventListener("click", function () {
      if (!window.confirm(words.sure.replace("{n}", count))) return;
      keys().forEach(function (key) { window.localStorage.removeItem(key); });
      show(words.done);
    });
    return button;
  }

  main();
})();
