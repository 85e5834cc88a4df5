// In: the name of a script of assets/ that is rarely needed, and of its style sheet. Out: a Promise that is kept when both are there.
// Each is loaded once; one that could not be loaded may be asked for again.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var root = document.documentElement.getAttribute('data-root') || '';
  var loaded = {};

  shouce.load = function (files) {
    return Promise.all(files.map(function (file) {
      loaded[file] = loaded[file] || one(file);
      return loaded[file];
    }));
  };

  function one(file) {
    return new Promise(function (resolve, reject) {
      var address = root + 'assets/' + file + '?v=' + encodeURIComponent(shouce.site.date);
      var sheet = /\.css$/.test(file);
      var tag = document.createElement(sheet ? 'link' : 'script');
      if (sheet) tag.rel = 'stylesheet';
      tag[sheet ? 'href' : 'src'] = address;
      tag.onload = resolve;
      tag.onerror = function () {
        delete loaded[file];
        tag.remove();
        reject(new Error(file));
      };
      document.head.append(tag);
    });
  }
})();
