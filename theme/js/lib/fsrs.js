// FSRS-6 from its published formulas and default weights. In: what is known of a card, the day (a number) and how well it was
// remembered (1 not, 2 hardly, 3 well, 4 at once). Out: the card afterwards. Pure; held by tests/vectors/fsrs.json.
// A card is {s: stability in days, d: difficulty 1–10, last, due: days, left: steps still to be taken on the same day}.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var W = [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542];
  var DECAY = -W[20];
  var FACTOR = Math.pow(0.9, 1 / DECAY) - 1;
  var RETENTION = 0.9;
  var LONGEST = 36500;
  var STEPS = 2;

  function within(value, low, high) {
    return Math.min(Math.max(value, low), high);
  }

  // How likely a card is remembered after so many days.
  function recall(stability, days) {
    return Math.pow(1 + FACTOR * days / stability, DECAY);
  }

  // After how many whole days that likelihood falls to nine in ten.
  function interval(stability) {
    var days = stability / FACTOR * (Math.pow(RETENTION, 1 / DECAY) - 1);
    return within(Math.round(days), 1, LONGEST);
  }

  function firstDifficulty(grade) {
    return W[4] - Math.exp(W[5] * (grade - 1)) + 1;
  }

  function difficulty(before, grade) {
    var moved = before - W[6] * (grade - 3) * (10 - before) / 9;
    return within(W[7] * firstDifficulty(4) + (1 - W[7]) * moved, 1, 10);
  }

  function sameDay(stability, grade) {
    var growth = Math.exp(W[17] * (grade - 3 + W[18])) * Math.pow(stability, -W[19]);
    return stability * (grade >= 3 ? Math.max(growth, 1) : growth);
  }

  function forgotten(card, likely) {
    var left = W[11] * Math.pow(card.d, -W[12]) * (Math.pow(card.s + 1, W[13]) - 1) * Math.exp(W[14] * (1 - likely));
    return Math.min(left, card.s / Math.exp(W[17] * W[18]));
  }

  function remembered(card, likely, grade) {
    var bonus = grade === 2 ? W[15] : grade === 4 ? W[16] : 1;
    var growth = Math.exp(W[8]) * (11 - card.d) * Math.pow(card.s, -W[9]) * (Math.exp(W[10] * (1 - likely)) - 1);
    return card.s * (1 + growth * bonus);
  }

  // Stability and difficulty after an answer; `card` is null for a new one.
  function memory(card, days, grade) {
    if (!card) return { s: W[grade - 1], d: within(firstDifficulty(grade), 1, 10) };
    var stability = days < 1 ? sameDay(card.s, grade)
      : grade === 1 ? forgotten(card, recall(card.s, days)) : remembered(card, recall(card.s, days), grade);
    return { s: within(stability, 0.001, LONGEST), d: difficulty(card.d, grade) };
  }

  // How often it is to be asked again on the same day: a new card twice, one forgotten once.
  function steps(card, grade) {
    if (grade === 4) return 0;
    var open = card ? card.left : STEPS;
    if (grade === 1) return card && !card.fresh ? 1 : STEPS;
    return open && grade === 3 ? open - 1 : open;
  }

  function answer(card, day, grade) {
    var next = memory(card, card ? Math.max(day - card.last, 0) : 0, grade);
    next.left = steps(card, grade);
    next.fresh = Boolean(next.left && (!card || card.fresh));
    next.last = day;
    next.due = day + (next.left ? 0 : interval(next.s));
    return next;
  }

  shouce.fsrs = { memory: memory, answer: answer, interval: interval, recall: recall };
})();
