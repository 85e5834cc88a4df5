// uses: lib/paginate.js
// words: official
// 公文版: the clauses of a regulation, without what is not the text, split into numbered sheets by their real layout.
// Loaded when it is first wanted. Out: shouce.official.open(), .close().
(function () {
  "use strict";
  var shouce = window.shouce;
  var words = shouce.words.official;
  var root = document.documentElement;
  var made = null;

  function open() {
    if (made) return;
    var page = document.querySelector(".reg");
    var flow = text(page);
    var trial = sheet();
    var height = measure(trial.body);
    trial.sheet.classList.add("trial");
    document.body.append(trial.sheet);
    trial.body.append(flow);
    var sheets = shouce.paginate(flow, height, sheet).sheets;
    trial.sheet.remove();
    sheets.forEach(function (one, n) { one.lastChild.textContent = "— " + (n + 1) + " —"; });
    made = element("div", "official-sheets");
    made.tabIndex = 0;
    made.setAttribute("role", "region");
    made.setAttribute("aria-label", words.sheets);
    made.append.apply(made, sheets);
    page.parentNode.insertBefore(made, page);
    root.classList.add("official-open", "has-sheets");
  }

  function close() {
    if (!made) return;
    made.remove();
    made = null;
    root.classList.remove("official-open", "has-sheets");
  }

  // The height of a sheet's body, which its style fixes.
  function measure(body) {
    document.body.append(body.parentNode);
    var height = body.clientHeight;
    body.parentNode.remove();
    return height;
  }

  // A copy of the title, the date and the clauses.
  function text(page) {
    var flow = element("div", "official");
    var title = element("h1");
    title.textContent = page.querySelector("h1").textContent;
    flow.append(title);
    var date = page.querySelector(".source time");
    if (date) flow.append(dated(date.getAttribute("datetime")));
    var authority = page.querySelector(".authority");
    if (authority) flow.append(remark(page.querySelector(".source dd")));
    var clauses = page.querySelector(".clauses").cloneNode(true);
    Array.from(clauses.querySelectorAll(".actions, .cited-by, .note")).forEach(function (one) { one.remove(); });
    Array.from(clauses.querySelectorAll("[id]")).forEach(function (one) { one.removeAttribute("id"); });
    Array.from(clauses.querySelectorAll(".label")).forEach(closeUp);
    flow.append(clauses);
    return flow;
  }

  // That the text is restated is said on paper, too.
  function remark(source) {
    var line = element("p", "restated");
    line.textContent = words.restated.replace("{source}", source ? source.textContent.trim() : "");
    return line;
  }

  // On paper no blank follows a label.
  function closeUp(label) {
    var next = label.nextSibling;
    if (next && next.nodeType === 3) next.data = next.data.replace(/^ /, "");
  }

  function dated(day) {
    var parts = day.split("-").map(Number);
    var line = element("p", "date");
    line.textContent = words.date.replace("{y}", parts[0]).replace("{m}", parts[1]).replace("{d}", parts[2]);
    return line;
  }

  function sheet() {
    var one = element("section", "official-sheet");
    var body = element("div", "body official");
    one.append(body, element("footer", "folio"));
    return { sheet: one, body: body };
  }

  function element(name, className) {
    var one = document.createElement(name);
    if (className) one.className = className;
    return one;
  }

  shouce.official = { open: open, close: close };
})();
