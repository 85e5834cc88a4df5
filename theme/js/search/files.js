// uses: lib/tokens.js lib/scoring.js lib/inflate.js lib/postings.js lib/pinyin.js lib/catalogue.js lib/lru.js
// In: what is wanted of the index. Out: it, from the files of search/, which are loaded by script tags (they work over file://) and of
// which a bounded amount is kept. A file that is missing, cut off or of another edition is named in the error.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};
  var root = document.documentElement.getAttribute('data-root') || '';
  var brought = {};
  // Bytes of terms and characters of texts that are kept unpacked.
  var termFiles = shouce.lru(14e6, function (index) { return index.bytes.length + 40 * index.terms.length; });
  var textFiles = shouce.lru(5e6, function (documents) { return documents.reduce(function (sum, text) { return sum + text.length; }, 0); });
  var catalogue = null;

  // Every file of search/ calls this with its name and what it brings.
  shouce.searchData = function (name, data) { brought[name] = data; };

  function fault(file) {
    var error = new Error((shouce.words && shouce.words.search && shouce.words.search.missing || '{file}').replace('{file}', file));
    error.file = file;
    return error;
  }

  // Runs a file; what it brought under `name`.
  function load(file, name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.charset = 'utf-8';
      script.src = root + file;
      script.onload = script.onerror = function () {
        script.remove();
        var data = brought[name];
        delete brought[name];
        if (data === undefined) reject(fault(file.split('?')[0]));
        else resolve(data);
      };
      document.head.appendChild(script);
    });
  }

  function bytesOf(data) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(data);
    var text = atob(data);
    var bytes = new Uint8Array(text.length);
    for (var i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  function inflated(bytes) {
    if (typeof DecompressionStream === 'undefined') return shouce.inflate(bytes);
    var stream = new DecompressionStream('deflate');
    var writer = stream.writable.getWriter();
    // What fails here fails for the reader too.
    writer.write(bytes).catch(function () {});
    writer.close().catch(function () {});
    return new Response(stream.readable).arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); });
  }

  // One piece, read by `read`; of a handbook that is one file it was brought by core.js and stays there as it came.
  function piece(file, name, read) {
    var data = file ? load('search/' + file, file.slice(0, -3)) : Promise.resolve(brought[name]);
    return data.then(read).catch(function () { throw fault('search/' + (file || 'core.js')); });
  }

  // The catalogue. Which edition of core.js belongs to this folder is said beside it, so that an old one is not taken for it.
  function ready() {
    catalogue = catalogue || load('assets/search-index.js', 'core').then(function (edition) {
      return load('search/core.js?v=' + edition, 'core-' + edition);
    }).then(function (data) {
      return Promise.resolve(data).then(bytesOf).then(inflated).then(function (bytes) {
        return shouce.catalogue.read(JSON.parse(new TextDecoder().decode(bytes)));
      }).catch(function () { throw fault('search/core.js'); });
    });
    catalogue.catch(function () { catalogue = null; });
    return catalogue;
  }

  function readTerms(data) {
    return Promise.resolve(data).then(bytesOf).then(inflated).then(shouce.postings.read);
  }

  function termFile(core, n) {
    return termFiles.get(n, function () { return piece(core.terms[n][1], 't' + n, readTerms); });
  }

  function textFile(core, n) {
    return textFiles.get(n, function () {
      return piece(core.texts[n][1], 'x' + core.texts[n][0], function (data) {
        var documents = data.split('\u0001');
        var next = n + 1 < core.texts.length ? core.texts[n + 1][0] : core.count;
        if (documents.length !== next - core.texts[n][0]) throw new Error('damaged');
        return documents;
      });
    });
  }

  // The last entry of a directory that begins at or before `key`.
  function entry(directory, key, compare) {
    var low = 0;
    for (var high = directory.length; high - low > 1;) {
      var middle = low + high >> 1;
      if (compare(directory[middle][0], key) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  function note(missing, error) {
    if (!error.file) throw error;
    if (missing.indexOf(error.file) < 0) missing.push(error.file);
  }

  // Where each term stands: [{index, from, to}]. Files that fail are named in `missing`.
  function lists(core, terms, missing) {
    return Promise.all(terms.map(function (term) {
      var end = term.open ? term.text + '\u{10ffff}' : term.text;
      var first = entry(core.terms, term.text, shouce.postings.compare);
      var last = entry(core.terms, end, shouce.postings.compare);
      var wanted = [];
      for (var n = first; n <= last; n++) wanted.push(n);
      return Promise.all(wanted.map(function (n) {
        return termFile(core, n).then(function (index) {
          var from = shouce.postings.lowerBound(index.terms, term.text);
          var to = term.open ? shouce.postings.lowerBound(index.terms, end) : from + (index.terms[from] === term.text ? 1 : 0);
          return { index: index, from: from, to: to };
        }, function (error) { note(missing, error); return { from: 0, to: 0 }; });
      }));
    }));
  }

  function byNumber(a, b) {
    return a - b;
  }

  // The text of a document, '' where its file failed.
  function textOf(core, document, missing) {
    var n = entry(core.texts, document, byNumber);
    return textFile(core, n).then(function (documents) { return documents[document - core.texts[n][0]]; },
      function (error) { note(missing, error); return ''; });
  }

  shouce.searchFiles = { ready: ready, lists: lists, textOf: textOf };
})();
