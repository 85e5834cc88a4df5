// In: the sheets of a form, as forms/<id>.js hands them over. Out: its numbered check rows: {number: {item, clause, ref, area}}.
(function () {
  'use strict';
  var shouce = window.shouce;
  var root = document.documentElement.getAttribute('data-root');
  var forms = {};
  // “环境：照明没有缺亮” is of the area 环境.
  var AREA = /^([\u4e00-\u9fff]{2,4})：/;

  shouce.stackForm = function (id, sheets) { forms[id] = rows(sheets); };

  function said(place) {
    return place ? place.textContent.replace(/\s+/g, ' ').trim() : '';
  }

  function rows(html) {
    var holder = document.createElement('template');
    holder.innerHTML = html;
    var out = {}, section = '';
    Array.from(holder.content.querySelectorAll('tr')).forEach(function (row) {
      if (row.classList.contains('section')) section = name(row.cells[0]);
      else if (row.parentNode.nodeName === 'THEAD' && row.querySelector('.item')) section = name(row.querySelector('.item')) || section;
      else if (row.hasAttribute('data-row') && row.querySelector('.item')) {
        var item = said(row.querySelector('.item'));
        out[row.getAttribute('data-row')] = {
          item: item, clause: said(row.querySelector('.basis')), ref: row.getAttribute('data-clause') || '',
          area: row.getAttribute('data-area') || (AREA.exec(item) || [])[1] || section
        };
      }
    });
    return out;
  }

  // A heading without its clauses and its legend.
  function name(cell) {
    return said(cell).replace(/（.*$/, '');
  }

  // The rows of a form, its script loaded when it is first asked for.
  shouce.ledgerRows = function (form) {
    if (forms[form.id]) return Promise.resolve(forms[form.id]);
    return shouce.bring(root + form.src).then(function () { return forms[form.id]; });
  };
})();
