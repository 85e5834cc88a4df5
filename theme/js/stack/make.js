// In: a plan of the stack, how it is wanted. Out: the sheets of its forms, fetched and filled in, a cover list before them where one
// is wanted; or a refusal that names the file and the form.
(function () {
  'use strict';
  var shouce = window.shouce;
  var root = document.documentElement.getAttribute('data-root');
  var loaded = {};

  // The sheets of a form come by a script that calls this.
  shouce.stackForm = function (id, sheets, more) {
    loaded[id] = { sheets: sheets, more: more };
  };

  function load(form) {
    return loaded[form.id] || shouce.bring(root + form.src).catch(function () { /* It is missed below. */ });
  }

  function make(made, wanted) {
    return Promise.all(wanted.forms.map(load)).then(function () {
      var lost = wanted.forms.filter(function (form) { return !loaded[form.id]; })[0];
      if (lost) throw { src: lost.src, title: lost.title };
      var out = shouce.stackSheets.build(made.copies, loaded, wanted.more);
      if (wanted.cover) out.prepend(shouce.stackCover(made, wanted));
      return out;
    });
  }

  shouce.stackMake = make;
})();
