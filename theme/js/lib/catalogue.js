// In: the first piece of search/core.js (src/search/core.rs). Out: pages, headings and documents, ready to be ranked. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  // Many folded strings in one, so that a term is looked up once: each line belongs to one of `owners`.
  function field(lines, owners) {
    var text = shouce.tokens.fold(lines.join('\n')).text;
    var starts = [0];
    for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return { text: text, starts: starts, owners: owners };
  }

  // Calls `each` with the owner of every line that holds `term`.
  function search(field, term, each) {
    for (var at = field.text.indexOf(term), line = 0; at >= 0; at = field.text.indexOf(term, at)) {
      var high = field.starts.length;
      for (var low = line; high - low > 1;) {
        var middle = low + high >> 1;
        if (field.starts[middle] <= at) low = middle;
        else high = middle;
      }
      line = low;
      each(field.owners[line]);
      if (line + 1 >= field.starts.length) return;
      at = field.starts[line + 1];
    }
  }

  function page(row, unit) {
    return {
      id: row[0], kind: row[1], unit: row[2], url: row[3], title: row[4], names: [row[4]].concat(row[5]),
      tags: row[6].concat(unit ? [unit[2], unit[3]] : []), summary: row[7], weight: row[8], roles: row[9], count: row[10], cite: row[11]
    };
  }

  // The anchors of a page's documents, in runs that count up: {first: document, stem, from: number, more}.
  function runs(written, first) {
    return written.split(',').map(function (run) {
      var parts = /^(.*?)([0-9]*)(?:\+([0-9]+))?$/.exec(run);
      var one = { first: first, stem: parts[1], from: parts[2] && Number(parts[2]), more: Number(parts[3] || 0) };
      first += one.more + 1;
      return one;
    });
  }

  // A heading that holds for what follows (level 1 to 6) is open until one of its level or above; one of level 0 is the
  // document's alone. `of[document]` is the nearest, whose `parent` is the next.
  function headings(rows, catalogue) {
    var heads = [];
    var of = new Int32Array(catalogue.count).fill(-1);
    var open = [];
    var next = 0;
    var at = rows.length ? rows[0][0] : -1;
    var page = -1;
    for (var document = 0; document < catalogue.count; document++) {
      if (catalogue.pageOf[document] !== page) open = [];
      page = catalogue.pageOf[document];
      of[document] = open.length ? open[open.length - 1] : -1;
      while (next < rows.length && at === document) {
        var level = rows[next][1];
        while (level && open.length && heads[open[open.length - 1]].level >= level) open.pop();
        heads.push({ document: document, level: level, text: rows[next][2], parent: level ? open.length ? open[open.length - 1] : -1 : of[document] });
        of[document] = heads.length - 1;
        if (level) open.push(heads.length - 1);
        next++;
        at += next < rows.length ? rows[next][0] : 0;
      }
    }
    catalogue.heads = heads;
    catalogue.headOf = of;
  }

  // A name without its marks and without what stands before many: 中华人民共和国, the name of a unit.
  function bare(folded, prefixes) {
    var name = folded.replace(/[《》]/g, '');
    var found = prefixes.filter(function (prefix) { return name.length > prefix.length + 1 && name.indexOf(prefix) === 0; })[0];
    return found ? name.slice(found.length) : name;
  }

  // Folded names of pages, by page and by name.
  function names(out, prefixes) {
    out.byName = new Map();
    var folded = out.names.text.split('\n');
    out.pages.forEach(function (page) { page.folded = []; page.bare = []; });
    out.names.owners.forEach(function (n, line) {
      var name = bare(folded[line], prefixes);
      out.pages[n].folded.push(folded[line]);
      out.pages[n].bare.push(name);
      if (!out.byName.has(name)) out.byName.set(name, []);
      out.byName.get(name).push(n);
    });
  }

  function read(core) {
    var units = {};
    core.units.forEach(function (unit) { units[unit[0]] = unit; });
    var pages = core.pages.map(function (row) { return page(row, units[row[2]]); });
    var count = core.lengths.length;
    var out = {
      pages: pages, kinds: core.kinds, units: units, count: count, pageOf: new Uint32Array(count), inverse: new Float32Array(count),
      terms: core.terms, texts: core.texts, readings: shouce.pinyin.readings(core.readings),
      mask: new Uint32Array(count), touched: new Uint32Array(count)
    };
    var lines = [];
    var owners = [];
    var tagLines = [];
    var tagOwners = [];
    var anchors = core.anchors.split(' ');
    pages.reduce(function (first, page, n) {
      page.first = first;
      page.runs = page.count ? runs(anchors[n], first) : [];
      out.pageOf.fill(n, first, first + page.count);
      page.names.forEach(function (name) { lines.push(name.replace(/\n/g, ' ')); owners.push(n); });
      page.tags.forEach(function (tag) { tagLines.push(tag.replace(/\n/g, ' ')); tagOwners.push(n); });
      return first + page.count;
    }, 0);
    var share = shouce.scoring.length;
    for (var i = 0; i < count; i++) {
      var length = Math.pow(2, (core.lengths.charCodeAt(i) - 35) / 3) - 1;
      out.inverse[i] = 1 / (1 - share + share * length / Math.max(core.average, 1));
    }
    headings(core.heads, out);
    out.names = field(lines, owners);
    out.tags = field(tagLines, tagOwners);
    out.headNames = field(out.heads.map(function (head) { return head.text.replace(/\n/g, ' '); }), out.heads.map(function (_, n) { return n; }));
    var prefixes = ['中华人民共和国'];
    core.units.forEach(function (unit) { prefixes.push(shouce.tokens.fold(unit[2]).text, shouce.tokens.fold(unit[3]).text); });
    names(out, prefixes.filter(Boolean));
    out.headNames.text.split('\n').forEach(function (folded, n) { if (out.heads[n]) out.heads[n].folded = folded; });
    return out;
  }

  // All names that letters may spell: titles, other names, tags, headings; prepared when letters are first asked for.
  function spelling(catalogue) {
    catalogue.spelling = catalogue.spelling || shouce.pinyin.index(catalogue.readings, catalogue.pages.reduce(function (all, page) {
      return all.concat(page.names, page.tags);
    }, []).concat(catalogue.heads.map(function (head) { return head.text; })));
    return catalogue.spelling;
  }

  // Documents of a page whose anchor ends in one of `letters` and a number, and in `_2` and the like where it is taken.
  function numbered(page, letters, number, sub) {
    var out = [];
    page.runs.forEach(function (run) {
      var stem = /(?:^|-)([a-z]+)(?:([0-9]+)(z|_))?$/.exec(run.stem);
      if (!stem || letters.indexOf(stem[1]) < 0) return;
      var wanted = stem[3] === 'z' ? sub : number;
      if (stem[3] ? Number(stem[2]) !== number || stem[3] === 'z' !== sub > 0 : sub > 0) return;
      if (stem[3] === '_') out.push(run.first);
      else if (wanted >= run.from && wanted <= run.from + run.more) out.push(run.first + wanted - run.from);
    });
    return out;
  }

  shouce.catalogue = { read: read, search: search, spelling: spelling, numbered: numbered, bare: bare };
})();
