// In: what was typed. Out: its pieces with their terms, and the clause number it asks for. Operators: "短语", +词, -词, 标题:词, 词*.
// Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var LONGEST = 200;
  var HAN = '零〇一二三四五六七八九十百千两';
  var NUM = '([0-9]{1,5}|[' + HAN + ']{1,9})';
  var ARTICLE = new RegExp('第\\s*' + NUM + '\\s*(条|章|节|编|部分)(?:之' + NUM + ')?' +
    '(?:\\s*第?\\s*' + NUM + '\\s*款)?(?:\\s*第?\\s*[(]?\\s*(' + NUM.slice(1, -1) + '|[㈠-㈩⑴-⒇①-⑳])\\s*[)]?\\s*项)?');
  var SHORT = new RegExp('(^|[^' + HAN + '0-9])' + NUM + '\\s*(条)(?:之' + NUM + ')?(?=\\s|$)');
  var LABELS = /(?:^|\s)([0-9]{1,4})((?:\([0-9]{1,3}\)|[.-][0-9]{1,3})*)$/;

  // The value of a numeral, Arabic, Han or within a sign; 0 where it is none.
  function value(text) {
    var sign = /^[㈠-㈩]$/.test(text) ? 0x321f : /^[⑴-⒇]$/.test(text) ? 0x2473 : /^[①-⑳]$/.test(text) ? 0x245f : 0;
    if (sign) return text.charCodeAt(0) - sign;
    if (/^[0-9]+$/.test(text)) return Number(text);
    var total = 0;
    var digit = -1;
    for (var i = 0; i < text.length; i++) {
      var unit = '十百千'.indexOf(text[i]);
      if (unit >= 0) {
        total += (digit > 0 ? digit : 1) * Math.pow(10, unit + 1);
        digit = -1;
      } else {
        var found = text[i] === '两' ? 2 : text[i] === '〇' ? 0 : '零一二三四五六七八九'.indexOf(text[i]);
        if (found < 0) return 0;
        digit = digit > 0 && !total ? digit * 10 + found : found;
      }
    }
    return total + Math.max(digit, 0);
  }

  // {level: 条|章|节|编|部分, number, sub, inner: [numbers], rest, sure}; not sure where it is a bare number behind a title.
  function clauseNumber(text) {
    var found = ARTICLE.exec(text);
    var skip = 0;
    if (!found && (found = SHORT.exec(text))) {
      skip = found[1].length;
      found.splice(1, 1);
    }
    if (found) {
      return {
        level: found[2], number: value(found[1]), sub: found[3] ? value(found[3]) : 0, inner: found[5] ? [value(found[5])] : [], sure: true,
        rest: text.slice(0, found.index + skip) + ' ' + text.slice(found.index + found[0].length)
      };
    }
    found = LABELS.exec(text);
    if (!found || !found.index) return null;
    return {
      level: '条', number: Number(found[1]), sub: 0, inner: (found[2].match(/[0-9]+/g) || []).map(Number), sure: false,
      rest: text.slice(0, found.index)
    };
  }

  // A term ends open where longer words may stand for it: a lone Han character, a word of letters, three digits.
  function term(text, open) {
    var lone = shouce.tokens.isHan(text.codePointAt(0)) && Array.from(text).length === 1;
    return { text: text, open: lone || open || text.length > (/^[0-9.]+$/.test(text) ? 2 : 1) && !shouce.tokens.isHan(text.codePointAt(0)) };
  }

  function piece(sign, field, quoted, body) {
    var open = !quoted && /\*$/.test(body);
    var letters = !quoted && /^[a-z][a-z']{1,30}$/i.test(body);
    var folded = shouce.tokens.fold(body.replace(letters ? /'/g : /\*+$/, '')).text;
    var terms = Array.from(new Set(shouce.tokens.terms(folded)));
    if (!terms.length) return null;
    return {
      shown: body, folded: folded, quoted: quoted, must: sign === '+' || quoted && sign !== '-', not: sign === '-', title: !!field,
      terms: terms.map(function (t, i) { return term(t, open && i === terms.length - 1); }),
      // What must stand in a text word for word: the phrase, or every run between punctuation.
      runs: quoted ? [folded] : folded.split(/[^0-9a-z.\u00df-\u024f\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\ud840-\udbff\udc00-\udfff]+/)
        .filter(function (run) { return shouce.tokens.terms(run).length; }),
      letters: letters ? folded : ''
    };
  }

  function pieces(text) {
    var out = [];
    var pattern = /([+-]?)((?:标题|title)\s*:\s*)?(?:"([^"]*)"?|([^\s"]+))/gi;
    for (var found = pattern.exec(text); found && out.length < shouce.scoring.terms; found = pattern.exec(text)) {
      var quoted = found[3] !== undefined;
      var made = piece(found[1], found[2], quoted, quoted ? found[3] : found[4]);
      if (made && !out.some(function (other) { return other.folded === made.folded && other.not === made.not; })) out.push(made);
    }
    return shared(out);
  }

  // No more terms than can be told apart: each piece has its share, and a long one keeps terms from all over it.
  function shared(pieces) {
    var left = shouce.scoring.terms;
    pieces.slice().sort(function (a, b) { return a.terms.length - b.terms.length; }).forEach(function (piece, n) {
      var share = Math.min(piece.terms.length, Math.floor(left / (pieces.length - n)));
      var last = piece.terms.length - 1;
      if (share <= last) piece.terms = piece.terms.filter(function (_, at) { return Math.floor(at * share / last) !== Math.floor((at - 1) * share / last) || !at; }).slice(0, share);
      left -= piece.terms.length;
    });
    return pieces;
  }

  // Full-width forms of what is an operator here; nothing else is folded yet.
  function plain(text) {
    return Array.from(text).slice(0, LONGEST).join('')
      .replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(/[“”〝〞「」『』]/g, '"').replace(/\u3000/g, ' ').trim();
  }

  function parse(text) {
    var typed = plain(text);
    var number = /["+]|(^|\s)-/.test(typed) ? null : clauseNumber(typed);
    return {
      pieces: pieces(typed),
      number: number && { level: number.level, number: number.number, sub: number.sub, inner: number.inner, sure: number.sure, pieces: pieces(number.rest) }
    };
  }

  shouce.query = { parse: parse, value: value };
})();
