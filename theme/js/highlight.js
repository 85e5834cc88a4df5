// In: ?hl=words in the address, as search results carry it. Out: the words marked in the page's text, across inline elements; in the
// clause the address points at also parts of them. Esc takes the marks away.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var BLOCKS = 'p,li,td,th,dt,dd,h1,h2,h3,h4,h5,h6,blockquote,figcaption,caption,div,section';
  var SKIPPED = 'script,style,button,input,select,textarea,nav,svg,mark.hl';
  var MOST = 500;

  // The text nodes of each block, in order.
  function blocks(area) {
    var out = [];
    var last = null;
    var walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      var parent = node.parentElement;
      if (parent.closest(SKIPPED)) continue;
      var block = parent.closest(BLOCKS);
      if (!last || last.block !== block) out.push(last = { block: block, nodes: [] });
      last.nodes.push(node);
    }
    return out;
  }

  // Wraps [from, to) of the nodes' joined text.
  function wrap(nodes, from, to) {
    var at = 0;
    nodes.slice().forEach(function (node) {
      var start = Math.max(from - at, 0);
      var end = Math.min(to - at, node.length);
      at += node.length;
      if (start >= end) return;
      if (end < node.length) node.splitText(end);
      var part = start ? node.splitText(start) : node;
      var mark = document.createElement('mark');
      mark.className = 'hl';
      part.parentNode.insertBefore(mark, part);
      mark.appendChild(part);
    });
  }

  function highlight(area, words, target) {
    var pieces = shouce.query.parse(words).pieces;
    var count = 0;
    blocks(area).forEach(function (one) {
      if (count > MOST) return;
      var text = one.nodes.map(function (node) { return node.data; }).join('');
      var inTarget = target && one.block && target.contains(one.block);
      // From the end, so that places before stay true.
      shouce.excerpt.marks(text, pieces, inTarget).reverse().forEach(function (mark) {
        wrap(one.nodes, mark[0], mark[1]);
        count++;
      });
    });
    return count;
  }

  function clear() {
    Array.from(document.querySelectorAll('mark.hl')).forEach(function (mark) {
      var parent = mark.parentNode;
      while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
      mark.remove();
      parent.normalize();
    });
  }

  // Called by search.js, which loads the engine for it.
  shouce.highlight = function (words) {
    var id = location.hash ? decodeURIComponent(location.hash.slice(1)) : '';
    highlight(document.querySelector('main') || document.body, words, id && document.getElementById(id));
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) clear();
    });
  };
})();
