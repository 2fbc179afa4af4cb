// The map of the incidents: circles as wide as the place is uncertain, on borders that come from this server.
"use strict";
(() => {
  const box = document.getElementById("map");
  const form = document.getElementById("filter");
  if (!box || !window.L) return;
  const WIDE = 70000;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, { attributionControl: false, worldCopyJump: false, minZoom: 2, maxZoom: 13, zoomAnimation: !still, fadeAnimation: !still, keyboard: true });
  map.setView([30, 38], 4);
  if (box.dataset.tiles) {
    const tiles = L.tileLayer(box.dataset.tiles, { maxNativeZoom: Number(box.dataset.tilesZoom), maxZoom: 13, referrerPolicy: "no-referrer" });
    tiles.addTo(map);
    box.classList.add("tiled");
  }
  const circles = L.layerGroup().addTo(map);
  let fitted = null; // the set of spots that the map was last fitted to
  let moved = false; // by the person, who then decides what is seen
  const hold = () => {
    moved = true;
  };
  map.on("dragstart boxzoomend dblclick", hold);
  for (const act of ["wheel", "keydown"]) box.addEventListener(act, hold, { passive: true });
  box.querySelector(".leaflet-control-zoom")?.addEventListener("click", hold, { capture: true });

  fetch(box.dataset.atlas)
    .then((answer) => answer.json())
    .then((world) => {
      const land = topojson.feature(world, world.objects.countries);
      L.geoJSON(land, { interactive: false, style: { className: "land", fillOpacity: 1 } }).addTo(map).bringToBack();
    });

  function query() {
    return document.getElementById("results")?.dataset.query ?? "";
  }

  function list(holder, number, named) {
    const links = document.createElement("ul");
    for (const [id, line] of named) {
      const link = document.createElement("a");
      link.href = box.dataset.incident + encodeURIComponent(id);
      link.textContent = line;
      const item = document.createElement("li");
      item.append(link);
      links.append(item);
    }
    holder.append(links);
    if (number > named.length) {
      const rest = document.createElement("p");
      rest.textContent = box.dataset.more.replace("#", number - named.length);
      holder.append(rest);
    }
  }

  function note([lat, lon, radius, place, number, named], popup) {
    const holder = document.createElement("div");
    const head = document.createElement("p");
    const bold = document.createElement("b");
    bold.textContent = number > 1 ? [place, number].filter(Boolean).join(" · ") : (place ?? "");
    head.append(bold);
    holder.append(head);
    if (named) {
      list(holder, number, named);
    } else {
      const asked = query();
      fetch(`${box.dataset.address.replace("map.json", "spot.json")}?${asked}${asked && "&"}lat=${lat}&lon=${lon}&radius=${radius}`)
        .then((answer) => answer.json())
        .then((found) => {
          list(holder, number, found);
          popup.update();
        });
    }
    return holder;
  }

  function draw(spots) {
    circles.clearLayers();
    for (const spot of [...spots].sort((a, b) => b[2] - a[2])) {
      const [lat, lon, radius, , number] = spot;
      const show = (layer) => layer.bindPopup((shown) => note(spot, shown.getPopup()), { maxWidth: 320 }).addTo(circles);
      show(L.circle([lat, lon], { radius, className: radius >= WIDE ? "circle wide" : "circle", bubblingMouseEvents: false }));
      if (radius < WIDE) {
        const size = Math.min(2.5 + Math.sqrt(number) * 1.5, 14);
        show(L.circleMarker([lat, lon], { radius: size, className: "dot", bubblingMouseEvents: false }));
      }
    }
    fit(spots);
  }

  function fit(spots) {
    const set = JSON.stringify(spots.map((spot) => spot.slice(0, 3)).sort());
    const first = fitted === null;
    if (!spots.length || set === fitted || (moved && !first)) return;
    fitted = set;
    const lats = spots.map((spot) => spot[0]).sort((a, b) => a - b);
    const lons = spots.map((spot) => spot[1]).sort((a, b) => a - b);
    const at = (values, share) => values[Math.floor((values.length - 1) * share)];
    map.fitBounds([[at(lats, 0.05), at(lons, 0.05)], [at(lats, 0.95), at(lons, 0.95)]], { padding: [20, 20], maxZoom: 7, animate: false });
  }

  function load() {
    const asked = query();
    fetch(`${box.dataset.address}${asked ? `?${asked}` : ""}`, { headers: { accept: "application/json" } })
      .then((answer) => answer.json())
      .then(draw);
  }

  function ask(bounds) {
    form.elements.box.value = bounds;
    document.querySelector("[data-everywhere]").hidden = !bounds;
    form.requestSubmit();
  }

  document.querySelector("[data-only-here]").addEventListener("click", () => {
    hold();
    const bounds = map.getBounds();
    ask([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((degrees) => degrees.toFixed(4)).join(","));
  });
  document.querySelector("[data-everywhere]").addEventListener("click", () => {
    moved = false;
    ask("");
  });
  document.body.addEventListener("htmx:afterSettle", load);
  load();
})();
