// uses: lib/element.js
// words: script
// In: one situation of a script, the line and the button that start it. Out: role play: the caller's line stands there, the staff's is shown when the reader
// has said it (click, Enter, space or an arrow), then comes the next.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  function say(key, values) {
    return shouce.word('script.' + key, values);
  }

  shouce.scriptPlay = function (situation, bar, start) {
    var lines = Array.from(situation.querySelectorAll('.say'));
    var status = shouce.element('span', 'play-bar');
    var stop = shouce.button(say('stop'), end);
    var at = -1;
    situation.classList.add('playing');
    lines.forEach(function (line) { line.classList.add('ahead'); });
    start.hidden = true;
    bar.append(stop, status);
    situation.addEventListener('keydown', onKey);
    next();

    // Shows the next line: the caller's as it is, the staff's behind a button.
    function next() {
      at += 1;
      if (at === lines.length) return end();
      var line = lines[at];
      line.classList.remove('ahead');
      status.textContent = say('play_at', { n: at + 1, all: lines.length });
      if (line.classList.contains('staff')) turn(line);
      else if (at + 1 < lines.length) next();
      else finish();
    }

    function turn(line) {
      var reveal = shouce.button(say('reveal'), function () {
        line.classList.remove('turn');
        reveal.remove();
        if (at + 1 < lines.length) next();
        else finish();
      }, 'reveal');
      line.classList.add('turn');
      line.append(reveal);
      reveal.focus({ preventScroll: true });
      line.scrollIntoView({ block: 'nearest' });
    }

    function finish() {
      status.textContent = say('played');
      situation.classList.remove('playing');
      stop.textContent = say('close');
      start.hidden = false;
      start.textContent = say('again');
      start.focus({ preventScroll: true });
      forget();
    }

    function end() {
      situation.classList.remove('playing');
      lines.forEach(function (line) { line.classList.remove('ahead', 'turn'); });
      forget();
      start.focus({ preventScroll: true });
    }

    function forget() {
      situation.querySelectorAll('.reveal').forEach(function (one) { one.remove(); });
      situation.removeEventListener('keydown', onKey);
      stop.remove();
      if (situation.classList.contains('playing')) return;
      start.hidden = false;
    }

    function onKey(event) {
      var reveal = situation.querySelector('.reveal');
      if (event.key === 'Escape') end();
      else if (reveal && /^(ArrowDown|ArrowRight|PageDown)$/.test(event.key)) reveal.click();
      else return;
      event.preventDefault();
    }
  };
})();
