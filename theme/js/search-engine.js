// uses: lib/tokens.js lib/inflate.js lib/lz4.js lib/postings.js lib/pinyin.js lib/query.js lib/catalogue.js lib/ranker.js lib/excerpt.js lib/lru.js
// In: a query. Out: hits, best first. Loads the files of search/ by script tags, which work over file://, and keeps a bounded number
// of them. Loaded itself when the search is first wanted (search.js).
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var root = document.documentElement.getAttribute('data-root') || '';
  var pieces = {};
  var termFiles = shouce.lru(40);
  var textFiles = shouce.lru(120);
  var catalogue = null;
  var DEPTH = 24;
  var QUOTED_DEPTH = 200;
  var SLICE = 40;
  var MOST = 200;

  // Every file of search/ calls this with what it brings.
  shouce.searchData = function (piece, data) { pieces[piece] = data; };

  function fault(file) {
    var error = new Error((shouce.words && shouce.words.search && shouce.words.search.missing || '{file}').replace('{file}', 'search/' + file));
    error.file = 'search/' + file;
    return error;
  }

  function load(file, piece) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = root + 'search/' + file;
      script.onload = script.onerror = function () {
        script.remove();
        var data = pieces[piece];
        delete pieces[piece];
        if (data === undefined) reject(fault(file));
        else resolve(data);
      };
      document.head.appendChild(script);
    });
  }

  function bytesOf(data) {
    var text = atob(data);
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  function inflated(bytes) {
    if (typeof DecompressionStream === 'undefined') return Promise.resolve(shouce.inflate(bytes));
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Response(stream).arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); });
  }

  // A piece of `core.js` itself (no file name: it stays in memory) or of a file of its own.
  function piece(file, name) {
    var data = file ? load(file, name) : Promise.resolve(pieces[name]);
    return data.then(bytesOf).then(name[0] === 'x' ? shouce.lz4 : inflated).catch(function () { throw fault(file || 'core.js'); });
  }

  function ready() {
    catalogue = catalogue || piece('core.js', 'core').then(function (bytes) {
      return shouce.catalogue.read(JSON.parse(new TextDecoder().decode(bytes)));
    });
    catalogue.catch(function () { catalogue = null; });
    return catalogue;
  }

  function termFile(core, n) {
    return termFiles.get(n, function () { return piece(core.terms[n][1], 't' + n).then(shouce.postings.read); });
  }

  function textFile(core, n) {
    return textFiles.get(n, function () {
      return piece(core.texts[n][1], 'x' + core.texts[n][0]).then(function (bytes) { return new TextDecoder('utf-16le').decode(bytes).split('\u0001'); });
    });
  }

  // The last entry of a directory that begins at or before `key`.
  function entry(directory, key, compare) {
    var low = 0;
    for (var high = directory.length; high - low > 1;) {
      var middle = low + high >> 1;
      if (compare(directory[middle][0], key) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  // Where each term stands: [{index, from, to}]. Files that fail are named in `missing`.
  function lists(core, terms, missing) {
    return Promise.all(terms.map(function (term) {
      var end = term.open ? term.text + '\u{10ffff}' : term.text;
      var first = entry(core.terms, term.text, shouce.postings.compare);
      var last = entry(core.terms, end, shouce.postings.compare);
      var wanted = [];
      for (var n = first; n <= last; n++) wanted.push(n);
      return Promise.all(wanted.map(function (n) {
        return termFile(core, n).then(function (index) {
          var from = shouce.postings.lowerBound(index.terms, term.text);
          var to = term.open ? shouce.postings.lowerBound(index.terms, end) : from + (index.terms[from] === term.text ? 1 : 0);
          return { index: index, from: from, to: to };
        }, function (error) { note(missing, error); return { from: 0, to: 0 }; });
      }));
    }));
  }

  function note(missing, error) {
    if (missing.indexOf(error.file) < 0) missing.push(error.file);
  }

  function textOf(core, document, missing) {
    var n = entry(core.texts, document, function (a, b) { return a - b; });
    return textFile(core, n).then(function (documents) { return documents[document - core.texts[n][0]] || ''; },
      function (error) { note(missing, error); return ''; });
  }

  // Ranks `pieces` and checks the texts of the best. [{document, score, check}]
  function ranked(core, pieces, options, missing, state) {
    var plan = shouce.ranker.plan(pieces);
    var exact = pieces.some(function (piece) { return piece.quoted || piece.not; });
    var depth = Math.max(exact ? QUOTED_DEPTH : DEPTH, options.limit);
    return lists(core, plan.terms, missing).then(function (found) {
      var result = shouce.ranker.rank(core, plan, found, Object.assign({ depth: depth }, options));
      state.whole += result.whole;
      return Promise.all([result.own, result.others].map(function (candidates, n) {
        return sifted(core, candidates, plan, options.limit, missing).then(function (list) {
          list.forEach(function (hit) { hit.own = n === 0; });
          return list;
        });
      }));
    }).then(function (lists) {
      var wanted = plan.pieces.reduce(function (mask, p, n) { return p.piece.not ? mask : mask | 1 << n; }, 0);
      var all = lists[0].concat(lists[1]);
      plan.pieces.forEach(function (p, n) {
        if (!p.piece.not && !all.some(function (hit) { return hit.check.found >> n & 1 || (hit.bits & p.mask) === p.mask; })) state.absent.push(p.piece.shown);
      });
      all.forEach(function (hit) { hit.all = hit.check.found === wanted && hit.check.own > 0; });
      return strong(all).sort(function (a, b) {
        return b.all - a.all || b.own - a.own || b.score - a.score || a.document - b.document;
      });
    });
  }

  // Checks slice after slice until enough are left: a phrase may stand in few of those that hold its terms.
  function sifted(core, candidates, plan, enough, missing) {
    return (function next(from, kept) {
      if (from >= candidates.length || kept.length >= enough) return Promise.resolve(kept);
      return checked(core, candidates.slice(from, from + SLICE), plan, missing).then(function (list) { return next(from + SLICE, kept.concat(list)); });
    })(0, []);
  }

  function checked(core, candidates, plan, missing) {
    var count = plan.pieces.filter(function (p) { return !p.piece.not; }).length;
    return Promise.all(candidates.map(function (candidate) {
      return textOf(core, candidate.document, missing).then(function (text) {
        var page = core.pages[core.pageOf[candidate.document]];
        var names = page.folded.join('\n') + headNames(core, candidate.document);
        var check = shouce.excerpt.check(text, page, names, plan);
        var share = 0;
        for (var mask = check.found; mask; mask &= mask - 1) share++;
        var score = candidate.score * (1 + share / count) * (check.gap < 0 ? 1 : 1 + 0.5 / (1 + check.gap / 20));
        return { document: candidate.document, bits: candidate.bits, score: score, check: check, plan: plan };
      });
    })).then(function (list) {
      return list.filter(function (hit) {
        return !hit.check.banned && plan.pieces.every(function (p, n) {
          return p.piece.not || !(p.piece.quoted || p.piece.title) || hit.check.found >> n & 1;
        });
      });
    });
  }

  function headNames(core, document) {
    var out = '';
    for (var n = core.headOf[document]; n >= 0; n = core.heads[n].parent) out += '\n' + core.heads[n].folded;
    return out;
  }

  // A page for itself; where it has no summary it is shown by its first words.
  function pageHit(core, title, missing) {
    var page = core.pages[title.page];
    var text = page.summary || !page.count ? Promise.resolve('') : textOf(core, page.first, missing);
    return text.then(function (text) {
      var first = text && shouce.excerpt.segments(text, page).map(function (segment) { return segment.text; }).filter(Boolean)[0];
      return {
        id: page.id, url: page.url, title: page.title, label: '', cite: page.title, kind: core.kinds[page.kind], unit: page.unit,
        excerpt: page.summary || shouce.excerpt.excerpt(first || page.title, { pieces: [], terms: [] }), score: 100 + title.score
      };
    });
  }

  function clauseHit(core, hit) {
    var page = core.pages[core.pageOf[hit.document]];
    var segment = hit.check.segment;
    var text = hit.check.source.text;
    // A situation or a term begins with its own name, which is its label.
    if (text.indexOf(segment.label + '\n') === 0) text = text.slice(segment.label.length + 1);
    return {
      id: page.id + (segment.anchor ? '#' + segment.anchor : ''), url: segment.anchor ? page.url.split('#')[0] + '#' + segment.anchor : page.url,
      title: page.title, label: segment.label, cite: segment.cite, kind: core.kinds[page.kind], unit: page.unit,
      excerpt: shouce.excerpt.excerpt(text || segment.label || page.title, hit.plan), score: hit.score
    };
  }

  // Hits for documents that are wanted for themselves: by number, by a heading spelled in letters.
  function wantedFor(core, documents, pieces, inner, missing) {
    var plan = shouce.ranker.plan(pieces);
    return Promise.all(documents.map(function (document, n) {
      return textOf(core, document, missing).then(function (text) {
        var page = core.pages[core.pageOf[document]];
        var list = shouce.excerpt.segments(text, page);
        var segment = inside(list, inner);
        return { document: document, score: 100 - n / 10, plan: plan, check: { segment: segment, source: segment.text ? segment : list[1] || segment } };
      });
    }));
  }

  // The segment beneath the first by the numbers of its labels.
  function inside(list, inner) {
    var at = 0;
    inner.forEach(function (number) {
      for (var i = at + 1; i < list.length && list[i].depth > list[at].depth; i++) {
        if (list[i].depth === list[at].depth + 1 && shouce.query.value(list[i].label.replace(/[^0-9〇零一二三四五六七八九十百㈠-㈩①-⑳⑴-⒇]/g, '')) === number) {
          at = i;
          return;
        }
      }
    });
    return list[at];
  }

  function byNumber(core, query, options, missing) {
    var number = query.number;
    if (!number) return Promise.resolve([]);
    var titles = shouce.ranker.titled(core, number.pieces, options);
    if (!number.pieces.length) {
      var pass = shouce.ranker.allowed(core, options);
      titles = core.pages.map(function (page, n) { return { page: n, own: !options.reader || !page.unit || page.unit === options.reader }; })
        .filter(function (title) { return pass[title.page]; }).sort(function (a, b) { return b.own - a.own || a.page - b.page; });
    }
    var documents = shouce.ranker.numbered(core, number, titles).slice(0, options.limit);
    return wantedFor(core, documents, number.pieces, number.inner, missing);
  }

  // Letters: the headings they spell, then clauses that hold what they most often stand for.
  function byLetters(core, query, options, missing, state) {
    var at = query.pieces.findIndex(function (piece) { return piece.letters && !piece.not; });
    if (at < 0) return Promise.resolve([]);
    var found = shouce.ranker.spelled(core, query.pieces[at].letters);
    var pass = shouce.ranker.allowed(core, options);
    var heads = query.pieces.length > 1 ? [] : found.heads.filter(function (document, n) {
      return pass[core.pageOf[document]] && found.heads.indexOf(document) === n;
    }).slice(0, options.limit);
    state.spelled = found.parts.slice(0, 3);
    return wantedFor(core, heads, [], [], missing).then(function (hits) {
      return state.spelled.reduce(function (before, part) {
        return before.then(function (hits) {
          if (hits.length >= options.limit) return hits;
          var pieces = query.pieces.slice();
          pieces[at] = shouce.query.parse(part).pieces[0];
          return ranked(core, pieces, options, missing, { absent: [], whole: 0 }).then(function (more) { return hits.concat(more); });
        });
      }, Promise.resolve(hits));
    });
  }

  // What to mark in the excerpts and on the page that is opened: the query's own words, letters as what they stand for.
  function wordsOf(query, asked, spelled) {
    return (asked ? query.number.pieces : query.pieces).filter(function (piece) { return !piece.not; }).map(function (piece) {
      return piece.quoted ? '"' + piece.shown + '"' : piece.letters && spelled.length ? spelled.join(' ') : piece.shown;
    }).join(' ');
  }

  // Weak company of a strong hit is noise.
  function strong(hits) {
    var most = hits.reduce(function (most, hit) { return Math.max(most, hit.score); }, 0);
    return hits.filter(function (hit) { return hit.all || hit.score >= most * 0.12; });
  }

  // Hits, best first, each once; with `absent` (pieces that stand nowhere), `missing` (files that could not be read), `whole`
  // (how many documents hold every piece in words), `spelled` (what letters stand for) and `words` (what to mark).
  function search(text, given) {
    var options = Object.assign({}, given);
    options.limit = Math.max(1, Math.min(Number(options.limit) || 20, MOST));
    var query = shouce.query.parse(String(text));
    var missing = [];
    var state = { absent: [], spelled: [], whole: 0 };
    var asked = false;
    return (query.pieces.length ? ready() : Promise.resolve(null)).then(function (core) {
      if (!core || query.pieces.every(function (piece) { return piece.not; })) return [];
      normal(core, options);
      return byNumber(core, query, options, missing).then(function (hits) {
        asked = hits.length > 0;
        return hits.length >= options.limit ? [hits, [], []] : Promise.all([
          hits, ranked(core, query.pieces, options, missing, state), byLetters(core, query, options, missing, state)
        ]);
      }).then(function (parts) {
        var titles = shouce.ranker.titled(core, query.pieces, options);
        if (titles.length) state.absent = [];
        return Promise.all(titles.slice(0, options.limit).map(function (title) { return pageHit(core, title, missing); })).then(function (pages) {
          var first = asked || query.number && query.number.sure ? 0 : Math.max(3, Math.floor(options.limit / 4));
          var clauses = parts[0].concat(parts[1], parts[2]).map(function (hit) { return clauseHit(core, hit); });
          return falling(once(pages.slice(0, first).concat(clauses, pages.slice(first))).slice(0, options.limit));
        });
      });
    }).then(function (hits) {
      return Object.assign(hits, {
        absent: asked || state.spelled.length ? [] : state.absent, missing: missing, whole: asked ? hits.length : state.whole, spelled: state.spelled,
        words: wordsOf(query, asked, state.spelled)
      });
    });
  }

  // A unit may be given by its code, as links do.
  function normal(core, options) {
    ['unit', 'reader'].forEach(function (key) {
      Object.keys(core.units).forEach(function (id) { if (core.units[id][1] === options[key]) options[key] = id; });
    });
  }

  // Scores that fall with the order, so that who sorts by them keeps it.
  function falling(hits) {
    hits.forEach(function (hit, n) { if (n) hit.score = Math.min(hit.score, hits[n - 1].score); });
    return hits;
  }

  function once(hits) {
    var seen = new Set();
    return hits.filter(function (hit) { return !seen.has(hit.id) && seen.add(hit.id); });
  }

  shouce.searchEngine = { search: search, ready: ready };
})();
