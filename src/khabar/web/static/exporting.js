// Only the options that the chosen format has are shown; without this all are, and those without meaning do nothing.
"use strict";
(() => {
  const form = document.getElementById("leave");
  if (!form) return;
  function fit() {
    const chosen = form.querySelector('input[name="format"]:checked');
    const has = { hxl: chosen?.dataset.hxl === "1", labels: chosen?.dataset.labels === "1", page: chosen?.value === "dossier" };
    for (const part of form.querySelectorAll("[data-needs]")) {
      part.hidden = !has[part.dataset.needs];
      for (const field of part.matches("button") ? [part] : part.querySelectorAll("input, select")) field.disabled = part.hidden;
    }
  }
  form.addEventListener("change", (event) => {
    fit();
    if (event.target.name) document.getElementById("effects").replaceChildren();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "effects" || !event.target.childElementCount) return;
    event.target.focus({ preventScroll: true });
    event.target.scrollIntoView({ block: "start" });
  });
  fit();
})();
