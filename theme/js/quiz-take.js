// uses: quiz/inputs.js quiz/verdict.js lib/quiz-code.js
// words: quiz_take
// Taking a paper on screen. In: {paper, each: whether every answer is told at once, minutes: a limit or none, show, cover}. Out: at the
// end the score, every question with its clause, and a result code for the trainer.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var paper, show, cover, each, run, clock;

  function say(key, values) {
    return shouce.word('quiz_take.' + key, values);
  }

  shouce.quizTake = function (asked) {
    paper = asked.paper;
    show = asked.show;
    each = asked.each;
    cover = function () {
      stop();
      asked.cover();
    };
    begin(paper.questions, true);
    if (asked.minutes) start(asked.minutes);
  };

  // Only the whole paper gives a result; repeating some of it is exercise.
  function begin(questions, whole) {
    run = { questions: questions, given: {}, marks: {}, made: {}, at: 0, whole: whole };
    ask();
  }

  function start(minutes) {
    clock = { end: Date.now() + minutes * 60000, element: element('span', 'clock') };
    clock.element.setAttribute('role', 'timer');
    clock.timer = setInterval(tick, 500);
    tick();
    place();
  }

  function stop() {
    if (clock) clearInterval(clock.timer);
    clock = null;
  }

  function tick() {
    var left = Math.max(Math.ceil((clock.end - Date.now()) / 1000), 0);
    clock.element.textContent = say('left', { m: Math.floor(left / 60), s: (left % 60 < 10 ? '0' : '') + left % 60 });
    clock.element.classList.toggle('late', left <= 60);
    if (left) return;
    stop();
    run.over = true;
    // What stands in the fields counts.
    if (run.reading) mark(run.questions[run.at], run.reading());
    result();
  }

  // The clock stands beside what is on the stage.
  function place() {
    var line = document.querySelector('.quiz-stage .progress');
    if (clock && line) line.insertBefore(clock.element, line.lastChild);
  }

  function mark(question, given) {
    run.given[question.id] = given;
    run.marks[question.id] = shouce.quizAnswer.grade(question, given);
  }

  function ask() {
    var question = run.questions[run.at];
    var input = shouce.quizInput(question, run.given[question.id]);
    var stem = element('h2', 'stem', shouce.withBlanks(question.stem));
    stem.tabIndex = -1;
    run.reading = input.read;
    var confirm = function () {
      run.reading = null;
      mark(question, input.read());
      if (each) told(question);
      else step(1);
    };
    var last = run.at + 1 === run.questions.length;
    var go = element('button', 'primary', each ? say('confirm') : say(last ? 'finish' : 'next'));
    var back = shouce.button(say('previous'), function () {
      mark(question, input.read());
      step(-1);
    });
    back.disabled = run.at === 0;
    show([progress(), stem, input.element, element('p', 'actions', each ? go : [go, back])], {
      running: true, enter: confirm, press: input.press, back: input.back
    });
    place();
    (input.target || stem).focus();
  }

  function progress() {
    var done = element('span');
    done.style.width = 100 * run.at / run.questions.length + '%';
    var kind = say('kind.' + run.questions[run.at].kind);
    return element('p', 'progress', [
      say('question_of', { n: run.at + 1, all: run.questions.length }), element('span', 'kind', kind), element('span', 'meter', done),
      shouce.button(say('leave'), cover)
    ]);
  }

  // `right`: true or false, or the points a short answer makes.
  function decide(question, right) {
    if (Array.isArray(right)) {
      run.made[question.id] = right;
      right = right.length === question.answers.length;
    }
    run.marks[question.id] = right;
  }

  // Right after an answer: right or wrong, and why.
  function told(question) {
    var now = run.marks[question.id];
    var verdict = shouce.quizVerdict(question, run.given[question.id], now, function (right) {
      decide(question, right);
      told(question);
    });
    verdict.setAttribute('role', 'status');
    var last = run.at + 1 === run.questions.length;
    var next = shouce.button(say(last ? 'to_result' : 'next'), function () { step(1); }, 'primary');
    var stem = element('h2', 'stem', shouce.withBlanks(question.stem));
    show([progress(), stem, optionList(question), verdict, element('p', 'actions', now === null ? [] : next)], {
      running: true,
      press: verdict.decision && verdict.decision.press,
      yes: now === null && !question.points ? function (right) { decide(question, right); told(question); } : null
    });
    place();
    (now === null ? document.querySelector('.quiz-stage .decide button, .quiz-stage .decide input') : next).focus();
  }

  function optionList(question) {
    if (question.answers) return '';
    return element('ul', 'options shown', question.options.map(function (one) {
      var among = function (list) { return Array.isArray(list) && list.indexOf(one.place) >= 0; };
      var mark = among(question.right) ? ' right' : question.right && among(run.given[question.id]) ? ' wrong' : '';
      return element('li', 'option' + mark, [element('span', 'letter', one.letter), element('span', 'text', one.text)]);
    }));
  }

  function step(by) {
    run.at += by;
    if (run.at >= run.questions.length) result();
    else ask();
  }

  function result() {
    stop();
    run.reading = null;
    var right = run.questions.filter(function (q) { return run.marks[q.id] === true; });
    var wrong = run.questions.filter(function (q) { return run.marks[q.id] !== true; });
    var open = run.questions.filter(function (q) { return run.marks[q.id] === null; }).length;
    var head = element('h2', 'score', say('score', { right: right.length, all: run.questions.length }));
    head.tabIndex = -1;
    var actions = [shouce.button(say('again'), cover)];
    if (wrong.length && !open) actions.unshift(shouce.button(say('only_wrong'), function () { begin(wrong, false); }, 'primary'));
    show([
      run.over ? element('p', 'hint', say('over')) : '', head, open ? element('p', 'about', say('open', { n: open })) : '', run.whole ? handIn(open) : '',
      element('p', 'actions', actions), element('ol', 'results', run.questions.map(resultLine))
    ], { running: open > 0 });
    head.focus();
  }

  // The code for the trainer; not before every answer is judged.
  function handIn(open) {
    if (open) return '';
    var marks = {};
    run.questions.forEach(function (q) { marks[q.id] = q.points ? run.made[q.id] : run.marks[q.id]; });
    var code = shouce.quizCode.encode(paper, run.given, marks);
    var said = element('output', 'result-code', code);
    var copied = element('span', 'hint');
    copied.setAttribute('role', 'status');
    var copy = shouce.button(say('copy'), function () {
      var range = document.createRange();
      range.selectNodeContents(said);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      copied.textContent = say(document.execCommand('copy') ? 'copied' : 'copy_by_hand');
    });
    return element('div', 'hand-in', [element('p', '', say('code')), said, element('p', 'actions', [copy, copied]), element('p', 'hint', say('code_hint'))]);
  }

  function resultLine(question) {
    var verdict = shouce.quizVerdict(question, run.given[question.id], run.marks[question.id], function (right) {
      decide(question, right);
      result();
    });
    return element('li', '', [element('p', 'stem', shouce.withBlanks(question.stem)), verdict]);
  }
})();
