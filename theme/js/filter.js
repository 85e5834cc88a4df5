// words: filter
// Narrows the lines of a page to one unit, post or place. In: an element with data-filter="unit role place" around lines with
// data-row and data-unit, data-roles, data-place. Out: a bar of choices above it. A group without lines left is hidden.
(function () {
  "use strict";
  var shouce = window.shouce = window.shouce || {};
  var words = (shouce.words || {}).filter || {};

  function main() {
    list(document, "[data-filter]").forEach(setUp);
  }

  function setUp(area) {
    var rows = list(area, "[data-row]");
    var bar = element("form", "filter-bar");
    var picks = pickers(rows, area.getAttribute("data-filter").split(" "));
    if (!picks.length) return;
    picks.forEach(function (pick) {
      var label = element("label");
      label.append(words[pick.kind] || "", pick.select);
      bar.append(label);
    });
    var status = element("output", "filter-count");
    bar.append(status);
    var apply = function () { narrow(area, rows, picks, status); };
    bar.addEventListener("change", apply);
    bar.addEventListener("submit", function (event) { event.preventDefault(); });
    bar.setAttribute("aria-label", words.label || "");
    area.parentNode.insertBefore(bar, area);
    preset(picks);
    apply();
    document.addEventListener("shouce:choice", function () {
      preset(picks);
      apply();
    });
  }

  // A choice for each kind of which more than one value occurs.
  function pickers(rows, kinds) {
    return kinds.map(function (kind) {
      return { kind: kind, options: choices(rows, kind) };
    }).filter(function (one) {
      return one.options.length > 1;
    }).map(function (one) {
      return { kind: one.kind, select: select(one.kind, one.options) };
    });
  }

  // What occurs in the lines, with its name: units and posts in the order of the handbook, places as they come.
  function choices(rows, kind) {
    var seen = new Set();
    rows.forEach(function (row) {
      values(row, kind).forEach(function (value) { seen.add(value); });
    });
    var site = shouce.site || {};
    var named = kind === "unit" ? site.units : kind === "role" ? site.roles : null;
    if (named) return named.filter(function (one) { return seen.has(one.id); });
    return Array.from(seen).map(function (value) { return { id: value, name: value }; });
  }

  function values(row, kind) {
    var text = row.getAttribute(kind === "role" ? "data-roles" : "data-" + kind) || "";
    if (kind === "role") return text.split(" ").filter(Boolean);
    return text ? [text] : [];
  }

  function select(kind, options) {
    var box = element("select");
    box.name = kind;
    box.append(new Option(words.all || "", ""));
    options.forEach(function (one) { box.append(new Option(one.short || one.name, one.id)); });
    return box;
  }

  // The reader's own unit and post, where the page has lines of them; without one, all.
  function preset(picks) {
    var reader = shouce.reader || {};
    picks.forEach(function (pick) {
      if (!(pick.kind in reader)) return;
      var there = list(pick.select, "option").some(function (one) { return one.value === reader[pick.kind]; });
      pick.select.value = there ? reader[pick.kind] : "";
    });
  }

  function narrow(area, rows, picks, status) {
    var left = 0;
    rows.forEach(function (row) {
      row.hidden = !picks.every(function (pick) { return fits(row, pick.kind, pick.select.value); });
      if (!row.hidden) left++;
    });
    hideEmpty(area);
    follow();
    status.textContent = (words.shown || "").replace("{n}", left).replace("{all}", rows.length);
  }

  // A line without a unit is for every unit.
  function fits(row, kind, wanted) {
    var own = values(row, kind);
    return !wanted || own.indexOf(wanted) >= 0 || (kind === "unit" && !own.length);
  }

  function hideEmpty(area) {
    list(area, "[data-group]").forEach(function (group) {
      var left = list(group, "[data-row]").filter(function (row) { return !row.hidden; }).length;
      group.hidden = !left;
      var count = group.querySelector("[data-count]");
      if (count) count.textContent = left;
    });
  }

  // Lists elsewhere on the page that point at lines show those that are left.
  function follow() {
    list(document, "[data-of]").forEach(function (one) {
      var row = document.getElementById(one.getAttribute("data-of"));
      one.hidden = Boolean(row && row.hidden);
    });
    list(document, ".places > div").forEach(function (place) {
      var left = place.querySelectorAll("li:not([hidden])").length;
      place.hidden = !left;
      place.querySelector(".count").textContent = left;
    });
  }

  function element(name, className) {
    var made = document.createElement(name);
    if (className) made.className = className;
    return made;
  }

  function list(root, selector) {
    return Array.from(root.querySelectorAll(selector));
  }

  main();
})();
