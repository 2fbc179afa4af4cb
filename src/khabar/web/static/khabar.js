// What every page needs: the theme, the language that is remembered, marks and cards that show each other, the graph.
"use strict";
(() => {
  const YEAR = 31536000;
  const keep = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=strict`;
  };

  function switchTheme() {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    keep("theme", root.dataset.theme);
  }

  function clearChoice() {
    for (const one of document.querySelectorAll(".on, .choosing, .chosen")) one.classList.remove("on", "choosing", "chosen");
    for (const one of document.querySelectorAll('[data-pick][aria-pressed="true"]')) one.setAttribute("aria-pressed", "false");
  }

  function choose(ids) {
    clearChoice();
    document.querySelector(".report")?.classList.add("choosing");
    for (const id of ids) {
      document.getElementById(id)?.classList.add("on");
      document.querySelector(`[data-pick="${CSS.escape(id)}"]`)?.setAttribute("aria-pressed", "true");
      for (const mark of document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`)) mark.classList.add("on");
    }
  }

  const bring = (element) => element?.scrollIntoView({ block: "center" });

  function pick(button) {
    const id = button.dataset.pick;
    if (button.getAttribute("aria-pressed") === "true") {
      clearChoice();
      return;
    }
    choose([id]);
    bring(document.querySelector(`.text [data-of~="${CSS.escape(id)}"]`));
  }

  function pickMark(mark) {
    const ids = mark.dataset.of.split(" ").filter(Boolean);
    if (!ids.length) return;
    choose(ids);
    bring(document.getElementById(ids[0]));
  }

  function follow(graph, key) {
    const reach = (forward) => {
      const seen = new Set([key]);
      for (const node of seen) {
        for (const way of graph.querySelectorAll(".way")) {
          const [here, there] = forward ? [way.dataset.from, way.dataset.to] : [way.dataset.to, way.dataset.from];
          if (here !== node) continue;
          way.classList.add("on");
          seen.add(there);
        }
      }
      return seen;
    };
    clearChoice();
    graph.classList.add("chosen");
    const on = new Set([...reach(true), ...reach(false)]);
    for (const node of graph.querySelectorAll(".node")) node.classList.toggle("on", on.has(node.dataset.node));
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("[data-theme-switch]")) switchTheme();
    const language = target.closest("[data-language]");
    if (language) keep("language", language.dataset.language);
    const button = target.closest("[data-pick]");
    if (button) pick(button);
    const mark = target.closest(".text [data-of]");
    if (mark) pickMark(mark);
    const why = target.closest(".why");
    if (why) {
      const panel = document.getElementById(why.getAttribute("aria-controls"));
      if (panel.childElementCount) {
        event.stopImmediatePropagation();
        panel.replaceChildren();
        why.setAttribute("aria-expanded", "false");
      } else why.setAttribute("aria-expanded", "true");
    }
  }, true);

  for (const graph of document.querySelectorAll(".ways")) {
    for (const kind of ["mouseover", "focusin"]) {
      graph.addEventListener(kind, (event) => {
        const node = event.target.closest(".node") ?? event.target.querySelector?.(".node");
        if (node) follow(graph, node.dataset.node);
      });
    }
    for (const kind of ["mouseleave", "focusout"]) graph.addEventListener(kind, clearChoice);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clearChoice();
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const given = event.detail.parameters;
    for (const name of Object.keys(given)) {
      if (given[name] === "" || (name === "order" && given[name] === "reports")) delete given[name];
    }
  });
})();
