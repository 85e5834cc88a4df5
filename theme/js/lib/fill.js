// In: what was written on a form, by the names of its places. Out: the file that keeps it, what a file says, and a table for
// spreadsheets. Pure: it knows neither page nor store.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var FORMAT = 'shouce-form-1';
  // A longer file is no filled form.
  var MOST = 2000000;

  // The file: one name a line, so that two of them can be compared.
  function write(form, values) {
    return JSON.stringify({ format: FORMAT, form: form.id, code: form.code, version: form.version, title: form.title, values: values }, null, 1) + '\n';
  }

  // {form, code, version, title, values}; null where the text is no such file. Only texts are values.
  function read(text) {
    var told = null;
    try { told = text.length <= MOST ? JSON.parse(text.replace(/^\ufeff/, '')) : null; } catch (broken) { return null; }
    if (!told || told.format !== FORMAT || typeof told.values !== 'object' || !told.values) return null;
    var values = {};
    Object.keys(told.values).forEach(function (name) {
      if (typeof told.values[name] === 'string' && told.values[name]) values[name] = told.values[name];
    });
    var word = function (key) { return typeof told[key] === 'string' ? told[key] : ''; };
    return { form: word('form'), code: word('code'), version: word('version'), title: word('title'), values: values };
  }

  // What has a place on this form, and what has none any more: nothing is lost.
  function place(values, known) {
    var out = { values: {}, rest: {} };
    Object.keys(values).forEach(function (name) {
      out[known(name) ? 'values' : 'rest'][name] = values[name];
    });
    return out;
  }

  // A cell that a spreadsheet would take for a formula keeps a sign before it that says it is text.
  function cell(text) {
    var said = String(text === undefined || text === null ? '' : text);
    if (/^[=+\-@\t\r]/.test(said)) said = "'" + said;
    return /[",\r\n]/.test(said) ? '"' + said.replace(/"/g, '""') + '"' : said;
  }

  // With a mark at its start by which WPS and Excel know the encoding.
  function csv(rows) {
    return '\ufeff' + rows.map(function (row) { return row.map(cell).join(',') + '\r\n'; }).join('');
  }

  shouce.filled = { write: write, read: read, place: place, csv: csv };
})();
