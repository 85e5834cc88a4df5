// uses: search/files.js search/candidates.js search/loosen.js search/sentence.js search/recent.js search/results.js highlight.js
// words: spoken
// In: a query. Out: hits, best first. Loaded itself when the search is first wanted (search.js).
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var files = shouce.searchFiles;
  var ranked = shouce.searchCandidates.ranked;
  var MOST = 200;

  // A page for itself; where it has no summary it is shown by its first words.
  function pageHit(core, title, missing) {
    var page = core.pages[title.page];
    var text = page.summary || !page.count ? Promise.resolve('') : files.textOf(core, page.first, missing);
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
      return files.textOf(core, document, missing).then(function (text) {
        if (!text) return null;
        var list = shouce.excerpt.segments(text, core.pages[core.pageOf[document]]);
        var segment = inside(list, inner);
        return { document: document, score: 100 - n / 10, plan: plan, check: { segment: segment, source: segment.text ? segment : list[1] || segment } };
      });
    })).then(function (hits) { return hits.filter(Boolean); });
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

  // Pages the pieces name: by their words, by what letters spell, else by what they are short for.
  function titles(core, pieces, options) {
    var wanted = pieces.filter(function (piece) { return !piece.not; });
    var letters = wanted.filter(function (piece) { return piece.letters; })[0];
    var spelled = letters ? shouce.pinyin.find(core.readings, shouce.catalogue.spelling(core), letters.letters) : new Map();
    var direct = shouce.ranker.titled(core, pieces, spelled, options);
    var pass = direct.length || pieces.length !== 1 || wanted.length !== 1 ? null : shouce.ranker.allowed(core, options);
    var short = pass ? shouce.ranker.bearers(core, wanted[0]).filter(function (page) { return pass[page]; }) : [];
    return { direct: direct, short: short.map(function (page) { return { page: page, score: 0, near: 1 }; }), spelled: spelled };
  }

  function byNumber(core, query, options, missing) {
    var number = query.number;
    if (!number) return Promise.resolve([]);
    var named;
    if (number.pieces.length) {
      var found = titles(core, number.pieces, options);
      named = found.direct.concat(found.short);
    } else {
      var pass = shouce.ranker.allowed(core, options);
      named = core.pages.map(function (page, n) { return { page: n, near: shouce.ranker.nearness(page, options) }; })
        .filter(function (title) { return pass[title.page]; }).sort(function (a, b) { return b.near - a.near || a.page - b.page; });
    }
    var documents = shouce.ranker.numbered(core, number, named).slice(0, options.limit);
    return wantedFor(core, documents, number.pieces, number.inner, missing);
  }

  // Letters: the headings they spell, then clauses that hold what they most often stand for.
  function byLetters(core, query, found, options, missing, state) {
    var at = query.pieces.findIndex(function (piece) { return piece.letters && !piece.not; });
    if (at < 0) return Promise.resolve([]);
    var spelled = shouce.ranker.spelled(core, found);
    var pass = shouce.ranker.allowed(core, options);
    var heads = query.pieces.length > 1 ? [] : spelled.heads.filter(function (document) { return pass[core.pageOf[document]]; });
    state.spelled = spelled.parts.slice(0, 3);
    return wantedFor(core, heads.slice(0, options.limit), [], [], missing).then(function (hits) {
      return state.spelled.reduce(function (before, part) {
        return before.then(function (hits) {
          if (hits.length >= options.limit) return hits;
          var pieces = query.pieces.slice();
          pieces[at] = shouce.query.parse(part).pieces[0];
          return ranked(core, pieces, options, missing).then(function (more) { return hits.concat(more.hits); });
        });
      }, Promise.resolve(hits));
    });
  }

  // The query as it is; where nothing holds it word for word, what is left of it without question words and with titles apart, and
  // what rules write for spoken words.
  function byWords(core, query, options, missing, state) {
    return ranked(core, query.pieces, options, missing).then(function (result) {
      state.whole = result.whole;
      state.absent = result.absent;
      var other = result.hits.some(function (hit) { return hit.all; }) ? null : shouce.loosen(core, query.pieces);
      if (!other) return result.hits;
      var found = other.sentence ? shouce.sentence(core, other.pieces, other.sentence, options, missing) : ranked(core, other.pieces, options, missing);
      return found.then(function (again) {
        if (!again.hits.length) return result.hits;
        state.loosened = other.changed ? other.pieces : null;
        state.written = again.written || [];
        state.whole = again.whole;
        state.absent = again.absent;
        return again.hits.concat(result.hits);
      });
    });
  }

  // What to mark in the excerpts and on the page that is opened: the query's own words, letters as what they stand for.
  function wordsOf(query, asked, state) {
    var pieces = asked ? query.number.pieces : query.pieces.concat(state.loosened || []);
    return pieces.filter(function (piece) { return !piece.not; }).map(function (piece) {
      return piece.quoted ? '"' + piece.shown + '"' : piece.letters && state.spelled.length ? state.spelled.join(' ') : piece.shown;
    }).concat(state.written).join(' ');
  }

  // Pages first where the query names them, then clauses, then what pages are left.
  function arranged(core, parts, found, options, asked, sure, missing) {
    var clauses = parts[0].concat(parts[1], parts[2]);
    var holdsAll = parts[1].some(function (hit) { return hit.all; });
    var pages = found.direct.concat(found.short);
    var most = Math.max(2, Math.floor(options.limit / 5));
    // Words that are spread over a page's names, and names that are only short for its own, give way to a clause that says it all.
    var plain = found.direct.filter(function (title) { return !title.spread; }).length;
    var first = asked || sure ? 0 : holdsAll ? Math.min(plain, most) : most;
    var shown = pages.slice(0, clauses.length + first < options.limit ? options.limit : first);
    return Promise.all(shown.map(function (title) { return pageHit(core, title, missing); })).then(function (hits) {
      return falling(once(hits.slice(0, first).concat(clauses.map(function (hit) { return clauseHit(core, hit); }), hits.slice(first))).slice(0, options.limit));
    });
  }

  function answer(core, query, options, missing, state) {
    normal(core, options);
    var found = titles(core, query.pieces, options);
    return byNumber(core, query, options, missing).then(function (numbered) {
      state.asked = numbered.length > 0;
      if (numbered.length >= options.limit) return [numbered, [], []];
      return Promise.all([
        numbered, byWords(core, query, options, missing, state), byLetters(core, query, found.spelled, options, missing, state)
      ]);
    }).then(function (parts) {
      var named = found.direct.length + found.short.length > 0;
      if (named || state.asked || state.spelled.length) state.absent = [];
      state.meant = state.absent.slice(0, 3).reduce(function (all, word) {
        return all.concat(shouce.similar.meant(core, shouce.tokens.fold(word).text));
      }, []).slice(0, 3);
      return arranged(core, parts, found, options, state.asked, query.number && query.number.sure, missing);
    });
  }

  // Hits, best first, each once; with `absent` (pieces that stand nowhere), `meant` (words they may be meant for), `missing` (files
  // that could not be read), `whole` (how many documents hold every piece in words), `spelled` (what letters stand for), `loose` (the
  // words that were looked for instead of a sentence), `written` (what rules write for spoken words) and `words` (what to mark).
  function search(text, given) {
    var options = Object.assign({}, given);
    options.limit = Math.max(1, Math.min(Number(options.limit) || 20, MOST));
    var query = shouce.query.parse(String(text));
    var missing = [];
    var state = { absent: [], meant: [], spelled: [], whole: 0, loosened: null, written: [], asked: false };
    var empty = query.pieces.every(function (piece) { return piece.not; });
    return (empty ? Promise.resolve([]) : files.ready().then(function (core) { return answer(core, query, options, missing, state); })).then(function (hits) {
      return Object.assign(hits, {
        absent: state.absent, meant: state.meant, missing: missing, whole: state.asked ? hits.length : state.whole, spelled: state.spelled,
        loose: (state.loosened || []).map(function (piece) { return piece.shown; }), written: state.written, words: wordsOf(query, state.asked, state)
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

  shouce.searchEngine = { search: search, ready: files.ready };
})();
