// A picture as PNG: the SVG, with its letters, is drawn on a canvas here; nothing is sent anywhere.
"use strict";
(() => {
  const SCALE = 2;

  async function draw(address) {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth * SCALE;
    canvas.height = picture.naturalHeight * SCALE;
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height); // some browsers load letters with the first drawing
    await new Promise((done) => setTimeout(done, 60));
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("no picture");
    return blob;
  }

  async function save(button) {
    const problem = button.closest("figure").querySelector(".problem");
    problem.hidden = true;
    button.disabled = true;
    try {
      const address = URL.createObjectURL(await draw(button.dataset.png));
      const link = document.createElement("a");
      link.href = address;
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    } catch {
      problem.textContent = button.dataset.failed;
      problem.hidden = false;
    }
    button.disabled = false;
  }

  for (const button of document.querySelectorAll("[data-png]")) button.addEventListener("click", () => save(button));
})();
