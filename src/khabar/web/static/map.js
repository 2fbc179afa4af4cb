// The map of the incidents: circles as wide as the place is uncertain, on borders that come from this server.
"use strict";
(() => {
  const box = document.getElementById("map");
  const form = document.getElementById("filter");
  if (!box || !window.L) return;
  const WIDE = 70000;
  const MOST = 8;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, { attributionControl: false, worldCopyJump: false, minZoom: 2, maxZoom: 13, zoomAnimation: !still, fadeAnimation: !still, keyboard: true });
  map.setView([30, 38], 4);
  const circles = L.layerGroup().addTo(map);
  let fitted = false;

  fetch(box.dataset.atlas)
    .then((answer) => answer.json())
    .then((world) => {
      const land = topojson.feature(world, world.objects.countries);
      L.geoJSON(land, { interactive: false, style: { className: "land", fillOpacity: 1 } }).addTo(map).bringToBack();
    });

  function note(rows) {
    const list = document.createElement("ul");
    if (rows.length > 1) {
      const head = document.createElement("p");
      const bold = document.createElement("b");
      bold.textContent = `${rows[0][4] ?? ""} · ${rows.length}`;
      head.append(bold);
      list.append(head);
    }
    for (const row of rows.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = box.dataset.incident + encodeURIComponent(row[0]);
      link.textContent = rows.length > 1 ? row[5] : `${row[4] ?? ""} · ${row[5]}`;
      item.append(link);
      list.append(item);
    }
    if (rows.length > MOST) {
      const rest = document.createElement("p");
      rest.textContent = box.dataset.more.replace("#", rows.length - MOST);
      list.append(rest);
    }
    const holder = document.createElement("div");
    holder.append(...(rows.length > 1 ? [list.firstChild] : []), list);
    return holder;
  }

  function draw(rows) {
    circles.clearLayers();
    const spots = new Map();
    for (const row of rows) {
      const key = `${row[1]} ${row[2]} ${row[3]}`;
      spots.set(key, [...(spots.get(key) ?? []), row]);
    }
    const sorted = [...spots.values()].sort((a, b) => b[0][3] - a[0][3]);
    for (const here of sorted) {
      const [, lat, lon, radius] = here[0];
      const kind = radius >= WIDE ? "circle wide" : "circle";
      L.circle([lat, lon], { radius, className: kind, bubblingMouseEvents: false }).bindPopup(() => note(here), { maxWidth: 320 }).addTo(circles);
      if (radius < WIDE) {
        const size = Math.min(2.5 + Math.sqrt(here.length) * 1.5, 14);
        L.circleMarker([lat, lon], { radius: size, className: "dot", bubblingMouseEvents: false }).bindPopup(() => note(here), { maxWidth: 320 }).addTo(circles);
      }
    }
    if (!fitted && rows.length) {
      const lats = rows.map((row) => row[1]).sort((a, b) => a - b);
      const lons = rows.map((row) => row[2]).sort((a, b) => a - b);
      const at = (values, share) => values[Math.floor((values.length - 1) * share)];
      map.fitBounds([[at(lats, 0.03), at(lons, 0.03)], [at(lats, 0.97), at(lons, 0.97)]], { padding: [20, 20], maxZoom: 9, animate: false });
      fitted = true;
    }
  }

  function load() {
    const query = document.getElementById("results")?.dataset.query ?? "";
    fetch(`${box.dataset.address}${query ? `?${query}` : ""}`, { headers: { accept: "application/json" } })
      .then((answer) => answer.json())
      .then(draw);
  }

  function ask(bounds) {
    form.elements.box.value = bounds;
    document.querySelector("[data-everywhere]").hidden = !bounds;
    form.requestSubmit();
  }

  document.querySelector("[data-only-here]").addEventListener("click", () => {
    const bounds = map.getBounds();
    ask([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((degrees) => degrees.toFixed(4)).join(","));
  });
  document.querySelector("[data-everywhere]").addEventListener("click", () => ask(""));
  document.body.addEventListener("htmx:afterSettle", load);
  load();
})();
