// In: the name of an element, its class and what stands in it (texts and elements). Out: the element.
(function () {
  'use strict';
  var shouce = window.shouce = window.shouce || {};

  shouce.element = function (name, className, content) {
    var one = document.createElement(name);
    if (className) one.className = className;
    [].concat(content === undefined ? [] : content).forEach(function (part) { one.append(part); });
    return one;
  };

  shouce.button = function (text, action, className) {
    var one = shouce.element('button', className, text);
    one.type = 'button';
    one.addEventListener('click', action);
    return one;
  };

  // Text in which each run of three or more underscores is a blank to fill.
  shouce.withBlanks = function (text) {
    return text.split(/(_{3,}|\n)/).map(function (part) {
      if (part === '\n') return document.createElement('br');
      return /^_{3,}$/.test(part) ? shouce.element('span', 'blank') : part;
    });
  };

  // The word of a key below `js` in theme/words.yml with its {name}s filled in.
  shouce.word = function (path, values) {
    var text = path.split('.').reduce(function (tree, key) { return tree ? tree[key] : undefined; }, shouce.words) || '';
    return Object.keys(values || {}).reduce(function (out, name) { return out.split('{' + name + '}').join(values[name]); }, text);
  };
})();
