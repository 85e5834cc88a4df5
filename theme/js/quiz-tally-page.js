// uses: lib/element.js quiz/chooser.js
// words: tally_page
// The trainer's page of results: a field for names with result codes or with answers from paper, one for a roster. What counts them is
// loaded when there is something to count. Nothing leaves the page; the roster stays on this PC only where the trainer says so.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var app = document.getElementById('tally-app');
  var about = element('p', 'about');
  var report = element('div', 'tally-report');
  var choice, roster, lines, keep, timer;
  var saved = true;

  function main() {
    if (!app || !shouce.bank) return;
    var day = (shouce.link.read(location.search).w || '').split('-').map(Number);
    choice = shouce.quizChooser(day.length === 3 && day.every(Boolean) ? day : shouce.today(), count);
    roster = field(8, 'roster_sample');
    roster.value = shouce.store.get('tally:roster');
    lines = field(12, 'lines_sample');
    report.setAttribute('aria-live', 'polite');
    app.append(choice.element, about, element('div', 'tally-fields', [
      element('div', '', [element('label', 'wide', [element('b', '', say('lines')), lines]), element('p', 'hint', say('lines_hint'))]),
      element('div', '', [element('label', 'wide', [element('b', '', say('roster')), roster]), tools(), element('p', 'hint', say('roster_hint'))])
    ]), report);
    app.hidden = false;
    lines.addEventListener('focus', count);
    lines.addEventListener('input', later);
    roster.addEventListener('input', later);
    window.addEventListener('beforeunload', function (event) {
      if (saved || !lines.value.trim()) return;
      event.preventDefault();
      event.returnValue = '';
    });
  }

  function say(key, values) {
    return shouce.word('tally_page.' + key, values);
  }

  function field(rows, sample) {
    var one = element('textarea');
    one.rows = rows;
    one.placeholder = say(sample);
    one.spellcheck = false;
    one.autocomplete = 'off';
    return one;
  }

  function tools() {
    keep = element('input');
    keep.type = 'checkbox';
    keep.checked = Boolean(roster.value);
    keep.addEventListener('change', remember);
    var file = element('input');
    file.type = 'file';
    file.accept = '.txt,.csv,text/plain';
    file.addEventListener('change', function () { if (file.files[0]) read(file.files[0]); });
    return element('div', 'modes', [element('label', '', [keep, say('keep')]), element('label', '', [say('open'), file])]);
  }

  // A roster from a file: UTF-8, else as Chinese Windows writes it.
  function read(file) {
    var reader = new FileReader();
    reader.onload = function () {
      var text = new TextDecoder('utf-8').decode(reader.result);
      if (text.indexOf('\ufffd') >= 0) text = new TextDecoder('gbk').decode(reader.result);
      roster.value = text.replace(/^\ufeff/, '');
      later();
    };
    reader.readAsArrayBuffer(file);
  }

  function remember() {
    shouce.store.set('tally:roster', keep.checked ? roster.value : '');
  }

  function later() {
    remember();
    saved = false;
    clearTimeout(timer);
    timer = setTimeout(count, 250);
  }

  function count() {
    shouce.load(['quiz-core.js']).then(function () { return shouce.load(['quiz-tally.js', 'quiz-tally.css']); }).then(function () {
      shouce.tally({ choice: choice, lines: lines.value, roster: roster.value, about: about, report: report, saved: function () { saved = true; } });
    }).catch(function (error) { about.textContent = say('missing', { file: error.message }); });
  }

  if (document.readyState === 'complete') main();
  else document.addEventListener('DOMContentLoaded', main);
})();
