// words: frame copied
// In: text. Out: the text on the clipboard, by the clipboard where the browser has one, else by a text field; a promise of
// whether it worked.
(function () {
  "use strict";
  var shouce = window.shouce;
  var live = null;

  shouce.copy = function (text) {
    if (navigator.clipboard && navigator.clipboard.writeText) {
      return navigator.clipboard.writeText(text).then(function () { return true; }, function () { return byField(text); });
    }
    return Promise.resolve(byField(text));
  };

  // A button that copies what `text` gives, and says so on itself and to screen readers.
  shouce.copyButton = function (label, text) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", function () {
      shouce.copy(text()).then(function (done) {
        var said = done ? shouce.words.copied : shouce.words.frame.not_copied;
        button.textContent = said;
        shouce.say(said);
        setTimeout(function () { button.textContent = label; }, 1600);
      });
    });
    return button;
  };

  // Says something to screen readers.
  shouce.say = function (text) {
    if (!live) {
      live = document.createElement("p");
      live.className = "visually-hidden";
      live.setAttribute("role", "status");
      document.body.append(live);
    }
    live.textContent = text;
  };

  function byField(text) {
    var focused = document.activeElement;
    var field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    field.remove();
    if (focused && focused.focus) focused.focus();
    return done;
  }
})();
