// In: the text of a document (src/search/texts.rs) and what is looked for. Out: which pieces stand in it word for word and how near,
// the innermost clause that holds them, and an excerpt. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var BEFORE = 18;
  var LONGEST = 90;

  // [{depth, anchor, label, cite, text, folded}]
  function segments(document, page) {
    var base = '';
    return document.split('\u0002').map(function (written, n) {
      var parts = written.split('\u0003');
      var text = parts[4] || '';
      if (!n) base = parts[1];
      return {
        depth: Number(parts[0]), anchor: n && parts[1][0] === '-' ? base + parts[1] : parts[1], label: parts[2],
        cite: page.cite + (parts[3] === '=' ? parts[2] : parts[3]), text: text, folded: shouce.tokens.fold(text).text
      };
    });
  }

  function holds(text, piece) {
    return piece.runs.every(function (run) { return text.indexOf(run) >= 0; });
  }

  // The least span of `text` that holds one of each run, less the runs themselves.
  function gap(text, runs) {
    var places = [];
    runs.forEach(function (run, n) {
      for (var at = text.indexOf(run), i = 0; at >= 0 && i < 20; at = text.indexOf(run, at + 1), i++) places.push([at, n, run.length]);
    });
    places.sort(function (a, b) { return a[0] - b[0]; });
    var last = runs.map(function () { return -1; });
    var least = Infinity;
    var length = runs.reduce(function (total, run) { return total + run.length; }, 0);
    places.forEach(function (place) {
      last[place[1]] = place[0];
      var first = Math.min.apply(null, last);
      if (first >= 0) least = Math.min(least, place[0] + place[2] - first - length);
    });
    return Math.max(least, 0);
  }

  function occurrences(text, run) {
    var count = 0;
    for (var at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + run.length)) count++;
    return count;
  }

  // Bits of the terms and, above them, of the whole pieces in a text.
  function bits(text, plan) {
    var terms = 0;
    var pieces = 0;
    plan.terms.forEach(function (term, n) { if (text.indexOf(term.text) >= 0) terms |= 1 << n; });
    plan.pieces.forEach(function (p, n) { if (!p.piece.not && holds(text, p.piece)) pieces |= 1 << n; });
    return [terms, pieces];
  }

  // The innermost segment that holds all that the document holds.
  function innermost(list, plan) {
    var own = list.map(function (segment) { return bits(segment.folded, plan); });
    var under = own.map(function (pair) { return pair.slice(); });
    var i;
    for (i = list.length - 1; i > 0; i--) {
      for (var parent = i - 1; parent > 0 && list[parent].depth >= list[i].depth;) parent--;
      under[parent][0] |= under[i][0];
      under[parent][1] |= under[i][1];
    }
    var all = under[0];
    var at = 0;
    for (i = 1; i < list.length && !equal(own[at], all); i++) {
      if (list[i].depth <= list[at].depth && at > 0) break;
      if (list[i].depth === list[at].depth + 1 && equal(under[i], all)) at = i;
    }
    return { at: at, all: all, own: own };
  }

  function equal(a, b) {
    return a[0] === b[0] && a[1] === b[1];
  }

  // `named`: bits of the pieces that are the page's very name. {found: bits of the pieces found word for word, own: of those in the text itself, times: how often those stand there, banned, gap, segment, source}: `source` is the
  // segment to quote.
  function check(document, page, names, plan, named) {
    var list = segments(document, page);
    var body = list.map(function (segment) { return segment.folded; }).join('\n');
    var found = 0;
    var own = 0;
    var banned = false;
    var runs = [];
    var times = 0;
    plan.pieces.forEach(function (p, n) {
      var inBody = holds(body, p.piece);
      if (p.piece.not) {
        banned = banned || inBody || holds(names, p.piece);
      } else if (named >> n & 1 || holds(names, p.piece) || inBody && !p.piece.title) {
        found |= 1 << n;
        if (inBody && !p.piece.title) {
          times += occurrences(body, p.piece.runs[0]);
          runs = runs.concat(p.piece.runs);
          own |= 1 << n;
        }
      }
    });
    var place = innermost(list, plan);
    var source = place.at;
    for (var i = source + 1; i < list.length && list[i].depth > list[place.at].depth; i++) {
      if (weight(place.own[i]) > weight(place.own[source])) source = i;
    }
    return {
      found: found, own: own, times: times, length: body.length, banned: banned, gap: runs.length > 1 ? gap(body, runs) : -1, terms: place.all[0], segment: list[place.at], source: list[source]
    };
  }

  function weight(pair) {
    return count(pair[0]) + 8 * count(pair[1]);
  }

  function count(mask) {
    var out = 0;
    for (; mask; mask &= mask - 1) out++;
    return out;
  }

  // Where to begin: the first piece that stands whole, else the first term.
  function firstPlace(folded, plan) {
    var whole = -1;
    var part = -1;
    plan.pieces.forEach(function (p) {
      if (p.piece.not) return;
      var at = folded.indexOf(p.piece.runs[0]);
      if (at >= 0 && (whole < 0 || at < whole)) whole = at;
    });
    plan.terms.forEach(function (term) {
      var at = folded.indexOf(term.text);
      if (at >= 0 && (part < 0 || at < part)) part = at;
    });
    return Math.max(whole >= 0 ? whole : part, 0);
  }

  function excerpt(text, plan) {
    var folded = shouce.tokens.fold(text);
    var from = folded.at.length ? folded.at[firstPlace(folded.text, plan)] : 0;
    var start = text.length <= LONGEST || from <= BEFORE ? 0 : from - BEFORE;
    if (start) {
      // Begin behind a mark of punctuation, where one is near.
      var near = /[，。；：、,;:]/.exec(text.slice(start, from));
      start += near ? near.index + 1 : 0;
    }
    var end = Math.min(text.length, start + LONGEST);
    return ((start ? '…' : '') + text.slice(start, end) + (end < text.length ? '…' : '')).replace(/\s*\n\s*/g, ' ');
  }

  // The stretches of `text` to mark, as [from, to]: whole pieces where they stand, else, with `parts`, their terms of two characters
  // and more.
  function marks(text, pieces, parts) {
    var folded = shouce.tokens.fold(text);
    var out = [];

    function all(part) {
      var any = false;
      for (var at = folded.text.indexOf(part); part && at >= 0; at = folded.text.indexOf(part, at + part.length)) {
        out.push([folded.at[at], folded.till[at + part.length - 1]]);
        any = true;
      }
      return any;
    }

    pieces.forEach(function (piece) {
      if (piece.not) return;
      piece.runs.forEach(function (run) {
        if (!all(run) && parts) shouce.tokens.terms(run).forEach(function (term) { if (term.length > 1) all(term); });
      });
    });
    out.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    return out.reduce(function (joined, mark) {
      var last = joined[joined.length - 1];
      if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
      else joined.push(mark);
      return joined;
    }, []);
  }

  shouce.excerpt = { check: check, segments: segments, excerpt: excerpt, marks: marks };
})();
