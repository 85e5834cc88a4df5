// words: home
// The home page: the reader's unit and post are chosen in place, and only what falls due for them is listed, with today's date.
(function () {
  "use strict";
  var shouce = window.shouce;
  var words = shouce.words.home;
  var FEW = 6;

  function main() {
    Array.from(document.querySelectorAll("[data-choose]")).forEach(setUpChoice);
    showDate();
    show();
    document.addEventListener("shouce:choice", show);
  }

  // A click chooses, a second click on the same takes the choice back; the page of a unit or post is one click further.
  function setUpChoice(area) {
    var key = area.getAttribute("data-choose");
    area.addEventListener("click", function (event) {
      var link = event.target.closest("a");
      if (!link || event.ctrlKey || event.shiftKey || event.metaKey) return;
      event.preventDefault();
      var value = link.getAttribute("data-value");
      var changes = {};
      changes[key] = shouce.choice[key] === value ? "" : value;
      if (key === "u" && changes.u) changes.r = keptRole(changes.u);
      shouce.choose(changes);
    });
  }

  // The post stays chosen where the unit has it.
  function keptRole(code) {
    var unit = shouce.site.units.filter(function (one) { return one.code === code; })[0];
    var role = shouce.site.roles.filter(function (one) { return one.id === shouce.choice.r; })[0];
    return role && (!role.units.length || role.units.indexOf(unit.id) >= 0) ? role.id : "";
  }

  function show() {
    var reader = shouce.reader;
    each("[data-choose] a", function (link) {
      var key = link.parentNode.getAttribute("data-choose");
      flag(link, "aria-current", shouce.choice[key] === link.getAttribute("data-value") ? "true" : "");
      var units = values(link, "data-units");
      link.hidden = Boolean(reader.unit) && units.length > 0 && units.indexOf(reader.unit) < 0;
    });
    each(".choices", showOwn);
    each("[data-today]", showDuties);
  }

  // The way to the pages of the chosen unit and post.
  function showOwn(choices) {
    var own = choices.parentNode.querySelector(".own");
    if (!own) {
      own = document.createElement("p");
      own.className = "own";
      choices.after(own);
    }
    own.textContent = "";
    each("[aria-current]", function (chosen) {
      var link = document.createElement("a");
      link.href = chosen.getAttribute("href");
      link.textContent = words.page_of.replace("{name}", chosen.textContent);
      own.append(own.firstChild ? " · " : "", link);
    }, choices);
    own.hidden = !own.firstChild;
  }

  // Without a choice only the first few are shown.
  function showDuties(area) {
    var reader = shouce.reader, chosen = reader.unit || reader.role, shown = 0;
    each("[data-row]", function (row) {
      var unit = row.getAttribute("data-unit");
      var fits = (!reader.unit || !unit || unit === reader.unit) &&
        (!reader.role || values(row, "data-roles").indexOf(reader.role) >= 0);
      row.hidden = !fits || (!chosen && shown >= FEW);
      if (!row.hidden) shown++;
    }, area);
    each("[data-group]", function (group) { group.hidden = !group.querySelector("[data-row]:not([hidden])"); }, area);
    var said = area.querySelector(".none");
    if (!said) {
      said = document.createElement("p");
      said.className = "none remark";
      area.insertBefore(said, area.lastElementChild);
    }
    said.textContent = !shown ? words.nothing : chosen ? "" : words.choose_first;
    said.hidden = !said.textContent;
  }

  // The PC's date is shown, since clocks are wrong and the reader should see it.
  function showDate() {
    each("[data-today] h2", function (heading) {
      var now = new Date();
      var line = document.createElement("span");
      line.className = "count";
      line.textContent = words.date
        .replace("{m}", now.getMonth() + 1).replace("{d}", now.getDate()).replace("{w}", words.weekdays[now.getDay()]);
      heading.append(" ", line);
    });
  }

  function values(one, name) {
    return (one.getAttribute(name) || "").split(" ").filter(Boolean);
  }

  function flag(one, name, value) {
    if (value) one.setAttribute(name, value);
    else one.removeAttribute(name);
  }

  function each(selector, action, root) {
    Array.from((root || document).querySelectorAll(selector)).forEach(action);
  }

  main();
})();
