// In: the copies of a stack. Out: its list, a line a form and day: how many sheets, which serial numbers, who took them, whether
// they came back.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element;
  var text = shouce.stackText;
  // Lines of 10 mm on a sheet: what its head and foot leave.
  var LINES = 22;
  var CLASSES = ['number', 'when', 'what', 'count', 'serials', 'open', 'open'];

  function say(key, values) {
    return shouce.word('stack_cover.' + key, values);
  }

  function lines(copies, each) {
    var found = [];
    copies.forEach(function (copy) {
      var last = found[found.length - 1];
      if (last && last.form === copy.form && last.at === copy.at) {
        last.sheets += each(copy.form);
        last.to = copy.serial;
      } else {
        found.push({ form: copy.form, at: copy.at, when: when(copy), sheets: each(copy.form), from: copy.serial, to: copy.serial });
      }
    });
    return found;
  }

  function when(copy) {
    if (copy.date) return text.dayOfYear(copy.date);
    if (copy.week) return text.week(copy.week);
    return copy.month ? text.month(copy.month) : '';
  }

  // What the head of the list says of a plan, how many sheets it has, the day of printing.
  function about(plan, total, today) {
    var span = plan.from === plan.to ? text.day(plan.from) : text.say('span', { from: text.day(plan.from), to: text.day(plan.to) });
    return { period: say('period') + '：' + span, made: say('made') + '：' + text.day(today),
      count: say('all') + '：' + say('sheets', { n: total }) };
  }

  // In: the plan and its copies; how it is wanted: sheets a copy and in all, the day of printing. Out: the sheets of the list.
  function build(made, wanted) {
    var all = lines(made.copies, wanted.each);
    var head = about(made.plan, wanted.total, wanted.today);
    var pages = Math.ceil(all.length / LINES) || 1;
    var out = document.createDocumentFragment();
    for (var page = 0; page < pages; page++) {
      out.append(sheet(all.slice(page * LINES, (page + 1) * LINES), page, pages, head));
    }
    return out;
  }

  function sheet(some, page, pages, about) {
    var head = element('header', 'sheet-head', [
      element('p', 'sheet-top cover-top', [element('span', '', shouce.site.title), element('span', '', about.made)]),
      element(page ? 'p' : 'h2', 'sheet-title', say('title')),
      element('p', 'cover-about', [element('span', '', about.period), element('span', '', about.count)])
    ]);
    var body = element('tbody', '', some.map(function (line, at) { return row(line, page * LINES + at + 1); }));
    var heads = element('tr', 'h9', say('heads').split('、').map(function (name, at) {
      var one = element('th', CLASSES[at], name);
      one.scope = 'col';
      return one;
    }));
    var table = element('table', 'grid cover', [element('thead', '', heads), body]);
    var number = say('page', { n: page + 1, all: pages });
    var foot = element('footer', 'sheet-foot cover-foot', element('p', 'sheet-last', element('span', 'page-no', number)));
    return element('div', 'sheet-box', element('section', 'sheet portrait', [
      head, element('div', 'sheet-body', element('div', 'grids', table)), foot
    ]));
  }

  function row(line, n) {
    var serials = line.from === line.to ? line.from : [line.from, element('br'), say('serials', { to: line.to })];
    var cells = [String(n), line.when, [element('b', '', line.form.title), ' ' + line.form.code + ' ' + line.form.version],
      String(line.sheets), serials, '', ''];
    return element('tr', 'h10', cells.map(function (cell, at) { return element('td', CLASSES[at], cell); }));
  }

  shouce.stackCover = build;
})();
