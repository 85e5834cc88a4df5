// A reader's progress through the bank. In: progress {cards: {question id: card of fsrs.js}, wrong: {id: right answers still owed}}, a
// list of ids, the day (a number). Out: what comes next, counts, progress after an answer, and progress as a file holds it. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var VERSION = 1;
  var OWED = 2;
  var NEW_A_DAY = 20;

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

  // What is due, the longest overdue first, then new ones up to a day's worth, then what is asked again on the same day. `last` is not asked twice
  // in a row where there is anything else. With `all` days and the day's worth are left aside. '' when nothing is left.
  function next(progress, ids, day, last, all) {
    function again(id) {
      var card = progress.cards[id];
      return card && card.left && card.last === day;
    }
    var begun = ids.filter(function (id) { return progress.cards[id]; });
    var due = begun.filter(function (id) { return !again(id) && (all || progress.cards[id].due <= day); }).sort(function (a, b) {
      return progress.cards[a].due - progress.cards[b].due;
    });
    var room = all || counts(progress, ids, day).fresh < NEW_A_DAY;
    var fresh = room ? ids.filter(function (id) { return !progress.cards[id]; }) : [];
    var open = begun.filter(again).sort(function (a, b) { return progress.cards[a].turn - progress.cards[b].turn; });
    // What was asked a while ago comes before another new one.
    var line = due.concat(open.length > 3 ? open : [], fresh, open);
    var other = line.filter(function (id) { return id !== last; });
    return other[0] || line[0] || '';
  }

  // The card after an answer; what was not known owes two right answers before it leaves the wrong-answer book.
  function answer(progress, id, day, grade, turn) {
    var before = progress.cards[id];
    var card = shouce.fsrs.answer(before || null, day, grade);
    card.first = before ? before.first : day;
    card.turn = turn;
    progress.cards[id] = card;
    if (grade === 1) progress.wrong[id] = OWED;
    else if (grade > 2 && progress.wrong[id] && (progress.wrong[id] -= 1) === 0) delete progress.wrong[id];
    return progress;
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

  // Two progresses of one reader: of each card the one answered later.
  function merge(own, other) {
    Object.keys(other.cards).forEach(function (id) {
      if (own.cards[id] && own.cards[id].last >= other.cards[id].last) return;
      own.cards[id] = other.cards[id];
      delete own.wrong[id];
      if (other.wrong[id]) own.wrong[id] = other.wrong[id];
    });
    return own;
  }

  shouce.drill = { empty: empty, counts: counts, next: next, answer: answer, write: write, read: read, merge: merge };
})();
