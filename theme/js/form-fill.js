// uses: lib/fill.js lib/save.js fill/spots.js fill/show.js fill/more.js fill/list.js
// words: fill
// A form filled in on screen: a list of what it asks beside its sheets, which show what is written as it will print. The draft stays
// in this browser; a file carries it to another PC. Out: shouce.fill(), which begins.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element, filled = shouce.filled;
  // More lines than these in one ledger are not written by hand.
  var MOST_LINES = 300;
  var state = { values: {}, rest: {}, lines: {}, round: '', undo: null };
  var form, sheets, model, panel, list, line, more, rounds, timer, store;

  shouce.fill = function () {
    if (panel) return;
    sheets = document.querySelector('article.form > .sheets');
    model = document.querySelector('.more-sheet .sheet-box');
    var first = sheets.querySelector('.sheet').dataset;
    form = { id: first.form, code: first.code, version: first.version, title: document.querySelector('h1').textContent };
    store = 'fill:' + form.id;
    state.spots = shouce.fillSpots(sheets);
    var hand = new RegExp(say('by_hand'));
    state.spots.forEach(function (spot) {
      spot.byHand = hand.test(spot.name) || (spot.kind === 'long' && hand.test(spot.item));
    });
    rounds = once(state.spots.map(function (spot) { return spot.round; }).filter(Boolean));
    state.round = rounds[0] || '';
    setUp();
    take(filled.read(shouce.store.get(store)));
    window.addEventListener('beforeprint', render);
    sheets.addEventListener('click', pick);
    document.documentElement.classList.add('filling');
    panel.querySelector('h2').focus();
  };

  function say(key, values) {
    return shouce.word('fill.' + key, values);
  }

  function once(all) {
    return all.filter(function (one, at) { return all.indexOf(one) === at; });
  }

  function setUp() {
    var title = element('h2', '', say('title'));
    title.tabIndex = -1;
    line = element('p', 'fill-said');
    line.setAttribute('role', 'status');
    list = element('div', 'fill-list');
    more = element('div', 'fill-more');
    panel = element('section', 'fill', [title, element('p', 'fill-note', say('note')), actions(), line, rounds.length ? roundPicker() : '', list]);
    panel.setAttribute('aria-label', say('title'));
    var columns = element('div', 'fill-columns');
    sheets.before(columns);
    columns.append(panel, sheets);
    sheets.append(more);
  }

  function actions() {
    var carries = state.spots.some(function (spot) { return spot.carry; });
    return element('p', 'actions', [
      shouce.button(say('print'), function () { window.print(); }, 'primary'),
      shouce.button(say('save'), save), shouce.openButton(say('open'), false, load), shouce.button(say('csv'), table),
      shouce.button(say(carries ? 'next_carry' : 'next'), next), shouce.button(say('erase'), erase, 'erase')]);
  }

  function roundPicker() {
    var buttons = rounds.map(function (name) {
      var one = shouce.button(name, function () {
        state.round = name;
        buttons.forEach(function (other) { other.setAttribute('aria-pressed', String(other === one)); });
        show();
      });
      one.setAttribute('aria-pressed', String(name === state.round));
      return one;
    });
    var box = element('div', 'fill-chips fill-rounds', [element('span', '', say('round'))].concat(buttons));
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', say('round'));
    return box;
  }

  // Lines beyond the last one on paper have no place there: they go on a 续页.
  function makeLine(ledger, number) {
    var own = state.spots.filter(function (spot) { return spot.ledger === ledger; });
    if (number > MOST_LINES || own.some(function (spot) { return spot.lineNumber === number; })) return;
    var model = own.filter(function (spot) { return spot.lineNumber === own[0].lineNumber; });
    var name = say('line', { t: ledger, n: number });
    var made = model.map(function (spot) {
      return Object.assign({}, spot, { key: name + '@' + spot.name, line: name, item: say('nth', { n: number }), lineNumber: number, at: null });
    });
    state.spots.splice.apply(state.spots, [state.spots.lastIndexOf(own[own.length - 1]) + 1, 0].concat(made));
  }

  function ledgers() {
    return once(state.spots.map(function (spot) { return spot.ledger; }).filter(Boolean));
  }

  function known(key) {
    return state.spots.some(function (spot) { return spot.key === key; });
  }

  // What a file or the draft says → the form.
  function take(told) {
    state.values = {};
    state.rest = {};
    state.lines = {};
    var values = told ? told.values : {};
    Object.keys(values).forEach(function (key) {
      ledgers().forEach(function (ledger) {
        for (var n = 1; n <= MOST_LINES; n++) {
          if (key.indexOf(say('line', { t: ledger, n: n }) + '@') === 0) {
            makeLine(ledger, n);
            state.lines[ledger] = Math.max(state.lines[ledger] || 1, n);
          }
        }
      });
    });
    var placed = filled.place(values, known);
    state.values = placed.values;
    state.rest = placed.rest;
    show();
    render();
  }

  function show() {
    var made = shouce.fillList.build(state, tell);
    Object.keys(made.ledgers).forEach(function (ledger) {
      var at = made.ledgers[ledger];
      at.item.after(shouce.button(say('add_line'), function () {
        var n = (state.lines[ledger] || 1) + 1;
        makeLine(Number(ledger), n);
        state.lines[ledger] = n;
        show();
        focus(say('line', { t: ledger, n: n }));
      }, 'add-line'));
    });
    list.textContent = '';
    list.append(made.list);
    var rest = Object.keys(state.rest);
    if (rest.length) {
      list.append(element('section', 'fill-rest', [element('h3', '', say('rest'))].concat(rest.map(function (key) {
        return element('p', '', key.replace('@', '：') + '：' + state.rest[key]);
      }))));
    }
    Array.from(list.querySelectorAll('textarea')).forEach(shouce.fillList.grow);
  }

  function tell(key, value) {
    if (value) state.values[key] = value;
    else delete state.values[key];
    state.undo = null;
    keep();
    clearTimeout(timer);
    timer = setTimeout(render, 150);
  }

  function all() {
    return Object.assign({}, state.rest, state.values);
  }

  // Whether the browser keeps it can only be seen by asking.
  function keep() {
    var text = Object.keys(all()).length ? filled.write(form, all()) : '';
    shouce.store.set(store, text);
    line.textContent = shouce.store.get(store) === text ? say(text ? 'kept' : 'empty') : say('refused');
    line.classList.toggle('fault', shouce.store.get(store) !== text);
  }

  function render() {
    clearTimeout(timer);
    var overflows = [];
    shouce.fillShow.all(state.spots, state.values, overflows);
    var lines = overflows.map(function (one, n) {
      return [say('see_from', { n: n + 1 }) + (one.spot.item || '') + (one.spot.name ? ' ' + one.spot.name : ''), one.text];
    }).concat(Object.keys(state.rest).map(function (key) { return [key.replace('@', ' '), state.rest[key]]; }));
    var head = {};
    Array.from(sheets.querySelector('.sheet').querySelectorAll('[data-field]')).forEach(function (place) { head[place.getAttribute('data-field')] = place.innerHTML; });
    shouce.fillMore(model, more, head, lines, beyond());
  }

  // The lines that have no place on paper, a table a ledger.
  function beyond() {
    return ledgers().map(function (ledger) {
      var own = state.spots.filter(function (spot) { return spot.ledger === ledger; });
      var numbers = once(own.filter(function (spot) { return !spot.at && state.values[spot.key]; }).map(function (spot) { return spot.lineNumber; }));
      var table = own[0].table;
      return { table: table, rows: numbers.map(function (n) { return cells(table, own.filter(function (spot) { return spot.lineNumber === n; }), n); }) };
    }).filter(function (one) { return one.rows.length; });
  }

  function cells(table, spots, n) {
    return Array.from(table.tHead.rows[0].cells).map(function (head) {
      var name = head.textContent, spot = spots.filter(function (one) { return one.name === name; })[0];
      return spot ? shouce.fillShow.moment(state.values[spot.key] || '', true) : name === say('number') ? String(n) : '';
    });
  }

  function stamp() {
    var date = state.values[say('head') + '@日期'] || '';
    return state.values[say('head') + '@serial'] || [form.code, date.replace(/-/g, '')].filter(Boolean).join('-');
  }

  function save() {
    shouce.save(stamp() + '.json', filled.write(form, all()), 'application/json');
  }

  function load(text, name) {
    var told = filled.read(text);
    if (!told || (told.form !== form.id && told.code !== form.code)) {
      line.textContent = say(told ? 'other_form' : 'no_file', { name: name, title: told ? told.title : '' });
      line.classList.add('fault');
      return;
    }
    state.undo = all();
    take(told);
    keep();
    var left = Object.keys(state.rest).length;
    if (told.version !== form.version) line.textContent = say('other_version', { old: told.version, now: form.version, n: left });
    else line.textContent = say('loaded', { name: name });
    if (told.version !== form.version) line.classList.add('fault');
  }

  function table() {
    var rows = [say('csv_heads').split('、')];
    state.spots.forEach(function (spot) {
      var value = state.values[spot.key];
      if (value) rows.push([form.code, form.version, stamp(), spot.section, spot.row || spot.lineNumber || '', spot.item || '', [spot.round, spot.name].filter(Boolean).join(' '), value, spot.clause || '']);
    });
    Object.keys(state.rest).forEach(function (key) { rows.push([form.code, form.version, stamp(), say('rest'), '', key, '', state.rest[key], '']); });
    shouce.save(stamp() + '.csv', filled.csv(rows), 'text/csv');
  }

  // The next one begins empty, but for what was not settled; that says where it comes from.
  function next() {
    var before = all(), carried = {}, from = stamp();
    state.spots.forEach(function (spot) {
      var value = (state.values[spot.key] || '').replace(/^〔[^〕]*〕/, '').trim();
      if (spot.carry && value && say('nothing').split('、').indexOf(value) < 0) carried[spot.key] = say('carried', { from: from }) + value;
    });
    state.undo = before;
    take({ values: carried });
    keep();
    offerUndo(say('next_done', { n: Object.keys(carried).length }));
  }

  function erase() {
    state.undo = all();
    take(null);
    keep();
    offerUndo(say('erased'));
  }

  function offerUndo(text) {
    var before = state.undo;
    line.textContent = text + ' ';
    line.append(shouce.button(say('undo'), function () {
      take({ values: before });
      keep();
    }));
  }

  function focus(prefix) {
    var found = Array.from(list.querySelectorAll('[data-key]')).filter(function (one) { return one.getAttribute('data-key').indexOf(prefix) === 0; })[0];
    if (found) found.focus();
    return found;
  }

  // A cell touched on paper: a mark is set at once, anything else is written in the list.
  function pick(event) {
    var place = event.target.closest('[data-mark],[data-round],.answer,.open,.write-in,.blanks,[data-field],[data-sign]');
    if (!place || more.contains(place)) return;
    var spot = state.spots.filter(function (one) {
      return one.at && (one.at === place || place.contains(one.at) || (one.marks && one.marks.indexOf(place) >= 0));
    })[0];
    if (!spot) return;
    if (spot.round && spot.round !== state.round) {
      Array.from(panel.querySelectorAll('.fill-rounds button'))[rounds.indexOf(spot.round)].click();
    }
    if (spot.ledger && spot.lineNumber > (state.lines[spot.ledger] || 1)) {
      state.lines[spot.ledger] = spot.lineNumber;
      show();
    }
    var mark = place.getAttribute('data-mark');
    var found = Array.from(list.querySelectorAll('[data-key]')).filter(function (one) {
      return one.getAttribute('data-key') === spot.key && (!mark || one.textContent === mark);
    })[0];
    if (!found) return;
    if (mark) found.click();
    found.focus({ preventScroll: Boolean(mark) });
  }
})();
