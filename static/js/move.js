/* Moves sessions about: by key, and by hand. Every move is also a form of the page; what became of it is said by the server, in words. */

(function () {
  "use strict";

  const plan = document.getElementById("plan");
  const panel = document.getElementById("panel");

  /* By key. */

  const STEPS = { ArrowUp: "earlier", ArrowDown: "later", ArrowLeft: "day-before", ArrowRight: "day-after" };

  function send(session, what, values) {
    return htmx.ajax("POST", "/c/" + plan.dataset.key + "/session/" + session + what, { source: plan, swap: "none", values: values });
  }

  document.addEventListener("keydown", function (event) {
    const block = event.target.closest && event.target.closest(".block");
    const in_text = event.target.matches && event.target.matches("input[type=text], input[type=date], textarea, select");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !in_text && (event.key === "z" || event.key === "Z" || event.key === "y")) {
      event.preventDefault();
      document.getElementById(event.shiftKey || event.key === "y" ? "redo" : "undo").click();
    } else if (event.key === "Escape" && dragging) {
      stop();
    } else if (event.key === "Escape" && !panel.hidden) {
      if (event.target.matches("[data-field]")) event.target.blur();
      document.getElementById("close").click();
    } else if (block && event.altKey && STEPS[event.key] && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const rtl = document.documentElement.dir === "rtl";
      let way = STEPS[event.key];
      if (rtl && way.startsWith("day")) way = way === "day-before" ? "day-after" : "day-before";
      if (event.shiftKey && (way === "earlier" || way === "later")) {
        send(block.dataset.session, "/do/" + (way === "later" ? "longer" : "shorter"), {});
      } else if (!event.shiftKey) {
        send(block.dataset.session, "/move", { way: way });
      }
    }
  });

  /* By hand: a line shows where it would stand. A finger drags after it has rested on a session. */

  let dragging = null;
  let pressed = null;

  plan.addEventListener("pointerdown", function (event) {
    const block = event.target.closest(".block");
    if (!block || event.button !== 0 || event.target.closest("button, summary, input, select, textarea, .remark")) return;
    pressed = { block: block, x: event.clientX, y: event.clientY, id: event.pointerId, touch: event.pointerType !== "mouse" };
    if (pressed.touch) pressed.timer = setTimeout(function () { if (pressed) start(pressed.x, pressed.y); }, 350);
  });

  function start(x, y) {
    dragging = { block: pressed.block, session: pressed.block.dataset.session, spot: null };
    dragging.ghost = document.createElement("div");
    dragging.ghost.className = "ghost";
    dragging.ghost.textContent = pressed.block.querySelector(".name").textContent;
    dragging.bar = document.createElement("div");
    dragging.bar.className = "dropping";
    document.body.append(dragging.ghost, dragging.bar);
    document.documentElement.classList.add("dragging");
    pressed.block.classList.add("dragged");
    over(x, y);
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

  plan.addEventListener("dragstart", function (event) { if (event.target.closest(".block")) event.preventDefault(); });

  /* Where it would stand: in the list under the pointer, between two of its sessions by their middles. */

  function over(x, y) {
    const ghost = dragging.ghost.style;
    ghost.insetInlineStart = "auto";
    ghost.left = Math.min(x + 14, innerWidth - 60) + "px";
    ghost.top = y + 14 + "px";
    const list = listAt(x, y);
    if (!list || list.id !== "tray-line") scroll(x, y);
    dragging.spot = list ? spotIn(list, x, y) : null;
    dragging.bar.hidden = !dragging.spot;
    if (!dragging.spot) return;
    const bar = dragging.bar.style;
    bar.left = dragging.spot.left + scrollX + "px";
    bar.top = dragging.spot.top + scrollY - 2 + "px";
    bar.width = dragging.spot.width + "px";
  }

  function listAt(x, y) {
    for (const element of document.elementsFromPoint(x, y)) {
      const list = element.closest("[data-list]");
      const lane = element.closest(".lane");
      const place = lane ? lane.querySelector("[data-list]") : list;
      if (place && !(dragging.block.contains(place))) return place;
      const day = element.closest(".day");
      if (day) return day.querySelector("[data-list]");
      if (element.closest("#tray")) return document.getElementById("tray-line");
    }
    return null;
  }

  function spotIn(list, x, y) {
    const grid = list.id === "tray-line";
    const rtl = document.documentElement.dir === "rtl";
    const others = [...list.children].filter(function (each) { return each.matches(".block:not(.alongside)") && each !== dragging.block; });
    const frame = list.getBoundingClientRect();
    let before = null;
    for (const each of others) {
      const box = each.getBoundingClientRect();
      const passed = grid
        ? y > box.bottom || (y > box.top && (rtl ? x < box.left + box.width / 2 : x > box.left + box.width / 2))
        : y > box.top + box.height / 2;
      if (passed) before = each;
    }
    const box = before ? before.getBoundingClientRect() : frame;
    const top = before ? box.bottom : others.length ? others[0].getBoundingClientRect().top : frame.top;
    return { to: list.dataset.list + (list.dataset.list === "parked" ? "" : ":") + (before ? (list.dataset.list === "parked" ? ":" : "") + before.dataset.session : ""),
             left: grid ? box.left : frame.left, top: top, width: grid ? box.width : frame.width };
  }

  function scroll(x, y) {
    const edge = 60;
    if (y < edge) window.scrollBy(0, -14);
    else if (y > innerHeight - edge) window.scrollBy(0, 14);
    const board = document.getElementById("board");
    const box = board.getBoundingClientRect();
    if (x < box.left + edge) board.scrollBy(-14, 0);
    else if (x > box.right - edge) board.scrollBy(14, 0);
  }

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
    done.bar.remove();
    done.block.classList.remove("dragged");
    document.documentElement.classList.remove("dragging");
    return done;
  }

  document.addEventListener("pointerup", function (event) {
    const done = stop();
    if (!done) return;
    event.preventDefault();
    swallow();
    if (done.spot) send(done.session, "/move", { to: done.spot.to });
  });

  document.addEventListener("pointercancel", stop);

  /* The click that ends a drag opens nothing. */

  function swallow() {
    function once(event) { event.preventDefault(); event.stopImmediatePropagation(); }
    document.addEventListener("click", once, { capture: true, once: true });
    setTimeout(function () { document.removeEventListener("click", once, { capture: true }); }, 0);
  }

  /* A page that changes under the hand ends the drag. */

  document.addEventListener("htmx:oobBeforeSwap", stop);
})();
