// The preview's own script, never part of a built site: reloads the page at its scroll position when the handbook
// changes, and shows over it what is wrong with the newest state.
(function () {
  'use strict';

  var script = document.currentScript;
  var version = script.getAttribute('data-version');
  var key = 'shouce-serve:scroll:' + location.pathname;
  var source = null;
  var overlay = null;

  function main() {
    setUpScroll();
    setUpEvents();
    setUpKeys();
  }

  function setUpScroll() {
    var kept = read();
    if (!kept) return;
    sessionStorage.removeItem(key);
    var restore = function () { window.scrollTo(kept[0], kept[1]); };
    restore();
    window.addEventListener('load', restore);
  }

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch (error) {
      return null;
    }
  }

  // Only the page in front listens: a browser opens six connections to one address at most, and a seventh tab would hang.
  function setUpEvents() {
    document.addEventListener('visibilitychange', follow);
    follow();
  }

  function follow() {
    if (source) source.close();
    source = document.hidden ? null : new EventSource('/__shouce/events');
    if (source) source.onmessage = hear;
  }

  function hear(event) {
    var state = JSON.parse(event.data);
    if (state.version !== version) reload();
    else show(state.faults);
  }

  function setUpKeys() {
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && overlay) show(null);
    });
  }

  function reload() {
    source.close();
    try {
      sessionStorage.setItem(key, JSON.stringify([window.scrollX, window.scrollY]));
    } catch (error) {
      // Without a store the page is reloaded at its top.
    }
    location.reload();
  }

  function show(faults) {
    if (overlay) overlay.remove();
    overlay = faults ? build(faults) : null;
    if (overlay) document.body.appendChild(overlay);
  }

  function build(faults) {
    var box = element('div', null, 'position:fixed;z-index:2147483647;left:0;right:0;top:0;max-height:70%;overflow:auto;' +
      'box-sizing:border-box;padding:20px 24px;background:#fffaf7;color:#222;border-bottom:4px solid #b3261e;' +
      'box-shadow:0 8px 32px rgba(0,0,0,.3);font:16px/1.7 system-ui,"Microsoft YaHei","Noto Sans CJK SC",sans-serif');
    box.setAttribute('role', 'alert');
    var close = element('button', faults.close, 'float:right;font:inherit;padding:2px 14px;cursor:pointer;color:#222;' +
      'background:#fff;border:1px solid #999;border-radius:4px');
    close.type = 'button';
    close.addEventListener('click', function () { show(null); });
    box.appendChild(close);
    box.appendChild(element('h2', faults.title, 'margin:0;font-size:20px;color:#b3261e'));
    box.appendChild(element('p', faults.note, 'margin:0 0 8px;color:#555'));
    faults.faults.forEach(function (fault) { box.appendChild(entry(fault)); });
    if (faults.more) box.appendChild(element('p', faults.more, 'margin:12px 0 0;color:#555'));
    return box;
  }

  function entry(fault) {
    var item = element('div', null, 'margin:12px 0 0;padding:12px 0 0;border-top:1px solid #e5d5cf');
    var head = element('div', fault.message, 'font-weight:600');
    if (fault.code) head.appendChild(element('code', fault.code, 'margin-left:12px;font-weight:400;color:#777'));
    item.appendChild(head);
    if (fault.place) item.appendChild(element('div', fault.place, 'font-family:monospace;font-size:14px;color:#555'));
    if (fault.line) item.appendChild(excerpt(fault.line));
    if (fault.hint) item.appendChild(element('div', fault.hint, 'color:#1b5e20'));
    return item;
  }

  function excerpt(parts) {
    var line = element('pre', null, 'margin:6px 0;padding:6px 10px;background:#f3ece8;white-space:pre-wrap;font-size:15px');
    line.appendChild(document.createTextNode(parts[0]));
    line.appendChild(element('mark', parts[1], 'background:#f8c9c3;color:inherit;text-decoration:underline wavy #b3261e'));
    line.appendChild(document.createTextNode(parts[2]));
    return line;
  }

  function element(name, text, style) {
    var made = document.createElement(name);
    if (text !== null) made.textContent = text;
    // Set through the object model, which a page's security policy allows where it forbids style attributes.
    made.style.cssText = style;
    return made;
  }

  main();
})();
