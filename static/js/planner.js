/* The little that no ready-made part does: a preview is as high as its document, so that a page scrolls once and not twice. */

(function () {
  "use strict";

  function fit(frame) {
    const page = frame.contentDocument;
    if (page && page.documentElement) {
      frame.style.blockSize = "0";
      frame.style.blockSize = page.documentElement.scrollHeight + 2 + "px";
    }
  }

  for (const frame of document.querySelectorAll("iframe.paper")) {
    frame.addEventListener("load", function () { fit(frame); });
    if (frame.contentDocument && frame.contentDocument.readyState === "complete") fit(frame);
    new ResizeObserver(function () { fit(frame); }).observe(frame.parentElement);
  }

  const wrong = document.getElementById("wrong");
  if (wrong) wrong.focus();
})();
