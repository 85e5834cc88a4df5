// In: the catalogue, the pieces of a query, the postings of their terms. Out: the best documents and pages. Pure.
//
// BM25F without term frequency: a term counts by its rarity, in title and aliases twice, in headings and tags by half; each piece
// of the query counts alike, by the square of the share that is found (`options.loose`: a bag of terms). The texts of the best are checked afterwards (excerpt.js).
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var WHOLE = 1e6;
  var BITS = 31;

  // {terms: [{text, open}], weights, all, pieces: [{piece, mask}]}: every term once, a bit each. `others` are words that count for
  // less: they are wanted beside the pieces, as far as bits are left.
  function plan(pieces, others) {
    var terms = [];
    var bits = new Map();
    var planned = pieces.map(function (piece) {
      return {
        piece: piece,
        mask: piece.terms.reduce(function (mask, term) {
          var key = term.text + (term.open ? '*' : '');
          if (!bits.has(key)) bits.set(key, terms.push(term) - 1);
          return mask | 1 << bits.get(key);
        }, 0)
      };
    });
    var weights = terms.map(function () { return 1; });
    (others || []).forEach(function (word) {
      var parts = shouce.tokens.terms(word).filter(function (text) { return !bits.has(text); });
      if (terms.length + parts.length > BITS) return;
      parts.forEach(function (text) {
        bits.set(text, terms.push({ text: text, open: false }) - 1);
        weights.push(shouce.scoring.spoken / parts.length);
      });
    });
    var all = planned.reduce(function (mask, p) { return p.piece.not ? mask : mask | p.mask; }, 0);
    return { terms: terms, weights: weights, pieces: planned, all: others ? all | Math.pow(2, terms.length) - 1 : all };
  }

  // Which pages the filters let through.
  function allowed(catalogue, options) {
    return catalogue.pages.map(function (page) {
      return (!options.kind || catalogue.kinds[page.kind] === options.kind) && (!options.unit || page.unit === options.unit) &&
        (!options.role || page.roles.indexOf(options.role) >= 0);
    });
  }

  // How near a page is to the reader: 2 of the own unit, 1 of all units, 0 of another one.
  function nearness(page, options) {
    return !options.reader || !page.unit ? 1 : page.unit === options.reader ? 2 : 0;
  }

  // Where the terms stand: bits by document, page title, heading and tag, and the rarity of each.
  function gather(catalogue, plan, lists) {
    var mask = catalogue.mask;
    var touched = catalogue.touched;
    var count = 0;
    var titles = new Uint32Array(catalogue.pages.length);
    var tags = new Uint32Array(catalogue.pages.length);
    var heads = new Uint32Array(catalogue.heads.length);
    var rarity = plan.terms.map(function (term, n) {
      var bit = 1 << n;
      var documents = 0;
      lists[n].forEach(function (list) {
        for (var i = list.from; i < list.to; i++) {
          shouce.postings.scan(list.index, i, function (document) {
            var before = mask[document];
            if (before & bit) return;
            if (!before) touched[count++] = document;
            mask[document] = before | bit;
            documents++;
          });
        }
      });
      shouce.catalogue.search(catalogue.names, term.text, function (page) { titles[page] |= bit; });
      shouce.catalogue.search(catalogue.tags, term.text, function (page) { tags[page] |= bit; });
      shouce.catalogue.search(catalogue.headNames, term.text, function (head) { heads[head] |= bit; });
      return Math.log(1 + (catalogue.count - documents + 0.5) / (Math.max(documents, 1) + 0.5));
    });
    catalogue.heads.forEach(function (head, n) { if (head.parent >= 0) heads[n] |= heads[head.parent]; });
    return { count: count, titles: titles, tags: tags, heads: heads, rarity: rarity };
  }

  function sum(rarity, mask) {
    var total = 0;
    for (; mask; mask &= mask - 1) total += rarity[31 - Math.clz32(mask & -mask)];
    return total;
  }

  // Keeps the best `size` of what is added: those that hold every term before all others, however long they are.
  function best(size) {
    var kept = [];
    return {
      kept: kept,
      add: function (score, whole, document, bits) {
        var key = whole ? score + WHOLE : score;
        if (kept.length === size && key <= kept[size - 1].key) return;
        if (kept.length === size) kept.pop();
        var low = 0;
        for (var high = kept.length; low < high;) {
          var middle = low + high >> 1;
          if (kept[middle].key < key) high = middle;
          else low = middle + 1;
        }
        kept.splice(low, 0, { document: document, score: score, key: key, bits: bits });
      }
    };
  }

  // Bits of the pieces, by page, that are its very name.
  function namedPages(catalogue, plan) {
    var out = new Map();
    plan.pieces.forEach(function (p, n) {
      if (p.piece.quoted || p.piece.not || Array.from(p.piece.folded).length < 2) return;
      bearers(catalogue, p.piece).forEach(function (page) { out.set(page, (out.get(page) || 0) | 1 << n); });
    });
    return out;
  }

  // Pages that bear a piece as their name, or are known by it for short.
  function bearers(catalogue, piece) {
    var own = catalogue.byName.get(shouce.catalogue.bare(piece.folded, ['中华人民共和国']));
    return own || shouce.similar.abbreviated(catalogue, piece);
  }

  // {own, others: candidates, best first, those of another unit than the reader's apart; whole: how many documents hold every piece}
  function rank(catalogue, plan, lists, options) {
    var use = shouce.scoring;
    var found = gather(catalogue, plan, lists);
    var pass = allowed(catalogue, options);
    var wanted = plan.pieces.filter(function (p) { return !p.piece.not; });
    var must = plan.pieces.filter(function (p) { return p.piece.must && !p.piece.not; });
    var inTitle = must.concat(wanted).filter(function (p) { return p.piece.title; });
    var shares = wanted.map(function (p) { return { mask: p.mask, sum: sum(found.rarity, p.mask) || 1 }; });
    var all = plan.all;
    var named = namedPages(catalogue, plan);
    var own = best(options.depth);
    var others = best(options.depth);
    var whole = 0;
    for (var i = 0; i < found.count; i++) {
      var document = catalogue.touched[i];
      var body = catalogue.mask[document];
      catalogue.mask[document] = 0;
      var number = catalogue.pageOf[document];
      var page = catalogue.pages[number];
      if (!(body & all) || !pass[number]) continue;
      var title = found.titles[number];
      var side = found.tags[number] | (catalogue.headOf[document] < 0 ? 0 : found.heads[catalogue.headOf[document]]);
      var names = named.size && named.get(number) || 0;
      for (var left = names; left; left &= left - 1) title |= plan.pieces[31 - Math.clz32(left & -left)].mask;
      var bits = body | title | side;
      if (!holds(must, bits) || !holds(inTitle, title)) continue;
      // A page whose title says it all is listed for itself; what its title says counts less for its clauses.
      var head = (title & all) === all ? use.wholeTitle : use.title;
      var score = 0;
      for (left = bits & all; left; left &= left - 1) {
        var bit = left & -left;
        var term = 31 - Math.clz32(bit);
        var x = (body & bit ? catalogue.inverse[document] : 0) + (title & bit ? head : 0) + (side & bit ? use.heading : 0);
        score += plan.weights[term] * found.rarity[term] * (use.saturation + 1) * x / (use.saturation + x);
      }
      var cover = 0;
      for (var p = 0; p < shares.length; p++) {
        var share = sum(found.rarity, bits & shares[p].mask) / shares[p].sum;
        cover += share * share;
      }
      if ((bits & all) === all) whole++;
      score *= (options.loose ? 1 : cover / shares.length) * page.weight * (names ? use.named : 1);
      (nearness(page, options) ? own : others).add(score, !options.loose && (bits & all) === all, document, bits);
    }
    return { own: own.kept, others: others.kept, whole: whole, named: named };
  }

  function holds(pieces, bits) {
    return pieces.every(function (p) { return (bits & p.mask) === p.mask; });
  }

  // What of a name a piece stands for: itself, or what its letters spell; '' where it is not in the name.
  function named(piece, spelled, folded, name) {
    if (piece.runs.every(function (run) { return folded.indexOf(run) >= 0; })) return piece.folded;
    return piece.letters && spelled.get(name) || '';
  }

  // How well pieces fit a name, or 0 where one is not in it: equal names 3, beginnings above the rest, then by share.
  function fit(pieces, spelled, folded, bare, name) {
    var parts = pieces.map(function (piece) { return named(piece, spelled, folded, name); });
    if (!parts.every(Boolean)) return 0;
    if (bare === parts[0] || folded === parts[0]) return 3;
    return (bare.indexOf(parts[0]) ? 0 : 0.5) + Math.min(1, parts.join('').length / bare.length);
  }

  // Pages every piece of which stands in their names, best first: all in one name, near ones, names that are equal, regulations, then by `fit`.
  function titled(catalogue, pieces, spelled, options) {
    var pass = allowed(catalogue, options);
    var wanted = pieces.filter(function (piece) { return !piece.not; });
    var banned = pieces.filter(function (piece) { return piece.not; });
    var out = [];
    catalogue.pages.forEach(function (page, number) {
      if (!wanted.length || !pass[number] || banned.some(function (piece) { return named(piece, spelled, page.folded.join('\n'), ''); })) return;
      var best = page.folded.reduce(function (most, folded, n) {
        return Math.max(most, fit(wanted, spelled, folded, page.bare[n], page.names[n]));
      }, 0);
      // The words may be spread over the names.
      var spread = !best && wanted.length > 1 && fit(wanted, spelled, page.folded.join('\n'), page.folded.join(''), '') > 0;
      if (best || spread) out.push({ page: number, score: (spread ? 0.1 : best) * page.weight, equal: best === 3, spread: spread, near: nearness(page, options), rule: page.kind === 0 });
    });
    return out.sort(function (a, b) {
      return a.spread - b.spread || b.near - a.near || b.equal - a.equal || b.rule - a.rule || b.score - a.score || a.page - b.page;
    });
  }

  // Documents that bear the number asked for, on the pages of `titles`.
  function numbered(catalogue, number, titles) {
    var letters = { 条: ['a', 'c'], 章: ['z'], 节: ['j'], 编: ['b'], 部分: ['bf'] }[number.level];
    return titles.reduce(function (all, title) {
      return all.concat(shouce.catalogue.numbered(catalogue.pages[title.page], letters, number.number, number.sub));
    }, []);
  }

  // What letters stand for in the names, the most frequent first, and the headings they spell.
  function spelled(catalogue, found) {
    var counts = new Map();
    found.forEach(function (part) { counts.set(part, (counts.get(part) || 0) + 1); });
    var heads = catalogue.heads.filter(function (head) { return found.has(head.text); }).map(function (head) { return head.document; });
    var parts = Array.from(counts.keys()).sort(function (a, b) { return counts.get(b) - counts.get(a) || a.length - b.length; });
    return { parts: parts, heads: Array.from(new Set(heads)) };
  }

  shouce.ranker = {
    plan: plan, rank: rank, titled: titled, bearers: bearers, numbered: numbered, spelled: spelled, allowed: allowed, nearness: nearness
  };
})();
