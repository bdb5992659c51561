/* The board: saves what is typed as it is typed, keeps it while the planner does not answer, puts in what has changed.
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

  let retrying = 0;
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
    held.refused = held.failed = false;
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
    if (!held) return;
    held.sent = held.text;
    event.detail.parameters["was-" + field.name] = held.was;
  });

  plan.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.id === "pulse") {
      if (document.hidden || document.documentElement.classList.contains("dragging")) event.preventDefault();
      return;
    }
    sending += 1;
    show();
  });

  plan.addEventListener("htmx:afterRequest", function (event) {
    const status = event.detail.xhr.status;
    const field = event.detail.requestConfig.elt;
    if (field.id !== "pulse") sending = Math.max(0, sending - 1);
    const heard = status === 422 || (status >= 200 && status < 300);
    if (field.matches("[data-field]")) {
      const id = field.getAttribute("hx-post") + " " + field.name;
      answered(id, kept.get(id), status);
      if (status === 200 && !kept.has(id) && field !== document.activeElement) asRead(field);
    }
    if (heard && status < 300) clear(field);
    /* A board that comes meanwhile does not mean that what was typed has been taken. */
    unheard = !heard || [...kept.values()].some(function (held) { return held.failed; });
    show();
    clearTimeout(retrying);
    if (unheard) retrying = setTimeout(again, AGAIN);
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
    held.failed = !held.refused;
    held.sent = held.refused ? held.text : undefined;
  }

  /* A form that was taken is empty again. */

  function clear(form) {
    if (form.matches("form.add, form.row")) for (const input of form.querySelectorAll("input[type=text]:not(.minutes)")) input.value = "";
  }

  function again() {
    const open = [...kept.keys()].map(fieldOf).filter(Boolean);
    if (open.length) open.forEach(save);
    else if (kept.size) reopen(kept.keys().next().value);
    else if (unheard) htmx.trigger("#pulse", "changed");
  }

  function fieldOf(id) {
    return [...panel.querySelectorAll("[data-field]")].find(function (field) { return idOf(field) === id; });
  }

  /* What was typed into a session that is not open any more is sent from its own form, where a refusal can be read. */

  function reopen(id) {
    const [kind, which] = id.split(" ")[0].replace(HOME, "").split("/");
    const list = document.querySelector("[data-list='track:" + which + "']");
    const holder = kind === "track" ? list && list.closest(".block").dataset.session : which;
    if (!holder) {
      tellLost(id);
      return;
    }
    htmx.ajax("GET", HOME + (kind === "day" ? "day/" : "session/") + holder, { source: plan, swap: "none" }).then(function () {
      const field = fieldOf(id);
      if (field) save(field);
      else tellLost(id);
    });
  }

  function tellLost(id) {
    document.getElementById("said").textContent = mark.dataset.lost.replace("{text}", kept.get(id).text);
    let_go(id);
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
    if (into.id === "pulse" || into.id === "totals") swap(into, from);  // lines of bare words, which no patch of elements sees
    else if (into.id === "panel" && into.dataset.of !== from.dataset.of) replace(into, from);
    else patch(into, from);
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
    if (part.matches("details.others")) part.open = old.open;
    if (part.matches("form, .pair, .days, fieldset, .day, details.others")) {
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
