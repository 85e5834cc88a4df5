// uses: lib/element.js
// words: post
// In: a post's one-pager. Out: the largest type with which it fits its sheet, with what must be known by heart where there is room;
// buttons that print the one-pager or the week sheet alone.
(function () {
  'use strict';
  var shouce = window.shouce;
  var say = shouce.words.post;
  var body = document.querySelector('.post-body');
  var week = document.getElementById('week');
  var LARGEST = 1;
  var SMALLEST = 7;
  var SMALLEST_WITH_FACTS = 5;

  function fits() {
    return body.scrollWidth <= body.clientWidth + 1 && body.scrollHeight <= body.clientHeight + 1;
  }

  function set(size, facts) {
    body.className = 'post-body fit-' + size + (facts ? '' : ' no-facts');
    return fits();
  }

  function choose() {
    var size;
    for (size = LARGEST; size <= SMALLEST_WITH_FACTS; size++) if (set(size, true)) return;
    for (size = LARGEST; size <= SMALLEST; size++) if (set(size, false)) return;
    body.classList.add('over');
    body.parentNode.classList.add('over');
    document.querySelector('.page-head').append(shouce.element('p', 'remark', say.over));
  }

  function print(what) {
    var html = document.documentElement;
    html.classList.add('print-' + what);
    window.print();
    html.classList.remove('print-' + what);
  }

  choose();
  var actions = document.querySelector('.actions');
  actions.append(shouce.button(say.print_one, function () { print('one'); }));
  if (week) actions.append(' ', shouce.button(say.print_week, function () { print('week'); }));
})();
