// uses: lib/element.js lib/sha256.js
// words: check
// Whether this package holds today, whether its data can be read, and, once its folder is shown to the page, whether every file
// of it is as it was made. A page opened from the disk may not read its neighbours: scripts it may load, files it must be given.
(function () {
  "use strict";
  var shouce = window.shouce, element = shouce.element, word = shouce.word;
  var SLICE = 4 << 20;
  // What systems and sticks leave behind by themselves.
  var CLUTTER = /(^|\/)(System Volume Information|\$RECYCLE\.BIN|\.Trash-\d+|\.Spotlight-V100|\.fseventsd)\/|(^|\/)(desktop\.ini|Thumbs\.db|\.DS_Store|autorun\.inf|\.directory)$/i;

  function main() {
    sayUntil();
    load("manifest.js", function () {
      sayCode();
      quick();
      setUpFolder();
    }, function () { say("quick", "bad", word("check.no_manifest")); });
  }

  function say(where, state, text) {
    var line = document.querySelector("[data-say=" + where + "]");
    line.textContent = text;
    line.setAttribute("data-state", state);
  }

  function sayUntil() {
    var now = new Date(), until = shouce.site.until;
    var today = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    if (!until) return say("until", "warn", word("check.until_none", { today: today }));
    var days = Math.round((Date.parse(until) - Date.parse(today)) / 86400000);
    if (days < 0) return say("until", "bad", word("check.until_over", { today: today, until: until, n: -days }));
    say("until", days < 30 ? "warn" : "good", word("check.until_good", { today: today, until: until, n: days }));
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  // The code follows from the list itself, so that a list that was touched shows another one.
  function code() {
    var sums = shouce.manifest.files.map(function (file) { return file.sha256 + "  " + file.path + "\n"; }).join("");
    return shouce.sha256.text(sums).slice(0, 16).replace(/(....)(?=.)/g, "$1-");
  }

  function sayCode() {
    var row = document.querySelector("[data-code]");
    row.lastElementChild.textContent = code();
    row.hidden = false;
  }

  // Data of the search comes as the arguments of calls, from which the file follows to the letter. Of the other data and of
  // images only this much can be seen: that they load.
  function quick() {
    var files = shouce.manifest.files.filter(function (file) { return /^search\/|^quiz\/bank\.js$|\.(png|jpe?g|gif|webp|avif|svg)$/.test(file.path); });
    var bad = [], pieces = "";
    shouce.searchData = function (name, data) {
      var inner = data.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n");
      pieces += "shouce.searchData(\"" + name + "\",\"" + inner + "\");\n";
    };
    function next(at) {
      if (at === files.length) return said();
      say("quick", "busy", word("check.busy", { n: at + 1, all: files.length }));
      var file = files[at];
      function good() { next(at + 1); }
      function fail() { bad.push(file.path); next(at + 1); }
      if (!/\.js$/.test(file.path)) return picture(file.path, good, fail);
      pieces = "";
      load(file.path, function () {
        var searched = /^search\//.test(file.path);
        if (searched ? shouce.sha256.text(pieces) === file.sha256 : shouce.bank) good();
        else fail();
      }, fail);
    }
    function said() {
      if (bad.length) say("quick", "bad", word("check.quick_bad", { n: bad.length, names: bad.join("、") }));
      else say("quick", "good", word("check.quick_good", { n: files.length }));
    }
    next(0);
  }

  function load(path, done, failed) {
    var script = element("script");
    script.onload = done;
    script.onerror = failed;
    script.src = path;
    document.head.append(script);
  }

  function picture(path, done, failed) {
    var image = new Image();
    image.onload = done;
    image.onerror = failed;
    image.src = path;
  }

  function setUpFolder() {
    var input = element("input");
    input.type = "file";
    input.multiple = true;
    input.setAttribute("webkitdirectory", "");
    input.addEventListener("change", function () { full(Array.from(input.files)); });
    document.querySelector("[data-folder]").append(element("label", "", [word("check.choose"), " ", input]));
  }

  // The folder that was shown may hold the package deeper down: it begins where the nearest check.html stands.
  function placed(files) {
    var root = files.map(path).filter(function (name) { return /(^|\/)check\.html$/.test(name); })
      .sort(function (a, b) { return a.length - b.length; })[0];
    if (root === undefined) return null;
    root = root.slice(0, -"check.html".length);
    var found = {};
    files.forEach(function (file) {
      if (path(file).indexOf(root) === 0) found[path(file).slice(root.length)] = file;
    });
    return found;
  }

  function path(file) { return file.webkitRelativePath || file.name; }

  function full(files) {
    var found = placed(files), listed = shouce.manifest.files;
    document.querySelector("[data-faults]").textContent = "";
    if (!files.length) return;
    if (!found) return say("full", "bad", word("check.other_folder"));
    var faults = { missing: [], changed: [], unread: [], extra: extras(found, listed) };
    function next(at) {
      if (at === listed.length) return verdict(faults, listed.length);
      var entry = listed[at], file = found[entry.path];
      if (at % 16 === 0) say("full", "busy", word("check.busy", { n: at + 1, all: listed.length }));
      if (!file) { faults.missing.push(entry.path); return next(at + 1); }
      if (file.size !== entry.bytes) { faults.changed.push(entry.path); return next(at + 1); }
      hash(file, function (sum) {
        if (sum === "") faults.unread.push(entry.path);
        else if (sum !== entry.sha256) faults.changed.push(entry.path);
        next(at + 1);
      });
    }
    next(0);
  }

  function extras(found, listed) {
    var known = { "manifest.json": 1, "manifest.js": 1, "SHA256SUMS": 1 };
    listed.forEach(function (entry) { known[entry.path] = 1; });
    return Object.keys(found).filter(function (name) {
      return !Object.prototype.hasOwnProperty.call(known, name) && !CLUTTER.test(name);
    }).sort();
  }

  // The hash of a file, read slice by slice; "" where it cannot be read.
  function hash(file, done) {
    var sum = shouce.sha256(), at = 0;
    function next() {
      if (at >= file.size) return done(sum.hex());
      var reader = new FileReader();
      reader.onerror = function () { done(""); };
      reader.onload = function () {
        sum.update(new Uint8Array(reader.result));
        at += SLICE;
        next();
      };
      reader.readAsArrayBuffer(file.slice(at, at + SLICE));
    }
    next();
  }

  function verdict(faults, all) {
    var bad = faults.missing.length + faults.changed.length + faults.unread.length;
    if (bad) say("full", "bad", word("check.full_bad", { n: bad, all: all }));
    else say("full", faults.extra.length ? "warn" : "good",
      word("check.full_good", { n: all, code: code() }) + (faults.extra.length ? word("check.full_extra", { n: faults.extra.length }) : ""));
    var place = document.querySelector("[data-faults]");
    Object.keys(faults).filter(function (kind) { return faults[kind].length; }).forEach(function (kind) {
      var items = faults[kind].map(function (name) { return element("li", "", name); });
      place.append(element("h3", "", word("check.fault." + kind, { n: items.length })), element("ul", "", items));
    });
  }

  main();
})();
