"use strict";
(() => {
  const field = document.getElementById("find"), said = document.getElementById("found");
  const blocks = [...document.querySelectorAll("details.item")].map((block) => ({
    block,
    head: block.querySelector("summary").textContent.toLowerCase() + " " + (block.dataset.words || ""),
    rows: [...block.querySelectorAll("tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() })),
  }));
  const groups = [...document.querySelectorAll("section.place")];
  const holds = (text, words) => words.every((word) => text.includes(word));

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let tables = 0, columns = 0;
    for (const { block, head, rows } of blocks) {
      const whole = holds(head, words);
      const some = rows.filter(({ row, text }) => {
        const fits = whole || holds(head + " " + text, words);
        row.hidden = !fits;
        return fits;
      });
      block.hidden = !(whole || some.length);
      block.open = words.length > 0 && !block.hidden && !whole;
      tables += block.hidden ? 0 : 1;
      columns += block.hidden ? 0 : some.length;
    }
    for (const group of groups) group.hidden = ![...group.querySelectorAll("details.item")].some((one) => !one.hidden);
    said.textContent = words.length ? tables + " entries, " + columns + " lines" : "";
  }

  function open() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { field.value = ""; show(); }
    const block = target.closest("details.item");
    if (block) block.open = true;
    target.scrollIntoView();
  }

  field.addEventListener("input", show);
  window.addEventListener("hashchange", open);
  document.getElementById("search").hidden = false;
  if (field.value) show();
  open();
})();
