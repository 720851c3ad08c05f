"use strict";
// Sorts, filters, opens and chooses the theme. The page is complete without it.
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const theme = document.querySelector(".theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => { try { return localStorage.getItem("counterclaim-theme"); } catch { return null; } };
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const tell = () => theme.setAttribute("aria-pressed", String(isDark()));
  if (kept() === "dark" || kept() === "light") root.dataset.theme = kept();
  theme.hidden = false;
  tell();
  dark.addEventListener("change", tell);
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("counterclaim-theme", root.dataset.theme); } catch { /* a file may keep nothing */ }
    tell();
  });

  // What a link leads to is opened, and so is all that it lies in.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    target.hidden = false;
    const own = target.matches("tr") ? target.querySelector("details") : target.closest("details");
    for (let details = own; details; details = details.parentElement.closest("details")) details.open = true;
    target.scrollIntoView({ block: "start" });
    if (target.matches("tr")) target.querySelector("summary").focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  reveal();

  for (const form of all("form.controls")) {
    const table = document.getElementById(form.dataset.table);
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const output = form.querySelector("output");
    const fields = ["level", "rule", "metric"];
    const filter = () => {
      const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = fields.every((field) => !form.elements[field].value || row.dataset[field] === form.elements[field].value)
          && words.every((word) => texts.get(row).includes(word));
        row.hidden = !fits;
        shown += Number(fits);
      }
      const noun = rows.length === 1 ? "discrepancy" : "discrepancies";
      output.textContent = shown === rows.length ? `${rows.length} ${noun}` : `${shown} of ${rows.length} ${noun}`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const button of all("[data-open]", form)) {
      button.addEventListener("click", () => {
        for (const row of rows) if (!row.hidden) row.querySelector("details").open = button.dataset.open === "true";
      });
    }
    form.hidden = false;
    filter();

    const key = (row, at) => row.cells[at].dataset.key ?? row.cells[at].textContent.trim();
    const heads = all("thead th", table);
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        // Numbers and levels begin with the greatest, words with the first.
        const numeric = rows.some((row) => row.cells[at].dataset.key !== undefined);
        const before = head.getAttribute("aria-sort");
        const up = before ? before === "descending" : !numeric;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const order = (a, b) => (numeric ? Number(key(a, at)) - Number(key(b, at)) : key(a, at).localeCompare(key(b, at), "en"));
        body.append(...[...rows].sort((a, b) => (up ? order(a, b) : order(b, a))));
      });
    });
  }

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
})();
