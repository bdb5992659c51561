/* What was looked for stays in the address, so that a reload or a way back shows it again. */

(function () {
  "use strict";

  document.addEventListener("htmx:afterOnLoad", function (event) {
    const finder = document.getElementById("finder");
    if (event.detail.elt !== finder) return;
    const asked = new URLSearchParams(new FormData(finder));
    for (const [name, value] of [...asked]) if (!value) asked.delete(name);
    history.replaceState(null, "", finder.getAttribute("action") + (asked.size ? "?" + asked : ""));
  });
})();
