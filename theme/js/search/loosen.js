// uses: lib/query.js lib/catalogue.js
// In: the pieces of a query that nothing holds as they are. Out: what is left of them: question words gone
//  (提前几分钟接班 → 提前 接班); or a title apart from what follows it; null where that changes nothing.
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

  function words(core, piece) {
    var asks = piece.folded.replace(QUESTION, ' ') !== piece.folded;
    var parts = asks ? [piece.folded] : byTitle(core, piece.folded);
    var title = parts.length > 1 ? [parts[0]] : [];
    var rest = parts[parts.length - 1].replace(QUESTION, ' ').split(' ').filter(function (word) { return word.length > 1; });
    return rest.length ? title.concat(rest) : null;
  }

  shouce.loosen = function (core, pieces) {
    var any = false;
    var out = pieces.reduce(function (all, piece) {
      var plain = !piece.quoted && !piece.not && !piece.must && !piece.title && !piece.letters && piece.folded.length >= SHORTEST;
      var parts = plain ? words(core, piece) : null;
      if (!parts || parts.length === 1 && parts[0] === piece.folded) return all.concat(piece);
      any = true;
      return all.concat(shouce.query.parse(parts.join(' ')).pieces);
    }, []);
    return any && out.length ? out : null;
  };
})();
