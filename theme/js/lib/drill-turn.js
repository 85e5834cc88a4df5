// In: progress as in drill.js, a list of ids, the day (a number). Out: what comes next, progress after an answer, two progresses made one. Pure.
(function () {
  'use strict';
  var shouce = window.shouce;
  var drill = shouce.drill;
  var NEW_A_DAY = 20;

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
    var room = all || drill.counts(progress, ids, day).fresh < NEW_A_DAY;
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
    if (grade === 1) progress.wrong[id] = drill.owed;
    else if (grade > 2 && progress.wrong[id] && (progress.wrong[id] -= 1) === 0) delete progress.wrong[id];
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

  drill.next = next;
  drill.answer = answer;
  drill.merge = merge;
})();
