// All constants of the ranking. Chosen on the development halves of the query sets of benches/search, never on the test halves.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  shouce.scoring = {
    // BM25F without term frequency: how much length counts, how soon a term is satisfied; weights of the fields beside the text.
    length: 0.75,
    saturation: 1.2,
    title: 2,
    // The title of a page that says the whole query: it is listed for itself, so its clauses gain less by it.
    wholeTitle: 0.5,
    heading: 0.5,
    // A clause of a page whose very name is a piece of the query.
    named: 1.6,
    // Pieces found word for word in the text (or as the page's very name), and how near each other.
    phrase: 3,
    nearness: 0.3,
    nearBy: 20,
    // Of those that hold several pieces the short ones, and those that hold them often.
    brief: 6,
    briefAt: 60,
    often: 0.5,
    // How many texts are looked at: at least, while not enough hold the query word for word, and for "短语" and -词.
    depth: 24,
    deep: 80,
    quoted: 200,
    slice: 40,
    // Weaker hits than this share of the best are noise, where the best hold more.
    noise: 0.12,
    // Terms of a query, shared out among its pieces.
    terms: 24,
    // Sentences: what rules write for a spoken word, beside the word itself; then, in the texts, the longest stretches of the sentence,
    // the share of its spoken words, and whether an answer of the kind that is asked for stands there.
    spoken: 1,
    stretch: 0.3,
    said: 0.5,
    answer: 0.7,
    // Of another unit than the reader's, of all, of the reader's own: what holds a part of a sentence only is not first for that alone.
    near: [0.25, 1, 1.5]
  };
})();
