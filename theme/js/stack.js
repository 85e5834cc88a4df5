// uses: lib/element.js lib/stack.js stack/text.js
// words: stack
// The print centre: which forms, which days, floors and shifts; a preview of the stack; one print job. What is chosen stands in
// the address, so a stack can be kept as a bookmark and made without hands: `print.html?f=ly-patrol&from=2026-12-01&go=1`.
(function () {
  'use strict';
  var shouce = window.shouce;
  var element = shouce.element, stack = shouce.stack, text = shouce.stackText, say = text.say;
  var controls = document.getElementById('stack');
  var place = document.getElementById('stack-sheets');
  var root = document.documentElement;
  // More sheets than this are more than a browser lays out at once.
  var MOST = 3000;
  var QUICK = ['today', 'tomorrow', 'week', 'next_week', 'month', 'next_month'];
  var forms = {}, chosen = [], holidays = {}, boxes = {}, state = {};

  function main() {
    if (!controls) return;
    holidays = JSON.parse(controls.getAttribute('data-holidays'));
    Array.from(document.querySelectorAll('.stack-forms > li')).forEach(setUpForm);
    var asked = shouce.link.read(location.search);
    ['floor', 'shift'].forEach(function (kind) { setUpNames(kind, asked[kind + 's']); });
    setUpQuick();
    setUpFind();
    read(asked);
    controls.addEventListener('input', changed);
    controls.addEventListener('submit', function (event) {
      event.preventDefault();
      build(function () { window.print(); });
    });
    field('preview').addEventListener('click', function () { build(show); });
    field('clear').addEventListener('click', clear);
    controls.hidden = false;
    // An address that says which days is a whole stack, the same one everywhere.
    if (!asked.go && !asked.from) chosen.forEach(suggest);
    changed();
    if (asked.go) build(function () {});
    // Whoever opened the page without a window reads there why there is no stack.
    if (asked.go && state.fault) document.title = 'shouce: ' + state.fault;
  }

  function field(name) {
    return controls.elements[name];
  }

  // A box to tick before each form's link.
  function setUpForm(row) {
    var data = row.dataset;
    var form = { id: data.form, title: data.title, code: data.code, version: data.version, per: data.per.split(' '),
      sheets: Number(data.sheets), src: data.src, floors: data.floors, row: row };
    var box = form.box = element('input');
    box.type = 'checkbox';
    box.setAttribute('aria-label', data.title);
    box.addEventListener('change', function () { choose(form, box.checked); });
    row.insertBefore(box, row.firstChild);
    forms[form.id] = form;
  }

  function choose(form, on) {
    chosen = chosen.filter(function (one) { return one !== form; });
    if (on) {
      chosen.push(form);
      suggest(form);
    }
    form.box.checked = on;
    changed();
  }

  // The floors that the rule names, where none are written.
  function suggest(form) {
    if (form.floors && !boxes.floor && !field('floors').value) field('floors').value = form.floors;
  }

  // Floors and shifts that the unit has named are boxes to tick, those of the address among them; else there is a line to write
  // them on.
  function setUpNames(kind, asked) {
    var named = JSON.parse(controls.getAttribute('data-' + kind + 's'));
    var input = field(kind + 's');
    if (!named.length) {
      input.value = asked === undefined ? shouce.store.get('stack:' + kind) : asked;
      return;
    }
    var told = asked === undefined ? named : stack.names(asked);
    var names = named.concat(told.filter(function (name) { return named.indexOf(name) < 0; }));
    var line = input.closest('p');
    line.setAttribute('role', 'group');
    line.setAttribute('aria-label', input.closest('label').textContent.trim());
    boxes[kind] = names.map(function (name) {
      var box = element('input');
      box.type = 'checkbox';
      box.checked = told.indexOf(name) >= 0;
      box.value = name;
      return box;
    });
    line.append.apply(line, boxes[kind].map(function (box) { return element('label', '', [box, ' ' + box.value]); }));
    input.hidden = true;
  }

  function names(kind) {
    if (!boxes[kind]) return stack.names(field(kind + 's').value);
    return boxes[kind].filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  function setUpQuick() {
    var line = controls.querySelector('.quick');
    line.append.apply(line, QUICK.map(function (name) {
      return shouce.button(say('quick.' + name), function () { spread(stack.span(name, field('today').value)); changed(); });
    }));
  }

  function spread(span) {
    field('from').value = span[0];
    field('to').value = span[1];
  }

  // Narrows the list: to the words, and to the reader's unit and post.
  function setUpFind() {
    var line = document.querySelector('.stack-find');
    var words = line.querySelector('input[type=search]'), mine = line.querySelector('.mine');
    var only = mine.querySelector('input');
    function narrow() {
      var left = 0, asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      var reader = shouce.reader;
      mine.hidden = !reader.unit && !reader.role;
      mine.querySelector('span').textContent = say('mine', { who: who(reader) });
      Object.keys(forms).forEach(function (id) {
        var row = forms[id].row, said = (row.textContent + ' ' + row.dataset.words).toLowerCase();
        var hit = asked.every(function (word) { return said.indexOf(word) >= 0; });
        row.hidden = !hit || (!mine.hidden && only.checked && !isMine(row, reader));
        if (!row.hidden) left++;
      });
      Array.from(document.querySelectorAll('.stack-list .group')).forEach(function (group) {
        group.hidden = !group.querySelector('li:not([hidden])');
      });
      line.querySelector('output').textContent = left + ' / ' + Object.keys(forms).length;
    }
    words.addEventListener('input', narrow);
    only.addEventListener('change', narrow);
    document.addEventListener('shouce:choice', narrow);
    line.hidden = false;
    narrow();
  }

  function who(reader) {
    var unit = shouce.site.units.filter(function (one) { return one.id === reader.unit; })[0];
    var role = shouce.site.roles.filter(function (one) { return one.id === reader.role; })[0];
    return [unit && unit.short, role && role.name].filter(Boolean).join(' · ');
  }

  function isMine(row, reader) {
    var unit = row.closest('.group').getAttribute('data-unit');
    var roles = row.dataset.roles.split(' ').filter(Boolean);
    return (!reader.unit || !unit || unit === reader.unit) && (!reader.role || !roles.length || roles.indexOf(reader.role) >= 0);
  }

  // The address → the controls. Dates that are not told are today's.
  function read(asked) {
    var now = new Date(), today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    today = today.map(function (n) { return (n < 10 ? '0' : '') + n; }).join('-');
    field('today').value = shouce.days.isDate(asked.today || '') ? asked.today : today;
    spread([asked.from || field('today').value, asked.to || asked.from || field('today').value]);
    ['copies', 'start', 'order'].forEach(function (name) { if (asked[name]) field(name).value = asked[name]; });
    ['weekends', 'holidays', 'cover', 'more', 'turned'].forEach(function (name) { field(name).checked = asked[name] === '1'; });
    (asked.f || '').split(',').forEach(function (id) {
      if (!Object.prototype.hasOwnProperty.call(forms, id)) return;
      chosen.push(forms[id]);
      forms[id].box.checked = true;
    });
  }

  // The controls → the address; floors and shifts are kept on this PC, too.
  function keep() {
    var told = { f: chosen.map(function (form) { return form.id; }).join(','), go: '', today: '',
      from: field('from').value, to: field('to').value, order: field('order').value === 'form' ? 'form' : '' };
    ['copies', 'start'].forEach(function (name) { told[name] = field(name).value === '1' ? '' : field(name).value; });
    ['weekends', 'holidays', 'cover', 'more', 'turned'].forEach(function (name) { told[name] = field(name).checked ? '1' : ''; });
    ['floor', 'shift'].forEach(function (kind) {
      told[kind + 's'] = names(kind).join(',');
      if (!boxes[kind]) shouce.store.set('stack:' + kind, field(kind + 's').value);
    });
    try {
      history.replaceState(history.state, '', location.pathname.split('/').pop() + shouce.link.write(location.search.slice(1), told));
    } catch (refused) { /* The stack is made all the same. */ }
  }

  function plan() {
    var skip = { weekends: field('weekends').checked, holidays: field('holidays').checked };
    var found = stack.days(field('from').value, field('to').value, skip, holidays);
    if (!found) return null;
    var count = function (name) { return Math.min(Math.max(Math.floor(Number(field(name).value)) || 1, 1), Number(field(name).max)); };
    return Object.assign(found, { from: field('from').value, to: field('to').value, floors: names('floor'), shifts: names('shift'),
      copies: count('copies'), start: count('start'), order: field('order').value });
  }

  // How many sides of paper one copy of a form takes.
  function each(form) {
    return form.sheets + (field('more').checked ? 1 : 0);
  }

  function total(copies) {
    return copies.reduce(function (sum, copy) { return sum + each(copy.form); }, 0);
  }

  function changed() {
    clear();
    state.made = null;
    var p = shouce.days.isDate(field('today').value) ? shouce.days.parts(field('today').value) : null;
    controls.querySelector('.weekday').textContent = p ? say('weekday', { w: say('weekdays').charAt(p.w) }) : '';
    ['floor', 'shift'].forEach(function (kind) {
      controls.querySelector('[data-for=' + kind + ']').hidden = !varies(kind);
    });
    showChosen();
    var made = judge();
    [field('preview'), controls.querySelector('[type=submit]')].forEach(function (one) { one.disabled = !made; });
  }

  function varies(kind) {
    return chosen.some(function (form) { return form.per.indexOf(kind) >= 0; });
  }

  function showChosen() {
    var line = controls.querySelector('.chosen');
    line.textContent = '';
    chosen.forEach(function (form) {
      var one = shouce.button(form.title + ' ×', function () { choose(form, false); });
      one.setAttribute('aria-label', say('remove', { title: form.title }));
      line.append(one);
    });
  }

  // Says what the stack will be; gives its copies, or null where there is nothing to print.
  function judge() {
    var line = controls.querySelector('.summary');
    var told = plan();
    var copies = told && chosen.length ? stack.copies(chosen, told) : [];
    var n = total(copies);
    var fault = state.fault = !chosen.length ? 'nothing' : !told ? 'no_dates' : !copies.length ? 'none_left'
      : n > MOST ? 'too_many' : '';
    line.textContent = '';
    line.append.apply(line, (fault ? [element('p', 'fault', say(fault, { most: MOST, n: n }))] : counted(copies, n)).concat(told && chosen.length ? remarks(told) : []));
    return fault ? null : { copies: copies, plan: told };
  }

  function counted(copies, n) {
    var lines = chosen.map(function (form) {
      var own = copies.filter(function (copy) { return copy.form === form; });
      return say('line', { title: form.title, n: own.length * each(form) });
    });
    return [element('p', 'count', say('count', { n: n }))].concat(lines.length > 1 ? [element('p', '', lines.join('；'))] : []);
  }

  function remarks(told) {
    var out = [];
    if (told.unknown.length) out.push(say('unknown', { years: told.unknown.join('、') }));
    if (told.skipped.length) out.push(say('skipped', { n: told.skipped.length, days: told.skipped.map(text.short).join('、') }));
    if (told.worked.length) out.push(say('worked', { days: told.worked.map(text.short).join('、') }));
    if (varies('floor') && !told.floors.length) out.push(say('no_floors'));
    if (varies('shift') && !told.shifts.length) out.push(say('no_shifts'));
    return out.map(function (one) { return element('p', 'remark', one); });
  }

  function build(then) {
    var made = state.made = judge();
    if (!made) return;
    var wanted = { forms: chosen, each: each, total: total(made.copies), today: field('today').value, cover: field('cover').checked,
      more: field('more').checked };
    shouce.load(['stack-sheets.js', 'forms.css', 'stack-sheets.css']).then(function () {
      return shouce.stackMake(made, wanted);
    }).then(function (sheets) {
      // Else another choice has been made meanwhile.
      if (state.made === made) finish(sheets, made.plan, then);
    }, function (lost) { complain(lost.src || 'assets/' + lost.message, lost.title || titles()); });
  }

  function titles() {
    return chosen.map(function (form) { return form.title; }).join('、');
  }

  function finish(sheets, told, then) {
    keep();
    place.textContent = '';
    place.append(sheets);
    place.classList.toggle('turned', field('turned').checked);
    place.hidden = field('clear').hidden = false;
    root.classList.add('has-sheets', 'has-stack');
    shouce.stackSheets.fit(place);
    document.title = titles() + ' ' + told.from + (told.to === told.from ? '' : '至' + told.to);
    then();
  }

  function complain(src, title) {
    document.title = 'shouce: missing';
    controls.querySelector('.summary').append(element('p', 'fault', say('missing', { file: src.split('?')[0], title: title })));
  }

  function show() {
    place.focus();
    place.scrollIntoView();
  }

  function clear() {
    place.textContent = '';
    place.hidden = field('clear').hidden = true;
    root.classList.remove('has-sheets', 'has-stack');
  }

  main();
})();
