// Makes the search understand how people write: 宋PLUS, 云岭Y7, ids and archive codes, full-width letters.
// The index keeps Chinese, Latin and digits apart, so a question must come to the search worker the same way.
(function () {
  "use strict";
  var QUERY = 2; // the message that asks a question
  var CODE = /[0-9A-Za-z]+(?:[-·/.][0-9A-Za-z]+)+/g;
  var MIXED = /(?:[A-Za-z0-9]+\p{Script=Han}+|\p{Script=Han}+[A-Za-z0-9]+)[A-Za-z0-9\p{Script=Han}]*/gu;
  var PIECE = /\p{Script=Han}+|[A-Za-z0-9]+/gu;

  function required(words) {
    return words.map(function (word) { return "+" + word + "*"; }).join(" ");
  }

  function asked(question) {
    return question
      .normalize("NFKC")
      .replace(CODE, function (code) { return " " + required(code.split(/[-·/.]/)) + " "; })
      .replace(MIXED, function (word) { return " " + required(word.match(PIECE)) + " "; });
  }

  var send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    var rest = Array.prototype.slice.call(arguments, 1);
    if (message && message.type === QUERY && typeof message.data === "string") {
      message = { type: QUERY, data: asked(message.data) };
    }
    return send.apply(this, [message].concat(rest));
  };
})();
