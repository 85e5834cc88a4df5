// uses: lib/weeks.js
// In: the question bank and a week. Out: that week's paper. The same rule as src/quiz/week.rs; tests/vectors/week.json
// holds the two together. Pure; integers of 32 bits only.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  // A question's place in a cycle.
  function key(id, cycle) {
    var h = 0x811c9dc5;
    for (var i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
    h ^= Math.imul(cycle, 0x9e3779b9);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  }

  function shuffled(ids, cycle) {
    return ids
      .map(function (id) { return { key: key(id, cycle), id: id }; })
      .sort(function (a, b) { return a.key - b.key || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0); })
      .map(function (entry) { return entry.id; });
  }

  function beginCycle(rotation) {
    var half = Math.floor(rotation.asked.length / 2);
    rotation.cycle += 1;
    rotation.waiting = shuffled(rotation.asked.slice(0, half), rotation.cycle)
      .concat(shuffled(rotation.asked.slice(half), rotation.cycle));
    rotation.asked = [];
  }

  // A paper of `size` that begins with `paper`; what it begins with counts as asked in this cycle.
  function draw(rotation, size, paper) {
    var most = Math.min(size, rotation.waiting.length + rotation.asked.length);
    paper.forEach(function (id) {
      leave(rotation, id);
      rotation.asked.push(id);
    });
    while (paper.length < most) {
      if (!rotation.waiting.length) beginCycle(rotation);
      var at = 0;
      while (paper.indexOf(rotation.waiting[at]) >= 0) at += 1;
      var id = rotation.waiting.splice(at, 1)[0];
      rotation.asked.push(id);
      paper.push(id);
    }
    return paper;
  }

  function leave(rotation, id) {
    var other = function (one) { return one !== id; };
    rotation.waiting = rotation.waiting.filter(other);
    rotation.asked = rotation.asked.filter(other);
  }

  // What was missed: Leitner's boxes, in weeks. A question missed comes again the week after, then two and then four weeks after it
  // was answered rightly; after that it is left to the rotation. One whose next answers nobody records is left to it too.
  var LAST_BOX = 2;

  function record(boxes, outcome, now) {
    var box = boxes[outcome.id];
    if (outcome.missed) boxes[outcome.id] = { level: 0, due: now };
    else if (box && box.level === LAST_BOX) delete boxes[outcome.id];
    else if (box) boxes[outcome.id] = { level: box.level + 1, due: now + (2 << box.level) - 1 };
  }

  // At most `most` questions that are due and in the bank, those due first; they wait for nothing any more.
  function due(boxes, now, most, rotation) {
    var ids = Object.keys(boxes).filter(function (id) {
      return boxes[id].due !== null && boxes[id].due <= now && (rotation.waiting.indexOf(id) >= 0 || rotation.asked.indexOf(id) >= 0);
    });
    var order = shuffled(ids, rotation.cycle);
    order.sort(function (a, b) { return boxes[a].due - boxes[b].due || order.indexOf(a) - order.indexOf(b); });
    order = order.slice(0, most);
    order.forEach(function (id) { boxes[id].due = null; });
    return order;
  }

  // Ids of one week's paper. An entry of the bank is {id, unit, roles, first, end}: `first` is the number of the first week it may be
  // asked in (0 where it was always there), `end` that of the first week it may not be asked in any more; those a bank begins with
  // count as always there. `reader` is {unit, role}; either may be missing. `plan` is {sizes: [[first week, size]], outcomes: [{week,
  // id, missed}]}, both in the order of weeks.
  function paper(bank, reader, week, plan) {
    var coming = bank.filter(function (entry) { return shouce.weeks.isFor(entry, reader); });
    var going = coming.filter(function (entry) { return entry.end !== undefined; });
    coming.sort(function (a, b) { return (a.first || 0) - (b.first || 0); });
    var founding = coming.length ? coming[0].first || 0 : 0;
    var rotation = { cycle: 0, waiting: [], asked: [] };
    var boxes = {};
    var ids = [];
    var next = 0;
    for (var now = 0; now <= Math.max(week, 0); now++) {
      var entering = [];
      while (next < coming.length && (coming[next].first || 0) <= Math.max(now, founding)) entering.push(coming[next++].id);
      rotation.waiting = shuffled(entering, rotation.cycle).concat(rotation.waiting);
      going.forEach(function (entry) { if (entry.end <= now) leave(rotation, entry.id); });
      plan.outcomes.forEach(function (outcome) { if (outcome.week === now) record(boxes, outcome, now); });
      var size = shouce.weeks.size(plan.sizes, now);
      ids = draw(rotation, size, due(boxes, now, Math.floor(size / 2), rotation));
    }
    return ids;
  }

  // The order in which the `count` choices of a question are shown in a week, each by its place in the bank.
  function arrangement(id, count, week) {
    var order = [];
    for (var place = 0; place < count; place++) order.push({ place: place, key: key(id + '/' + place, Math.max(week, 0)) });
    return order.sort(function (a, b) { return a.key - b.key || a.place - b.place; })
      .map(function (entry) { return entry.place; });
  }

  // The same for steps to put in order and sides to match: never the right order.
  function scrambled(id, count, week) {
    var order = arrangement(id, count, week);
    if (count > 1 && order.every(function (place, at) { return place === at; })) order.push(order.shift());
    return order;
  }

  shouce.quizWeek = {
    serial: shouce.weeks.serial, describe: shouce.weeks.describe, paper: paper, arrangement: arrangement, scrambled: scrambled, shuffled: shuffled
  };
})();
