// In: the name of a script of assets/ that is rarely needed, and of its style sheet. Out: a Promise that is kept when both are there.
// Each is loaded once; one that could not be loaded may be asked for again.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var root = document.documentElement.getAttribute('data-root') || '';
  var loaded = {};

  shouce.load = function (files) {
    return Promise.all(files.map(function (file) {
      var address = root + 'assets/' + file + '?v=' + encodeURIComponent(shouce.site.date);
      loaded[file] = loaded[file] || shouce.bring(address).catch(function () {
        delete loaded[file];
        throw new Error(file);
      });
      return loaded[file];
    }));
  };

  // The same of any address, every time anew.
  shouce.bring = function (address) {
    return new Promise(function (resolve, reject) {
      var sheet = /\.css(\?|$)/.test(address);
      var tag = document.createElement(sheet ? 'link' : 'script');
      if (sheet) tag.rel = 'stylesheet';
      tag[sheet ? 'href' : 'src'] = address;
      tag.onload = resolve;
      tag.onerror = function () {
        tag.remove();
        reject(new Error(address));
      };
      document.head.append(tag);
    });
  };
})();
