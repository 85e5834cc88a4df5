// uses: lib/ranker.js lib/excerpt.js lib/spoken.js search/files.js
// In: what is left of a sentence that nothing holds as it is. Out: the documents that hold most of its words, or of what rules write
// for them, best first, each with what was found in its text.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var files = shouce.searchFiles;
  // Of how many hits it is said what was found instead.
  var SHOWN = 3;

  // The length of the longest beginning-to-end stretch of `run` that stands in `text`.
  function stretch(text, run) {
    var most = 0;
    for (var from = 0; from + most < run.length; from++) {
      while (from + most < run.length && text.indexOf(run.slice(from, from + most + 1)) >= 0) most++;
    }
    return most;
  }

  function share(list, test) {
    return list.length ? list.filter(test).length / list.length : 0;
  }

  // What the text of a document says for it: how long the stretches are, which words it holds, whether it holds an answer.
  function worth(body, asked) {
    var use = shouce.scoring;
    var length = asked.runs.reduce(function (sum, run) { return sum + run.length; }, 0);
    var held = asked.runs.reduce(function (sum, run) {
      var most = stretch(body, run);
      return sum + (most > 1 ? most : 0);
    }, 0);
    var said = share(asked.words, function (spoken) {
      return body.indexOf(spoken.word) >= 0 || spoken.written.some(function (word) { return body.indexOf(word) >= 0; });
    });
    var answers = share(asked.answers, function (pattern) { return pattern.test(body); });
    return (1 + use.stretch * held / length) * (1 + use.said * said) * (1 + use.answer * answers);
  }

  function checked(core, candidates, plan, asked, options, missing) {
    return Promise.all(candidates.map(function (candidate) {
      return files.textOf(core, candidate.document, missing).then(function (text) {
        if (!text) return null;
        var page = core.pages[core.pageOf[candidate.document]];
        var body = shouce.tokens.fold(text).text;
        var own = shouce.scoring.near[shouce.ranker.nearness(page, options)];
        return {
          document: candidate.document, bits: candidate.bits, plan: plan, all: false, score: candidate.score * worth(body, asked) * own,
          check: shouce.excerpt.check(text, page, '', plan, 0),
          written: asked.written.filter(function (word) { return body.indexOf(word) >= 0; })
        };
      });
    })).then(function (hits) { return hits.filter(Boolean); });
  }

  // Whether what is found is written for a part of a piece (of 丢了 the piece may have 丢 only).
  function replaced(piece, words, found) {
    return words.some(function (spoken) {
      return stretch(piece, spoken.word) >= Math.max(1, Math.min(2, spoken.word.length - 1)) && spoken.written.some(function (word) { return found.indexOf(word) >= 0; });
    });
  }

  // In: the pieces that are left, the folded sentence. Out: {hits, absent: pieces nothing is left of, whole: 0, written: what rules
  // write and was found}.
  shouce.sentence = function (core, pieces, text, options, missing) {
    var use = shouce.scoring;
    var words = shouce.spoken.words(text);
    var written = words.reduce(function (all, spoken) { return all.concat(spoken.written); }, []);
    var plan = shouce.ranker.plan(pieces, written);
    var asked = {
      runs: pieces.map(function (piece) { return piece.folded; }), words: words, answers: shouce.spoken.answers(text),
      written: Array.from(new Set(written)).filter(function (word) { return text.indexOf(word) < 0; })
    };
    return files.lists(core, plan.terms, missing).then(function (lists) {
      var found = shouce.ranker.rank(core, plan, lists, Object.assign({}, options, { depth: use.depth, loose: true }));
      return Promise.all([found.own, found.others].map(function (candidates) {
        return checked(core, candidates, plan, asked, options, missing);
      }));
    }).then(function (lists) {
      // Where files are missing, what is found may only be what is left of better ones.
      var hits = missing.length ? [] : lists[0].concat(lists[1]);
      var best = hits.reduce(function (most, hit) { return Math.max(most, hit.score); }, 0);
      hits = hits.filter(function (hit) { return hit.score >= best * use.noise; });
      hits.sort(function (a, b) { return b.score - a.score || a.document - b.document; });
      var shown = hits.slice(0, SHOWN);
      var inPlace = asked.written.filter(function (word) { return shown.some(function (hit) { return hit.written.indexOf(word) >= 0; }); });
      var absent = missing.length ? [] : plan.pieces.filter(function (p) {
        return !hits.some(function (hit) { return hit.bits & p.mask; }) && (p.piece.folded === text || !replaced(p.piece.folded, words, inPlace));
      });
      return { hits: hits, absent: absent.map(function (p) { return p.piece.shown; }), whole: 0, written: inPlace };
    });
  };
})();
