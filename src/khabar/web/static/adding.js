// Files that are dropped or chosen: listed, taken back, and sent once. Without this the form still works.
"use strict";
(() => {
  const form = document.getElementById("give");
  const zone = form?.querySelector("[data-drop]");
  const input = form?.querySelector("input[type=file]");
  const list = form?.querySelector("[data-files]");
  if (!form || !input || !window.DataTransfer) return;
  let held = [];

  const size = (bytes) => (bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`);

  function keep(files) {
    held = files;
    const carrier = new DataTransfer();
    for (const file of held) carrier.items.add(file);
    input.files = carrier.files;
    list.replaceChildren(...held.map(show));
  }

  function show(file) {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    name.title = file.name;
    const bytes = document.createElement("small");
    bytes.textContent = size(file.size);
    bytes.dir = "ltr";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", `${list.dataset.remove} ${file.name}`);
    button.addEventListener("click", () => {
      keep(held.filter((other) => other !== file));
      (list.querySelector("button") ?? input).focus();
    });
    item.append(name, bytes, button);
    return item;
  }

  function add(files) {
    const same = (a) => (b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
    keep([...held, ...[...files].filter((file) => !held.some(same(file)))]);
  }

  input.addEventListener("change", () => add(input.files));
  let inside = 0;
  const bears = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragenter", (event) => {
    if (!bears(event)) return;
    inside += 1;
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!bears(event)) return;
    inside = Math.max(0, inside - 1);
    zone.classList.toggle("over", inside > 0);
  });
  document.addEventListener("dragover", (event) => {
    if (bears(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!bears(event)) return;
    event.preventDefault();
    inside = 0;
    zone.classList.remove("over");
    add(event.dataTransfer.files);
  });
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    form.setAttribute("aria-busy", "true");
    button.disabled = true;
    button.textContent = form.dataset.sending;
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // come back to, the form can be sent again
  });
})();
