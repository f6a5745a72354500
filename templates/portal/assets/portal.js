// Lets a click on a column's head sort a table. Without scripts every table stands in its usual order.
(function () {
  "use strict";

  function key(row, column) {
    var text = row.cells[column].textContent.trim();
    var number = text.replace(/,/g, "");
    return number !== "" && isFinite(number) ? Number(number) : text;
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") { return one - other; }
    return String(one).localeCompare(String(other), "zh");
  }

  function sort(table, column, head) {
    var upward = head.getAttribute("aria-sort") !== "ascending";
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    rows.sort(function (a, b) {
      return (upward ? 1 : -1) * compare(key(a, column), key(b, column));
    });
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", upward ? "ascending" : "descending");
    rows.forEach(function (row) { body.appendChild(row); });
  }

  document.querySelectorAll("table.fc-sortable").forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, column, head); });
    });
  });
})();
