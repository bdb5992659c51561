/* A file that is dropped is one that was chosen. Without this script it can still be chosen. */

(function () {
  "use strict";

  const zone = document.getElementById("drop");
  const field = document.getElementById("file");
  if (!zone || !field) return;
  zone.querySelector(".invites").hidden = false;
  let inside = 0;

  function holdsFiles(event) {
    return event.dataTransfer !== null && Array.from(event.dataTransfer.types).includes("Files");
  }

  function light(on) { zone.classList.toggle("over", on); }

  zone.addEventListener("dragenter", function (event) {
    if (holdsFiles(event)) { inside += 1; light(true); }
  });
  zone.addEventListener("dragleave", function () {
    inside = Math.max(0, inside - 1);
    if (inside === 0) light(false);
  });

  /* A file that misses the frame must not take the window away from what was typed. */

  window.addEventListener("dragover", function (event) { if (holdsFiles(event)) event.preventDefault(); });
  window.addEventListener("drop", function (event) {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    inside = 0;
    light(false);
    if (!zone.contains(event.target) || event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    field.form.requestSubmit();
  });
})();
