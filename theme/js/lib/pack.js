// In: heights of blocks and the height of a column. Out: which block stands in which column of which sheet. Pure.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  // Sheets of `columns` columns, each a list of places in `heights`; blocks keep their order and are never parted. One that is
  // taller than a column stands in a column of its own.
  shouce.pack = function (heights, room, columns) {
    var sheets = [];
    var left = 0;
    heights.forEach(function (height, at) {
      var sheet = sheets[sheets.length - 1];
      if (!sheet || height > left) {
        if (!sheet || sheet.length === (columns || 1)) sheets.push(sheet = []);
        sheet.push([]);
        left = room;
      }
      sheet[sheet.length - 1].push(at);
      left -= height;
    });
    return sheets;
  };
})();
