// Gives every table a button that saves it as an Excel workbook, rows as they are shown: filtered and sorted.
// The file is made in the browser, so that nothing is sent anywhere. Numbers are numbers, all else is text.
(function () {
  "use strict";
  var words = window.fcWords;
  var MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  var OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  var TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  var HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

  function escaped(text) {
    // Signs that XML cannot hold are left out.
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function cell(part) {
    var text = window.fcSaid(part);
    var number = text.replace(/,/g, "");
    if (part.classList.contains("fc-n") && /^-?\d+(\.\d+)?$/.test(number)) { return "<c><v>" + number + "</v></c>"; }
    return '<c t="inlineStr"><is><t>' + escaped(text) + "</t></is></c>";
  }

  function sheet(table) {
    var rows = Array.from(table.rows).filter(function (row) { return !row.hidden; });
    return HEAD + '<worksheet xmlns="' + MAIN + '"><sheetData>' + rows.map(function (row) {
      return "<row>" + Array.from(row.cells).map(function (part) {
        // What spans several columns leaves the others empty.
        return cell(part) + "<c/>".repeat(part.colSpan - 1);
      }).join("") + "</row>";
    }).join("") + "</sheetData></worksheet>";
  }

  function parts(table) {
    return [
      ["[Content_Types].xml", HEAD + '<Types xmlns="' + PACKAGE + 'content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Override PartName="/xl/workbook.xml" ContentType="' + TYPE + 'sheet.main+xml"/>' +
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + TYPE + 'worksheet+xml"/></Types>'],
      ["_rels/.rels", HEAD + '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="r1" Type="' +
        OFFICE + '/officeDocument" Target="xl/workbook.xml"/></Relationships>'],
      ["xl/workbook.xml", HEAD + '<workbook xmlns="' + MAIN + '" xmlns:r="' + OFFICE +
        '"><sheets><sheet name="' + escaped(words.sheet) + '" sheetId="1" r:id="r1"/></sheets></workbook>'],
      ["xl/_rels/workbook.xml.rels", HEAD + '<Relationships xmlns="' + PACKAGE +
        'relationships"><Relationship Id="r1" Type="' + OFFICE + '/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'],
      ["xl/worksheets/sheet1.xml", sheet(table)]
    ];
  }

  // ---- a ZIP file without compression

  function sum(bytes) {
    var crc = -1;
    for (var at = 0; at < bytes.length; at += 1) {
      crc ^= bytes[at];
      for (var bit = 0; bit < 8; bit += 1) { crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0); }
    }
    return ~crc >>> 0;
  }

  function numbers(sizes) {
    var bytes = [];
    sizes.forEach(function (pair) {
      for (var at = 0; at < pair[0]; at += 1) { bytes.push(Math.floor(pair[1] / Math.pow(256, at)) & 255); }
    });
    return new Uint8Array(bytes);
  }

  function zipped(files) {
    var coder = new TextEncoder(), body = [], index = [], offset = 0, indexed = 0;
    files.forEach(function (file) {
      var name = coder.encode(file[0]), data = coder.encode(file[1]);
      // Version, flags, method, time, day (1980-01-01), sum, sizes, length of the name, no extra field.
      var about = [[2, 20], [2, 2048], [2, 0], [2, 0], [2, 33], [4, sum(data)], [4, data.length], [4, data.length],
        [2, name.length], [2, 0]];
      var head = numbers([[4, 0x04034b50]].concat(about));
      var entry = numbers([[4, 0x02014b50], [2, 20]].concat(about, [[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]));
      body.push(head, name, data);
      index.push(entry, name);
      offset += head.length + name.length + data.length;
      indexed += entry.length + name.length;
    });
    var end = numbers([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, indexed],
      [4, offset], [2, 0]]);
    return new Blob(body.concat(index, [end]), { type: TYPE + "sheet" });
  }

  function save(table) {
    var link = document.createElement("a");
    var title = document.querySelector("h1").innerText.replace(/[\\/:*?"<>|\s]+/g, " ").trim();
    link.href = URL.createObjectURL(zipped(parts(table)));
    link.download = title + ".xlsx";
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  document.querySelectorAll(".fc-scroll > table.fc-table").forEach(function (table) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "fc-save";
    button.textContent = words.save;
    button.addEventListener("click", function () { save(table); });
    table.parentElement.after(button);
  });
})();
