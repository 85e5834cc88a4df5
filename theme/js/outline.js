// The side outline: open where it has a column of its own, marked as the reading goes on.
(function () {
  "use strict";

  // The outline stands open where it has a column of its own.
  function setUpOutline() {
    var outline = document.querySelector(".outline");
    if (!outline) return;
    var fold = outline.querySelector("details");
    var wide = window.matchMedia("(min-width: 62.01rem)");
    if (fold) {
      fold.open = wide.matches;
      outline.addEventListener("click", function (event) {
        if (event.target.closest("a") && !wide.matches) fold.open = false;
      });
    }
    if ("IntersectionObserver" in window) follow(outline);
  }

  // Marks the line of the outline that the top of the window stands in.
  function follow(outline) {
    var lines = new Map();
    Array.from(outline.querySelectorAll("a[href^='#']")).forEach(function (link) {
      var target = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
      if (target) lines.set(target, link);
    });
    var seen = new Set();
    var current = null;
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) seen.add(entry.target);
        else seen.delete(entry.target);
      });
      var first = null;
      lines.forEach(function (link, target) { if (seen.has(target)) first = link; });
      if (!first || first === current) return;
      if (current) current.removeAttribute("aria-current");
      first.setAttribute("aria-current", "true");
      current = first;
      keepInView(outline, first);
    }, { rootMargin: "-20% 0px -75% 0px" });
    lines.forEach(function (link, target) { watch.observe(target); });
  }

  function keepInView(outline, link) {
    var box = outline.getBoundingClientRect(), line = link.getBoundingClientRect();
    if (line.top < box.top || line.bottom > box.bottom) outline.scrollTop += line.top - box.top - box.height / 3;
  }

  setUpOutline();
})();
