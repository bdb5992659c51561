/* Copying the note; without this script it can be marked and copied as any text. */

(function () {
  "use strict";

  for (const button of document.querySelectorAll("button[data-copies]")) {
    if (!navigator.clipboard) continue;
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async function () {
      const text = document.getElementById(button.dataset.copies);
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        text.select();
        return;
      }
      button.textContent = button.dataset.done;
      setTimeout(function () { button.textContent = words; }, 2500);
    });
  }
})();
