"use strict";
(function () {
  const told = document.getElementById("told");
  const root = document.documentElement;
  root.classList.add("scripted");
  function tell(text) { told.textContent = ""; setTimeout(function () { told.textContent = text; }, 50); }
  function select(place) {
    const range = document.createRange();
    range.selectNodeContents(place);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }
  async function copy(button) {
    const place = document.getElementById(button.dataset.copy);
    let done = true;
    try { await navigator.clipboard.writeText(place.textContent); } catch (refused) { done = select(place); }
    tell(done ? told.dataset.copied : told.dataset.failed);
    button.classList.toggle("done", done);
    setTimeout(function () { button.classList.remove("done"); }, 2000);
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-copy]");
    if (button) { copy(button); }
  });
  for (const one of document.querySelectorAll(".scroll, pre")) { if (one.scrollWidth > one.clientWidth) { one.tabIndex = 0; } }
  function open(hash) {
    let place = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (place) { for (const one of place.querySelectorAll(":scope > details")) { one.open = true; } }
    while (place) { if (place.tagName === "DETAILS") { place.open = true; } place = place.parentElement; }
  }
  window.addEventListener("hashchange", function () { open(location.hash); });
  open(location.hash);
  let folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    for (const one of folded) { one.open = true; }
  });
  window.addEventListener("afterprint", function () { for (const one of folded) { one.open = false; } });
})();
