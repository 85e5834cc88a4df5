// Splits prose into sheets of one height by its real layout. In: an element laid out at the width of a sheet, the height in
// CSS pixels, and a maker of sheets. Out: the sheets, and on which of them each id stands.
//
// Everything is measured before anything is moved, so the browser lays the text out once. A piece goes to its sheet inside
// shallow copies of its ancestors, so that styles by nesting hold; tables repeat their heads and keep their column widths.
(function () {
  "use strict";
  var shouce = window.shouce = window.shouce || {};
  var BLOCKS = new Set(("ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI " +
    "MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "));
  var WHOLE = new Set(["TR", "H1", "H2", "H3", "H4", "H5", "H6", "HR", "PRE", "FIGURE", "DT"]);

  // makeSheet(n) returns {sheet, body}. Elements with data-break begin a sheet.
  shouce.paginate = function (flow, height, makeSheet) {
    wrapLoose(flow);
    var leaves = measure(flow);
    var tables = columns(flow);
    return build(flow, cut(leaves, height), tables, makeSheet);
  };

  function isBlock(node) {
    return node.nodeType === 1 && BLOCKS.has(node.tagName);
  }

  function isLeaf(element) {
    return WHOLE.has(element.tagName) || !Array.prototype.some.call(element.children, isBlock);
  }

  // Puts text that stands beside blocks into blocks of its own.
  function wrapLoose(element) {
    if (isLeaf(element)) return;
    if (/^(TABLE|THEAD|TBODY|TFOOT)$/.test(element.tagName)) {
      Array.from(element.children).forEach(wrapLoose);
      return;
    }
    var run = null;
    Array.from(element.childNodes).forEach(function (node) {
      if (isBlock(node)) {
        run = null;
        wrapLoose(node);
      } else if (run || (node.textContent || "").trim() || node.nodeType === 1) {
        if (!run) {
          run = document.createElement("div");
          run.className = "loose";
          element.insertBefore(run, node);
        }
        run.appendChild(node);
      }
    });
  }

  // The innermost blocks that are shown, with their places.
  function measure(flow) {
    var origin = flow.getBoundingClientRect().top;
    var leaves = [];
    var fresh = false;
    (function walk(element) {
      if (element.hasAttribute("data-break")) fresh = true;
      if (!isLeaf(element)) {
        Array.prototype.forEach.call(element.children, walk);
        return;
      }
      var box = element.getBoundingClientRect();
      if (!box.height) return;
      leaves.push({
        node: element,
        top: box.top - origin,
        bottom: box.bottom - origin,
        origin: origin,
        fresh: fresh,
        head: headHeight(element),
        keep: /^(H\d|DT)$/.test(element.tagName) || element.parentNode.tagName === "THEAD" || element.hasAttribute("data-keep") || leadsIn(element),
        whole: WHOLE.has(element.tagName)
      });
      fresh = false;
    })(flow);
    return leaves;
  }

  // A short line above the clauses that stand beneath it is their heading.
  function leadsIn(element) {
    var next = element.nextElementSibling;
    return next !== null && next.classList.contains("clause") && element.textContent.length <= 60;
  }

  // The height of the head that a row in mid-table has repeated above it.
  function headHeight(row) {
    var table = row.tagName === "TR" && row.parentNode.tagName !== "THEAD" ? row.closest("table") : null;
    return table && table.tHead ? table.tHead.getBoundingClientRect().height : 0;
  }

  function columns(flow) {
    return Array.from(flow.querySelectorAll("table")).map(function (table) {
      var row = Array.from(table.rows).filter(function (one) { return one.getBoundingClientRect().height > 0; })[0];
      return {
        table: table,
        row: row,
        width: table.getBoundingClientRect().width,
        widths: row ? Array.from(row.cells).map(function (cell) { return cell.getBoundingClientRect().width; }) : []
      };
    });
  }

  // Pages of pieces {leaf, to}; `to` is where a piece ends within its leaf.
  function cut(leaves, height) {
    var pages = [];
    var page = null;
    function open(leaf, top) {
      page = { pieces: [], start: top - leaf.head };
      pages.push(page);
    }
    function place(leaf) {
      var top = leaf.top;
      while (leaf.bottom > page.start + height + 0.5) {
        var split = leaf.whole ? null : splitAt(leaf, top, page.start + height, page.pieces.length === 0);
        if (split) {
          page.pieces.push({ leaf: leaf, to: split.to });
          top = split.top;
          open({ head: 0 }, top);
        } else if (page.pieces.length === 0) {
          break;
        } else {
          var carried = takeKept(page.pieces);
          open(carried.length ? carried[0].leaf : leaf, carried.length ? carried[0].leaf.top : top);
          page.pieces = carried;
          if (carried.length && leaf.bottom - page.start > height && leaf.whole) break;
        }
      }
      page.pieces.push({ leaf: leaf, to: null });
    }
    leaves.forEach(function (leaf) {
      if (!page || (leaf.fresh && page.pieces.length)) open(leaf, leaf.top);
      place(leaf);
    });
    return pages;
  }

  // Headings at the end of a page go over to the next with what they head; never all of a page.
  function takeKept(pieces) {
    var carried = [];
    while (pieces.length > 1 && pieces[pieces.length - 1].leaf.keep) carried.unshift(pieces.pop());
    return carried;
  }

  // Where to end a paragraph so that at least two lines stand on either side.
  function splitAt(leaf, top, limit, alone) {
    var lines = linesOf(leaf).filter(function (line) { return line.bottom > top + 1; });
    var fit = lines.filter(function (line) { return line.bottom + line.lead <= limit + 0.5; }).length;
    if (lines.length - fit === 1) fit -= 1;
    if (fit < (alone ? 1 : 2) || fit >= lines.length) return null;
    var next = lines[fit];
    var to = positionAt(leaf.node, next.top + leaf.origin);
    return to && { to: to, top: next.top - next.lead };
  }

  function linesOf(leaf) {
    if (leaf.lines) return leaf.lines;
    var lines = [];
    texts(leaf.node).forEach(function (text) {
      rects(text, 0, text.length).forEach(function (box) {
        var line = lines[lines.length - 1];
        if (line && box.top < line.bottom - 2) {
          line.top = Math.min(line.top, box.top);
          line.bottom = Math.max(line.bottom, box.bottom);
        } else {
          lines.push({ top: box.top, bottom: box.bottom });
        }
      });
    });
    var lead = lines.length ? Math.max(0, lines[0].top - leaf.origin - leaf.top) : 0;
    leaf.lines = lines.map(function (line) {
      return { top: line.top - leaf.origin, bottom: line.bottom - leaf.origin, lead: lead };
    });
    return leaf.lines;
  }

  function texts(element) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, null);
    var found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  function rects(text, from, to) {
    var range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, to);
    return Array.from(range.getClientRects()).filter(function (box) { return box.width > 0; });
  }

  // The first character at or below a height.
  function positionAt(element, top) {
    var all = texts(element);
    for (var i = 0; i < all.length; i++) {
      var boxes = rects(all[i], 0, all[i].length);
      if (!boxes.length || boxes[boxes.length - 1].top < top - 2) continue;
      var low = 0;
      var high = all[i].length - 1;
      while (low < high) {
        var middle = (low + high) >> 1;
        var box = rects(all[i], middle, middle + 1)[0];
        if (box && box.top < top - 2) low = middle + 1; else high = middle;
      }
      return { node: all[i], offset: low };
    }
    return null;
  }

  function build(flow, pages, tables, makeSheet) {
    var copies = ancestors(flow, tables);
    var shifts = new Map();
    var pageOf = new Map();
    var sheets = pages.map(function (page, n) {
      var made = makeSheet(n + 1);
      copies.turn();
      page.pieces.forEach(function (piece) {
        var place = copies.place(piece.leaf.node, made.body);
        var node = piece.to ? extract(piece.leaf.node, piece.to, shifts) : piece.leaf.node;
        note(node, place, pageOf, n + 1);
        place.appendChild(node);
        if (piece === page.pieces[0]) atTop(node, made.body);
      });
      return made.sheet;
    });
    return { sheets: sheets, pageOf: pageOf };
  }

  // What begins a sheet was measured without the space above it.
  function atTop(node, body) {
    for (var up = node; up !== body; up = up.parentNode) up.classList.add("at-top");
  }

  // Takes what stands before a position out of a paragraph, as a paragraph like it; the rest is marked as going on.
  function extract(leaf, to, shifts) {
    var offset = to.offset - (shifts.get(to.node) || 0);
    var range = document.createRange();
    range.setStart(leaf, 0);
    range.setEnd(to.node, offset);
    shifts.set(to.node, to.offset);
    var first = leaf.cloneNode(false);
    first.classList.add("goes-on");
    first.appendChild(range.extractContents());
    leaf.removeAttribute("id");
    leaf.classList.add("continued");
    return first;
  }

  // Ids of a piece and of the copies around it that are met for the first time.
  function note(node, place, pageOf, number) {
    Array.from(node.querySelectorAll ? node.querySelectorAll("[id]") : []).concat(node).forEach(function (one) {
      if (one.id && !pageOf.has(one.id)) pageOf.set(one.id, number);
    });
    for (var up = place; up && up.nodeType === 1; up = up.parentNode) {
      if (up.id && !pageOf.has(up.id)) pageOf.set(up.id, number);
    }
  }

  // Shallow copies of the ancestors of a piece, shared by the pieces of one sheet.
  function ancestors(flow, tables) {
    var open = new Map();
    var met = new Map();
    var heads = new Map();
    tables.forEach(function (one) {
      fix(one);
      if (one.table.tHead) heads.set(one.table, one.table.tHead.cloneNode(true));
    });
    function copy(source, body) {
      if (source === flow) return body;
      if (open.has(source)) return open.get(source);
      var parent = copy(source.parentNode, body);
      var made = source.cloneNode(false);
      if (met.has(source)) again(source, made);
      else if (source.tagName === "LI") count(source.parentNode);
      if (!met.has(source)) met.set(source, 0);
      open.set(source, made);
      parent.appendChild(made);
      return made;
    }
    function again(source, made) {
      made.removeAttribute("id");
      made.classList.add("continued");
      if (source.tagName === "OL") made.start = source.start + met.get(source);
      if (source.tagName === "LI" && open.get(source.parentNode)) open.get(source.parentNode).start -= 1;
      if (heads.has(source)) made.appendChild(heads.get(source).cloneNode(true));
    }
    function count(list) {
      if (met.has(list)) met.set(list, met.get(list) + 1);
    }
    return {
      turn: function () { open = new Map(); },
      place: function (leaf, body) {
        var made = copy(leaf.parentNode, body);
        if (leaf.classList.contains("continued")) {
          if (made.tagName === "OL") made.start -= 1;
        } else {
          count(leaf.parentNode);
        }
        return made;
      }
    };
  }

  // Holds a table to the widths it was measured with.
  function fix(one) {
    one.table.style.tableLayout = "fixed";
    one.table.style.width = one.width + "px";
    one.widths.forEach(function (width, n) {
      one.row.cells[n].style.boxSizing = "border-box";
      one.row.cells[n].style.width = width + "px";
    });
  }
})();
