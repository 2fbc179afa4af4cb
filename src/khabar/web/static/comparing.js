// A copied passage chosen in one text, or by its number, is shown in both.
"use strict";
(() => {
  const texts = [...document.querySelectorAll(".said-text")];
  const buttons = [...document.querySelectorAll("[data-passage]")];
  if (texts.length !== 2) return;
  const marks = (id) => texts.map((text) => [...text.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`)]);

  function show(id, on) {
    for (const one of document.querySelectorAll(".said-text .on")) one.classList.remove("on");
    for (const button of buttons) button.setAttribute("aria-pressed", String(on && button.dataset.passage === id));
    if (!on) return;
    marks(id).forEach((found, side) => {
      for (const mark of found) mark.classList.add("on");
      const text = texts[side];
      if (!found.length) return;
      if (text.scrollHeight > text.clientHeight) text.scrollTop = found[0].offsetTop - text.clientHeight / 3;
      else if (side === 0) found[0].scrollIntoView({ block: "center" });
    });
  }

  for (const button of buttons) {
    button.addEventListener("click", () => show(button.dataset.passage, button.getAttribute("aria-pressed") !== "true"));
  }
  for (const text of texts) {
    text.addEventListener("click", (event) => {
      const mark = event.target.closest(".copied");
      if (mark) show(mark.dataset.of.split(" ")[0], !mark.classList.contains("on"));
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show("", false);
  });
})();
