// uses: copy.js outline.js
// words: frame
// The text: copy buttons at each clause, notes open on paper, the 公文 view.
(function () {
  "use strict";
  var shouce = window.shouce;
  var words = shouce.words.frame;

  function main() {
    setUpClauses();
    openForPaper(Array.from(document.querySelectorAll(".notes")));
    setUpOfficial(document.querySelector("[data-official]"));
  }

  // 公文版: a button that shows the regulation as numbered sheets and takes it back. What lays it out is loaded only then.
  function setUpOfficial(page) {
    var home = page && page.querySelector(".facts-line");
    if (!home) return;
    var bar = document.createElement("span");
    var view = button(words.official, function () {
      load(page.getAttribute("data-official")).then(function () { turn(view.getAttribute("aria-pressed") === "false"); });
    });
    var print = button(words.official_print, function () { window.print(); });
    function turn(on) {
      if (on) {
        page.parentNode.insertBefore(bar, page);
        shouce.official.open();
      } else {
        shouce.official.close();
        home.append(bar);
      }
      view.setAttribute("aria-pressed", String(on));
      print.hidden = !on;
      view.focus();
    }
    bar.className = "actions no-print";
    bar.append(view, print);
    view.setAttribute("aria-pressed", "false");
    print.hidden = true;
    home.append(bar);
  }

  function button(text, action) {
    var one = document.createElement("button");
    one.type = "button";
    one.textContent = text;
    one.addEventListener("click", action);
    return one;
  }

  // A style sheet, then a script, once.
  function load(paths) {
    if (shouce.official) return Promise.resolve();
    var root = document.documentElement.getAttribute("data-root");
    return paths.split(" ").reduce(function (before, path) {
      return before.then(function () { return shouce.bring(root + path); });
    }, Promise.resolve());
  }

  // Editor's notes stand on paper, too.
  function openForPaper(folds) {
    var closed = [];
    window.addEventListener("beforeprint", function () {
      closed = folds.filter(function (one) { return !one.open; });
      closed.forEach(function (one) { one.open = true; });
    });
    window.addEventListener("afterprint", function () { closed.forEach(function (one) { one.open = false; }); });
  }

  // Buttons come to a clause when it comes near the window; those of the innermost clause under the pointer are shown.
  function setUpClauses() {
    var clauses = document.querySelectorAll(".reg .clause");
    if (!clauses.length) return;
    if ("IntersectionObserver" in window) {
      var near = new IntersectionObserver(function (entries) {
        entries.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          near.unobserve(entry.target);
          addButtons(entry.target);
        });
      }, { rootMargin: "50% 0px" });
      Array.from(clauses).forEach(function (clause) { near.observe(clause); });
    } else {
      Array.from(clauses).forEach(addButtons);
    }
    var here = null;
    ["pointerover", "click"].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        var clause = event.target.closest && event.target.closest(".reg .clause");
        if (clause === here) return;
        if (here) here.classList.remove("here");
        if (clause) clause.classList.add("here");
        here = clause;
      });
    });
  }

  function addButtons(clause) {
    var cite = clause.getAttribute("data-cite");
    if (!cite || clause.querySelector(":scope > .actions")) return;
    var bar = document.createElement("p");
    bar.className = "actions of-clause";
    bar.append(
      named(shouce.copyButton(words.copy_cite, function () { return cite; }), words.copy_cite, cite),
      named(shouce.copyButton(words.copy_link, function () { return address(clause.id); }), words.copy_link, cite)
    );
    clause.append(bar);
  }

  function named(button, what, cite) {
    button.title = what + "：" + cite;
    return button;
  }

  // The address of a clause, without the reader's own choice.
  function address(anchor) {
    var nothing = { u: "", r: "", s: "", t: "" };
    var query = shouce.link.write(location.search.slice(1), nothing);
    return location.href.split(/[?#]/)[0] + query + "#" + anchor;
  }

  main();
})();
