// In: an entry of the ledger. Out: its card: what was found, by which clause, and what is to be done next.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element, ledger = shouce.ledger;
  var root = document.documentElement.getAttribute('data-root');
  var DATES = ['found', 'due', 'told', 'fixed', 'checked', 'closed'];

  function say(key, values) {
    return shouce.word('ledger.' + key, values);
  }

  function clause(entry) {
    if (!entry.clause) return '';
    var text = say('basis', { clause: entry.clause });
    var first = entry.ref.split(' ')[0];
    if (!/^[\w-]+#[\w-]+$/.test(first)) return text;
    var link = element('a', '', text);
    link.href = root + 'regs/' + first.replace('#', '.html#');
    return link;
  }

  function field(entry, key, tell) {
    var input = element(key === 'text' ? 'textarea' : 'input');
    if (key === 'text') input.rows = 2;
    else input.type = DATES.indexOf(key) >= 0 ? 'date' : 'text';
    if (key === 'who') input.setAttribute('list', 'ledger-who');
    input.autocomplete = 'off';
    input.maxLength = 500;
    input.value = entry[key];
    input.setAttribute('data-field', key);
    input.addEventListener('change', function () { tell(key, input.value); });
    return element('label', key === 'text' ? 'wide' : '', [element('span', '', say('field.' + key)), input]);
  }

  function ways(entry, tell) {
    var buttons = ['spot', 'tell'].map(function (way) {
      var one = shouce.button(say('way.' + way), function () { tell('way', entry.way === way ? '' : way); });
      one.setAttribute('aria-pressed', String(entry.way === way));
      return one;
    });
    var line = element('div', 'ledger-ways', [element('span', '', say('field.way'))].concat(buttons));
    line.setAttribute('role', 'group');
    line.setAttribute('aria-label', say('field.way'));
    return line;
  }

  // Buttons of the next step; what it writes is today's date, which can be changed beneath.
  function steps(entry, act) {
    var step = ledger.step(entry);
    if (step === 'closed' || step === 'way') return [];
    if (step === 'check') {
      return [shouce.button(say('do.good'), function () { act(true); }, 'primary'), shouce.button(say('do.bad'), function () { act(false); })];
    }
    return [shouce.button(say('do.' + step), function () { act(true); }, 'primary')];
  }

  // `hands`: {tell(key, value), act(good), remove()}
  shouce.ledgerCard = function (entry, number, today, hands) {
    var step = ledger.step(entry);
    var late = ledger.late(entry, today);
    var card = element('li', 'ledger-card' + (late ? ' late' : '') + (step === 'closed' ? ' closed' : ''), [
      element('p', 'ledger-what', [element('b', '', number + '. ' + [entry.item, entry.text].filter(Boolean).join('——')), ' ',
        element('span', 'state', late ? say('late_since', { date: entry.due }) : say('state.' + step))]),
      element('p', 'meta', [[entry.title, entry.serial, entry.row && say('row', { n: entry.row }), entry.place].filter(Boolean).join(' · ') + ' ', clause(entry)]),
      ways(entry, hands.tell),
      element('div', 'ledger-next', steps(entry, hands.act))
    ]);
    var keys = ['text', 'found', 'who', 'due'].concat(entry.way === 'tell' ? ['told', 'fixed', 'checked'] : [], ['closed']);
    var more = element('details', '', [element('summary', '', say('more')), element('div', 'ledger-fields', keys.map(function (key) {
      return field(entry, key, hands.tell);
    })), shouce.button(say('remove'), hands.remove, 'erase')]);
    card.append(more);
    card.setAttribute('data-id', ledger.id(entry));
    return card;
  };
})();
