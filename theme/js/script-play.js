// uses: lib/element.js script/slots.js script/play.js script/cards.js
// words: script copied
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
    var button = shouce.button(shouce.word('script.copy'), function () {
      copy(slots.text(said.querySelector('.words')), function (done) {
        button.textContent = shouce.word(done ? 'copied' : 'script.copy_failed');
        setTimeout(function () { button.textContent = shouce.word('script.copy'); }, 1500);
      });
    }, 'copy');
    said.append(button);
  }

  // The clipboard, where a page from disk may use it; else a field whose text is selected.
  function copy(text, tell) {
    var byField = function () { tell(copyByField(text)); };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { tell(true); }, byField);
    } else {
      byField();
    }
  }

  function copyByField(text) {
    var focused = document.activeElement;
    var field = shouce.element('textarea', 'visually-hidden');
    field.value = text;
    document.body.append(field);
    field.select();
    var done = document.execCommand('copy');
    field.remove();
    if (focused) focused.focus();
    return done;
  }

  main();
})();
