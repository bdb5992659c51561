/* The board: saves what is typed as it is typed, keeps it while the planner does not answer, moves sessions by hand and by key.
   htmx sends and the server answers with parts of the page; only what differs is put in, so that focus, scroll and open notes stay. */

(function () {
  "use strict";

  const plan = document.getElementById("plan");
  const panel = document.getElementById("panel");
  const mark = document.getElementById("mark");
  const REST = 500;
  const AGAIN = 2000;
  const HOME = "/c/" + plan.dataset.key + "/";
  const OURS = "plan:" + plan.dataset.key + ":";

  document.documentElement.classList.add("scripted");

  /* What was typed and is not saved yet: by the address and the name of its field. It survives a reload of this window and nothing else. */

  const kept = new Map();

  function idOf(field) { return field.getAttribute("hx-post") + " " + field.name; }

  function valueOf(field) { return field.type === "checkbox" ? (field.checked ? field.value : "") : field.value; }

  function keep(field) {
    const found = kept.get(idOf(field)) || { was: document.getElementById("was-" + field.name).value };
    kept.set(idOf(field), { ...found, text: valueOf(field), refused: false });
    write(idOf(field));
  }

  function let_go(id) {
    kept.delete(id);
    write(id);
  }

  function write(id) {
    try {
      if (kept.has(id)) sessionStorage.setItem(OURS + id, JSON.stringify(kept.get(id)));
      else sessionStorage.removeItem(OURS + id);
    } catch { /* a browser that keeps nothing: the page still does */ }
    show();
  }

  let sending = 0;
  let unheard = false;

  function show() {
    const refused = [...kept.values()].some(function (held) { return held.refused; });
    mark.dataset.state = unheard && (kept.size || sending) ? "kept" : refused ? "refused" : sending || kept.size ? "saving" : "saved";
  }

  /* Half a second of rest, or leaving the field. */

  const resting = new Map();

  function rest(field) {
    clearTimeout(resting.get(idOf(field)));
    resting.set(idOf(field), setTimeout(function () { save(field); }, REST));
  }

  function save(field) {
    clearTimeout(resting.get(idOf(field)));
    const held = kept.get(idOf(field));
    if (!held || (held.sent === held.text && !held.refused) || !field.isConnected) return;
    held.sent = held.text;
    held.refused = false;
    htmx.trigger(field, "save");
  }

  plan.addEventListener("input", function (event) {
    if (!event.target.matches("[data-field]")) return;
    keep(event.target);
    if (event.target.matches("input[type=text], textarea")) rest(event.target);
  });

  plan.addEventListener("change", function (event) {
    if (event.target.matches("[data-field]")) save(event.target);
  });

  plan.addEventListener("focusout", function (event) {
    if (event.target.matches("[data-field]") && kept.has(idOf(event.target))) save(event.target);
  });

  plan.addEventListener("submit", function (event) {
    if (event.target.id !== "fields" && !event.target.id.startsWith("fields-")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const field of event.target.querySelectorAll("[data-field]")) save(field);
  }, true);

  window.addEventListener("beforeunload", function (event) {
    if (kept.size) event.preventDefault();
  });

  /* Sending, and what came of it. */

  plan.addEventListener("htmx:configRequest", function (event) {
    const open = panel.dataset.of;
    if (event.detail.verb !== "get" || event.target.id === "pulse") event.detail.parameters.open = open;
    const field = event.target;
    if (!field.matches("[data-field]")) return;
    const held = kept.get(idOf(field));
    event.detail.parameters[field.name] = held ? held.text : valueOf(field);
    if (held) event.detail.parameters["was-" + field.name] = held.was;
  });

  plan.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.id === "pulse") {
      if (document.hidden || dragging) event.preventDefault();
      return;
    }
    sending += 1;
    show();
  });

  plan.addEventListener("htmx:afterRequest", function (event) {
    const status = event.detail.xhr.status;
    const element = event.target;
    if (element.id !== "pulse" && event.detail.requestConfig.elt.id !== "pulse") sending = Math.max(0, sending - 1);
    const heard = status !== 0 && status !== 403;
    unheard = !heard;
    const field = event.detail.requestConfig.elt;
    if (field.matches("[data-field]")) {
      const id = field.getAttribute("hx-post") + " " + field.name;
      answered(id, kept.get(id), status);
      if (status === 200 && !kept.has(id) && field !== document.activeElement) asRead(field);
    }
    if (heard && status < 300) clear(event.detail.requestConfig.elt);
    show();
    if (!heard) setTimeout(again, AGAIN);
  });

  /* What was typed as 1h05 stands as the planner keeps it, once the field is left. */

  function asRead(field) {
    const was = document.getElementById("was-" + field.name);
    if (was && field.matches("input[type=text]")) field.value = was.value;
  }

  /* A refused text stays, and is asked again when it is changed or its field is left once more. */

  function answered(id, held, status) {
    if (!held) return;
    if (status === 200) {
      if (held.text === held.sent) let_go(id);
      else held.was = held.sent;
      return;
    }
    held.refused = status === 422;
    if (held.refused) {
      const was = document.getElementById("was-" + id.split(" ")[1]);
      if (was) held.was = was.value;
    }
    held.sent = held.refused ? held.text : undefined;
  }

  /* A form that was taken is empty again. */

  function clear(form) {
    if (form.matches("form.add, form.row")) for (const input of form.querySelectorAll("input[type=text]:not(.minutes)")) input.value = "";
  }

  function again() {
    let sent = false;
    for (const id of kept.keys()) {
      const field = fieldOf(id);
      if (field) { save(field); sent = true; }
      else { post(id); sent = true; }
    }
    if (!sent && unheard) htmx.trigger("#pulse", "changed");
  }

  function fieldOf(id) {
    return [...panel.querySelectorAll("[data-field]")].find(function (field) { return idOf(field) === id; });
  }

  /* What was typed into a session that is not open any more. */

  function post(id) {
    const held = kept.get(id);
    const [address, name] = id.split(" ");
    if (held.sent === held.text) return;
    held.sent = held.text;
    htmx.ajax("POST", address, { source: plan, swap: "none", values: { [name]: held.text, ["was-" + name]: held.was, open: panel.dataset.of } })
      .then(function () { if (!unheard) let_go(id); else held.sent = undefined; });
  }

  /* Failures are said here, in the line about saving; the page stays as it is. */

  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    plan.addEventListener(name, function (event) { event.stopPropagation(); });
  }

  /* Parts of the page: only what differs is put in, and nothing under a hand that is typing. */

  plan.addEventListener("htmx:oobBeforeSwap", function (event) {
    const into = event.detail.target;
    const from = event.detail.fragment.firstElementChild;
    if (into.id === "undo" || into.id === "redo") return;
    if (into.id === "said") {
      event.detail.shouldSwap = event.detail.fragment.textContent.trim() !== "";
      return;
    }
    event.detail.shouldSwap = false;
    if (into.id === "pulse") swap(into, from);
    else if (into.id === "panel" && into.dataset.of !== from.dataset.of) replace(into, from);
    else patch(into, from);
  });

  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    if (dragging) stop();
  });

  function typing(part) {
    const field = part.querySelector("[data-field]");
    return field !== null && (kept.has(idOf(field)) || (document.activeElement === field && !field.matches("[type=checkbox]")));
  }

  function attributes(into, from) {
    for (const { name, value } of from.attributes) if (into.getAttribute(name) !== value) into.setAttribute(name, value);
    for (const { name } of [...into.attributes]) if (!from.hasAttribute(name)) into.removeAttribute(name);
  }

  /* Each part as the server last sent it. */

  const last = new WeakMap();

  function remember(within) {
    for (const part of [within, ...within.querySelectorAll(".part")]) last.set(part, part.outerHTML);
  }

  /* Keyed by ids. What stays is never moved while something that goes is in its way: a moved field would lose the focus. */

  function patch(into, from) {
    attributes(into, from);
    const wanted = [...from.children];
    const staying = new Set(wanted.map(function (part) { return part.id; }).filter(Boolean));
    let place = into.firstElementChild;
    for (const part of wanted) {
      while (place && !staying.has(place.id) && !(part.id === "" && place.isEqualNode(part))) place = dropped(place);
      if (place && part.id === "" && !place.id) {
        place = place.nextElementSibling;
        continue;
      }
      const old = part.id && [...into.children].find(function (each) { return each.id === part.id; });
      if (old) {
        if (old !== place) into.insertBefore(old, place);
        place = old.nextElementSibling;
        one(old, part);
      } else {
        into.insertBefore(part, place);
        remember(part);
        htmx.process(part);
      }
    }
    while (place) place = dropped(place);
  }

  function dropped(element) {
    const next = element.nextElementSibling;
    element.remove();
    return next;
  }

  function one(old, part) {
    if (same(old, part)) return;
    if (part.matches(".field") && typing(old)) {
      const name = part.querySelector("[data-field]").name;
      for (const id of ["was-" + name, "error-" + name]) {
        const from = part.querySelector("[id='" + id + "']");
        const to = old.querySelector("[id='" + id + "']");
        if (id.startsWith("was-")) to.value = from.value;
        else { to.hidden = from.hidden; to.textContent = from.textContent; }
      }
      const input = old.querySelector("[data-field]");
      if (part.querySelector("[data-field]").hasAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      return;
    }
    if (part.matches("form, .pair, .days, fieldset, .day")) {
      if (part.matches(".day")) replaceDay(old, part);
      else patch(old, part);
      return;
    }
    swap(old, part);
  }

  function same(old, part) {
    const html = part.outerHTML;
    if (last.get(old) === html) return true;
    last.set(old, html);
    return false;
  }

  function swap(old, part) {
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...old.querySelectorAll("details[open]")].map(function (each) { return each.id; });
    old.replaceWith(part);
    remember(part);
    for (const id of open) {
      const details = document.getElementById(id);
      if (details) details.open = true;
    }
    htmx.process(part);
    const again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
  }

  function replaceDay(old, part) {
    const input = old.querySelector(".add input[name=title]");
    const text = input ? input.value : "";
    swap(old, part);
    const fresh = part.querySelector(".add input[name=title]");
    if (fresh && text && !old.dataset.sent) fresh.value = text;
  }

  function replace(into, from) {
    const inside = into.contains(document.activeElement);
    attributes(into, from);
    into.replaceChildren(...from.childNodes);
    remember(into);
    htmx.process(into);
    refill();
    address();
    point();
    const head = document.getElementById("panel-title");
    if (head && (inside || opening)) head.focus({ preventScroll: false });
    opening = false;
  }

  /* What was typed before and not saved stands in its field again. */

  function refill() {
    for (const field of panel.querySelectorAll("[data-field]")) {
      const held = kept.get(idOf(field));
      if (!held) continue;
      if (field.type === "checkbox") field.checked = held.text === field.value;
      else field.value = held.text;
    }
  }

  function address() {
    const open = panel.dataset.of;
    history.replaceState(null, "", location.pathname + (open ? "?open=" + encodeURIComponent(open) : ""));
  }

  /* What is open is marked on the board. */

  function point() {
    const open = panel.dataset.of.split(":")[1];
    for (const link of plan.querySelectorAll("a[data-open]")) {
      const here = open !== undefined && open !== "" && link.id === "o-" + open;
      if (here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      const block = link.closest(".block");
      if (block) block.classList.toggle("open", here);
    }
  }

  /* Opening and closing. */

  let opening = false;
  let opened_from = "";

  plan.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[data-open]");
    if (link || event.target.closest("#close")) event.preventDefault();
    if (link) {
      opening = true;
      opened_from = link.id;
      htmx.ajax("GET", HOME + link.dataset.open, { source: plan, swap: "none" });
    } else if (event.target.closest("#close")) close();
  });

  function close() {
    const of = panel.dataset.of;
    panel.dataset.of = "";
    panel.hidden = true;
    panel.replaceChildren();
    address();
    point();
    const back = document.getElementById("o-" + of.split(":")[1]) || document.getElementById(opened_from);
    if (back) back.focus();
  }

  /* By key. */

  const STEPS = { ArrowUp: "earlier", ArrowDown: "later", ArrowLeft: "day-before", ArrowRight: "day-after" };

  function post_form(address, values) {
    return htmx.ajax("POST", address, { source: plan, swap: "none", values: { ...values, open: panel.dataset.of } });
  }

  function at(session, rest) { return HOME + "session/" + session + rest; }

  document.addEventListener("keydown", function (event) {
    const block = event.target.closest && event.target.closest(".block");
    const in_text = event.target.matches && event.target.matches("input[type=text], input[type=date], textarea, select");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !in_text && (event.key === "z" || event.key === "Z" || event.key === "y")) {
      event.preventDefault();
      const again = event.shiftKey || event.key === "y";
      document.getElementById(again ? "redo" : "undo").click();
    } else if (event.key === "Escape" && dragging) {
      stop();
    } else if (event.key === "Escape" && !panel.hidden) {
      if (event.target.matches("[data-field]")) event.target.blur();
      close();
    } else if (block && event.altKey && STEPS[event.key] && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const rtl = document.documentElement.dir === "rtl";
      let way = STEPS[event.key];
      if (rtl && way.startsWith("day")) way = way === "day-before" ? "day-after" : "day-before";
      if (event.shiftKey && (way === "earlier" || way === "later")) {
        post_form(at(block.dataset.session, "/do/" + (way === "later" ? "longer" : "shorter")), {});
      } else if (!event.shiftKey) {
        post_form(at(block.dataset.session, "/move"), { way: way });
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
    if (done.spot) post_form(at(done.session, "/move"), { to: done.spot.to });
  });

  document.addEventListener("pointercancel", stop);

  /* The click that ends a drag opens nothing. */

  function swallow() {
    function once(event) { event.preventDefault(); event.stopImmediatePropagation(); }
    document.addEventListener("click", once, { capture: true, once: true });
    setTimeout(function () { document.removeEventListener("click", once, { capture: true }); }, 0);
  }

  /* Another window's changes come when this one is looked at again. */

  document.addEventListener("visibilitychange", function () { if (!document.hidden) htmx.trigger("#pulse", "changed"); });

  /* What an earlier life of this window had not saved. */

  try {
    for (const name of Object.keys(sessionStorage)) {
      if (!name.startsWith(OURS)) continue;
      const held = JSON.parse(sessionStorage.getItem(name));
      kept.set(name.slice(OURS.length), { text: held.text, was: held.was });
    }
  } catch { /* nothing was kept */ }
  remember(plan);
  if (kept.size) {
    refill();
    show();
    setTimeout(again, 0);
  }
})();
