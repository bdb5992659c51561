/* A row and its line are marked together, whichever is pointed at or holds the focus. The links between them work without this. */

(function () {
  "use strict";

  let lit = [];

  function light(things, scrolls) {
    for (const each of lit) each.classList.remove("lit");
    lit = things.filter(Boolean);
    for (const each of lit) each.classList.add("lit");
    if (scrolls) show(lit.find(function (each) { return each.closest("#source"); }));
  }

  /* The list of lines scrolls by itself, and the page stays where it is. */

  function show(line) {
    const pane = document.getElementById("source");
    if (!line || !pane || pane.scrollHeight <= pane.clientHeight) return;
    const seen = pane.getBoundingClientRect(), at = line.getBoundingClientRect();
    if (at.top < seen.top || at.bottom > seen.bottom) pane.scrollTop += at.top - seen.top - seen.height / 3;
  }

  function point(event) {
    const row = event.target.closest("[data-line]"), line = event.target.closest("[data-rows]");
    if (row) light([row, document.getElementById("l" + row.dataset.line)], true);
    else if (line) light([line].concat(line.dataset.rows.split(" ").map(function (id) { return document.getElementById(id); })), false);
    else light([], false);
  }

  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);

  /* After an answer: what is wrong with it is read first; else the focus stays where it was, or goes to what is understood now. */

  document.addEventListener("htmx:afterSettle", function () {
    setTimeout(function () {
      const wrong = document.getElementById("wrong");
      if (wrong) wrong.focus();
      else if (!document.activeElement || document.activeElement === document.body) document.getElementById("now").focus({ preventScroll: true });
    });
  });
})();
