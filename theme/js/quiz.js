// uses: lib/element.js lib/quiz-week.js lib/quiz-answer.js lib/quiz-paper.js quiz/inputs.js quiz/verdict.js quiz/print.js
// words: quiz
// The page of the week: the reader's paper by the PC's date (which the reader can change), taken on screen by keyboard or mouse,
// and printed. Nothing is kept: leaving the page ends the quiz.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var weeks = shouce.quizWeek;
  var app = document.getElementById('quiz-app');
  var stage = element('form', 'quiz-stage');
  var state = { day: today(), each: true };
  // What is on the stage: the keys it listens to.
  var now = {};

  function main() {
    if (!app || !shouce.bank) return;
    stage.addEventListener('submit', function (event) {
      event.preventDefault();
      if (now.enter) now.enter();
    });
    document.addEventListener('keydown', onKey);
    document.addEventListener('shouce:choice', onChoice);
    app.append(state.bar = bar(), stage, state.sheets = element('div', 'quiz-sheets'));
    app.hidden = false;
    document.getElementById('quiz-plain').remove();
    renew();
  }

  function say(key, values) {
    return shouce.word('quiz.' + key, values);
  }

  function today() {
    var date = new Date();
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  }

  // The reader chose another unit or post: another paper, though not in the middle of one.
  function onChoice() {
    if (state.unit === shouce.reader.unit && state.role === shouce.reader.role) return;
    if (now.running) state.stale = true;
    else renew();
  }

  function bar() {
    var date = element('input');
    date.type = 'date';
    date.value = state.day.map(function (n) { return (n < 10 ? '0' : '') + n; }).join('-');
    date.addEventListener('change', function () {
      var parts = date.value.split('-').map(Number);
      if (parts.length === 3 && parts.every(Boolean)) state.day = parts;
      renew();
    });
    state.week = element('b', 'week');
    state.whose = element('span', 'whose');
    return element('div', 'quiz-bar', [element('label', '', [say('date'), date]), state.week, state.whose, modes()]);
  }

  // Whose paper it is, each to be changed here: the choice goes with the reader to other pages.
  function whose() {
    var unit = shouce.site.units.filter(function (one) { return one.id === state.unit; })[0];
    var units = shouce.site.units.filter(function (one) { return asked(function (q) { return q.u === one.id; }); });
    var roles = shouce.site.roles.filter(function (one) {
      return asked(function (q) { return (!unit || !q.u || q.u === unit.id) && (q.g || []).indexOf(one.id) >= 0; });
    });
    var focused = document.activeElement.name;
    state.whose.textContent = '';
    if (units.length > 1) state.whose.append(picker('unit', units, 'code', 'u'));
    if (roles.length) state.whose.append(picker('role', roles, 'id', 'r'));
    var again = state.whose.querySelector('select[name="' + focused + '"]');
    if (again) again.focus();
  }

  function asked(fits) {
    return shouce.bank.questions.some(fits);
  }

  function picker(name, list, key, choice) {
    var select = element('select');
    select.name = name;
    select.append(new Option(say('all_' + name + 's'), ''));
    list.forEach(function (one) { select.append(new Option(one.name, one[key])); });
    select.value = shouce.choice[choice];
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    select.addEventListener('change', function () {
      var changes = {};
      changes[choice] = select.value;
      shouce.choose(changes);
    });
    return element('label', '', [say(name), select]);
  }

  function modes() {
    var choices = [true, false].map(function (each) {
      var box = element('input');
      box.type = 'radio';
      box.name = 'mode';
      box.checked = state.each === each;
      box.addEventListener('change', function () { state.each = each; });
      return element('label', '', [box, say(each ? 'check_each' : 'check_end')]);
    });
    return element('span', 'modes', choices);
  }

  // A new paper: the cover is shown.
  function renew() {
    var week = weeks.serial(state.day[0], state.day[1], state.day[2]);
    state.stale = false;
    state.unit = shouce.reader.unit;
    state.role = shouce.reader.role;
    whose();
    state.paper = shouce.quizPaper.make(shouce.bank, { unit: state.unit, role: state.role }, week);
    state.title = weekWords(week);
    state.week.textContent = state.title;
    shouce.quizPrint(state.sheets, state.paper, heading());
    cover();
  }

  function weekWords(week) {
    var found = weeks.describe(week);
    return say('week_of', {
      year: found.year, week: found.week, from_month: found.monday[1], from_day: found.monday[2],
      to_month: found.sunday[1], to_day: found.sunday[2]
    });
  }

  function heading() {
    var name = function (list, id) {
      var found = list.filter(function (one) { return one.id === id; })[0];
      return found ? found.name : '';
    };
    return { week: state.title, unit: name(shouce.site.units, state.unit), role: name(shouce.site.roles, state.role) };
  }

  function show(parts, keys) {
    stage.textContent = '';
    parts.forEach(function (part) { stage.append(part); });
    now = keys;
    state.bar.hidden = keys.running === true;
  }

  function cover() {
    if (state.stale) return renew();
    var questions = state.paper.questions;
    if (!questions.length) return show([element('p', '', say('no_questions'))], {});
    var counts = {};
    questions.forEach(function (q) { counts[q.kind] = (counts[q.kind] || 0) + 1; });
    var kinds = Object.keys(counts).map(function (kind) { return say('kind.' + kind) + ' ' + counts[kind]; });
    var start = shouce.button(say('start'), function () { begin(questions); }, 'primary');
    show([
      element('p', 'about', [say('size', { n: questions.length }) + '：' + kinds.join('、') + '。', element('span', 'code', say('code') + ' ' + state.paper.code)]),
      element('p', 'actions', [start, shouce.button(say('print'), function () { window.print(); })]),
      element('p', 'hint', say('keys_hint'))
    ], { enter: function () { begin(questions); } });
  }

  function begin(questions) {
    state.run = { questions: questions, given: {}, marks: {}, at: 0 };
    ask();
  }

  function ask() {
    var run = state.run;
    var question = run.questions[run.at];
    var input = shouce.quizInput(question, run.given[question.id]);
    var stem = element('h2', 'stem', shouce.withBlanks(question.stem));
    stem.tabIndex = -1;
    var confirm = function () {
      run.given[question.id] = input.read();
      run.marks[question.id] = shouce.quizAnswer.grade(question, input.read());
      if (state.each) told(question);
      else step(1);
    };
    var last = run.at + 1 === run.questions.length;
    var go = element('button', 'primary', state.each ? say('confirm') : say(last ? 'finish' : 'next'));
    var back = shouce.button(say('previous'), function () { step(-1); });
    back.disabled = run.at === 0;
    show([progress(), stem, input.element, element('p', 'actions', state.each ? go : [go, back])], {
      running: true, enter: confirm, press: input.press, back: input.back
    });
    (input.target || stem).focus();
  }

  function progress() {
    var run = state.run;
    var done = element('span');
    done.style.width = 100 * run.at / run.questions.length + '%';
    var kind = say('kind.' + run.questions[run.at].kind);
    return element('p', 'progress', [
      say('question_of', { n: run.at + 1, all: run.questions.length }), element('span', 'kind', kind), element('span', 'meter', done),
      shouce.button(say('leave'), cover)
    ]);
  }

  // Right after an answer: right or wrong, and why.
  function told(question) {
    var run = state.run;
    var mark = run.marks[question.id];
    var verdict = shouce.quizVerdict(question, run.given[question.id], mark, function (right) {
      run.marks[question.id] = right;
      told(question);
    });
    verdict.setAttribute('role', 'status');
    var last = run.at + 1 === run.questions.length;
    var next = shouce.button(say(last ? 'to_result' : 'next'), function () { step(1); }, 'primary');
    var stem = element('h2', 'stem', shouce.withBlanks(question.stem));
    show([progress(), stem, optionList(question), verdict, element('p', 'actions', mark === null ? [] : next)], {
      running: true,
      press: verdict.decision && verdict.decision.press,
      yes: mark === null && !question.points ? function (right) { run.marks[question.id] = right; told(question); } : null
    });
    (mark === null ? stage.querySelector('.decide button, .decide input') : next).focus();
  }

  function optionList(question) {
    if (question.answers) return '';
    return element('ul', 'options shown', question.options.map(function (one) {
      var among = function (list) { return Array.isArray(list) && list.indexOf(one.place) >= 0; };
      var mark = among(question.right) ? ' right' : question.right && among(state.run.given[question.id]) ? ' wrong' : '';
      return element('li', 'option' + mark, [element('span', 'letter', one.letter), element('span', 'text', one.text)]);
    }));
  }

  function step(by) {
    state.run.at += by;
    if (state.run.at >= state.run.questions.length) result();
    else ask();
  }

  function result() {
    var run = state.run;
    var right = run.questions.filter(function (q) { return run.marks[q.id] === true; });
    var wrong = run.questions.filter(function (q) { return run.marks[q.id] !== true; });
    var open = run.questions.filter(function (q) { return run.marks[q.id] === null; }).length;
    var head = element('h2', 'score', say('score', { right: right.length, all: run.questions.length }));
    head.tabIndex = -1;
    var actions = [shouce.button(say('again'), cover)];
    if (wrong.length) actions.unshift(shouce.button(say('only_wrong'), function () { begin(wrong); }, 'primary'));
    show([head, element('p', 'about', [say('code') + ' ' + state.paper.code, open ? say('open', { n: open }) : '']),
      element('p', 'actions', actions), element('ol', 'results', run.questions.map(resultLine))], {});
    head.focus();
  }

  function resultLine(question) {
    var run = state.run;
    var verdict = shouce.quizVerdict(question, run.given[question.id], run.marks[question.id], function (right) {
      run.marks[question.id] = right;
      result();
    });
    return element('li', '', [element('p', 'stem', shouce.withBlanks(question.stem)), verdict]);
  }

  // 1–9 choose, Backspace takes back, Enter confirms; nothing while words are written, save Enter.
  function onKey(event) {
    var field = event.target;
    var writing = /^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName) && !/^(radio|checkbox)$/.test(field.type);
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || writing) return;
    if (/^[1-9]$/.test(event.key) && now.press) now.press(Number(event.key) - 1);
    else if (event.key === 'Backspace' && now.back) now.back();
    else if (/^[yYnN]$/.test(event.key) && now.yes) now.yes(/y/i.test(event.key));
    else if (event.key === 'Enter' && now.enter && !/^(BUTTON|A|INPUT|SUMMARY)$/.test(field.tagName)) now.enter();
    else return;
    event.preventDefault();
  }

  if (document.readyState === 'complete') main();
  else document.addEventListener('DOMContentLoaded', main);
})();
