// uses: lib/element.js quiz/chooser.js
// words: quiz_paper
// Papers to print. The reader chooses the week, whose paper, what it is made of and which parts are wanted; the sheets are made when they
// are asked for, and so is what makes them loaded. The address bears the choice: the same address makes the same paper on every PC.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var app = document.getElementById('paper-app');
  var sheets = element('div', 'quiz-sheets');
  var details = element('div', 'details');
  var summary = element('div', 'paper-summary');
  var wanted = { A: true, B: true, answers: true, key: true, copies: 0 };
  var state = shouce.paperState = { from: 'week', again: false, details: details, summary: summary, stale: stale, box: box, number: number };

  function main() {
    if (!app || !shouce.bank) return;
    var asked = shouce.link.read(location.search);
    var day = (asked.w || '').split('-').map(Number);
    state.choice = shouce.quizChooser(day.length === 3 && day.every(Boolean) ? day : shouce.today(), changed);
    state.from = asked.from === 'draw' || asked.from === 'pick' ? asked.from : 'week';
    state.again = asked.m === '1';
    summary.setAttribute('role', 'status');
    app.append(state.choice.element, source(), parts(), actions(), summary, sheets);
    app.hidden = false;
    shouce.print = print;
    document.addEventListener('keydown', onKey);
    changed();
  }

  function say(key, values) {
    return shouce.word('quiz_paper.' + key, values);
  }

  function box(text, checked, change, type) {
    var one = element('input');
    one.type = type || 'checkbox';
    one.checked = checked;
    one.addEventListener('change', function () { change(one.checked); });
    return element('label', '', [one, text]);
  }

  function number(text, value, most, change) {
    var one = element('input');
    one.type = 'number';
    one.min = 0;
    one.max = most;
    one.value = value || '';
    one.addEventListener('input', function () { change(Math.min(Math.max(Math.floor(Number(one.value)) || 0, 0), most)); });
    return element('label', '', [text, one]);
  }

  // What the paper is made of.
  function source() {
    var kinds = ['week', 'draw', 'pick'].map(function (from) {
      var one = box(say('from_' + from), state.from === from, function () {
        state.from = from;
        changed();
      }, 'radio');
      one.firstChild.name = 'from';
      return one;
    });
    var again = box(say('again'), state.again, function (on) {
      state.again = on;
      stale();
    });
    return element('fieldset', '', [element('legend', '', say('from')), element('p', 'modes', kinds), details, element('p', 'modes', again)]);
  }

  // Which parts are printed.
  function parts() {
    var choices = ['A', 'B', 'answers', 'key'].map(function (key) {
      return box(say('part_' + key), wanted[key], function (on) {
        wanted[key] = on;
        stale();
      });
    });
    var copies = number(say('copies'), wanted.copies, 200, function (n) {
      wanted.copies = n;
      stale();
    });
    return element('fieldset', '', [element('legend', '', say('parts')), element('p', 'modes', choices.concat(copies))]);
  }

  function actions() {
    return element('p', 'actions', [shouce.button(say('make'), function () { make(true); }, 'primary'), shouce.button(say('print'), print)]);
  }

  // The choice changed: what only some sources need is loaded with them.
  function changed() {
    stale();
    details.textContent = '';
    if (state.from !== 'week') need(function () { shouce.paperDetails(state); });
  }

  // Sheets of another choice are not left standing.
  function stale() {
    sheets.textContent = '';
    summary.textContent = '';
    document.documentElement.classList.remove('has-quiz-sheets');
  }

  function need(action) {
    return shouce.load(['quiz-core.js']).then(function () { return shouce.load(['quiz-paper-make.js', 'quiz-sheets.js', 'quiz-sheets.css']); })
      .then(action).catch(function (error) {
        summary.textContent = '';
        summary.append(element('p', 'warn', say('missing', { file: error.message })));
      });
  }

  function make(shown) {
    return need(function () {
      var paper = shouce.paperMake(state);
      var versions = ['A', 'B'].filter(function (version) { return wanted[version]; });
      shouce.quizSheets(sheets, paper, state.choice.heading(say('title_' + state.from) + (state.again ? say('title_again') : '')), {
        versions: versions.length ? versions : ['A'], answers: wanted.answers, key: wanted.key, copies: wanted.copies
      });
      if (shown) summary.scrollIntoView({ block: 'start' });
    });
  }

  function print() {
    (sheets.firstChild ? Promise.resolve() : make()).then(function () { if (sheets.firstChild) window.print(); });
  }

  function onKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'p') return;
    event.preventDefault();
    print();
  }

  if (document.readyState === 'complete') main();
  else document.addEventListener('DOMContentLoaded', main);
})();
