/* Dragging by hand, one home of it for every page: pressed and moved, or with a finger that has rested on the thing. Near an edge of the
   window the page scrolls on, also while the hand rests. Escape, or a page that changes under the hand, ends it and nothing is moved.

   `page` says the rest: find(event) the thing that is pressed, or nothing; begin(drag) what the ghost says; over(drag) where it is now;
   drop(drag); end(drag), however it ended; scroll(drag, edge, step), where more than the window scrolls: whether that moved, and whether
   the window is to stay still. `drag` has thing, ghost, x and y. */

window.draggable = function (page) {
  "use strict";

  const EDGE = 60;
  const STEP = 12;
  let pressed = null;
  let dragging = null;

  function find(event) { return event.target.closest ? page.find(event) : null; }

  document.addEventListener("pointerdown", function (event) {
    const thing = event.button === 0 ? find(event) : null;
    if (!thing) return;
    pressed = { thing: thing, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" };
    if (pressed.touch) pressed.timer = setTimeout(function () { if (pressed) start(pressed.x, pressed.y); }, 350);
  });

  function start(x, y) {
    dragging = { thing: pressed.thing, ghost: document.createElement("div"), x: x, y: y };
    dragging.ghost.className = "ghost";
    dragging.thing.classList.add("dragged");
    document.body.append(dragging.ghost);
    document.documentElement.classList.add("dragging");
    page.begin(dragging);
    over(x, y);
    requestAnimationFrame(onward);
  }

  function over(x, y) {
    Object.assign(dragging, { x: x, y: y });
    dragging.ghost.style.left = Math.min(x + 14, innerWidth - 60) + "px";
    dragging.ghost.style.top = y + 14 + "px";
    page.over(dragging);
  }

  function onward() {
    if (!dragging) return;
    const before = scrollY;
    const way = dragging.y < EDGE ? -STEP : dragging.y > innerHeight - EDGE ? STEP : 0;
    const sideways = page.scroll ? page.scroll(dragging, EDGE, STEP) : { still: false, moved: false };
    if (way && !sideways.still) window.scrollBy(0, way);
    if (sideways.moved || scrollY !== before) page.over(dragging);
    requestAnimationFrame(onward);
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
  document.addEventListener("dragstart", function (event) { if (find(event)) event.preventDefault(); });

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
    done.thing.classList.remove("dragged");
    document.documentElement.classList.remove("dragging");
    page.end(done);
    return done;
  }

  document.addEventListener("pointerup", function (event) {
    const done = stop();
    if (!done) return;
    event.preventDefault();
    swallow();
    page.drop(done);
  });

  /* The click that ends a drag opens nothing. */

  function swallow() {
    function once(event) { event.preventDefault(); event.stopImmediatePropagation(); }
    document.addEventListener("click", once, { capture: true, once: true });
    setTimeout(function () { document.removeEventListener("click", once, { capture: true }); }, 0);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !dragging) return;
    event.stopImmediatePropagation();
    stop();
  }, { capture: true });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("htmx:oobBeforeSwap", stop);
};
