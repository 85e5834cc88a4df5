// uses: lib/element.js lib/ledger.js lib/save.js ledger/card.js
// words: ledger
// The ledger of problems: serial numbers of sheets and the rows that did not pass become entries, which are followed until they are
// closed. It stays in this browser; a file carries it to another PC. What prints it is loaded when it is asked for.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element, ledger = shouce.ledger;
  var state = { entries: [], filter: 'open', undo: null };
  var app, forms, field, said, faults, list, filters, week, place, who;

  function main() {
    app = document.getElementById('ledger');
    if (!app) return;
    place = document.getElementById('ledger-sheets');
    forms = JSON.parse(app.getAttribute('data-forms')).map(function (one) {
      return { code: one[0], id: one[1], title: one[2], src: one[3] };
    });
    state.entries = ledger.open(shouce.store.get('ledger') || '') || [];
    build();
    show();
    app.hidden = false;
  }

  function say(key, values) {
    return shouce.word('ledger.' + key, values);
  }

  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (n) { return (n < 10 ? '0' : '') + n; }).join('-');
  }

  function build() {
    field = element('textarea');
    field.rows = 4;
    field.id = 'ledger-lines';
    field.placeholder = say('sample', { code: sample() });
    field.spellcheck = false;
    var label = element('label', '', say('lines'));
    label.htmlFor = field.id;
    faults = element('ul', 'ledger-faults');
    said = element('p', 'ledger-said');
    said.setAttribute('role', 'status');
    filters = element('p', 'ledger-filters');
    filters.setAttribute('role', 'group');
    filters.setAttribute('aria-label', say('filter'));
    list = element('ol', 'ledger-list');
    who = element('datalist');
    who.id = 'ledger-who';
    week = element('input');
    week.type = 'date';
    week.value = today();
    app.append(
      element('section', 'ledger-enter', [element('h2', '', say('enter')), label, field, element('p', 'hint', say('lines_hint')), faults,
        element('p', 'actions', shouce.button(say('add'), add, 'primary'))]),
      said,
      element('section', 'ledger-follow', [element('h2', '', say('follow')), filters, list, who]),
      element('section', 'ledger-out', [element('h2', '', say('out')),
        element('p', 'actions', [shouce.button(say('print_ledger'), function () { print('ledger'); }), shouce.button(say('csv_ledger'), function () { csv('ledger'); }),
          shouce.button(say('print_notice'), function () { print('notice'); })]),
        element('p', 'actions', [element('label', '', [say('week_of') + ' ', week]), shouce.button(say('print_week'), function () { print('week'); }),
          shouce.button(say('csv_week'), function () { csv('week'); })]),
        element('p', 'actions', [shouce.button(say('save'), save), shouce.openButton(say('open'), true, load), shouce.button(say('erase'), erase, 'erase')]),
        element('p', 'hint', say('kept_here'))])
    );
  }

  // The code of a form of the reader's unit.
  function sample() {
    var own = shouce.site.units.filter(function (unit) { return unit.id === shouce.reader.unit; })[0];
    return (forms.filter(function (form) { return own && form.code.toLowerCase().indexOf(own.code.toLowerCase() + '-') === 0; })[0] || forms[0] || { code: '' }).code;
  }

  // Lines become entries; what cannot be read stays in the field, and why is said.
  function add() {
    shouce.load(['ledger-add.js']).then(enter, lost);
  }

  function enter() {
    shouce.ledgerEntries(field.value, forms, today()).then(function (read) {
      var known = state.entries.map(ledger.id);
      var fresh = read.entries.filter(function (entry) {
        var id = ledger.id(entry);
        return known.indexOf(id) < 0 && known.push(id);
      });
      state.entries = state.entries.concat(fresh);
      field.value = read.kept.map(function (one) { return one.text; }).join('\n');
      faults.textContent = '';
      read.kept.forEach(function (one) { faults.append(element('li', '', one.why)); });
      if (fresh.length) state.filter = 'open';
      var twice = read.entries.length - fresh.length;
      keep(say('added', { n: fresh.length }) + (twice ? say('twice', { n: twice }) : ''));
    });
  }

  // Keeps the ledger and says so; or that this browser refuses.
  function keep(message) {
    var text = state.entries.length ? ledger.write(state.entries) : '';
    shouce.store.set('ledger', text);
    // Sheets made before would now say something else.
    place.hidden = true;
    document.documentElement.classList.remove('has-sheets', 'has-stack');
    var refused = (shouce.store.get('ledger') || '') !== text;
    said.textContent = [message, refused ? say('refused') : ''].filter(Boolean).join(' ');
    said.classList.toggle('fault', refused);
    show();
  }

  var FILTERS = {
    open: function (entry) { return !entry.closed; },
    late: function (entry) { return ledger.late(entry, today()); },
    closed: function (entry) { return Boolean(entry.closed); },
    all: function () { return true; }
  };

  function chosen() {
    return state.entries.filter(FILTERS[state.filter]);
  }

  function show() {
    filters.textContent = '';
    Object.keys(FILTERS).forEach(function (name) {
      var count = state.entries.filter(FILTERS[name]).length;
      var one = shouce.button(say('filters.' + name) + ' ' + count, function () {
        state.filter = name;
        show();
        filters.querySelector('[aria-pressed="true"]').focus();
      });
      one.setAttribute('aria-pressed', String(state.filter === name));
      filters.append(one);
    });
    who.textContent = '';
    state.entries.map(function (entry) { return entry.who; }).filter(function (name, at, all) { return name && all.indexOf(name) === at; })
      .forEach(function (name) {
        var option = element('option');
        option.value = name;
        who.append(option);
      });
    var opened = Array.from(list.querySelectorAll('details[open]')).map(function (one) { return one.parentNode.getAttribute('data-id'); });
    list.textContent = '';
    chosen().forEach(function (entry, n) {
      var card = shouce.ledgerCard(entry, n + 1, today(), hands(entry));
      if (opened.indexOf(ledger.id(entry)) >= 0) card.querySelector('details').open = true;
      list.append(card);
    });
    if (!list.children.length) list.append(element('li', 'ledger-none', say(state.entries.length ? 'none_here' : 'none')));
  }

  function hands(entry) {
    return {
      tell: function (key, value) {
        if (key === 'found' && !value) return show();
        change(entry, Object.assign({}, entry, keyed(key, value)));
      },
      act: function (good) { change(entry, ledger.done(entry, today(), good)); },
      remove: function () {
        state.undo = state.entries.slice();
        state.entries = state.entries.filter(function (one) { return one !== entry; });
        keep('');
        offerUndo(say('removed'));
      }
    };
  }

  function keyed(key, value) {
    var out = {};
    out[key] = value;
    if (key === 'checked') out.result = value ? 'good' : '';
    return out;
  }

  function change(before, after) {
    var at = state.entries.indexOf(before);
    if (at < 0) return;
    state.entries[at] = after;
    var active = document.activeElement, key = active && active.getAttribute('data-field'), id = ledger.id(before);
    keep('');
    // The card was made anew; the cursor goes back to where it was, or to the card's next step.
    var card = Array.from(list.children).filter(function (one) { return one.getAttribute('data-id') === ledger.id(after) || one.getAttribute('data-id') === id; })[0];
    var next = card && (key ? card.querySelector('[data-field="' + key + '"]') : card.querySelector('.ledger-next button, summary'));
    if (next) next.focus();
    said.textContent = said.textContent || say('now', { what: (after.item || after.text).slice(0, 20), state: say('state.' + ledger.step(after)) });
  }

  function offerUndo(message) {
    said.textContent = message + ' ';
    said.append(shouce.button(say('undo'), function () {
      state.entries = state.undo;
      state.undo = null;
      keep('');
    }));
  }

  function erase() {
    if (!state.entries.length) return;
    state.undo = state.entries;
    state.entries = [];
    keep('');
    offerUndo(say('erased'));
  }

  function save() {
    shouce.save(say('name') + '-' + today() + '.json', ledger.write(state.entries), 'application/json');
  }

  function load(text, name) {
    var found = ledger.open(text);
    if (!found) {
      said.textContent = say('no_file', { name: name });
      return;
    }
    var before = state.entries.length;
    state.entries = ledger.merged(state.entries, found);
    state.filter = 'all';
    keep(say('loaded', { n: found.length, name: name, added: state.entries.length - before }));
  }

  function more() {
    return shouce.load(['ledger-out.js', 'forms.css', 'stack-sheets.css', 'ledger-sheets.css']);
  }

  function lost(error) {
    said.textContent = say('missing', { file: 'assets/' + error.message });
  }

  function asked() {
    return { entries: chosen(), all: state.entries, day: week.value || today(), today: today() };
  }

  function print(what) {
    more().then(function () {
      var sheets = shouce.ledgerOut.sheets(what, asked(), place);
      if (!sheets) {
        said.textContent = say('no_notice');
        return;
      }
      place.hidden = false;
      document.documentElement.classList.add('has-sheets', 'has-stack');
      said.textContent = say('made', { n: sheets });
      window.print();
    }, lost);
  }

  function csv(what) {
    more().then(function () { shouce.ledgerOut.csv(what, asked()); }, lost);
  }

  if (document.readyState === 'complete') main();
  else document.addEventListener('DOMContentLoaded', main);
})();
