// uses: prefs.js lib/load.js
// words: frame
// What every page has: the bar's buttons (unit and post, large type, colours, print), and the reader's own unit first.
(function () {
  "use strict";
  var shouce = window.shouce;
  var words = shouce.words.frame;
  var tools = document.querySelector(".bar .tools");

  function main() {
    if (tools) setUpTools(tools);
    sayExpired();
    mineFirst();
    document.addEventListener("shouce:choice", mineFirst);
  }

  function setUpTools(tools) {
    if (shouce.site.units.length + shouce.site.roles.length > 1) tools.append(chooser());
    tools.append(largeType(), colours(), button(words.print, function () { window.print(); }));
  }

  // An edition that no longer holds says so on every page, with the PC's date, since clocks are wrong.
  function sayExpired() {
    var now = new Date(), until = shouce.site.until;
    var today = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    if (!until || today <= until) return;
    var line = element("p", "expired");
    line.setAttribute("role", "alert");
    line.textContent = words.expired.replace("{until}", until).replace("{today}", today);
    document.querySelector(".bar").after(line);
  }

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function button(text, action) {
    var one = document.createElement("button");
    one.type = "button";
    one.textContent = text;
    one.addEventListener("click", function () { action(one); });
    return one;
  }

  function largeType() {
    var one = button(words.large, function () {
      shouce.choose({ s: shouce.choice.s ? "" : "large" });
      one.setAttribute("aria-pressed", String(Boolean(shouce.choice.s)));
    });
    one.setAttribute("aria-pressed", String(Boolean(shouce.choice.s)));
    return one;
  }

  function colours() {
    function isDark() { return document.documentElement.getAttribute("data-theme") === "dark"; }
    var one = button("", function () {
      shouce.choose({ t: isDark() ? "light" : "dark" });
      show();
    });
    function show() { one.textContent = isDark() ? words.light : words.dark; }
    show();
    return one;
  }

  // The reader's unit and post: a button that says what is chosen, and a small panel beneath it.
  function chooser() {
    var box = element("details", "chooser");
    var said = element("summary");
    var panel = element("div", "panel");
    var unit = select(words.unit, words.every_unit, shouce.site.units, "code");
    var role = select(words.role, words.every_role, [], "id");
    var own = element("p");
    if (shouce.site.units.length > 1) panel.append(unit.label);
    panel.append(role.label, own);
    box.append(said, panel);

    function show() {
      var unitNow = byId(shouce.site.units, shouce.reader.unit), roleNow = byId(shouce.site.roles, shouce.reader.role);
      options(role.box, words.every_role, rolesOf(unitNow), "id");
      unit.box.value = shouce.choice.u;
      role.box.value = shouce.choice.r;
      said.textContent = [unitNow && unitNow.short, roleNow && roleNow.name].filter(Boolean).join(" · ") || words.choose;
      own.textContent = "";
      if (roleNow) own.append(link("roles/" + roleNow.id + ".html", words.my_role));
      if (unitNow) own.append(roleNow ? " · " : "", link("units/" + unitNow.id + ".html", words.my_unit));
    }
    unit.box.addEventListener("change", function () {
      var kept = rolesOf(byCode(unit.box.value)).some(function (one) { return one.id === shouce.choice.r; });
      shouce.choose({ u: unit.box.value, r: kept ? shouce.choice.r : "" });
    });
    role.box.addEventListener("change", function () { shouce.choose({ r: role.box.value }); });
    document.addEventListener("shouce:choice", show);
    closeOutside(box, said);
    show();
    return box;
  }

  function rolesOf(unit) {
    return shouce.site.roles.filter(function (role) {
      return !unit || !role.units.length || role.units.indexOf(unit.id) >= 0;
    });
  }

  function byId(list, id) {
    return list.filter(function (one) { return one.id === id; })[0] || null;
  }

  function byCode(code) {
    return shouce.site.units.filter(function (one) { return one.code === code; })[0] || null;
  }

  function select(name, all, list, key) {
    var label = element("label");
    var box = element("select");
    label.append(name, box);
    options(box, all, list, key);
    return { label: label, box: box };
  }

  function options(box, all, list, key) {
    box.textContent = "";
    box.append(new Option(all, ""));
    list.forEach(function (one) { box.append(new Option(one.name, one[key])); });
  }

  function link(path, text) {
    var one = element("a");
    one.href = shouce.link.carry(document.documentElement.getAttribute("data-root") + path, shouce.choice);
    one.textContent = text;
    return one;
  }

  function closeOutside(box, said) {
    document.addEventListener("click", function (event) { if (!box.contains(event.target)) box.open = false; });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      said.focus();
    });
  }

  function element(name, className) {
    var one = document.createElement(name);
    if (className) one.className = className;
    return one;
  }

  // Of things that stand side by side, that of the reader's own unit comes first.
  function mineFirst() {
    Array.from(document.querySelectorAll("[data-mine]")).forEach(function (area) {
      var parts = Array.from(area.children);
      var mine = parts.filter(function (one) { return isMine(one); })[0];
      parts.forEach(function (one) { one.classList.toggle("mine", one === mine); });
      var first = parts.filter(function (one) { return one.hasAttribute("data-unit"); })[0];
      if (mine && mine !== first) area.insertBefore(mine, first);
    });
  }

  function isMine(one) {
    return Boolean(shouce.reader.unit) && one.getAttribute("data-unit") === shouce.reader.unit;
  }

  main();
})();
