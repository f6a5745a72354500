// Makes the search understand how people write: 宋PLUS, 云岭Y7, ids and archive codes, full-width letters.
// The index keeps Chinese, Latin and digits apart, so a question must come to the search worker the same way.
(function () {
  "use strict";
  var QUERY = 2; // the message that asks a question
  var RESULT = 3; // the message that answers it
  var INPUT = "input.md-search__input";
  var CODE = /[0-9A-Za-z]+(?:[-·/.][0-9A-Za-z]+)+/g;
  var MIXED = /(?:[A-Za-z0-9]+\p{Script=Han}+|\p{Script=Han}+[A-Za-z0-9]+)[A-Za-z0-9\p{Script=Han}]*/gu;
  var HAN = /(?<![A-Za-z0-9\p{Script=Han}"+*-])\p{Script=Han}{2,4}(?![A-Za-z0-9\p{Script=Han}"*])/gu;
  var PIECE = /\p{Script=Han}+|[A-Za-z0-9]+/gu;

  // A single Han sign (汉 of 汉EV) is often one word with the sign before it in the index.
  function required(words) {
    return words.map(function (word) {
      return "+" + (/^\p{Script=Han}$/u.test(word) ? "*" : "") + word + "*";
    }).join(" ");
  }

  // Of a code only the last piece may be unfinished: "2026*" alone stands for thousands of days and ids.
  function coded(pieces) {
    var last = pieces.length - 1;
    return pieces.map(function (piece, place) { return "+" + piece + (place === last ? "*" : ""); }).join(" ");
  }

  // A name is one word in the index: who knows only its end (晓彤 of 周晓彤) must find it too.
  function inside(words) {
    return words.replace(HAN, function (word) { return word + " *" + word + "*"; });
  }

  function asked(question) {
    return inside(question.normalize("NFKC"))
      .replace(CODE, function (code) { return " " + coded(code.split(/[-·/.]/)) + " "; })
      .replace(MIXED, function (word) { return " " + required(word.match(PIECE)) + " "; });
  }

  function plain(text) {
    return (text || "").replace(/<[^>]*>/g, "").normalize("NFKC").replace(/[\s\u200b]+/g, "").toLowerCase();
  }

  function rank(item, wanted) {
    var title = plain(item[0] && item[0].title);
    if (title === wanted) { return 0; }
    if (title.indexOf(wanted) >= 0) { return 1; }
    return item.some(function (part) { return plain(part.text).indexOf(wanted) >= 0; }) ? 2 : 3;
  }

  // Titles that are what was asked come first, then titles and then texts that contain it, then the others as
  // they were: the search also takes words apart (回龙观 finds 回访).
  function ranked(items) {
    var wanted = plain((document.querySelector(INPUT) || {}).value);
    if (!wanted) { return items; }
    var ranks = items.map(function (item, place) {
      return { item: item, rank: rank(item, wanted), place: place };
    });
    ranks.sort(function (one, other) { return one.rank - other.rank || one.place - other.place; });
    return ranks.map(function (one) { return one.item; });
  }

  // The page listens before this script is read, so it gets the answer a second time, in order.
  var heard = new WeakSet(), own = new WeakSet();
  function hear(worker) {
    if (heard.has(worker)) { return; }
    heard.add(worker);
    worker.addEventListener("message", function (event) {
      var message = event.data;
      if (own.has(event) || !message || message.type !== RESULT) { return; }
      var items = (message.data && message.data.items) || [];
      var better = ranked(items);
      if (better.some(function (item, place) { return item !== items[place]; })) {
        var answer = { type: RESULT, data: Object.assign({}, message.data, { items: better }) };
        var told = new MessageEvent("message", { data: answer });
        own.add(told);
        worker.dispatchEvent(told);
      }
    });
  }

  // The search listens to keys alone; what a mouse pastes or drops comes without one.
  function typed(event) {
    if (event.target.matches && event.target.matches(INPUT) && !event.isComposing) {
      event.target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    }
  }
  document.addEventListener("input", typed);
  document.addEventListener("compositionend", typed);

  var send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    hear(this);
    var rest = Array.prototype.slice.call(arguments, 1);
    if (message && message.type === QUERY && typeof message.data === "string") {
      message = { type: QUERY, data: asked(message.data) };
    }
    return send.apply(this, [message].concat(rest));
  };
})();
