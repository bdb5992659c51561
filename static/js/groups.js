/* Drags a person to another group; while she is over one, what that would cost is told. Every move is also a button of the page. */

(function () {
  "use strict";

  const tables = document.getElementById("tables");
  const moves = document.getElementById("moves");
  if (moves && location.hash === "#moves") moves.focus();

  /* Only the fields that a wish of this kind reads. */

  for (const form of document.querySelectorAll("form[data-wish]")) {
    const kind = form.querySelector("[name=kind]");
    const fit = function () {
      for (const each of form.querySelectorAll("[data-for]")) each.hidden = !each.dataset.for.split(" ").includes(kind.value);
    };
    kind.addEventListener("change", fit);
    fit();
  }

  if (!tables) return;
  const form = document.getElementById("moving");
  let pressed = null;
  let dragging = null;

  tables.addEventListener("dragstart", function (event) { event.preventDefault(); });

  document.addEventListener("pointerdown", function (event) {
    const person = event.target.closest && event.target.closest(".person");
    if (!person || event.button !== 0) return;
    pressed = { person: person, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" };
    if (pressed.touch) pressed.timer = setTimeout(function () { if (pressed) start(pressed.x, pressed.y); }, 350);
  });

  async function start(x, y) {
    const person = pressed.person;
    dragging = { person: person, costs: {}, table: null, ghost: document.createElement("div") };
    dragging.ghost.className = "ghost";
    const name = document.createElement("strong");
    name.textContent = person.querySelector(".name bdi").textContent;
    dragging.cost = document.createElement("span");
    dragging.ghost.append(name, dragging.cost);
    document.body.append(dragging.ghost);
    document.documentElement.classList.add("dragging");
    person.classList.add("dragged");
    over(x, y);
    const mine = dragging;
    const answer = await fetch(tables.dataset.at + "/costs?round=" + tables.dataset.round + "&person=" + encodeURIComponent(person.dataset.person));
    if (answer.ok) mine.costs = await answer.json();
    if (dragging === mine) told();
  }

  function over(x, y) {
    const ghost = dragging.ghost.style;
    ghost.left = Math.min(x + 14, innerWidth - 60) + "px";
    ghost.top = y + 14 + "px";
    if (y < 60) window.scrollBy(0, -14);
    else if (y > innerHeight - 60) window.scrollBy(0, 14);
    const found = document.elementsFromPoint(x, y).map(function (each) { return each.closest(".table"); }).find(Boolean) || null;
    const table = found && found.contains(dragging.person) ? null : found;
    if (table === dragging.table) return;
    if (dragging.table) dragging.table.classList.remove("over");
    dragging.table = table;
    told();
  }

  function told() {
    dragging.cost.textContent = dragging.table ? dragging.costs[dragging.table.dataset.group] || "" : "";
    if (dragging.table) dragging.table.classList.add("over");
  }

  document.addEventListener("pointermove", function (event) {
    if (pressed && !dragging) {
      const far = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 6;
      if (far && pressed.touch) release();
      else if (far) start(event.clientX, event.clientY);
    }
    if (dragging) over(event.clientX, event.clientY);
  });

  document.addEventListener("touchmove", function (event) { if (dragging) event.preventDefault(); }, { passive: false });
  document.addEventListener("contextmenu", function (event) { if (dragging) event.preventDefault(); });

  function release() {
    if (pressed && pressed.timer) clearTimeout(pressed.timer);
    pressed = null;
  }

  function stop() {
    release();
    if (!dragging) return null;
    const done = dragging;
    dragging = null;
    done.ghost.remove();
    done.person.classList.remove("dragged");
    if (done.table) done.table.classList.remove("over");
    document.documentElement.classList.remove("dragging");
    return done;
  }

  document.addEventListener("pointerup", function (event) {
    const done = stop();
    if (!done) return;
    event.preventDefault();
    const once = function (click) { click.preventDefault(); click.stopImmediatePropagation(); };
    document.addEventListener("click", once, { capture: true, once: true });
    setTimeout(function () { document.removeEventListener("click", once, { capture: true }); }, 0);
    if (!done.table) return;
    form.elements.person.value = done.person.dataset.person;
    form.elements.to.value = done.table.dataset.group;
    form.requestSubmit();
  });

  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") stop(); });
})();
