// The reader's choice changes: kept on this PC, carried in the address of this page and of every link inside the site.
// In: shouce.choose({u: "qz"}). Out: a "shouce:choice" event on the document.
(function () {
  "use strict";
  var shouce = window.shouce;

  function main() {
    carryAll(document);
    document.addEventListener("pointerdown", onTheWay, true);
    document.addEventListener("focusin", onTheWay, true);
    window.addEventListener("pageshow", function (event) { if (event.persisted) carryAll(document); });
  }

  shouce.choose = function (changes) {
    Object.keys(changes).forEach(function (key) {
      shouce.choice[key] = changes[key];
      shouce.store.set("choice:" + key, changes[key]);
    });
    shouce.mark();
    var query = shouce.link.write(location.search.slice(1), shouce.choice);
    try {
      history.replaceState(history.state, "", location.pathname.split("/").pop() + query + location.hash);
    } catch (refused) { /* The links below carry the choice all the same. */ }
    carryAll(document);
    document.dispatchEvent(new CustomEvent("shouce:choice", { detail: changes }));
  };

  // Every link and every form inside the site.
  function carryAll(root) {
    Array.from(root.querySelectorAll("a[href]")).forEach(carry);
    Array.from(root.querySelectorAll("form[action]")).forEach(fillIn);
  }

  function carry(link) {
    var href = link.getAttribute("href");
    var carried = shouce.link.carry(href, shouce.choice);
    if (carried !== href) link.setAttribute("href", carried);
  }

  // A form that leads to another page sends the choice as hidden fields.
  function fillIn(form) {
    Object.keys(shouce.choice).forEach(function (key) {
      var field = form.querySelector("input[type=hidden][name=" + key + "]");
      var value = shouce.choice[key];
      if (field && !value) field.remove();
      if (!value) return;
      if (!field) {
        field = document.createElement("input");
        field.type = "hidden";
        field.name = key;
        form.append(field);
      }
      field.value = value;
    });
  }

  // Links that scripts made later get the choice when somebody is about to follow them.
  function onTheWay(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link) carry(link);
  }

  main();
})();
