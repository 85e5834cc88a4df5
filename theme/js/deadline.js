// uses: lib/deadline.js
// words: deadline
// The calculator of deadlines. In: the lines of the table that say how they are counted (data-rule), the years whose holidays are
// known. Out: the day, beneath the choices; what the text leaves open is said and never decided here.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var words = (shouce.words || {}).deadline || {};

  function main() {
    var area = document.getElementById('calculator');
    var rows = [].slice.call(document.querySelectorAll('[data-rule]'));
    if (!area || !rows.length) return;
    var form = area.querySelector('form');
    var state = {
      area: area, form: form, rows: rows, out: area.querySelector('output'),
      holidays: JSON.parse(area.getAttribute('data-holidays'))
    };
    setUpRules(state);
    setUpLinks(state);
    form.elements.start.value = today();
    form.addEventListener('input', function () { show(state); });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    area.hidden = false;
    show(state);
  }

  function today() {
    var now = new Date();
    return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  }

  function two(n) {
    return (n < 10 ? '0' : '') + n;
  }

  function setUpRules(state) {
    var chosen = (shouce.reader || {}).unit || '';
    state.rows.forEach(function (row, at) {
      var option = document.createElement('option');
      option.value = String(at);
      option.textContent = row.getAttribute('data-name');
      if (chosen && row.getAttribute('data-unit') === chosen && !state.preset) {
        option.selected = true;
        state.preset = true;
      }
      state.form.elements.rule.append(option);
    });
  }

  // A line of the table leads to the calculator, set to it.
  function setUpLinks(state) {
    state.rows.forEach(function (row, at) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'reckon';
      button.textContent = words.reckon;
      button.setAttribute('aria-label', words.reckon + ' ' + row.getAttribute('data-name'));
      button.addEventListener('click', function () {
        state.form.elements.rule.value = String(at);
        show(state);
        state.area.scrollIntoView();
        state.form.elements.start.focus();
      });
      row.querySelector('.when').append(' ', button);
    });
  }

  function show(state) {
    var row = state.rows[Number(state.form.elements.rule.value)];
    var rule = JSON.parse(row.getAttribute('data-rule'));
    var fields = state.form.elements;
    label(fields.start, rule.from || words.start);
    toggle(fields.restart, rule.restart, fill(words.restart, { what: rule.restart || '' }));
    toggle(fields.number, rule.number === null, words.number);
    var restart = rule.restart ? fields.restart.value : '';
    var found = shouce.deadline.due(rule, fields.start.value, restart, Number(fields.number.value), state.holidays);
    state.out.textContent = '';
    if (!found) {
      state.out.append(paragraph(words.ask));
      return;
    }
    found.ends.forEach(function (one) { say(state.out, one, found.ends.length > 1); });
    if (found.ends.length > 1) state.out.append(paragraph(words.open));
    if (found.unknown.length) state.out.append(paragraph(fill(words.unknown, { years: found.unknown.join('、') }), 'warn'));
    var note = row.querySelector('.note-text');
    if (note) state.out.append(paragraph(note.textContent, 'note'));
    var basis = paragraph(words.basis, 'basis');
    basis.append.apply(basis, [].map.call(row.querySelectorAll('.basis a'), function (link) { return link.cloneNode(true); }));
    state.out.append(basis);
  }

  function say(out, one, several) {
    var line = paragraph('', 'due');
    var day = document.createElement('strong');
    day.textContent = spoken(one.day);
    line.append(day);
    if (several) line.append(' ' + words[one.first]);
    if (one.moved) line.append(' ' + fill(words.moved, { day: spoken(one.moved) }));
    if (one.off) line.append(' ' + fill(words.off, { day: spoken(one.worked) }));
    out.append(line);
  }

  function spoken(iso) {
    var p = iso.split('-').map(Number);
    return fill(words.day, { y: p[0], m: p[1], d: p[2], w: words.weekdays[new Date(iso + 'T00:00:00Z').getUTCDay()] });
  }

  function paragraph(text, name) {
    var p = document.createElement('p');
    p.textContent = text;
    if (name) p.className = name;
    return p;
  }

  function label(field, text) {
    field.closest('label').querySelector('span').textContent = text;
  }

  function toggle(field, shown, text) {
    field.closest('label').hidden = !shown;
    if (shown) label(field, text);
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', main);
  else main();
})();
