// uses: lib/element.js lib/weeks.js
// words: quiz_choose
// Whose paper of which week: date, unit and post, each to be changed by the reader (clocks are wrong). In: what to do after a change.
// Out: {element, day, week, title, reader, names, questions, size}: how many questions the
// reader may be asked, and how many a paper has. Unit and post go with the reader to other pages.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var element = shouce.element;
  var weeks = shouce.weeks;

  function say(key, values) {
    return shouce.word('quiz_choose.' + key, values);
  }

  function today() {
    var date = new Date();
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  }

  function iso(day) {
    return day.map(function (n) { return (n < 10 ? '0' : '') + n; }).join('-');
  }

  shouce.today = today;

  shouce.quizChooser = function (day, changed) {
    var date = element('input');
    var said = element('b', 'week');
    var whose = element('span', 'whose');
    var one = { day: day, iso: function () { return iso(one.day); }, heading: heading, element: element('div', 'quiz-bar', [element('label', '', [say('date'), date]), said, whose]) };
    date.type = 'date';
    date.value = iso(day);
    date.addEventListener('change', function () {
      var parts = date.value.split('-').map(Number);
      if (parts.length === 3 && parts.every(Boolean)) one.day = parts;
      renew();
    });
    document.addEventListener('shouce:choice', function () {
      if (one.reader.unit !== shouce.reader.unit || one.reader.role !== shouce.reader.role) renew();
    });

    // What stands at the head of a paper; `title` has a place for the week.
    function heading(title) {
      return { title: title.replace('{week}', one.title.split('（')[0]), unit: one.names.unit, role: one.names.role };
    }

    function renew() {
      show();
      changed();
    }

    function show() {
      one.reader = { unit: shouce.reader.unit, role: shouce.reader.role };
      one.week = weeks.serial(one.day[0], one.day[1], one.day[2]);
      one.title = weekWords(one.week);
      one.names = { unit: name(shouce.site.units, one.reader.unit), role: name(shouce.site.roles, one.reader.role) };
      one.questions = shouce.bank.questions.filter(function (q) { return weeks.isFor({ unit: q.u, roles: q.g }, one.reader); }).length;
      one.size = weeks.size(shouce.bank.sizes, one.week);
      said.textContent = one.title;
      var focused = document.activeElement && document.activeElement.name;
      whose.textContent = '';
      pickers(one.reader.unit).forEach(function (picker) { whose.append(picker); });
      var again = focused && whose.querySelector('select[name="' + focused + '"]');
      if (again) again.focus();
    }

    show();
    return one;
  };

  function weekWords(week) {
    var found = weeks.describe(week);
    return say('week_of', {
      year: found.year, week: found.week, from_month: found.monday[1], from_day: found.monday[2],
      to_month: found.sunday[1], to_day: found.sunday[2]
    });
  }

  function name(list, id) {
    var found = list.filter(function (one) { return one.id === id; })[0];
    return found ? found.name : '';
  }

  // Units and posts that have questions.
  function pickers(unit) {
    var units = shouce.site.units.filter(function (one) { return asked(function (q) { return q.u === one.id; }); });
    var roles = shouce.site.roles.filter(function (one) {
      return asked(function (q) { return (!unit || !q.u || q.u === unit) && (q.g || []).indexOf(one.id) >= 0; });
    });
    var both = [units.length > 1 && picker('unit', units, 'code', 'u'), roles.length && picker('role', roles, 'id', 'r')];
    return both.filter(Boolean);
  }

  function asked(fits) {
    return shouce.bank.questions.some(fits);
  }

  function picker(name, list, key, choice) {
    var select = element('select');
    select.name = name;
    select.append(new Option(say('all_' + name + 's'), ''));
    list.forEach(function (one) { select.append(new Option(one.name, one[key])); });
    select.value = shouce.choice[choice];
    if (select.selectedIndex < 0) select.selectedIndex = 0;
    select.addEventListener('change', function () {
      var changes = {};
      changes[choice] = select.value;
      shouce.choose(changes);
    });
    return element('label', '', [say(name), select]);
  }
})();
