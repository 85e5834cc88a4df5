// uses: lib/fsrs.js lib/drill-turn.js
// words: quiz_drill_cards
// The cards of the drill, and its progress as a file. In: the page that shows them (stage, state, progress). Out: {ask, wrongBook, save, load}.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var root = document.documentElement.getAttribute('data-root') || '';

  function say(word, values) {
    return shouce.word('quiz_drill_cards.' + word, values);
  }

  shouce.drillCards = function (host) {
    var state = host.state;

    function wrongBook() {
      var book = host.wrong();
      if (!book.length) return host.show([element('p', '', say('no_wrong')), element('p', 'actions', shouce.button(say('back'), host.cover))], { enter: host.cover, escape: host.cover });
      var lines = book.map(function (id) {
        var one = made(id);
        return element('li', '', [element('p', 'stem', shouce.withBlanks(one.stem)), element('p', 'key', shouce.quizPaper.keyInWords(one)), basis(one)]);
      });
      var practise = function () { state.list = host.wrong; state.all = true; ask(); };
      host.show([element('h2', 'stem', say('wrong', { n: book.length })),
        element('p', 'actions', [shouce.button(say('practise'), practise, 'primary'), shouce.button(say('back'), host.cover)]), element('ol', 'results', lines)],
        { enter: practise, escape: host.cover });
    }

    function made(id) {
      return shouce.quizPaper.compose(shouce.bank, [id], host.today() + state.turn).questions[0];
    }

    function ask() {
      var id = shouce.drill.next(host.progress(), state.list(), host.today(), state.last, state.all);
      if (!id) {
        var back = shouce.button(say('back'), host.cover, 'primary');
        host.show([element('p', 'about', say('done')), element('p', 'actions', back)], { enter: host.cover, escape: host.cover });
        return back.focus();
      }
      var one = made(id);
      var parts = front(one);
      var field = one.kind === 'fill-in' ? element('input', 'written') : null;
      if (field) {
        field.type = 'text';
        field.autocomplete = 'off';
        parts.push(element('label', 'write', [say('write'), field]));
      }
      var turn = function () { reveal(one, field && field.value); };
      host.show(parts.concat(element('p', 'actions', [shouce.button(say('reveal'), turn, 'primary'), shouce.button(say('stop'), host.cover)])), { enter: turn, escape: host.cover });
      if (field) field.focus();
      else focus();
    }

    function focus() {
      var head = host.stage.querySelector('h2.stem');
      head.tabIndex = -1;
      head.focus();
    }

    function front(one) {
      var parts = [element('h2', 'stem', shouce.withBlanks(one.stem))];
      if (one.pairs) parts.push(list(one.pairs.map(function (pair, at) { return at + 1 + '. ' + pair[0]; })));
      if (one.options && one.options.length && one.kind !== 'true-false') parts.push(list(one.options.map(function (option) { return option.letter + '. ' + option.text; })));
      return parts;
    }

    function list(texts) {
      return element('ul', 'options shown', texts.map(function (text) { return element('li', 'option', text); }));
    }

    function basis(one) {
      var link = element('a', 'cite', one.bases[0].cite);
      link.href = root + one.bases[0].url;
      return element('p', 'basis', link);
    }

    // The back of the card; what was written is compared, the reader says how well it was known.
    function reveal(one, given) {
      var told = given ? shouce.quizAnswer.grade(one, given) : null;
      var box = element('div', 'verdict ' + (told === null ? 'open' : told ? 'right' : 'wrong'));
      if (told !== null) box.append(element('p', 'mark', say(told ? 'right' : 'not_right')));
      box.append(element('p', 'key', shouce.quizPaper.keyInWords(one)));
      if (one.explanation) box.append(element('p', '', shouce.withBlanks(one.explanation)));
      box.append(basis(one));
      if (one.bases[0].text) box.append(element('blockquote', 'clause-text', shouce.withBlanks(one.bases[0].text)));
      var likely = told === false ? 1 : 3;
      var grades = [1, 2, 3, 4].map(function (grade) {
        return shouce.button([element('kbd', '', String(grade)), ' ' + say('grade_' + grade)], function () { rate(one, grade); }, grade === likely ? 'primary' : '');
      });
      host.show(front(one).concat(box, element('p', 'about', say('how')), element('p', 'actions grades', grades), element('p', 'actions', shouce.button(say('stop'), host.cover))), {
        press: function (grade) { rate(one, grade); }, enter: function () { rate(one, likely); }, escape: host.cover
      });
      focus();
    }

    function rate(one, grade) {
      state.turn += 1;
      state.last = one.id;
      shouce.drill.answer(host.progress(), one.id, host.today(), grade, state.turn);
      host.keep();
      ask();
    }

    function save() {
      var link = element('a');
      link.href = URL.createObjectURL(new Blob([shouce.drill.write(host.progress(), shouce.site.id)], { type: 'application/json' }));
      link.download = say('file');
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
    }

    function load() {
      var reader = new FileReader();
      reader.onload = function () {
        var other = shouce.drill.read(String(reader.result), shouce.site.id);
        host.note.textContent = other ? say('imported', { n: Object.keys(other.cards).length }) : say('not_ours');
        if (!other) return;
        host.merge(other);
      };
      reader.readAsText(state.file);
    }

    return { ask: ask, wrongBook: wrongBook, save: save, load: load };
  };
})();
