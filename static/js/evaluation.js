/* Sheet by sheet: a digit that can only mean one step goes on to the next field, so that a sheet is as many keys as it has marks. */

(function () {
  "use strict";

  document.addEventListener("input", function (event) {
    const field = event.target;
    const steps = Number(field.dataset && field.dataset.steps);
    if (!steps || !/^\d+$/.test(field.value)) return;
    if (Number(field.value) * 10 <= steps && field.value !== "0") return;
    const all = Array.from(field.form.querySelectorAll("input[type=text]"));
    const next = all[all.indexOf(field) + 1];
    if (next && Number(field.value) >= 1 && Number(field.value) <= steps) next.focus();
  });

  const first = document.querySelector(".sheet-by-sheet input[aria-invalid], .sheet-by-sheet input[data-first]");
  if (first && !document.getElementById("wrong")) first.focus();
})();
