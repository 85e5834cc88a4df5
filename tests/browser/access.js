// In: the page. Out: what is wrong with it for people who do not see, point or read as most do; a list of sentences.
(function () {
  var faults = [];
  function each(selector, test) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), function (e) {
      var fault = test(e);
      if (fault) faults.push(fault + ': ' + e.outerHTML.slice(0, 140).replace(/\s+/g, ' '));
    });
  }
  function visible(e) {
    var style = getComputedStyle(e), box = e.getBoundingClientRect();
    return e.getClientRects().length > 0 && style.visibility === 'visible' && box.width > 1 && box.height > 1;
  }
  function name(e) {
    var by = e.getAttribute('aria-labelledby');
    var named = by && document.getElementById(by.split(' ')[0]);
    var images = Array.prototype.map.call(e.querySelectorAll('img[alt], svg[aria-label]'), function (i) {
      return i.getAttribute('alt') || i.getAttribute('aria-label');
    });
    return (e.getAttribute('aria-label') || (named && named.textContent) || e.textContent + images.join('') || e.title || '').trim();
  }
  function count(selector, wanted) {
    var all = Array.prototype.filter.call(document.querySelectorAll(selector), visible).length;
    if (all !== wanted) faults.push(all + ' of ' + selector + ', not ' + wanted);
  }

  if (document.documentElement.lang !== 'zh-CN') faults.push('the language is ' + document.documentElement.lang);
  if (!document.title.trim()) faults.push('no title');
  count('h1', 1);
  count('main', 1);
  count('body > header, [role=banner]', 1);
  if (document.querySelectorAll('nav').length > 1) {
    each('nav', function (e) { return !name(e) || !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')) ? 'one of several navs without a name' : ''; });
  }
  each('img', function (e) { return e.hasAttribute('alt') ? '' : 'an image without alt'; });
  each('input:not([type=hidden]), select, textarea', function (e) {
    var labelled = e.labels && e.labels.length && e.labels[0].textContent.trim();
    return labelled || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.title ? '' : 'a field without a label';
  });
  each('button, a[href], summary, [role=button]', function (e) { return name(e) || e.querySelector('[aria-label]') ? '' : 'no name'; });
  each('h1, h2, h3, h4, h5, h6', function (e) { return e.textContent.trim() ? '' : 'an empty heading'; });
  each('[aria-controls], [aria-describedby], [aria-labelledby]', function (e) {
    var ids = ['aria-controls', 'aria-describedby', 'aria-labelledby'].map(function (a) { return e.getAttribute(a) || ''; }).join(' ').trim();
    return ids.split(/\s+/).every(function (id) { return document.getElementById(id); }) ? '' : 'it points at an id that is not there';
  });
  var ids = {};
  each('[id]', function (e) {
    var again = ids['$' + e.id];
    ids['$' + e.id] = true;
    return again ? 'an id twice' : '';
  });
  each('[tabindex]', function (e) { return Number(e.getAttribute('tabindex')) > 0 ? 'a tabindex above 0' : ''; });
  each('button, select, input[type=checkbox], input[type=radio], [role=button]', function (e) {
    if (!visible(e)) return '';
    var box = (e.labels && e.labels[0] ? e.labels[0] : e).getBoundingClientRect();
    return box.width >= 24 && box.height >= 24 ? '' : 'a target of ' + Math.round(box.width) + ' × ' + Math.round(box.height) + ' px';
  });

  function colour(text) {
    var n = (text.match(/[\d.]+/g) || []).map(Number);
    if (/^color\(srgb/.test(text)) n = [n[0] * 255, n[1] * 255, n[2] * 255, n[3]];
    return { rgb: n.slice(0, 3), a: n.length > 3 && n[3] !== undefined ? n[3] : n.length ? 1 : 0 };
  }
  function over(top, under) {
    return top.rgb.map(function (c, i) { return c * top.a + under[i] * (1 - top.a); });
  }
  function ground(e) {
    var layers = [];
    for (; e; e = e.parentElement) {
      var style = getComputedStyle(e), c = colour(style.backgroundColor);
      if (style.backgroundImage !== 'none' && /url/.test(style.backgroundImage)) return null;
      if (c.a > 0) layers.push(c);
      if (c.a === 1) break;
    }
    var base = matchMedia('(prefers-color-scheme: dark)').matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme) ? [18, 18, 18] : [255, 255, 255];
    return layers.reverse().reduce(function (under, layer) { return over(layer, under); }, base);
  }
  function light(rgb) {
    var l = rgb.map(function (c) { c /= 255; return c <= .03928 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4); });
    return .2126 * l[0] + .7152 * l[1] + .0722 * l[2];
  }
  var seen = {};
  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), node;
  while ((node = walker.nextNode())) {
    var e = node.parentElement;
    if (!node.data.trim() || !visible(e) || /^(script|style|noscript|option)$/i.test(e.tagName) || e.closest('[disabled], [aria-disabled=true], [aria-hidden=true]')) continue;
    var style = getComputedStyle(e), under = ground(e);
    if (!under || Number(style.opacity) === 0) continue;
    var a = light(over(colour(style.color), under)), b = light(under);
    var ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    var size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    var key = e.tagName + '.' + e.className + style.color;
    if (ratio < (large ? 3 : 4.5) && !seen[key]) {
      seen[key] = true;
      faults.push('contrast ' + ratio.toFixed(2) + ' of “' + node.data.trim().slice(0, 12) + '” ' + style.color + ' in <' + e.tagName.toLowerCase() + ' class="' + e.className + '">');
    }
  }
  return faults;
})()
