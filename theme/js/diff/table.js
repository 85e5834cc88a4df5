// uses: lib/paginate.js
// words: diff
// The 条文对照表 on numbered A4 sheets: when it is printed, or when its sheets are asked for.
(function () {
  "use strict";
  var shouce = window.shouce;
  var words = shouce.words.diff;
  var flow = document.querySelector("[data-flow]");
  var made = null;

  function main() {
    var bar = element("p", "actions");
    bar.append(button(words.sheets, layOut), " ", button(words.print, function () { window.print(); }));
    document.body.insertBefore(bar, flow);
    window.addEventListener("beforeprint", layOut);
    if (location.hash === "#print") layOut();
  }

  function layOut() {
    if (made) return;
    var trial = sheet();
    trial.sheet.classList.add("trial");
    document.body.append(trial.sheet);
    var height = trial.body.clientHeight;
    trial.sheet.classList.add("measured");
    made = element("div", "sheets");
    made.tabIndex = 0;
    made.setAttribute("role", "region");
    made.setAttribute("aria-label", words.sheets);
    flow.parentNode.insertBefore(made, flow);
    trial.body.append(flow);
    var sheets = shouce.paginate(flow, height, sheet).sheets;
    trial.sheet.remove();
    sheets.forEach(function (one, n) {
      one.lastChild.textContent = words.number.replace("{n}", n + 1).replace("{all}", sheets.length);
      made.append(one);
    });
  }

  function sheet() {
    var one = element("section", "sheet");
    var body = element("div", "body");
    one.append(body, element("footer", "folio"));
    return { sheet: one, body: body };
  }

  function button(text, action) {
    var one = element("button");
    one.type = "button";
    one.textContent = text;
    one.addEventListener("click", action);
    return one;
  }

  function element(name, className) {
    var one = document.createElement(name);
    if (className) one.className = className;
    return one;
  }

  main();
})();
