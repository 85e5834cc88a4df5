// uses: copy.js lib/element.js script/slots.js script/play.js script/cards.js
// words: script
// A page of scripts: slots filled once for the page, copy buttons, role play, desk cards. All of it is added here; the page reads
// well without.
(function () {
  'use strict';
  var shouce = window.shouce;
  var page = document.querySelector('article.script');

  function main() {
    if (!page) return;
    var situations = page.querySelector('.situations');
    var slots = shouce.scriptSlots(page);
    if (slots.panel) situations.parentNode.insertBefore(slots.panel, situations);
    page.querySelectorAll('.say.staff').forEach(function (said) { addCopy(said, slots); });
    page.querySelectorAll('.situation').forEach(shouce.scriptPlay);
    shouce.scriptCards(page);
  }

  // A button that copies what is said, slots filled in.
  function addCopy(said, slots) {
    var button = shouce.copyButton(shouce.word('script.copy'), function () { return slots.text(said.querySelector('.words')); });
    button.classList.add('copy');
    said.append(button);
  }

  main();
})();
