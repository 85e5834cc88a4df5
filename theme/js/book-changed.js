// uses: lib/element.js
// words: book
// In: the sheets of a book, and the record of its former edition (a file this script saves). Out: only the sheets that changed,
// behind a list of what to take out of the binder and what to put in. Loaded when it is first wanted.
(function () {
  "use strict";
  var shouce = window.shouce;
  var words = shouce.words.book;
  var element = shouce.element;

  // Every article begins a sheet of its own, so an article is a run of sheets.
  function articles(sheets) {
    var runs = [];
    sheets.forEach(function (sheet, n) {
      var first = sheet.querySelector("article[id], .contents");
      var heading = sheet.querySelector(".page-title, .contents > h2, .cover .title, .part > h2");
      var id = first ? first.id || "contents" : "";
      if (!runs.length || (id && id !== runs[runs.length - 1].id)) {
        runs.push({ id: id || "cover", title: heading ? heading.textContent.trim() : "", from: n + 1, to: n + 1, text: "" });
      }
      var run = runs[runs.length - 1];
      run.to = n + 1;
      run.text += sheet.querySelector(".body").textContent.replace(/\s+/g, "") + "\n";
    });
    return runs.map(function (run) {
      return { id: run.id, title: run.title, from: run.from, to: run.to, hash: hash(run.text) };
    });
  }

  // FNV-1a, twice with different beginnings.
  function hash(text) {
    return [0x811c9dc5, 0x1234567].map(function (start) {
      var value = start;
      for (var i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619) >>> 0;
      return ("0000000" + value.toString(16)).slice(-8);
    }).join("");
  }

  // What became of each article: changed, added, taken, moved (only its page numbers), same.
  function compare(old, now) {
    var before = new Map(old.map(function (one) { return [one.id, one]; }));
    var there = new Set(now.map(function (one) { return one.id; }));
    var rows = now.map(function (one) {
      var was = before.get(one.id);
      if (!was) return { what: "added", was: null, is: one };
      if (was.hash !== one.hash) return { what: "changed", was: was, is: one };
      return { what: was.from === one.from && was.to === one.to ? "same" : "moved", was: was, is: one };
    });
    return rows.concat(old.filter(function (one) { return !there.has(one.id); }).map(function (one) {
      return { what: "taken", was: one, is: null };
    }));
  }

  function pages(one) {
    if (!one) return "—";
    return one.from === one.to ? String(one.from) : one.from + "–" + one.to;
  }

  function list(rows, old, now) {
    var box = element("div", "book-flow", [element("h2", "", words.change_list)]);
    box.append(element("p", "", words.change_from.replace("{old}", old.edition + " " + old.date).replace("{new}", now.edition + " " + now.date)));
    var body = element("tbody");
    rows.forEach(function (row) {
      if (row.what === "same") return;
      body.append(element("tr", "", [words["change_" + row.what], (row.is || row.was).title, pages(row.was), pages(row.is)].map(function (text) {
        return element("td", "", text);
      })));
    });
    var head = element("thead", "", element("tr", "", words.change_heads.split("|").map(function (text) { return element("th", "", text); })));
    box.append(body.children.length ? element("table", "", [head, body]) : element("p", "", words.change_none));
    return box;
  }

  shouce.bookChanged = function (place, split) {
    if (document.querySelector(".book-changes")) return;
    var sheets = Array.from(place.querySelectorAll(".book-sheet"));
    var now = { book: document.title, edition: shouce.site.edition || "", date: shouce.site.date, articles: articles(sheets) };
    var panel = element("div", "book-changes", [element("p", "", words.change_how)]);
    var status = element("p", "status");
    var choose = element("input");
    choose.type = "file";
    choose.accept = ".json";
    status.setAttribute("role", "status");
    choose.addEventListener("change", function () {
      if (choose.files[0]) read(choose.files[0], function (text) { show(text); });
    });
    panel.append(element("p", "", [shouce.button(words.change_save, save), " ", element("label", "", [words.change_file, choose])]), status);
    place.parentNode.insertBefore(panel, place);
    panel.scrollIntoView();

    function read(file, then) {
      var reader = new FileReader();
      reader.onload = function () { then(reader.result); };
      reader.readAsText(file);
    }

    function save() {
      var link = element("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(now, null, 1)], { type: "application/json" }));
      link.download = "book-" + now.date + ".json";
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    }

    function show(text) {
      var old;
      try { old = JSON.parse(text); } catch (e) { old = null; }
      if (!old || !Array.isArray(old.articles)) {
        status.textContent = words.change_bad;
        return;
      }
      Array.from(place.querySelectorAll(".change-list")).forEach(function (one) { one.remove(); });
      var rows = compare(old.articles, now.articles);
      sheets.forEach(function (sheet, n) {
        sheet.hidden = !rows.some(function (row) {
          return (row.what === "changed" || row.what === "added") && row.is.from <= n + 1 && row.is.to >= n + 1;
        });
      });
      split(list(rows, old, now)).sheets.reverse().forEach(function (one) {
        one.classList.add("change-list");
        place.insertBefore(one, place.firstChild);
      });
      var left = sheets.filter(function (sheet) { return !sheet.hidden; }).length;
      status.textContent = words.change_done.replace("{n}", left).replace("{all}", sheets.length);
    }
  };
})();
