// In: a question and what the taker gave. Out: whether it is right. Pure. How words are compared stands here and in
// src/quiz/answer.rs; tests/vectors/answer.json holds the two together.
//
// Words are compared without blanks and punctuation, numbers by value (三次 = 3次, １５ = 15), times by length
// (半小时 = 30分钟, 一刻钟 = 15分钟), days and dates alike in any of their words (25号 = 25日, 两天 = 2天).
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  var UNITS = { 十: 10, 百: 100, 千: 1000, 万: 10000 };

  function halfWidth(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); });
  }

  // 一百二十三 → 123, 二〇二六 → 2026.
  function hanValue(run) {
    if (!/[十百千万]/.test(run)) {
      return run.split('').map(function (c) { return DIGITS[c]; }).join('');
    }
    var total = 0, part = 0, digit = 0;
    run.split('').forEach(function (c) {
      if (c in DIGITS) { digit = DIGITS[c]; return; }
      if (c === '万') { total += (part + digit) * 10000; part = 0; }
      else part += (digit || 1) * UNITS[c];
      digit = 0;
    });
    return String(total + part + digit);
  }

  var TIMES = [
    [/(\d+(?:\.\d+)?)个?半(?:小时|钟头)/g, function (_, n) { return n * 60 + 30 + '分钟'; }],
    [/半个?(?:小时|钟头)/g, '30分钟'],
    [/(\d+(?:\.\d+)?)个?(?:小时|钟头)/g, function (_, n) { return n * 60 + '分钟'; }],
    [/(\d+(?:\.\d+)?)刻钟?/g, function (_, n) { return n * 15 + '分钟'; }],
    [/(\d+)分(?!钟|之)/g, '$1分钟'],
    [/(\d+)(?:号|日)/g, '$1天'],
    [/(\d+)个?(?:星期|礼拜|周)/g, '$1周'],
    [/(?:星期|礼拜|周)天/g, '周日'],
    [/星期|礼拜/g, '周'],
    [/(\d+)个(?=[^\d])/g, '$1'],
    [/元钱|块钱|块/g, '元'],
    [/¥(\d+)/g, '$1元']
  ];

  // The form in which two answers are compared.
  function fold(text) {
    var out = halfWidth(String(text)).toLowerCase().replace(/￥/g, '¥')
      .replace(/[零〇一二两三四五六七八九十百千万]+/g, hanValue)
      .replace(/[^0-9a-z%\u00a5\u3400-\u9fff.]/g, '')
      .replace(/\.(?!\d)/g, '');
    return TIMES.reduce(function (folded, rule) { return folded.replace(rule[0], rule[1]); }, out);
  }

  // The only number with its unit in a folded text; '' where there is none or more than one.
  function quantity(folded) {
    var found = folded.match(/\d+(?:\.\d+)?(?:分钟|秒|天|周|月|年|次|项|人|元|条|句|种|类|份|米|%|工作日)/g);
    return found && found.length === 1 ? found[0] : '';
  }

  // Whether what was written means one of the accepted texts. Of a text with one figure the figure will do.
  function means(given, accepted) {
    var folded = fold(given);
    if (!folded) return false;
    return accepted.some(function (answer) {
      var wanted = fold(answer);
      return folded === wanted || folded === quantity(wanted);
    });
  }

  function sameList(a, b) {
    return a.length === b.length && a.every(function (value, at) { return value === b[at]; });
  }

  function ascending(list) {
    return list.slice().sort(function (a, b) { return a - b; });
  }

  // What is right: of choices their numbers, of steps and pairs their order, else the accepted texts.
  function key(question) {
    if (question.right) return question.right;
    if (question.steps) return question.steps.map(function (_, at) { return at; });
    if (question.pairs) return question.pairs.map(function (_, at) { return at; });
    return question.answers;
  }

  // Whether an answer is right: true, false, or null where only a person can tell (short answers, and words that differ
  // from what a blank accepts but may mean the same). `given`: numbers of choices; of steps in the order put; of the right
  // sides put to each left side; or the words written.
  function grade(question, given) {
    if (typeof given === 'string') {
      if (question.points) return null;
      return means(given, question.answers) ? true : fold(given) ? null : false;
    }
    if (question.pairs) return given.length === question.pairs.length && given.every(fits);
    return sameList(question.right ? ascending(given) : given, key(question));

    // Two left sides may share one right side.
    function fits(place, at) {
      return place >= 0 && question.pairs[place][1] === question.pairs[at][1];
    }
  }

  shouce.quizAnswer = { fold: fold, means: means, key: key, grade: grade };
})();
