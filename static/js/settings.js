/* What an answer of the server cannot do by itself: mark a field that was refused, and show how a value was read. */

(function () {
  "use strict";

  function settle(slot) {
    const field = document.getElementById(slot.dataset.of);
    if (!field) return;
    if (slot.dataset.wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (slot.dataset.value !== undefined && field.type === "text" && field.value === slot.dataset.typed) field.value = slot.dataset.value;
  }

  document.addEventListener("htmx:oobAfterSwap", function (event) {
    const found = document.getElementById(event.detail.target.id);
    if (!found) return;
    if (found.dataset.of) settle(found);
    /* After htmx has put the focus back where it was. */
    const asks = found.querySelector("#asks");
    if (asks) setTimeout(function () { asks.focus(); });
  });

  /* A file that is too large is not sent: the server would cut it off in the middle, and no sentence could come back. */

  document.addEventListener("change", function (event) {
    const field = event.target;
    if (field.type !== "file" || !field.dataset.largest || !field.files.length) return;
    const slot = document.getElementById(field.id + "-slot");
    if (field.files[0].size <= Number(field.dataset.largest)) return;
    event.stopImmediatePropagation();
    const sentence = document.createElement("span");
    sentence.className = "error";
    sentence.textContent = field.dataset.tooLarge;
    slot.replaceChildren(sentence);
    field.setAttribute("aria-invalid", "true");
    field.value = "";
  }, true);
})();
