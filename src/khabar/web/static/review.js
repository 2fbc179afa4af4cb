// Reviewing by the keyboard: one card after the other, with single keys that can be switched off.
"use strict";
(() => {
  const OFF = "khabar-keys-off";
  const STAY = "khabar-accepting-stays";
  const cards = () => [...document.querySelectorAll("[data-card]")];
  const here = () => document.activeElement?.closest?.("[data-card]") ?? document.querySelector("[data-card].on");

  function announce(words) {
    document.getElementById("announce").textContent = words;
  }

  function step(by) {
    const all = cards();
    if (!all.length) return;
    const at = all.indexOf(here());
    const next = all[Math.min(Math.max(at < 0 ? 0 : at + by, 0), all.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function act(name) {
    const card = here() ?? cards()[0];
    card?.querySelector(`:scope > .acts [data-do="${name}"]`)?.click();
  }

  function bring() {
    const part = document.getElementById("bring");
    if (!part) return;
    part.querySelector("details").open = true;
    part.scrollIntoView({ block: "center" });
    part.querySelector("[data-span]").focus();
  }

  function showKeys() {
    const dialog = document.getElementById("keys");
    if (dialog && !dialog.open) dialog.showModal();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => act("accept"),
    r: () => act("reject"),
    e: () => act("correct"),
    u: () => act("undo"),
    n: bring,
    x: () => here()?.querySelector("[data-pick]")?.click(),
    "?": showKeys,
  };

  // On an Arabic keyboard the key that is J in Latin letters types another letter: the key counts, not what it types.
  const nameKey = (event) => {
    if (event.key === "?" || event.key === "؟") return "?";
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, dialog, .choosing-words")) {
      if (event.key === "Escape" && event.target.closest(".editor")) event.target.closest(".editor").querySelector("[data-cancel]")?.click();
      return;
    }
    if (localStorage.getItem(OFF) && nameKey(event) !== "?") return;
    const known = keys[nameKey(event)];
    if (!known) return;
    event.preventDefault();
    known();
  });

  document.addEventListener("click", (event) => {
    const told = event.target.closest("[data-do]")?.dataset.do;
    if (told === "keys") showKeys();
    if (told === "bring") {
      event.preventDefault();
      bring();
    }
    const cancel = event.target.closest("[data-cancel]");
    if (cancel) {
      event.preventDefault();
      const card = cancel.closest("[data-card]");
      const form = cancel.closest(".editor");
      if (card) leave(card, form);
    }
  });

  // Leaving the form shows the card as the server has it, by the same way as every other change.
  function leave(card, form) {
    const address = form.getAttribute("action").replace(/\/correct$/, "/card");
    window.htmx.ajax("GET", address, { target: card, swap: "outerHTML" });
  }

  function remember(box, name) {
    if (!box) return;
    box.checked = !localStorage.getItem(name);
    box.addEventListener("change", () => (box.checked ? localStorage.removeItem(name) : localStorage.setItem(name, "1")));
  }
  remember(document.querySelector("[data-keys-on]"), OFF);
  remember(document.querySelector("[data-goes-on]"), STAY);

  // What was swapped takes the focus with it.
  let acting = null;
  let accepting = false;
  document.addEventListener("htmx:beforeRequest", (event) => {
    document.getElementById("announce").className = "unseen";
    acting = event.detail.target?.matches?.("[data-card]") ? event.detail.target.id : null; // not for what is put into a card
    accepting = event.detail.pathInfo?.requestPath?.endsWith("/accept") ?? false;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!acting) return;
    const card = document.getElementById(acting);
    acting = null;
    const wrong = card?.querySelector('.editor [role="alert"]');
    const field = card?.querySelector(".editor [aria-invalid], .editor [data-wrong]");
    const first = card?.querySelector(".editor select, .editor input:not([type=hidden])");
    const next = accepting && card?.matches(".is-accepted") && !localStorage.getItem(STAY) ? follower(card) : null;
    const target = next ?? field ?? first ?? card;
    target?.focus({ preventScroll: true });
    if (field) field.scrollIntoView({ block: "center" });
    else (next ?? card)?.scrollIntoView({ block: "nearest" });
    if (wrong) announce(wrong.textContent);
  });
  const follower = (card) => cards()[cards().indexOf(card) + 1] ?? null;

  // A form that came back with the page: where something is wrong is where to go on.
  const refused = document.querySelector(".editor [aria-invalid], .editor [data-wrong]");
  if (refused) {
    refused.focus({ preventScroll: true });
    refused.scrollIntoView({ block: "center" });
  }
  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, () => {
      const told = document.getElementById("announce");
      told.textContent = document.querySelector(".phrases").dataset.failed;
      told.className = "refused failed"; // shown to all: what they did has not been kept
    });
  }

  const asked = location.hash.slice(1);
  if (asked && document.getElementById(asked)?.matches("[data-card]")) document.getElementById(asked).focus();
})();
