// In: a place on paper and what is written there. Out: the paper with it; what does not fit its cell is told, to go on a 续页.
(function () {
  'use strict';
  var shouce = window.shouce;
  var kept = new Map();

  // What stood in a place before anything was written.
  function blank(place) {
    if (!kept.has(place)) kept.set(place, { html: place.innerHTML, height: rowOf(place) ? rowOf(place).getBoundingClientRect().height : 0 });
    return kept.get(place);
  }

  function rowOf(place) {
    return place.closest('tr');
  }

  // Moments as they are written on paper: 2026-11-26T08:30 → 2026年11月26日 08:30.
  function moment(value, short) {
    var found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value);
    if (!found) return value;
    var day = shouce.word(short ? 'fill.short' : 'fill.date', { y: found[1], m: Number(found[2]), d: Number(found[3]) });
    return day + (found[4] ? ' ' + found[4] : '');
  }

  // Fills the nth box: a choice wider than its cell stands in several pieces, its box in one.
  function tick(place, nth) {
    var walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), node, left = nth;
    while ((node = walker.nextNode())) {
      for (var at = node.data.indexOf('□'); at >= 0; at = node.data.indexOf('□', at + 1)) {
        if (!left--) return node.replaceData(at, 1, '■');
      }
    }
  }

  // Writes every value; `overflows` gets what is too long: {spot, text}.
  function all(every, values, overflows) {
    var spots = every.filter(function (spot) { return spot.at; });
    var cells = [];
    spots.forEach(function (spot) {
      (spot.marks || [spot.at]).forEach(function (place) { if (cells.indexOf(place) < 0) cells.push(place); });
    });
    cells.forEach(function (place) { blank(place); });
    cells.forEach(function (place) {
      place.innerHTML = blank(place).html;
      place.classList.remove('filled', 'tight', 'cut');
    });
    // One after another, so that a row that grows is known to grow by the last one written.
    spots.forEach(function (spot) {
      if (!values[spot.key]) return;
      one(spot, values[spot.key]);
      fit(spot, values[spot.key], overflows);
    });
  }

  function one(spot, value) {
    var place = spot.at;
    if (spot.marks) {
      spot.marks.forEach(function (cell, n) { if (spot.choices[n] === value) cell.textContent = '■'; });
    } else if (spot.kind === 'mark') {
      var sign = spot.signs[spot.choices.indexOf(value)];
      place.textContent = sign ? sign.charAt(0) : value;
    } else if (spot.choices.length) {
      tick(place, spot.choices.indexOf(value));
    } else if (spot.kind === 'blank') {
      blanks(spot, value);
    } else if (spot.kind === 'sign') {
      place.append(value);
    } else {
      write(spot, value);
    }
    place.classList.add('filled');
  }

  function write(spot, value) {
    var place = spot.at, unit = place.querySelector('.value');
    if (spot.kind === 'number' && unit) unit.prepend(value + ' ');
    else if (spot.kind === 'long') place.append(shouce.element('span', 'said', value));
    else place.textContent = spot.kind === 'date' || spot.kind === 'moment' ? moment(value) : value;
  }

  // The nth run of low lines becomes what was written, underlined.
  function blanks(spot, value) {
    var walker = document.createTreeWalker(spot.at, NodeFilter.SHOW_TEXT), node, runs = [];
    while ((node = walker.nextNode())) {
      var found = /＿+/.exec(node.data);
      if (found) runs.push({ node: node, at: found.index, length: found[0].length });
    }
    // Runs that are filled already are gone from the text.
    var run = runs[spot.nth - spot.at.querySelectorAll('u').length];
    if (!run) return;
    var tail = run.node.splitText(run.at);
    tail.splitText(run.length);
    var said = shouce.element('u', '', value);
    said.setAttribute('data-n', spot.nth);
    tail.replaceWith(said);
  }

  function grown(spot) {
    var row = rowOf(spot.at);
    if (!row) return spot.at.scrollWidth > spot.at.clientWidth + 1;
    return row.getBoundingClientRect().height > blank(spot.at).height + 1 || (spot.at.scrollWidth > spot.at.clientWidth + 1);
  }

  // First set closer, then cut where the cell ends.
  function fit(spot, value, overflows) {
    if (!grown(spot)) return;
    if (spot.kind === 'date') {
      spot.at.textContent = moment(value, true);
      if (!grown(spot)) return;
    }
    spot.at.classList.add('tight');
    if (!grown(spot) || spot.choices.length || spot.kind === 'mark') return;
    overflows.push({ spot: spot, text: value });
    var note = shouce.word('fill.see', { n: overflows.length }), low = 0, high = value.length;
    function cut(length) {
      var text = value.slice(0, length) + (length ? '…' : '') + note;
      if (spot.kind === 'sign' || spot.kind === 'blank') replaceLast(spot, text);
      else { spot.at.innerHTML = blank(spot.at).html; write(Object.assign({}, spot, { kind: spot.kind === 'long' ? 'long' : 'text' }), text); }
    }
    while (low < high) {
      var middle = Math.ceil((low + high) / 2);
      cut(middle);
      if (grown(spot)) high = middle - 1;
      else low = middle;
    }
    cut(low);
    spot.at.classList.add('cut');
  }

  function replaceLast(spot, text) {
    if (spot.kind === 'blank') {
      var said = spot.at.querySelector('u[data-n="' + spot.nth + '"]');
      if (said) said.textContent = text;
    } else {
      spot.at.innerHTML = blank(spot.at).html;
      spot.at.append(text);
    }
  }

  shouce.fillShow = { all: all, moment: moment };
})();
