// uses: lib/query.js lib/similar.js lib/ranker.js lib/excerpt.js search/files.js
// In: the pieces of a query. Out: documents, best first, each with what was found in its text.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var files = shouce.searchFiles;

  function bitCount(mask) {
    var out = 0;
    for (; mask; mask &= mask - 1) out++;
    return out;
  }

  // Ranks by the index, checks the texts of the best: {hits: [{document, score, check, plan, all, own}], absent, whole}.
  function ranked(core, pieces, options, missing) {
    var plan = shouce.ranker.plan(pieces);
    var wanted = plan.pieces.reduce(function (mask, p, n) { return p.piece.not ? mask : mask | 1 << n; }, 0);
    return files.lists(core, plan.terms, missing).then(function (found) {
      var depth = Math.max(shouce.scoring.quoted, options.limit);
      var result = shouce.ranker.rank(core, plan, found, Object.assign({}, options, { depth: depth }));
      return Promise.all([result.own, result.others].map(function (candidates, n) {
        return sifted(core, candidates, plan, wanted, result.named, options.limit, missing).then(function (list) {
          list.forEach(function (hit) { hit.near = shouce.ranker.nearness(core.pages[core.pageOf[hit.document]], options); });
          return list;
        });
      })).then(function (lists) {
        var all = lists[0].concat(lists[1]);
        all.forEach(function (hit) { hit.all = hit.check.found === wanted && hit.check.own > 0; });
        // Where files are missing, what holds a part of the query may only be what is left of better ones.
        if (missing.length && !all.some(function (hit) { return hit.all; })) all = [];
        return { hits: strong(all).sort(better), absent: missing.length ? [] : absent(plan, all), whole: result.whole };
      });
    });
  }

  // Those that hold the whole query word for word, then the reader's own, then by score.
  function better(a, b) {
    return b.all - a.all || b.near - a.near || b.score - a.score || a.document - b.document;
  }

  // Pieces that stand nowhere.
  function absent(plan, hits) {
    return plan.pieces.filter(function (p, n) {
      return !p.piece.not && !hits.some(function (hit) { return hit.check.found >> n & 1 || (hit.bits & p.mask) === p.mask; });
    }).map(function (p) { return p.piece.shown; });
  }

  // Checks slice after slice until enough are left. One piece alone keeps its order, so what is not shown need not be looked at;
  // where too few hold the query word for word, more of those that hold its terms are tried.
  function sifted(core, candidates, plan, wanted, named, enough, missing) {
    var use = shouce.scoring;
    var exact = plan.pieces.some(function (p) { return p.piece.quoted || p.piece.not || p.piece.title; });
    var single = plan.pieces.length === 1;
    var complete = candidates.filter(function (candidate) { return candidate.key > candidate.score; }).length;
    return (function next(from, kept, full) {
      var least = single && (full || from < complete || !from) ? enough : Math.max(enough, use.depth);
      var most = exact ? Math.max(use.quoted, enough) : full < enough ? Math.max(least, Math.min(complete, use.deep)) : least;
      if (from >= candidates.length || from >= most || exact && kept.length >= enough) return Promise.resolve(kept);
      var to = Math.min(from + (exact || from ? use.slice : least), most);
      return checked(core, candidates.slice(from, to), plan, named, missing).then(function (list) {
        var more = list.filter(function (hit) { return hit.check.found === wanted; }).length;
        return next(to, kept.concat(list), full + more);
      });
    })(0, [], 0);
  }

  function checked(core, candidates, plan, named, missing) {
    var use = shouce.scoring;
    var count = plan.pieces.filter(function (p) { return !p.piece.not; }).length;
    return Promise.all(candidates.map(function (candidate) {
      return files.textOf(core, candidate.document, missing).then(function (text) {
        if (!text) return null;
        var number = core.pageOf[candidate.document];
        var page = core.pages[number];
        var check = shouce.excerpt.check(text, page, page.folded.join('\n') + headNames(core, candidate.document), plan, named.get(number) || 0);
        var share = bitCount(check.own | named.get(number)) / count;
        if (count > 1 && !named.size && bitCount(check.own) === count) share += use.brief * use.briefAt / (use.briefAt + check.length) + use.often * Math.log(check.times / count);
        var score = candidate.score * (1 + use.phrase * share) *
          (check.gap < 0 ? 1 : 1 + use.nearness / (1 + check.gap / use.nearBy));
        return { document: candidate.document, bits: candidate.bits, score: score, check: check, plan: plan };
      });
    })).then(function (list) {
      return list.filter(function (hit) {
        return hit && !hit.check.banned && plan.pieces.every(function (p, n) {
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

  // Weak company of a strong hit is noise.
  function strong(hits) {
    var most = hits.reduce(function (most, hit) { return Math.max(most, hit.score); }, 0);
    return hits.filter(function (hit) { return hit.all || hit.score >= most * shouce.scoring.noise; });
  }

  shouce.searchCandidates = { ranked: ranked };
})();
