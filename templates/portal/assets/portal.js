// Lets tables be sorted by a click on a column's head, filtered by words and taken home as a workbook.
// Without scripts every table stands whole and in its usual order. Its words are those of words.js.
(function () {
  "use strict";

  var words = window.fcWords;
  var FEWEST = 8; // shorter tables are read faster than filtered

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) { made.textContent = text; }
    return made;
  }

  function plain(text) {
    return text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
  }

  // What a cell says, without the small print that tells how a figure comes about.
  window.fcSaid = function (cell) {
    var how = cell.querySelector(".fc-how"), said = cell.innerText || cell.textContent;
    return (how ? cell.textContent.replace(how.textContent, "") : said).replace(/\s+/g, " ").trim();
  };

  // ---- sorting

  function key(row, column) {
    var text = window.fcSaid(row.cells[column]);
    var number = text.replace(/,|\s*%$/g, "");
    return number !== "" && isFinite(number) ? Number(number) : text;
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") { return one - other; }
    return String(one).localeCompare(String(other), "zh");
  }

  // Where nothing is known there is nothing to compare: such rows stay below, whichever way is sorted.
  function isUnknown(value) { return value === "" || value === "—"; }

  function sort(table, column, head) {
    var upward = head.getAttribute("aria-sort") !== "ascending";
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    rows.sort(function (a, b) {
      var one = key(a, column), other = key(b, column);
      if (isUnknown(one) || isUnknown(other)) { return isUnknown(one) - isUnknown(other); }
      return (upward ? 1 : -1) * compare(one, other);
    });
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", upward ? "ascending" : "descending");
    rows.forEach(function (row) { body.appendChild(row); });
  }

  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      var button = element("button", { type: "button" });
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, column, head); });
    });
  }

  // ---- filtering

  function Filter(table, heads) {
    this.table = table;
    this.rows = Array.from(table.tBodies[0].rows);
    this.text = element("input", { type: "search", "aria-label": words.filter, placeholder: words.filter });
    this.choices = heads.map(this.choice, this);
    this.count = element("output", { class: "fc-filter-count", "aria-live": "polite" });
    var form = element("form", { class: "fc-filters", role: "search", "aria-label": words.filter });
    [this.text].concat(this.choices.filter(Boolean), [this.count]).forEach(function (part) { form.appendChild(part); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", this.apply.bind(this));
    this.recall();
    (table.closest(".fc-views") || table.closest(".fc-scroll")).before(form);
    this.apply();
  }

  Filter.prototype.word = function (row, place) {
    return (row.getAttribute("data-by") || "").split("|")[place] || "";
  };

  Filter.prototype.choice = function (head, place) {
    var filter = this;
    var values = Array.from(new Set(this.rows.map(function (row) { return filter.word(row, place); })));
    values = values.filter(Boolean).sort(compare);
    if (values.length < 2) { return null; }
    var list = element("select", { "aria-label": head, name: head });
    list.appendChild(element("option", { value: "" }, head + "：" + words.all));
    values.forEach(function (value) { list.appendChild(element("option", { value: value }, value)); });
    return list;
  };

  // A link may say what is wanted: archive/index.html?q=宋PLUS
  Filter.prototype.recall = function () {
    var asked = new URLSearchParams(window.location.search);
    this.text.value = asked.get("q") || "";
    this.choices.forEach(function (list) {
      if (list && asked.get(list.name)) { list.value = asked.get(list.name); }
    });
  };

  Filter.prototype.apply = function () {
    var wanted = plain(this.text.value).split(" "), shown = 0, filter = this;
    this.rows.forEach(function (row) {
      var text = plain(row.textContent + " " + (row.getAttribute("data-by") || "") + " " + row.id);
      var fits = wanted.every(function (word) { return text.indexOf(word) >= 0; }) &&
        filter.choices.every(function (list, place) {
          return !list || !list.value || filter.word(row, place) === list.value;
        });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    this.count.textContent = words.shown.replace("{shown}", shown).replace("{all}", this.rows.length);
  };

  // ---- on a phone a row is a small card, whose amounts need the names of their columns

  var LAID_OUT = ["fc-due", "fc-waits", "fc-money", "fc-cards", "fc-archive", "fc-gantt", "fc-calendar"];
  var FITS = 2; // so many columns fit on a phone as they are

  function makeStackable(table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    if (heads.length <= FITS || LAID_OUT.some(function (one) { return table.classList.contains(one); })) { return; }
    table.classList.add("fc-stack");
    Array.from(table.rows).slice(1).forEach(function (row) {
      var column = 0;
      Array.from(row.cells).forEach(function (cell) {
        if (heads[column]) { cell.setAttribute("data-label", heads[column].textContent.trim()); }
        column += cell.colSpan;
      });
    });
  }
  document.querySelectorAll(".fc-scroll > table.fc-table").forEach(makeStackable);

  // ---- what the theme leaves without a name, and boxes that only a mouse could scroll

  function makeReachable() {
    document.querySelectorAll(".fc-scroll").forEach(function (box) {
      var isScrolled = box.scrollWidth > box.clientWidth;
      if (isScrolled && !box.querySelector("a, button, input, select")) { box.setAttribute("tabindex", "0"); }
    });
  }
  document.querySelectorAll(".md-search[role=dialog]").forEach(function (dialog) {
    dialog.setAttribute("aria-label", words.search);
  });
  makeReachable();
  window.addEventListener("resize", makeReachable);

  document.querySelectorAll("table.fc-due, table.fc-waits, table.fc-money").forEach(makeSortable);
  document.querySelectorAll("table.fc-sortable").forEach(function (table) {
    makeSortable(table);
    var by = table.getAttribute("data-by");
    if (by || table.tBodies[0].rows.length > FEWEST) { new Filter(table, by ? by.split("|") : []); }
  });
})();
