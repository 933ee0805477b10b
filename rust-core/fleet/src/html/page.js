"use strict";
// The page is complete without this; it adds filters and sorting. What is chosen stands in the
// address after #, so that a link to the file can hold it.
(() => {
  document.documentElement.classList.add("js");
  const table = document.getElementById("devices");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const search = document.getElementById("search");
  const status = document.getElementById("status");
  const count = document.getElementById("count");
  const heads = Array.from(table.tHead.rows[0].cells);
  const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" }).compare;
  let sorted = { column: -1, down: false };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = (!status.value || row.dataset.status === status.value)
        && words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = count.dataset.text.replace("{0}", shown).replace("{1}", rows.length);
  };

  const sort = (column, down) => {
    sorted = { column, down };
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const keys = new Map(rows.map((row) => [row, row.cells[column].textContent]));
    const ordered = rows.slice().sort((a, b) => {
      const order = compare(keys.get(a), keys.get(b));
      return down ? -order : order;
    });
    body.append(...ordered);
  };

  const remember = () => {
    const choice = new URLSearchParams();
    if (search.value) choice.set("q", search.value);
    if (status.value) choice.set("status", status.value);
    if (sorted.column >= 0) choice.set("sort", `${sorted.down ? "-" : ""}${sorted.column}`);
    const text = choice.toString();
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname);
    } catch {
      // Not every browser allows that for files.
    }
  };

  const recall = () => {
    const choice = new URLSearchParams(location.hash.slice(1));
    search.value = choice.get("q") ?? "";
    status.value = choice.get("status") ?? "";
    const column = Number.parseInt(choice.get("sort") ?? "", 10);
    const down = (choice.get("sort") ?? "").startsWith("-");
    if (Math.abs(column) < heads.length) sort(Math.abs(column), down);
    filter();
  };

  heads.forEach((head, index) => {
    head.firstElementChild.addEventListener("click", () => {
      sort(index, sorted.column === index && !sorted.down);
      remember();
    });
  });
  for (const control of [search, status]) {
    control.addEventListener("input", () => { filter(); remember(); });
  }
  addEventListener("hashchange", recall);
  recall();
})();
