// On the shelf of several books: goes on to that of the unit the reader has chosen, unless all books are asked for.
(function () {
  "use strict";
  var shouce = window.shouce;
  var code = (shouce.choice || {}).u || new URLSearchParams(location.search).get("u");
  var own = Array.from(document.querySelectorAll(".shelf [data-code]")).filter(function (one) {
    return one.getAttribute("data-code") === code;
  })[0];
  if (!own || location.hash === "#all") return;
  location.replace(own.querySelector("a").getAttribute("href").split("?")[0] + location.search);
})();
