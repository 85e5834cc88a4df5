// uses: lib/element.js
// words: form
// In: the page of a form. Out: its print button beside what the form is for; without scripts the browser's own print does it.
(function () {
  'use strict';
  var shouce = window.shouce;

  function main() {
    var place = document.querySelector('.print-button');
    if (place) place.append(shouce.button(shouce.word('form.print'), function () { window.print(); }, 'primary'));
  }

  main();
})();
