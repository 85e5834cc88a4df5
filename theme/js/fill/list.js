// In: the places of a form, what is written in them. Out: the same as a list of questions with ordinary controls, for keyboard,
// touch and narrow screens; each change is told.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var TYPES = { date: 'date', time: 'time', moment: 'datetime-local' };

  function say(key, values) {
    return shouce.word('fill.' + key, values);
  }

  // `state`: {spots, values, round, lines}; `tell(key, value)`. Of the empty rows of a ledger those are shown that `lines` says.
  function build(state, tell) {
    var out = document.createDocumentFragment(), group = null, item = null, section = null, rows = {};
    state.spots.forEach(function (spot) {
      if (spot.round && spot.round !== state.round) return;
      if (spot.section !== section) {
        section = spot.section;
        group = element('fieldset', 'fill-group', [element('legend', '', section || say('rest_of'))]);
        out.append(group);
        item = null;
      }
      if (spot.ledger && spot.lineNumber > (state.lines[spot.ledger] || 1)) return;
      var name = spot.line || spot.item || '';
      if (!item || item.name !== name) {
        item = { name: name, box: element('div', 'fill-item') };
        if (name) {
          item.box.setAttribute('role', 'group');
          item.box.setAttribute('aria-label', spot.item);
          item.box.append(element('p', 'fill-name', [spot.row ? spot.row + '. ' : '', spot.item, spot.clause ? element('small', '', ' ' + spot.clause) : '']));
        }
        group.append(item.box);
      }
      item.box.append(control(spot, state.values[spot.key] || '', tell));
      if (spot.ledger) rows[spot.ledger] = { group: group, item: item.box };
    });
    return { list: out, ledgers: rows };
  }

  function control(spot, value, tell) {
    if (spot.byHand) return element('p', 'fill-by-hand', (spot.name || spot.item) + '：' + say('by_hand_note'));
    if (spot.choices.length) return chips(spot, value, tell);
    var long = spot.kind === 'long' || (spot.kind === 'text' && !spot.head);
    var input = element(long ? 'textarea' : 'input');
    if (long) input.rows = 1;
    else input.type = TYPES[spot.kind] || 'text';
    if (spot.kind === 'number') input.setAttribute('inputmode', 'decimal');
    input.autocomplete = 'off';
    input.value = value;
    input.setAttribute('data-key', spot.key);
    input.maxLength = 2000;
    // A value that this kind of control cannot hold is shown as text.
    if (value && input.value !== value) { input.type = 'text'; input.value = value; }
    input.addEventListener('input', function () { tell(spot.key, input.value); grow(input); });
    var label = element('label', '', [element('span', '', spot.name || (spot.item ? say('answer') : '')), input]);
    if (spot.item) input.setAttribute('aria-label', spot.item + (spot.name ? '：' + spot.name : ''));
    if (spot.kind === 'time' || spot.kind === 'moment' || spot.kind === 'date') return element('div', 'fill-when', [label, now(spot, input, tell)]);
    return label;
  }

  function grow(input) {
    if (input.tagName !== 'TEXTAREA') return;
    input.style.height = 'auto';
    input.style.height = input.scrollHeight + 2 + 'px';
  }

  function two(number) {
    return (number < 10 ? '0' : '') + number;
  }

  function now(spot, input, tell) {
    var label = spot.kind === 'date' ? say('today') : say('now');
    return shouce.button(label, function () {
      var d = new Date(), day = [d.getFullYear(), two(d.getMonth() + 1), two(d.getDate())].join('-'), time = two(d.getHours()) + ':' + two(d.getMinutes());
      input.value = spot.kind === 'date' ? day : spot.kind === 'time' ? time : day + 'T' + time;
      tell(spot.key, input.value);
    });
  }

  // One of several, or none again.
  function chips(spot, value, tell) {
    var buttons = spot.choices.map(function (choice) {
      var one = shouce.button(choice, function () {
        var on = one.getAttribute('aria-pressed') !== 'true';
        buttons.forEach(function (other) { other.setAttribute('aria-pressed', String(on && other === one)); });
        tell(spot.key, on ? choice : '');
      });
      one.setAttribute('aria-pressed', String(choice === value));
      one.setAttribute('data-key', spot.key);
      return one;
    });
    var line = element('div', 'fill-chips', buttons);
    line.setAttribute('role', 'group');
    line.setAttribute('aria-label', (spot.item || '') + (spot.name ? (spot.item ? '：' : '') + spot.name : ''));
    if (spot.name) line.prepend(element('span', '', spot.name));
    return line;
  }

  shouce.fillList = { build: build, grow: grow };
})();
