// Tables of class "sortable" get a button in each heading; without this script they are plain.
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(table, headings, column));
  });
}

function sort(table, headings, column) {
  // Numbers begin with the largest, words with the first of the alphabet.
  const numeric = headings[column].classList.contains("number");
  const before = headings[column].getAttribute("aria-sort");
  const natural = numeric ? "descending" : "ascending";
  const other = numeric ? "ascending" : "descending";
  const order = before === natural ? other : natural;
  for (const heading of headings) heading.removeAttribute("aria-sort");
  headings[column].setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const rows = [...table.tBodies[0].rows];
  const key = (row) => row.cells[column].dataset.value;
  rows.sort((a, b) => {
    // What has no value stays at the end.
    if (key(a) === "" || key(b) === "") return (key(a) === "") - (key(b) === "");
    const words = key(a).localeCompare(key(b), "en", { numeric: true });
    return sign * (numeric ? Number(key(a)) - Number(key(b)) : words);
  });
  table.tBodies[0].append(...rows);
}
