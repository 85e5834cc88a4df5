// words: quiz_take
// In: a question and what was given before. Out: the control it is answered with: {element, read, press, back, target}. Digits
// choose, Backspace takes the last choice back; `target` is what gets the focus, where it is a field to write in.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;

  function say(key, values) {
    return shouce.word('quiz_take.' + key, values);
  }

  function option(one, at) {
    return [element('kbd', '', String(at + 1)), element('span', 'letter', one.letter), element('span', 'text', one.text)];
  }

  // One of the choices, or some of them.
  function choices(question, given) {
    var several = question.kind === 'multiple';
    var boxes = question.options.map(function (one) {
      var box = element('input');
      box.type = several ? 'checkbox' : 'radio';
      box.name = 'choice';
      box.checked = given.indexOf(one.place) >= 0;
      return box;
    });
    var lines = question.options.map(function (one, at) {
      return element('label', 'option', [boxes[at]].concat(option(one, at)));
    });
    return {
      element: element('div', 'options', lines),
      read: function () {
        return question.options.filter(function (_, at) { return boxes[at].checked; }).map(function (one) { return one.place; });
      },
      press: function (at) {
        if (boxes[at]) boxes[at].checked = several ? !boxes[at].checked : true;
      },
      back: function () {}
    };
  }

  // Steps put in order: each press takes the next one.
  function steps(question, given) {
    var order = given.slice();
    var buttons = question.options.map(function (one, at) {
      return shouce.button(option(one, at), function () { toggle(one.place); }, 'option');
    });
    var line = element('output', 'taken');
    function toggle(place) {
      var at = order.indexOf(place);
      if (at >= 0) order.splice(at, 1);
      else order.push(place);
      show();
    }
    function show() {
      question.options.forEach(function (one, at) {
        var turn = order.indexOf(one.place);
        buttons[at].setAttribute('aria-pressed', turn >= 0);
        buttons[at].setAttribute('data-turn', turn < 0 ? '' : turn + 1);
      });
      line.textContent = order.length ? say('taken') + shouce.quizPaper.inWords(question, order) : say('order_hint');
    }
    show();
    return {
      element: element('div', 'options', buttons.concat(line)),
      read: function () { return order; },
      press: function (at) { if (question.options[at]) toggle(question.options[at].place); },
      back: function () { order.pop(); show(); }
    };
  }

  // Right sides put to left sides, one after the other.
  function pairs(question, given) {
    var taken = question.pairs.map(function (_, at) { return given[at] === undefined ? -1 : given[at]; });
    var current = Math.max(taken.indexOf(-1), 0);
    var left = question.pairs.map(function (pair, at) {
      return shouce.button([element('span', 'text', (at + 1) + '. ' + pair[0]), element('span', 'matched')], function () { current = at; show(); }, 'side');
    });
    var right = question.options.map(function (one, at) {
      return shouce.button(option(one, at), function () { take(one.place); }, 'option');
    });
    function take(place) {
      taken[current] = place;
      var next = taken.indexOf(-1);
      current = next >= 0 ? next : current;
      show();
    }
    function show() {
      left.forEach(function (side, at) {
        var option = question.options.filter(function (one) { return one.place === taken[at]; })[0];
        side.setAttribute('aria-pressed', at === current);
        side.lastChild.textContent = option ? option.letter : '';
      });
      right.forEach(function (side, at) {
        side.classList.toggle('used', taken.indexOf(question.options[at].place) >= 0);
      });
    }
    show();
    return {
      element: element('div', 'pairs', [
        element('div', 'left', left), element('div', 'options', right), element('p', 'hint', say('pair_hint'))
      ]),
      read: function () { return Math.max.apply(null, taken) < 0 ? [] : taken; },
      press: function (at) { if (question.options[at]) take(question.options[at].place); },
      back: function () {
        var last = taken.reduce(function (found, place, at) { return place >= 0 ? at : found; }, 0);
        taken[last] = -1;
        current = last;
        show();
      }
    };
  }

  // Words written into a blank, or a short answer.
  function words(question, given) {
    var field = element(question.points ? 'textarea' : 'input', 'written');
    if (question.points) field.rows = 4;
    else field.type = 'text';
    field.autocomplete = 'off';
    field.value = typeof given === 'string' ? given : '';
    return {
      element: element('label', 'write', [say(question.points ? 'write_answer' : 'write_blank'), field]),
      read: function () { return field.value; },
      press: function () {},
      back: function () {},
      target: field
    };
  }

  shouce.quizInput = function (question, given) {
    if (question.answers) return words(question, given);
    if (question.steps) return steps(question, given || []);
    return question.pairs ? pairs(question, given || []) : choices(question, given || []);
  };
})();
