// uses: lib/element.js
// words: form
// In: the page of a form. Out: its buttons beside what the form is for; without scripts the browser's own print does it. What fills
// it in on screen is loaded when it is asked for, and on the way back to a form that was being filled in.
(function () {
  'use strict';
  var shouce = window.shouce;

  function main() {
    var place = document.querySelector('.print-button');
    if (!place || !document.querySelector('.sheet')) return;
    var draft = shouce.store.get('fill:' + document.querySelector('.sheet').dataset.form);
    var begin = shouce.button(shouce.word(draft ? 'form.resume' : 'form.fill'), fill);
    place.append(shouce.button(shouce.word('form.print'), function () { window.print(); }, 'primary'), begin);
    if (shouce.link.read(location.search).fill) fill();

    function fill() {
      shouce.load(['fill.css', 'form-fill.js']).then(function () {
        begin.hidden = true;
        try {
          history.replaceState(history.state, '', location.pathname.split('/').pop() + shouce.link.write(location.search.slice(1), { fill: '1' }) + location.hash);
        } catch (refused) { /* A reload shows the blank form, the draft is kept. */ }
        shouce.fill();
      }, function () { place.append(' ' + shouce.word('form.missing')); });
    }
  }

  main();
})();
