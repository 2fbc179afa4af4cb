"use strict";
(() => {
  const narrow = matchMedia("(max-width: 860px)");
  let pinned = null;

  const partsOf = (id) => document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`);

  function clear() {
    const shown = ["on", "picking", "of-claim", "of-event", "sheet"];
    for (const part of document.querySelectorAll(".on, .picking, .sheet")) part.classList.remove(...shown);
  }

  function show(ids) {
    clear();
    for (const id of ids) {
      const card = document.getElementById(id);
      if (!card) continue;
      card.classList.add("on");
      card.closest(".report").classList.add("picking", card.classList.contains("event") ? "of-event" : "of-claim");
      for (const part of partsOf(id)) part.classList.add("on");
    }
  }

  function bring(element) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  }

  function pin(ids) {
    pinned = ids;
    show(ids ?? []);
  }

  function pinCard(card) {
    const same = pinned?.length === 1 && pinned[0] === card.dataset.id;
    pin(same ? null : [card.dataset.id]);
    if (!same && !narrow.matches) bring(partsOf(card.dataset.id)[0]);
  }

  function pinMark(mark) {
    const ids = mark.dataset.of.split(" ");
    pin(ids);
    const card = document.getElementById(ids[0]);
    if (!narrow.matches || !card) {
      bring(card);
      return;
    }
    card.classList.add("sheet");
    const covered = mark.getBoundingClientRect().bottom > card.getBoundingClientRect().top;
    if (covered) mark.scrollIntoView({ block: "start" });
  }

  document.addEventListener("click", (event) => {
    const pointer = event.target.closest(".pointer");
    if (pointer) {
      pin([pointer.hash.slice(1)]);
      return;
    }
    if (event.target.closest("a")) return;
    const mark = event.target.closest("[data-of]");
    const card = event.target.closest(".card");
    if (mark) pinMark(mark);
    else if (card) pinCard(card);
    else pin(null);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null);
    if ((event.key === "Enter" || event.key === " ") && event.target.classList.contains("card")) {
      event.preventDefault();
      pinCard(event.target);
    }
  });

  document.addEventListener("mouseover", (event) => {
    if (pinned || narrow.matches) return;
    const target = event.target.closest(".card, [data-of]");
    if (target) show((target.dataset.of ?? target.dataset.id).split(" "));
    else clear();
  });

  document.addEventListener("focusin", (event) => {
    if (!pinned && event.target.classList.contains("card") && event.target.matches(":focus-visible")) show([event.target.dataset.id]);
  });
})();
