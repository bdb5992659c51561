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

  /* By hand: a line shows where it would stand. */

  window.draggable({
    find: function (event) {
      const block = plan.contains(event.target) ? event.target.closest(".block") : null;
      return block && !event.target.closest("button, summary, input, select, textarea, .remark") ? block : null;
    },

    begin: function (drag) {
      drag.ghost.textContent = drag.thing.querySelector(".name").textContent;
      drag.bar = document.createElement("div");
      drag.bar.className = "dropping";
      document.body.append(drag.bar);
    },

    /* Where it would stand: in the list under the pointer, between two of its sessions by their middles. */
    over: function (drag) {
      drag.list = listAt(drag);
      drag.spot = drag.list ? spotIn(drag.list, drag) : null;
      drag.bar.hidden = !drag.spot;
      if (!drag.spot) return;
      const bar = drag.bar.style;
      bar.left = drag.spot.left + scrollX + "px";
      bar.top = drag.spot.top + scrollY - 2 + "px";
      bar.width = drag.spot.width + "px";
    },

    /* The tray stays in its place at the foot of the window: over it nothing scrolls. */
    scroll: function (drag, edge, step) {
      if (drag.list && drag.list.id === "tray-line") return { still: true, moved: false };
      const board = document.getElementById("board");
      const box = board.getBoundingClientRect();
      const before = board.scrollLeft;
      if (drag.x < box.left + edge) board.scrollBy(-step, 0);
      else if (drag.x > box.right - edge) board.scrollBy(step, 0);
      return { still: false, moved: board.scrollLeft !== before };
    },

    end: function (drag) { drag.bar.remove(); },
    drop: function (drag) { if (drag.spot) send(drag.thing.dataset.session, "/move", { to: drag.spot.to }); },
  });

  function listAt(drag) {
    for (const element of document.elementsFromPoint(drag.x, drag.y)) {
      const list = element.closest("[data-list]");
      const lane = element.closest(".lane");
      const place = lane ? lane.querySelector("[data-list]") : list;
      if (place && !(drag.thing.contains(place))) return place;
      const day = element.closest(".day");
      if (day) return day.querySelector("[data-list]");
      if (element.closest("#tray")) return document.getElementById("tray-line");
    }
    return null;
  }

  function spotIn(list, drag) {
    const x = drag.x;
    const y = drag.y;
    const grid = list.id === "tray-line";
    const rtl = document.documentElement.dir === "rtl";
    const others = [...list.children].filter(function (each) { return each.matches(".block:not(.alongside)") && each !== drag.thing; });
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
})();
