// uses: lib/element.js lib/drill.js
// words: quiz_drill
// Drill: cards by post or rule set, what was not known sooner; the wrong-answer book; progress kept in this browser only.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  // 2000-01-03 in days since 1970; weeks are counted from it.
  var FIRST_MONDAY = 10959;
  var app = document.getElementById('drill-app');
  var stage = element('form', 'quiz-stage');
  var bar = element('div', 'quiz-bar');
  var note = element('p', 'hint');
  var state = { keys: {}, rule: '', turn: 0, last: '' };
  var host = {
    stage: stage, state: state, show: show, cover: cover, wrong: wrong, today: today, keep: keep, progress: function () { return progress; },
    merge: function (other) { progress = shouce.drill.merge(progress, other); keep(); cover(); }, note: note
  };
  var progress, key, questions;

  function say(word, values) {
    return shouce.word('quiz_drill.' + word, values);
  }

  function main() {
    if (!app || !shouce.bank) return;
    key = 'shouce:' + shouce.site.id + ':drill';
    var week = Math.floor((today() - FIRST_MONDAY) / 7);
    questions = shouce.bank.questions.filter(function (one) { return !one.x || one.x > week; });
    note.setAttribute('role', 'status');
    progress = stored() || shouce.drill.empty();
    stage.addEventListener('submit', function (event) {
      event.preventDefault();
      if (state.keys.enter) state.keys.enter();
    });
    document.addEventListener('keydown', onKey);
    document.addEventListener('shouce:choice', function () { choose(); cover(); });
    app.append(bar, stage, note);
    app.hidden = false;
    choose();
    cover();
  }

  function stored() {
    try { return shouce.drill.read(localStorage.getItem(key), shouce.site.id); } catch (refused) { note.textContent = say('refused'); return null; }
  }

  function keep() {
    try { localStorage.setItem(key, shouce.drill.write(progress, shouce.site.id)); } catch (refused) { note.textContent = say('refused'); }
  }

  function today() {
    var now = new Date();
    return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000);
  }

  // Whose cards: the reader's unit and post, and one rule set of theirs if wanted.
  function choose() {
    bar.textContent = '';
    var units = shouce.site.units;
    if (units.length > 1) bar.append(picker('unit', 'u', units.map(function (one) { return [one.code, one.name]; })));
    var roles = shouce.site.roles.filter(function (one) { return questions.some(function (q) { return mine(q) && (q.g || []).indexOf(one.id) >= 0; }); });
    if (roles.length) bar.append(picker('role', 'r', roles.map(function (one) { return [one.id, one.name]; })));
    var rules = rulesOf(questions.filter(asked));
    if (rules.indexOf(state.rule) < 0) state.rule = '';
    var select = options(rules.map(function (id) { return [id, shouce.bank.titles[id] || id]; }), state.rule, 'rule');
    select.addEventListener('change', function () { state.rule = select.value; cover(); });
    bar.append(element('label', '', [say('rule'), select]));
    plans();
  }

  function picker(name, choice, list) {
    var select = options(list, shouce.choice[choice], name);
    select.addEventListener('change', function () {
      var changes = {};
      changes[choice] = select.value;
      shouce.choose(changes);
      var again = bar.querySelector('select[name="' + name + '"]');
      if (again) again.focus();
    });
    return element('label', '', [say(name), select]);
  }

  function options(list, value, name) {
    var select = element('select');
    select.name = name;
    select.append(new Option(say('all'), ''));
    list.forEach(function (one) { select.append(new Option(one[1], one[0])); });
    select.value = value || '';
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    return select;
  }

  function mine(q) {
    return !shouce.reader.unit || !q.u || q.u === shouce.reader.unit;
  }

  function asked(q) {
    return mine(q) && (!shouce.reader.role || !(q.g || []).length || q.g.indexOf(shouce.reader.role) >= 0);
  }

  function rule(q) {
    return shouce.bank.clauses[q.b[0]].u.replace(/^.*\//, '').replace(/\.html.*$/, '');
  }

  function rulesOf(list) {
    var found = [];
    list.forEach(function (q) { if (found.indexOf(rule(q)) < 0) found.push(rule(q)); });
    return found;
  }

  // The plan of the reader's unit alone.
  function plans() {
    Array.from(document.querySelectorAll('.plan')).forEach(function (plan) {
      plan.hidden = Boolean(shouce.reader.unit) && plan.getAttribute('data-unit') !== shouce.reader.unit;
    });
  }

  function ids() {
    return questions.filter(function (q) { return asked(q) && (!state.rule || rule(q) === state.rule); }).map(function (q) { return q.i; });
  }

  function wrong() {
    return ids().filter(function (id) { return progress.wrong[id]; });
  }

  function show(parts, keys) {
    stage.textContent = '';
    parts.forEach(function (part) { stage.append(part); });
    state.keys = keys;
  }

  function cover() {
    state.list = ids;
    state.all = false;
    var found = shouce.drill.counts(progress, ids(), today());
    var book = wrong();
    show([
      element('p', 'about', say('counts', { due: found.due, rest: found.rest, known: found.known })),
      element('p', 'actions', [shouce.button(say('start'), need('ask'), 'primary'), shouce.button(say('wrong', { n: book.length }), need('wrongBook'))]),
      element('p', 'hint', say('keys_hint')), keeping()
    ], { enter: need('ask') });
  }

  // What shows cards is loaded when the first one is wanted.
  function need(name) {
    return function () {
      shouce.load(['quiz-core.js', 'quiz-take.css']).then(function () { return shouce.load(['quiz-drill-cards.js']); }).then(function () {
        shouce.drillCards(host)[name]();
      }).catch(function (error) {
        note.textContent = say('missing', { file: error.message });
      });
    };
  }

  // Export, import, erase.
  function keeping() {
    var file = element('input');
    file.type = 'file';
    file.accept = '.json';
    file.addEventListener('change', function () { state.file = file.files[0]; if (state.file) need('load')(); });
    var sure = false;
    var erase = shouce.button(say('erase'), function () {
      if (!sure) { sure = true; erase.textContent = say('erase_sure'); return; }
      progress = shouce.drill.empty();
      try { localStorage.removeItem(key); } catch (refused) { note.textContent = say('refused'); }
      cover();
      note.textContent = say('erased');
    });
    return element('fieldset', 'keeping', [element('legend', '', say('keep')), element('p', 'hint', say('keep_hint')),
      element('p', 'actions', [shouce.button(say('export'), need('save')), element('label', '', [say('import'), file]), erase])]);
  }

  // Space or Enter turns the card, 1–4 say how well it was known, Esc leads back.
  function onKey(event) {
    var keys = state.keys;
    var field = event.target;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && keys.escape && stage.contains(field)) keys.escape();
    else if (/^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName)) return;
    else if (/^[1-4]$/.test(event.key) && keys.press) keys.press(Number(event.key));
    else if (/^(Enter| )$/.test(event.key) && keys.enter && !/^(BUTTON|A|SUMMARY)$/.test(field.tagName)) keys.enter();
    else return;
    event.preventDefault();
  }

  if (document.readyState === 'complete') main();
  else document.addEventListener('DOMContentLoaded', main);
})();
