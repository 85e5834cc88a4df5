// uses: lib/query.js lib/catalogue.js lib/spoken.js
// In: the pieces of a query that nothing holds as they are. Out: what is left of them: question words gone
// (提前几分钟接班 → 提前 接班), or a title apart from what follows it; whether it is a sentence; null where nothing changes.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var SHORTEST = 5;
  // Longer ones first.
  var QUESTION = new RegExp('请问|多长时间|多少[天次个人分钟小时元]*|[几多][分天次个人小年月位][钟时]?|多[久大高远]|什么时候|什么[时候样]*|怎么[办样做]?|怎样|如何|' +
    '为什么|为何|何时|何种|哪[些里个天种]|是不是|能不能|可不可以|可以吗|要不要|会不会|有没有|该不该|是否|能否|可否|应当|应该|需要|可以|' +
    '谁|哪|吗|呢|吧|啊|了|的|得|地|着|我|你|要|会|该|被|把|给|跟|和|与|或|在|是|就|才|都|也|还|算', 'g');

  // The longest title that a piece begins with, and the rest.
  function byTitle(core, text) {
    for (var length = Math.min(text.length - 2, 40); length > 1; length--) {
      var name = shouce.catalogue.bare(text.slice(0, length), ['中华人民共和国']);
      if (core.byName.has(name) && name.length > 1) return [text.slice(0, length), text.slice(length)];
    }
    return [text];
  }

  // {parts, title: whether the first is a title}
  function split(core, text) {
    var asks = text.replace(QUESTION, ' ') !== text;
    var parts = asks ? [text] : byTitle(core, text);
    var title = parts.slice(0, -1);
    var rest = parts[parts.length - 1].replace(QUESTION, ' ').split(' ').filter(function (word) { return word.length > 1; });
    return { parts: title.concat(rest), title: title.length > 0 };
  }

  // {pieces, changed: whether they are others, sentence: as it was typed, folded; '' where words stand for themselves}
  shouce.loosen = function (core, pieces) {
    var any = false;
    var sentence = [];
    var out = pieces.reduce(function (all, piece) {
      if (piece.quoted || piece.not || piece.must || piece.title || piece.letters) return all.concat(piece);
      var made = piece.folded.length < SHORTEST ? null : split(core, piece.folded);
      if (made ? made.parts.length && !made.title : shouce.spoken.is(piece.folded)) sentence.push(piece.folded);
      if (!made || !made.parts.length || made.parts.length === 1 && made.parts[0] === piece.folded) return all.concat(piece);
      any = true;
      return all.concat(shouce.query.parse(made.parts.join(' ')).pieces);
    }, []);
    var plain = out.every(function (piece) { return !piece.quoted && !piece.not && !piece.must && !piece.title; });
    var text = plain ? sentence.join(' ') : '';
    return (any || text) && out.length ? { pieces: out, changed: any, sentence: text } : null;
  };
})();
