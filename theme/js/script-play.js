// uses: copy.js outline.js lib/element.js script/slots.js
// words: script
// A page of scripts: slots filled once for the page, copy buttons, and buttons for role play and desk cards, whose code is loaded
// when it is wanted. All of it is added here; the page reads
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
    page.querySelectorAll('.situation').forEach(addPlay);
    page.querySelector('.page-head').append(shouce.element('p', 'actions no-print', shouce.button(shouce.word('script.cards'), function () {
      more(function () { shouce.scriptCards(page); });
    })));
  }

  // A button that copies what is said, slots filled in.
  function addCopy(said, slots) {
    var button = shouce.copyButton(shouce.word('script.copy'), function () { return slots.text(said.querySelector('.words')); });
    button.classList.add('copy');
    said.append(button);
  }

  function addPlay(situation) {
    var first = situation.querySelector('.say');
    if (!first) return;
    var bar = shouce.element('p', 'actions no-print');
    var start = shouce.button(shouce.word('script.play'), function () {
      more(function () { shouce.scriptPlay(situation, bar, start); });
    });
    bar.append(start);
    situation.insertBefore(bar, situation.querySelector('.say, .steps'));
  }

  function more(then) {
    shouce.load(['script-more.js']).then(then);
  }

  main();
})();
