// In: the copies of a stack and the sheets of their forms. Out: the sheets with date, floor, shift and serial number filled in.
(function () {
  'use strict';
  var shouce = window.shouce;
  var text = shouce.stackText;

  function values(copy) {
    return {
      date: copy.date && text.day(copy.date), week: copy.week && text.week(copy.week), month: copy.month && text.month(copy.month),
      floor: copy.floor, shift: copy.shift, round: String(copy.n)
    };
  }

  // The sheets of one form, to be copied; each sheet's box is no stop of its own for the keyboard among so many.
  function template(html) {
    var made = document.createElement('template');
    made.innerHTML = html;
    // A stack holds each row many times.
    Array.from(made.content.querySelectorAll('[id]')).forEach(function (one) { one.removeAttribute('id'); });
    Array.from(made.content.querySelectorAll('.sheet-box')).forEach(function (box) {
      ['tabindex', 'role', 'aria-label'].forEach(function (name) { box.removeAttribute(name); });
      if (box.querySelector('.landscape')) box.classList.add('lying');
    });
    return made;
  }

  function write(place, text) {
    place.textContent = text;
    place.classList.add('filled');
  }

  // A choice is ticked where it is one of those printed.
  function tick(field, text) {
    Array.from(field.querySelectorAll('.nb')).concat(field).some(function (part) {
      var node = Array.from(part.childNodes).filter(function (one) { return one.nodeType === 3; })[0];
      if (!node || node.data.indexOf('□' + text) < 0) return false;
      node.data = node.data.replace('□' + text, '■' + text);
      return true;
    });
  }

  function fill(sheets, copy) {
    var told = values(copy);
    Array.from(sheets.querySelectorAll('[data-field="serial"]')).forEach(function (place) { write(place, copy.serial); });
    Array.from(sheets.querySelectorAll('[data-fill]')).forEach(function (place) {
      var text = told[place.getAttribute('data-fill')];
      if (!text) return;
      if (place.getAttribute('data-kind') === 'choice') tick(place, text);
      else write(place, text);
    });
  }

  // All sheets of the stack.
  function build(copies, forms, withMore) {
    var templates = {};
    var all = document.createDocumentFragment();
    copies.forEach(function (copy) {
      var id = copy.form.id;
      templates[id] = templates[id] || template(forms[id].sheets + (withMore ? forms[id].more : ''));
      var sheets = document.importNode(templates[id].content, true);
      fill(sheets, copy);
      all.append(sheets);
    });
    return all;
  }

  // What is too long for its line is set smaller and goes on beneath.
  function fit(root) {
    Array.from(root.querySelectorAll('.filled')).filter(function (one) {
      return one.scrollWidth > one.clientWidth + 1;
    }).forEach(function (one) { one.classList.add('tight'); });
  }

  shouce.stackSheets = { build: build, fit: fit };
})();
