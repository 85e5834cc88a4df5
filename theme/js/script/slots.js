// uses: lib/element.js
// words: script
// In: a page of scripts. Out: a panel with a field for each slot that occurs in what staff say; what is written there stands in
// every such slot and in copied text. Kept by this page only while it is open.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;

  function say(key) {
    return shouce.word('script.' + key);
  }

  shouce.scriptSlots = function (page) {
    var slots = Array.from(page.querySelectorAll('.slot'));
    slots.forEach(function (slot) { slot.setAttribute('data-slot', slot.textContent); });
    return { panel: slots.length ? panel(page, slots) : null, text: text };
  };

  // What is said as plain text; an empty slot keeps its braces.
  function text(words) {
    var copy = words.cloneNode(true);
    copy.querySelectorAll('br').forEach(function (end) { end.replaceWith('\n'); });
    copy.querySelectorAll('.slot:not(.filled)').forEach(function (slot) { slot.textContent = '{' + slot.textContent + '}'; });
    return copy.textContent.trim();
  }

  function panel(page, slots) {
    var names = slots.filter(function (slot) { return slot.closest('.say.staff'); })
      .map(function (slot) { return slot.getAttribute('data-slot'); });
    var fields = Array.from(new Set(names)).map(function (name) { return field(name, slots); });
    var erase = shouce.button(say('erase'), function () {
      fields.forEach(function (one) {
        one.lastChild.value = '';
        one.lastChild.dispatchEvent(new Event('input'));
      });
      fields[0].lastChild.focus();
    });
    return element('details', 'slots', [
      element('summary', '', say('fill')), element('div', 'fields', fields),
      element('p', 'actions', [erase, element('span', 'remark', say('fill_note'))])
    ]);
  }

  function field(name, slots) {
    var input = element('input');
    input.type = 'text';
    input.autocomplete = 'off';
    input.addEventListener('input', function () {
      slots.forEach(function (slot) {
        if (slot.getAttribute('data-slot') !== name) return;
        slot.textContent = input.value.trim() || name;
        slot.classList.toggle('filled', Boolean(input.value.trim()));
      });
    });
    return element('label', '', [name, input]);
  }
})();
