// uses: lib/paginate.js
// words: book
// The book: splits the flow of a unit's handbook into numbered A4 sheets when it is printed or its print view is asked for.
(function () {
  "use strict";
  var shouce = window.shouce;
  var words = (shouce.words || {}).book || {};
  var flow = document.querySelector("[data-book]");
  var made = null;

  function main() {
    if (!flow) return;
    setUpButtons();
    window.addEventListener("beforeprint", layOut);
    if (location.hash === "#print") layOut();
  }

  function setUpButtons() {
    var bar = document.createElement("p");
    bar.className = "actions no-print";
    bar.append(button(words.view, function () {
      layOut();
      made.scrollIntoView();
    }), button(words.print, function () {
      layOut();
      window.print();
    }), button(words.changed, function () {
      layOut();
      shouce.load(["book-changed.js"]).then(function () { shouce.bookChanged(made, split); });
    }));
    flow.parentNode.insertBefore(bar, flow);
  }

  function button(text, action) {
    var one = document.createElement("button");
    one.type = "button";
    one.textContent = text;
    one.addEventListener("click", action);
    return one;
  }

  // Lays the flow out at the width of a sheet, splits it and puts the sheets in its place. Once.
  function layOut() {
    if (made) return;
    made = document.createElement("div");
    made.className = "book-sheets";
    made.tabIndex = 0;
    made.setAttribute("role", "region");
    made.setAttribute("aria-label", words.sheets || "");
    flow.parentNode.insertBefore(made, flow);
    markBreaks();
    var parted = split(flow);
    parted.sheets.forEach(function (one) { made.appendChild(one); });
    number(parted);
    document.documentElement.classList.add("laid-out");
  }

  // The sheets of a content, which is taken from where it stands.
  function split(content) {
    var trial = sheet();
    trial.sheet.classList.add("trial");
    document.body.appendChild(trial.sheet);
    var height = trial.body.clientHeight;
    trial.sheet.classList.add("measured");
    trial.body.appendChild(content);
    var parted = shouce.paginate(content, height, sheet);
    trial.sheet.remove();
    return parted;
  }

  function markBreaks() {
    Array.from(flow.querySelectorAll(".contents, .part, .part > article + article")).forEach(function (one) {
      one.setAttribute("data-break", "");
    });
  }

  function sheet() {
    var one = element("section", "book-sheet");
    var body = element("div", "body book-flow");
    one.append(element("header", "running"), body, element("footer", "folio"));
    return { sheet: one, body: body };
  }

  // Page numbers at the foot and in the contents; the name of the page a sheet begins with at the head.
  function number(parted) {
    var title = "";
    parted.sheets.forEach(function (one, n) {
      var heading = one.querySelector(".page-title, .part > h2, .contents > h2");
      if (heading) title = (heading.querySelector("a") || heading).textContent.trim();
      if (!n) return;
      one.firstChild.append(line(flow.getAttribute("data-book")), line(title));
      one.lastChild.textContent = (words.number || "").replace("{n}", n + 1).replace("{all}", parted.sheets.length);
    });
    Array.from(made.querySelectorAll(".contents li")).forEach(function (entry) {
      var link = entry.querySelector("a");
      var target = (link.getAttribute("href") || "").split("#")[1];
      var page = entry.querySelector(".page-no");
      if (page && parted.pageOf.has(target)) page.textContent = parted.pageOf.get(target);
    });
  }

  function line(text) {
    var one = element("span");
    one.textContent = text;
    return one;
  }

  function element(name, className) {
    var one = document.createElement(name);
    if (className) one.className = className;
    return one;
  }

  main();
})();
