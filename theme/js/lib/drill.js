// A reader's progress through the bank. In: progress {cards: {question id: card of fsrs.js}, wrong: {id: right answers still owed}}, a
// list of ids, the day (a number). Out: counts, and progress as a file holds it. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var VERSION = 1;
  var OWED = 2;

  function empty() {
    return { cards: {}, wrong: {} };
  }

  // How many of the ids are due, new or learnt; `fresh`: how many new ones were begun today.
  function counts(progress, ids, day) {
    var found = { due: 0, fresh: 0, known: 0, rest: 0 };
    ids.forEach(function (id) {
      var card = progress.cards[id];
      if (!card) found.rest += 1;
      else if (card.due <= day) found.due += 1;
      else found.known += 1;
      if (card && card.first === day) found.fresh += 1;
    });
    return found;
  }

  function write(progress, site) {
    return JSON.stringify({ shouce: 'drill', version: VERSION, site: site, cards: progress.cards, wrong: progress.wrong });
  }

  function sound(card) {
    return card && ['s', 'd', 'last', 'due', 'left', 'first', 'turn'].every(function (key) { return typeof card[key] === 'number' && isFinite(card[key]); }) &&
      card.s > 0 && card.d >= 1 && card.d <= 10 && card.left >= 0 && card.left <= 2;
  }

  // What a file holds, or null where it is none of ours or of another handbook. What is not sound in it is left out.
  function read(text, site) {
    var data;
    try { data = JSON.parse(text); } catch (malformed) { return null; }
    if (!data || data.shouce !== 'drill' || data.version !== VERSION || data.site !== site || !data.cards) return null;
    var progress = empty();
    Object.keys(data.cards).forEach(function (id) { if (sound(data.cards[id])) progress.cards[id] = data.cards[id]; });
    Object.keys(data.wrong || {}).forEach(function (id) {
      if (data.wrong[id] === 1 || data.wrong[id] === OWED) progress.wrong[id] = data.wrong[id];
    });
    return progress;
  }

  shouce.drill = { empty: empty, counts: counts, write: write, read: read, owed: OWED };
})();
