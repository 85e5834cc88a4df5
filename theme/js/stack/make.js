// In: a plan of the stack, how it is wanted, the place for its sheets. Out: the sheets of its forms fetched and laid there, with a
// cover list where one is wanted; or the form whose sheets could not be fetched.
(function () {
  'use strict';
  var shouce = window.shouce;
  var loaded = {}, waiting = {};

  // The sheets of a form come by a script that calls this.
  shouce.stackForm = function (id, sheets, more) {
    loaded[id] = { sheets: sheets, more: more };
  };

  function load(form) {
    if (loaded[form.id]) return Promise.resolve();
    waiting[form.id] = waiting[form.id] || new Promise(function (done) {
      var script = document.createElement('script');
      script.src = document.documentElement.getAttribute('data-root') + form.src;
      script.onload = script.onerror = function () {
        delete waiting[form.id];
        done();
      };
      document.head.append(script);
    });
    return waiting[form.id];
  }

  function make(made, wanted, place) {
    return Promise.all(wanted.forms.map(load)).then(function () {
      var lost = wanted.forms.filter(function (form) { return !loaded[form.id]; })[0];
      if (lost) return lost;
      place.textContent = '';
      if (wanted.cover) {
        var about = shouce.stackCover.about(made.plan, wanted.total, wanted.today);
        place.append(shouce.stackCover.build(made.copies, wanted.each, about));
      }
      shouce.stackSheets.build(made.copies, loaded, wanted.more, place);
      return null;
    });
  }

  shouce.stackMake = make;
})();
