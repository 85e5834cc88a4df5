// words: quiz_take
// In: a question, what was given and how it was marked. Out: what the taker is told: right or wrong, the key, why, and the clause.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;

  function say(key, values) {
    return shouce.word('quiz_take.' + key, values);
  }

  function given(question, answer) {
    var none = answer === undefined || answer.length === 0;
    return none ? say('none') : shouce.quizPaper.inWords(question, answer);
  }

  function line(name, content, className) {
    return element('p', className || '', [element('b', '', name), content]);
  }

  // Where only a person can tell: the points to tick, or whether the words mean the same.
  function decision(question, decide) {
    if (!question.points) {
      return element('p', 'decide', [
        say('unsure'), shouce.button(say('count_right'), function () { decide(true); }),
        shouce.button(say('count_wrong'), function () { decide(false); })
      ]);
    }
    var boxes = question.answers.map(function () {
      var box = element('input');
      box.type = 'checkbox';
      return box;
    });
    var lines = question.answers.map(function (point, at) {
      return element('label', 'option', [boxes[at], element('kbd', '', String(at + 1)), element('span', 'text', point)]);
    });
    var done = shouce.button(say('points_done'), function () {
      decide(boxes.map(function (_, at) { return at; }).filter(function (at) { return boxes[at].checked; }));
    }, 'primary');
    var one = element('div', 'decide points', [element('p', '', say('points_hint'))].concat(lines, element('p', '', done)));
    one.press = function (at) { if (boxes[at]) boxes[at].checked = !boxes[at].checked; };
    return one;
  }

  function basis(base, root) {
    var link = element('a', 'cite', base.cite);
    link.href = root + base.url;
    var parts = [line(say('basis'), link, 'basis')];
    if (base.text) parts.push(element('blockquote', 'clause-text', shouce.withBlanks(base.text)));
    return parts;
  }

  // `mark`: true, false, or null where `decide` is to be called with either.
  shouce.quizVerdict = function (question, answer, mark, decide) {
    var root = document.documentElement.getAttribute('data-root') || '';
    var state = mark === null ? 'open' : mark ? 'right' : 'wrong';
    var one = element('div', 'verdict ' + state);
    if (mark !== null) one.append(element('p', 'mark', say(state)));
    one.append(line(say('yours'), given(question, answer)));
    if (!(mark === null && question.points)) one.append(line(say('key'), shouce.quizPaper.keyInWords(question), 'key'));
    if (mark === null) one.append(one.decision = decision(question, decide));
    if (question.explanation) one.append(line(say('explanation'), element('span', '', shouce.withBlanks(question.explanation)), 'explanation'));
    question.bases.forEach(function (base) { basis(base, root).forEach(function (part) { one.append(part); }); });
    return one;
  };
})();
