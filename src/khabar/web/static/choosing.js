// Choosing words of a report's text for a field: with the mouse, by touch, or word by word with the keyboard.
"use strict";
(() => {
  const text = document.getElementById("text");
  const phrases = document.querySelector(".phrases")?.dataset;
  if (!text || !phrases) return;
  const WORD = /[^\s«»"“”()[\]{}،؛,;:.!?؟…]+/gu;
  let armed = null; // the field that takes what is chosen next
  let chosen = null; // [first, last] word, while choosing by the keyboard

  const announce = (words) => {
    document.getElementById("announce").textContent = words;
  };
  const points = (string) => [...string].length; // the server counts characters, JavaScript halves of some

  // Every stretch of text with the character of the report at which it begins; a label stands for one hidden character.
  const pieces = [];
  for (const line of text.querySelectorAll("[data-at]")) {
    let at = Number(line.dataset.at);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const label = Boolean(node.parentElement.closest(".hidden"));
      pieces.push({ node, at, label, line });
      at += label ? 1 : points(node.data);
    }
  }

  const words = [];
  for (const line of new Set(pieces.map((piece) => piece.line))) {
    const parts = pieces.filter((piece) => piece.line === line && !piece.label);
    const whole = parts.map((piece) => piece.node.data).join("");
    for (const found of whole.matchAll(WORD)) words.push({ start: locate(parts, found.index), end: locate(parts, found.index + found[0].length, true) });
  }

  function locate(parts, index, last = false) {
    let left = index;
    for (const piece of parts) {
      const size = piece.node.data.length;
      if (left < size || (last && left === size)) return { node: piece.node, offset: left };
      left -= size;
    }
    const end = parts.at(-1);
    return { node: end.node, offset: end.node.data.length };
  }

  function offsetOf({ node, offset }) {
    const piece = pieces.find((one) => one.node === node);
    if (!piece) return null;
    return piece.at + (piece.label ? (offset ? 1 : 0) : points(node.data.slice(0, offset)));
  }

  const order = (a, b) => (a.node === b.node ? a.offset - b.offset : a.node.compareDocumentPosition(b.node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

  // The words that a selection touches, whole.
  function wordsIn(range) {
    const start = { node: range.startContainer, offset: range.startOffset };
    const end = { node: range.endContainer, offset: range.endOffset };
    const inside = words.map((word, n) => n).filter((n) => order(words[n].end, start) > 0 && order(words[n].start, end) < 0);
    return inside.length ? [inside[0], inside.at(-1)] : null;
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return text.contains(range.commonAncestorContainer) ? wordsIn(range) : null;
  }

  function take(field, [first, last]) {
    const range = document.createRange();
    range.setStart(words[first].start.node, words[first].start.offset);
    range.setEnd(words[last].end.node, words[last].end.offset);
    const [start, end] = [offsetOf(words[first].start), offsetOf(words[last].end)];
    const held = pieces.filter((piece) => !piece.label && range.intersectsNode(piece.node));
    const told = held
      .map(({ node }) => node.data.slice(node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : undefined))
      .join("")
      .replace(/\s+/g, " ")
      .trim();
    field.value = told;
    field.form.elements[`${field.name}_at`].value = `${start}-${end}`;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    announce(phrases.taken.replace("#", told));
    arm(null);
    field.focus();
  }

  function arm(field) {
    armed?.closest(".taking")?.classList.remove("armed");
    armed = field;
    armed?.closest(".taking")?.classList.add("armed");
  }

  function show() {
    const [first, last] = chosen;
    getSelection().setBaseAndExtent(words[first].start.node, words[first].start.offset, words[last].end.node, words[last].end.offset);
    words[last].end.node.parentElement.scrollIntoView({ block: "nearest" });
    announce(getSelection().toString());
  }

  function begin(field) {
    arm(field);
    const at = field.form.elements[`${field.name}_at`].value.split("-").map(Number);
    const near = at.length === 2 ? words.findIndex((word) => offsetOf(word.start) >= at[0]) : words.findIndex((word) => word.start.node.parentElement.closest(".on"));
    const first = Math.max(near, 0);
    chosen = [first, first];
    text.classList.add("choosing-words");
    text.setAttribute("role", "application");
    text.focus();
    show();
    announce(`${phrases.choosing} ${getSelection().toString()}`);
  }

  function end() {
    chosen = null;
    text.classList.remove("choosing-words");
    text.removeAttribute("role");
  }

  // In a text from right to left the left arrow leads on.
  text.addEventListener("keydown", (event) => {
    if (!chosen) return;
    const steps = { ArrowLeft: 1, ArrowRight: -1, ArrowDown: 8, ArrowUp: -8 };
    if (event.key in steps) {
      const clamp = (n) => Math.min(Math.max(n, 0), words.length - 1);
      const by = steps[event.key];
      if (event.shiftKey) chosen = [chosen[0], Math.max(chosen[0], clamp(chosen[1] + by))];
      else chosen = by > 0 ? [clamp(chosen[1] + by), clamp(chosen[1] + by)] : [clamp(chosen[0] + by), clamp(chosen[0] + by)];
      show();
    } else if (event.key === "Enter") {
      const [field, found] = [armed, chosen];
      end();
      take(field, found);
    } else if (event.key === "Escape") {
      const field = armed;
      end();
      arm(null);
      field.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  text.addEventListener("blur", () => chosen && end());

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    const field = document.getElementById(button.dataset.take);
    const found = selected();
    if (found) take(field, found);
    else begin(field);
  });
  // Whoever chooses words does not want the cards of those words.
  document.addEventListener("click", (event) => {
    if (armed && text.contains(event.target)) event.stopImmediatePropagation();
  }, true);
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-take]")) event.preventDefault(); // or what is selected would be lost
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-span]")) arm(event.target);
    else if (!text.contains(event.target) && !event.target.closest("[data-take]")) arm(null);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-span]")) event.target.form.elements[`${event.target.name}_at`].value = "";
  });
  text.addEventListener("pointerup", () => {
    const field = armed;
    setTimeout(() => {
      const found = field?.isConnected && !chosen ? selected() : null;
      if (found) take(field, found);
    });
  });
})();
