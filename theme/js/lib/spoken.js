// In: a sentence as people say it. Out: what rules write for its words, and of which kind an answer to it is. The words stand in
// theme/words.yml (js.spoken). Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var N = '[0-9零一二三四五六七八九十百千万]';
  // What a question asks for, and what its answer holds; texts are folded (两 is 二).
  var KINDS = [
    ['几天|多少天|多久|多长时间|什么时候|何时|几个?月|几年|几小时|几分钟|多少[个小时分钟]', N + '(个?工作日|[日天月年周]|个月|个?小时|分钟)'],
    ['几岁|多大', N + '周?岁'],
    ['几次|多少次', N + '次'],
    ['多少钱|付钱|收费|要钱|罚多少|多少元', N + '[倍元]'],
    ['罚|判|处理|处分|后果|会怎', '处(以|警告|罚|' + N + ')|罚款|拘留|有期徒刑|责令|处罚|扣'],
    ['几点', N + '[时点:]'],
    ['谁|哪个部门|哪里|归', '负责|主管|部门|机关|班长|主任|科|管理人员']
  ].map(function (kind) { return kind.map(function (pattern) { return new RegExp(pattern); }); });
  var known = null;

  // {of: Map of spoken words to what is written for them, pattern: all of them, the longest first}
  function list() {
    if (known) return known;
    var of = new Map();
    Object.keys(shouce.words.spoken).forEach(function (line) {
      var written = shouce.words.spoken[line].split(/[\s、]+/).filter(Boolean);
      line.split('、').forEach(function (word) {
        var folded = shouce.tokens.fold(word).text;
        of.set(folded, (of.get(folded) || []).concat(written));
      });
    });
    var longest = Array.from(of.keys()).sort(function (a, b) { return b.length - a.length; });
    known = { of: of, pattern: new RegExp(longest.join('|'), 'g') };
    return known;
  }

  // [{word, written: [string]}] for the spoken words of a folded text.
  function words(text) {
    return Array.from(new Set(text.match(list().pattern) || [])).map(function (word) {
      return { word: word, written: list().of.get(word) };
    });
  }

  function is(text) {
    return list().of.has(text);
  }

  // What an answer to a folded text holds: patterns, any of which may be missing.
  function answers(text) {
    return KINDS.filter(function (kind) { return kind[0].test(text); }).map(function (kind) { return kind[1]; });
  }

  shouce.spoken = { words: words, is: is, answers: answers };
})();
