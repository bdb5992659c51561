/* A small picture of a document has the shape of its paper. */

(function () {
  "use strict";

  function shape(frame) {
    const page = frame.contentDocument;
    if (page && page.body) frame.parentElement.classList.toggle("landscape", page.body.classList.contains("landscape"));
  }

  function watch() {
    for (const frame of document.querySelectorAll(".thumb iframe")) {
      frame.addEventListener("load", function () { shape(frame); });
      if (frame.contentDocument && frame.contentDocument.readyState === "complete") shape(frame);
    }
  }

  watch();
  document.addEventListener("htmx:afterSettle", watch);
})();
