// In: an address and what the reader chose. Out: the same address with the choice in its query, or what a query says. Pure.
(function () {
  "use strict";
  var shouce = window.shouce = window.shouce || {};

  // What a query says: {u: "qz", r: "operator"}. Of a key that comes twice the last counts.
  function read(query) {
    var found = {};
    query.replace(/^\?/, "").split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      if (at > 0) found[decode(pair.slice(0, at))] = decode(pair.slice(at + 1));
    });
    return found;
  }

  function decode(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, " "));
    } catch (malformed) {
      return text;
    }
  }

  // `href` with `choice` in its query: keys with a value are set, keys without one are taken out, others stay. Links that
  // leave the site and links within the page stay as they are.
  function carry(href, choice) {
    if (!href || href.charAt(0) === "#" || /^([a-z][a-z0-9+.-]*:|\/)/i.test(href)) return href;
    var hash = href.indexOf("#") < 0 ? "" : href.slice(href.indexOf("#"));
    var path = href.slice(0, href.length - hash.length);
    var at = path.indexOf("?");
    var query = at < 0 ? "" : path.slice(at + 1);
    if (at >= 0) path = path.slice(0, at);
    return path + write(query, choice) + hash;
  }

  function write(query, choice) {
    var kept = query.split("&").filter(function (pair) {
      return pair && !Object.prototype.hasOwnProperty.call(choice, decode(pair.split("=")[0]));
    });
    Object.keys(choice).sort().forEach(function (key) {
      if (choice[key]) kept.push(key + "=" + encodeURIComponent(choice[key]));
    });
    return kept.length ? "?" + kept.join("&") : "";
  }

  shouce.link = { read: read, carry: carry, write: write };
})();
