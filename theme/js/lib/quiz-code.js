// Stands beside lib/quiz-paper.js.
// In: a paper and what was given to each question. Out: a result code such as 2648-7K3Q-1M0V-8TCF, and back. It bears the number of
// the paper, the answers, and three check signs of a Reed–Solomon code over 32 signs: one sign mistaken, or two neighbours exchanged,
// is never another code. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var SIGNS = shouce.quizPaper.SIGNS;
  var CHECKS = 3;
  // Of longer orders and more pairs a code says only whether they were right: they would make it too long.
  var MOST = 12;

  // Logarithms in the field of 32 elements, by x^5 + x^2 + 1.
  var EXP = [], LOG = [];
  (function () {
    for (var n = 0, value = 1; n < 31; n++) {
      EXP[n] = value;
      LOG[value] = n;
      value <<= 1;
      if (value & 32) value ^= 37;
    }
  })();

  function times(a, b) {
    return a && b ? EXP[(LOG[a] + LOG[b]) % 31] : 0;
  }

  // (x - α)(x - α²)(x - α³), highest power first.
  var GENERATOR = [1, 2, 3].reduce(function (product, power) {
    var next = product.concat(0);
    product.forEach(function (one, at) { next[at + 1] ^= times(one, EXP[power]); });
    return next;
  }, [1]);

  function checks(digits) {
    var rest = digits.concat([0, 0, 0]);
    for (var at = 0; at < digits.length; at++) {
      var factor = rest[at];
      GENERATOR.forEach(function (one, n) { rest[at + n] ^= times(one, factor); });
    }
    return rest.slice(digits.length);
  }

  // How many different answers a code tells apart.
  function base(one) {
    if (one.kind === 'multiple' || one.points) return Math.pow(2, one.points ? one.answers.length : one.options.length);
    if (one.answers) return 4;
    if (long(one)) return 3;
    if (one.steps) return factorial(one.steps.length) + 1;
    return one.pairs ? Math.pow(one.pairs.length + 1, one.pairs.length) : one.options.length + 1;
  }

  function long(one) {
    return (one.steps || one.pairs || []).length > MOST;
  }

  function factorial(n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  // An answer as a number below its base. `mark`: true, false or null; of a short answer the numbers of the points made.
  function value(one, given, mark) {
    if (one.points) return bits(Array.isArray(mark) ? mark : []);
    if (one.answers) return !given ? 0 : mark === true ? (shouce.quizAnswer.means(given, one.answers) ? 1 : 3) : 2;
    var list = given || [];
    if (one.kind === 'multiple') return bits(list);
    if (long(one)) return !list.length ? 0 : mark ? 1 : 2;
    if (one.steps) return list.length === one.steps.length ? rank(list) + 1 : 0;
    if (one.pairs) return one.pairs.reduce(function (sum, _, at) {
      return sum * (one.pairs.length + 1) + (list[at] === undefined ? -1 : list[at]) + 1;
    }, 0);
    return list.length ? list[0] + 1 : 0;
  }

  function bits(list) {
    return list.reduce(function (sum, at) { return sum + Math.pow(2, at); }, 0);
  }

  function unbits(number) {
    for (var at = 0, list = []; number > 0; at++, number = Math.floor(number / 2)) if (number % 2) list.push(at);
    return list;
  }

  // The place of an order among all orders of its length, and back.
  function rank(order) {
    return order.reduce(function (sum, place, at) {
      var lower = order.slice(at + 1).filter(function (other) { return other < place; }).length;
      return sum + lower * factorial(order.length - 1 - at);
    }, 0);
  }

  function unrank(number, count) {
    var left = [];
    for (var n = 0; n < count; n++) left.push(n);
    return left.map(Number).map(function (_, at) {
      var step = factorial(count - 1 - at);
      var place = left.splice(Math.floor(number / step), 1)[0];
      number %= step;
      return place;
    });
  }

  // What a number says: {given, mark}. A blank filled in says only whether it was right.
  function answer(one, number) {
    if (one.points) return { given: '', mark: unbits(number), blank: number === 0 };
    if (one.answers) return { given: '', mark: number % 2 === 1, byTaker: number === 3, blank: number === 0 };
    var given;
    if (one.kind === 'multiple') given = unbits(number);
    else if (long(one)) return { given: [], mark: number === 1, blank: number === 0 };
    else if (one.steps) given = number ? unrank(number - 1, one.steps.length) : [];
    else if (one.pairs) given = number ? unpair(number, one.pairs.length) : [];
    else given = number ? [number - 1] : [];
    return { given: given, mark: given.length > 0 && shouce.quizAnswer.grade(one, given), blank: !given.length };
  }

  function unpair(number, count) {
    for (var list = []; list.length < count; number = Math.floor(number / (count + 1))) list.unshift(number % (count + 1) - 1);
    return list;
  }

  // How many signs the answers of a paper take: as many as the largest of all numbers needs.
  function width(questions) {
    return multiplied(questions, questions.map(function (one) { return base(one) - 1; })).length;
  }

  // One number of many in mixed bases, as digits of base 32, highest first.
  function multiplied(questions, values) {
    var digits = [0];
    questions.forEach(function (one, at) {
      var carry = values[at];
      for (var n = digits.length - 1; n >= 0; n--) {
        carry += digits[n] * base(one);
        digits[n] = carry % 32;
        carry = Math.floor(carry / 32);
      }
      for (; carry > 0; carry = Math.floor(carry / 32)) digits.unshift(carry % 32);
    });
    return digits;
  }

  // Takes the values out again, the last first; null where the number is larger than any.
  function divided(questions, digits) {
    var values = questions.slice().reverse().map(function (one) {
      var rest = 0;
      digits = digits.map(function (digit) {
        var now = rest * 32 + digit;
        rest = now % base(one);
        return Math.floor(now / base(one));
      });
      return rest;
    });
    return digits.some(Boolean) ? null : values.reverse();
  }

  // `given` and `marks` by the id of the question.
  function encode(paper, given, marks) {
    var numbers = paper.questions.map(function (one) { return value(one, given[one.id], marks[one.id]); });
    var digits = multiplied(paper.questions, numbers);
    while (digits.length < width(paper.questions)) digits.unshift(0);
    digits = digitsOf(paper.number.replace('-', '')).concat(digits);
    return grouped(digits.concat(checks(digits)).map(function (digit) { return SIGNS[digit]; }).join(''));
  }

  function grouped(text) {
    return text.replace(/(.{4})(?=.)/g, '$1-');
  }

  function digitsOf(text) {
    return text.split('').map(function (sign) { return SIGNS.indexOf(sign); });
  }

  // What somebody typed as a code: {number, digits}, or {fault: signs | check} where it is none. Small and full-width letters will do;
  // strokes stand between groups of four, or nowhere.
  function parse(typed) {
    var text = typed.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(/[\u2010-\u2015\u2212]/g, '-').toUpperCase();
    var bare = text.replace(/-/g, '');
    var digits = digitsOf(bare);
    if (digits.indexOf(-1) >= 0 || text !== bare && text !== grouped(bare)) return { fault: 'signs' };
    if (bare.length < 9 + CHECKS || checks(digits.slice(0, -CHECKS)).join() !== digits.slice(-CHECKS).join()) return { fault: 'check' };
    return { number: bare.slice(0, 4) + '-' + bare.slice(4, 8), digits: digits.slice(8, -CHECKS) };
  }

  // The answers a code gives to its paper, a list of {given, mark, blank}; null where it is not of this paper.
  function decode(paper, code) {
    if (code.number !== paper.number || code.digits.length !== width(paper.questions)) return null;
    var values = divided(paper.questions, code.digits);
    return values && paper.questions.map(function (one, at) { return answer(one, values[at]); });
  }

  shouce.quizCode = { encode: encode, parse: parse, decode: decode };
})();
