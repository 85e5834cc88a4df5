// In: a file's name, its text and type. Out: the browser's own saving of it; or the text of a file the reader picks.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  shouce.save = function (name, text, type) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: type + ';charset=utf-8' }));
    link.download = name.replace(/[\\/:*?"<>|\s]+/g, '_');
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };

  // A button that asks for files and hands their texts over, one call a file.
  shouce.openButton = function (label, many, then) {
    var input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.multiple = many;
    input.hidden = true;
    input.setAttribute('aria-label', label);
    input.addEventListener('change', function () {
      Array.from(input.files).forEach(function (file) {
        var reader = new FileReader();
        reader.onload = function () { then(String(reader.result), file.name); };
        reader.readAsText(file, 'utf-8');
      });
      input.value = '';
    });
    var button = shouce.button(label, function () { input.click(); });
    button.append(input);
    return button;
  };
})();
