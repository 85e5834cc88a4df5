// uses: lib/element.js lib/pack.js
// words: script
// In: a page of scripts. Out: desk cards, printed: what staff say in each situation, two columns a sheet, to be cut
// along dashed lines.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;
  var root = document.documentElement;
  var SLACK = 0.97;

  var box = null;

  shouce.scriptCards = function (page) {
    if (!box) {
      box = element('div', 'card-sheets');
      document.body.append(box);
      window.addEventListener('afterprint', function () { root.classList.remove('has-card-sheets'); });
    }
    print(page);
  };

  function print(page) {
    lay(box, Array.from(page.querySelectorAll('.situation')).map(card));
    root.classList.add('has-card-sheets');
    window.print();
  }

  function lay(box, cards) {
    box.textContent = '';
    var trial = sheet();
    box.append(trial);
    var room = (trial.clientHeight - padding(trial)) * SLACK;
    cards.forEach(function (one) { trial.firstChild.append(one); });
    cards = [].concat.apply([], cards.map(function (one) { return parted(one, room); }));
    var heights = cards.map(function (one) { return one.getBoundingClientRect().height; });
    trial.remove();
    shouce.pack(heights, room, 2).forEach(function (columns) {
      var one = sheet();
      columns.forEach(function (places, at) {
        places.forEach(function (place) { one.children[at].append(cards[place]); });
      });
      box.append(one);
    });
  }

  // A card that is taller than a column goes on, under its title, on others.
  function parted(card, room) {
    var box = card.getBoundingClientRect();
    if (box.height <= room) return [card];
    var parts = Array.from(card.children).slice(1);
    var heights = parts.map(function (part, at) {
      var next = parts[at + 1];
      return (next ? next.getBoundingClientRect().top : box.bottom) - part.getBoundingClientRect().top;
    });
    var left = room - (parts[0].getBoundingClientRect().top - box.top) - padding(card);
    return shouce.pack(heights, left).map(function (columns, at) {
      var one = at ? element('section', 'card', card.firstChild.cloneNode(true)) : card;
      columns[0].forEach(function (place) { one.append(parts[place]); });
      card.parentNode.append(one);
      return one;
    });
  }

  function padding(one) {
    var style = getComputedStyle(one);
    return parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  }

  function sheet() {
    return element('section', 'card-sheet', [element('div', 'column'), element('div', 'column')]);
  }

  function card(situation) {
    var basis = situation.querySelector(':scope > .basis');
    var parts = [element('h2', '', situation.querySelector('h2').textContent)];
    if (basis) parts.push(element('span', 'source', basis.textContent));
    situation.querySelectorAll('.say').forEach(function (line) {
      var words = line.querySelector('.words').cloneNode(true);
      words.className = line.classList.contains('staff') ? 'said' : 'asked';
      if (words.className === 'asked') words.prepend(line.querySelector('.who').textContent + '：');
      parts.push(words);
    });
    var never = Array.from(situation.querySelectorAll('.banned li')).map(function (one) { return one.textContent; });
    if (never.length) parts.push(element('p', 'never', shouce.word('script.never') + never.join('；')));
    return element('section', 'card', parts);
  }
})();
