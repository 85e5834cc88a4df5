// uses: lib/element.js lib/pack.js
// words: quiz_cards
// 每日一问: a dated question a day for the pre-shift meeting. In: whose they are. Out: cards on A4, the question at the left, its answer
// at the right: cut along the dashed lines, folded in the middle. The questions of a day are those of its week's paper, in turn.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var DAY = 86400000;
  var SLACK = 0.97;

  function say(key, values) {
    return shouce.word('quiz_cards.' + key, values);
  }

  // Shows the choice of days; `cover` leads back.
  shouce.quizCards = function (sheets, choice, show, cover) {
    var days = element('select');
    [[1, 'day'], [7, 'week'], [14, 'fortnight'], [28, 'month']].forEach(function (one) { days.append(new Option(say(one[1]), one[0])); });
    days.value = '7';
    var rest = element('input');
    rest.type = 'checkbox';
    var print = function () {
      var count = lay(sheets, choice, Number(days.value), rest.checked);
      said.textContent = say('made', { n: count });
      window.print();
    };
    var said = element('span', 'hint');
    said.setAttribute('role', 'status');
    show([
      element('h2', 'stem', say('title')), element('p', 'hint', say('about')),
      element('p', 'modes', [element('label', '', [say('from', { date: choice.day.join('-') }), days]), element('label', '', [rest, say('weekdays')])]),
      element('p', 'actions', [shouce.button(say('print'), print, 'primary'), shouce.button(say('back'), cover), said])
    ], { enter: print });
    days.focus();
  };

  function lay(box, choice, count, weekdays) {
    var cards = daysFrom(choice.day, count).filter(function (day) { return !weekdays || day.getUTCDay() % 6; })
      .map(function (day) { return card(day, choice); }).filter(Boolean);
    box.textContent = '';
    document.documentElement.classList.add('has-quiz-sheets');
    var trial = sheet();
    var leaf = trial.firstChild;
    box.append(trial);
    var room = (leaf.clientHeight - padding(leaf)) * SLACK;
    cards.forEach(function (one) { leaf.append(one); });
    var heights = cards.map(function (one) { return one.getBoundingClientRect().height; });
    trial.remove();
    shouce.pack(heights, room).forEach(function (columns) {
      var one = sheet();
      columns[0].forEach(function (at) { one.firstChild.append(cards[at]); });
      box.append(one);
    });
    return cards.length;
  }

  function padding(one) {
    var style = getComputedStyle(one);
    return parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  }

  function daysFrom(day, count) {
    var first = Date.UTC(day[0], day[1] - 1, day[2]);
    for (var n = 0, days = []; n < count; n++) days.push(new Date(first + n * DAY));
    return days;
  }

  function sheet() {
    return element('section', 'quiz-sheet daily-sheet', element('div', 'leaf'));
  }

  function card(day, choice) {
    var week = shouce.weeks.serial(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
    var questions = shouce.quizPaper.make(shouce.bank, choice.reader, week).questions;
    var one = questions[(day.getUTCDay() + 6) % 7 % questions.length];
    if (!one) return null;
    var date = say('date', { m: day.getUTCMonth() + 1, d: day.getUTCDate(), w: say('weekday').charAt(day.getUTCDay()) });
    return element('div', 'daily', [element('div', 'front', front(one, date, choice)), element('div', 'back', back(one, date))]);
  }

  function front(one, date, choice) {
    var parts = [element('p', 'top', [element('b', '', say('title')), element('span', '', date)]), element('p', 'stem', shouce.withBlanks(one.stem))];
    if (one.pairs) parts.push(list('pairs', one.pairs.map(function (pair, at) { return at + 1 + '. ' + pair[0]; })));
    if (one.kind !== 'true-false') parts.push(list('options', one.options.map(function (option) { return option.letter + '. ' + option.text; })));
    return parts.concat(element('p', 'whence', [choice.names.unit, choice.names.role].filter(Boolean).join('　')));
  }

  function list(name, texts) {
    return element('div', name, texts.map(function (text) { return element('p', '', text); }));
  }

  function back(one, date) {
    var parts = [element('p', 'top', [element('b', '', say('answer')), element('span', '', date)]), element('p', 'key', shouce.quizPaper.keyInWords(one))];
    if (one.explanation) parts.push(element('p', 'why', one.explanation.split('\n').join(' ')));
    var clause = one.bases[0];
    var text = clause.text.length > 140 ? clause.text.slice(0, 140) + '…' : clause.text;
    return parts.concat(element('p', 'why', text.split('\n').join(' ')), element('p', 'whence', clause.cite));
  }
})();
