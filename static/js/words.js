/* The words: a field that is empty again at once, what it held sent one after the other and kept while the planner does not answer;
   words sorted by hand or by key. The server answers with parts of the page, and they are put in where they stand. */

(function () {
  "use strict";

  const page = document.getElementById("words");
  const field = document.getElementById("text");
  const where = document.getElementById("where");
  const mark = document.getElementById("mark");
  const waiting = document.getElementById("waiting");
  const HERE = page.dataset.address;
  const OURS = "words:" + page.dataset.key + ":";
  const REST = 400;
  const AGAIN = 2000;
  const LOOK = 3000;
  const FEW = 6;
  const NEXT = "the next pair that is offered";

  document.documentElement.classList.add("scripted");

  /* What this window keeps over a reload: what is set, what is half typed, what is not sent yet. */

  function keep(name, value) {
    try {
      if (value === null) sessionStorage.removeItem(OURS + name);
      else sessionStorage.setItem(OURS + name, JSON.stringify(value));
    } catch { /* a browser that keeps nothing: the page still does */ }
  }

  function kept(name) {
    try {
      return JSON.parse(sessionStorage.getItem(OURS + name));
    } catch {
      return null;
    }
  }

  function choice() {
    const set = new FormData(where);
    return { session: set.get("session"), round: set.get("round"), side: set.get("side") };
  }

  function address(path, more) {
    return path + "?" + new URLSearchParams({ ...choice(), ...more });
  }

  /* Sending: one request at a time, in the order in which they were asked for. */

  let line = Promise.resolve();

  function ask(path, values) {
    const options = { headers: { "HX-Request": "true" }, cache: "no-store" };
    if (values) Object.assign(options, { method: "POST", body: new URLSearchParams(values) });
    const answer = line.then(function () { return fetch(path, options); });
    line = answer.catch(function () { return null; });
    return answer;
  }

  /* Putting in what came: nothing under a hand that is dragging, naming a heap, or choosing in the menu of a word. */

  const refused = new Set();
  let stale = false;
  let drawing = 0;

  function busy() {
    const active = document.activeElement;
    const naming = active && active.matches("[name=name]") && active.value !== active.defaultValue;
    return naming || dragged !== null || document.getElementById("menu") !== null;
  }

  function put(html, mine) {
    const held = document.createElement("template");
    held.innerHTML = html;
    const wait = !mine && busy();
    stale = wait;
    for (const part of [...held.content.children]) {
      const old = document.getElementById(part.id);
      if (!old || (wait && (part.id === "heaps" || part.id === "pulse"))) continue;
      if (part.id === "said") {
        if (part.textContent.trim()) old.replaceChildren(...part.childNodes);
        continue;
      }
      const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
      const scrolled = old.querySelector("#alone ul") ? old.querySelector("#alone ul").scrollTop : 0;
      const open = [...old.querySelectorAll("details[open]")].map(function (each) { return each.id; });
      part.removeAttribute("hx-swap-oob");
      old.replaceWith(part);
      const scrolls = part.querySelector("#alone ul");
      if (scrolls) scrolls.scrollTop = scrolled;
      for (const id of open) if (document.getElementById(id)) document.getElementById(id).open = true;
      if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
    }
    rove();
    offer();
    clearTimeout(drawing);
    drawing = setTimeout(function () { htmx.trigger("#map", "drawn"); }, REST);
  }

  /* Capture. */

  const queue = kept("queue") || [];
  let sending = false;
  let unheard = false;

  function showQueue() {
    waiting.replaceChildren(...queue.slice(-12).map(function (each) {
      const item = document.createElement("li");
      item.dir = "auto";
      item.textContent = each.text.length > 60 ? each.text.slice(0, 60) + "…" : each.text;
      return item;
    }));
    mark.dataset.state = unheard ? "kept" : queue.length || sending ? "saving" : "saved";
    keep("queue", queue.length ? queue : null);
  }

  function hear() {
    const text = field.value.trim();
    if (!text) return;
    queue.push({ ...choice(), text: text, mark: crypto.getRandomValues(new Uint32Array(4)).join("") });
    field.value = "";
    field.removeAttribute("aria-invalid");
    grow();
    showQueue();
    send();
  }

  async function send() {
    if (sending || !queue.length) return;
    sending = true;
    showQueue();
    const next = queue[0];
    let status = 0;
    let html = "";
    try {
      const answer = await ask(document.getElementById("saying").action, next);
      status = answer.status;
      html = await answer.text();
    } catch { /* it does not answer */ }
    sending = false;
    unheard = status !== 200 && status !== 422;
    if (!unheard) {
      queue.shift();
      if (status === 422) giveBack(next.text);
      put(html);
    }
    showQueue();
    if (unheard) setTimeout(send, AGAIN);
    else send();
  }

  /* What was refused stands in the field again, before what was typed meanwhile. */

  function giveBack(text) {
    field.value = text + (field.value ? "\n" + field.value : "");
    field.setAttribute("aria-invalid", "true");
    grow();
  }

  function grow() {
    field.rows = Math.min(8, field.value.split("\n").length);
    keep("typed", field.value || null);
  }

  field.addEventListener("input", grow);
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    hear();
  });

  document.getElementById("saying").addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    hear();
    field.focus();
  }, true);

  window.addEventListener("beforeunload", function (event) {
    if (queue.length) event.preventDefault();
  });

  /* What is set once: the page shows that session and round, and the next window of this tab as well. */

  where.addEventListener("change", function () {
    remember();
    refresh(true);
  });
  where.addEventListener("submit", function (event) {
    event.preventDefault();
    remember();
    refresh(true);
    field.focus();
  });

  function remember() {
    keep("choice", choice());
    history.replaceState(null, "", address(HERE, {}));
  }

  /* Every other change: a form of the page, a key, a drop. */

  async function change(path, values, then) {
    let answer = null;
    let html = "";
    try {
      answer = await ask(path, { ...choice(), ...values });
      html = await answer.text();
    } catch { /* it does not answer */ }
    const heard = answer !== null && (answer.status === 200 || answer.status === 422);
    document.getElementById("away").hidden = heard;
    if (!heard) return;
    if (answer.status === 200) close(false);
    put(html, answer.status === 200);
    if (then && answer.status === 200) focusOn(then);
  }

  function focusOn(id) {
    const link = id === NEXT ? page.querySelector("#offers [data-pair]:not([hidden]) button") : document.getElementById(id);
    if (link) link.focus({ preventScroll: false });
    else field.focus({ preventScroll: true });
  }

  page.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.closest("#heaps, #menu")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    const path = button && button.hasAttribute("formaction") ? button.formAction : form.action;
    const values = Object.fromEntries(new FormData(form, button));
    for (const name of ["session", "round", "side"]) delete values[name];
    const chip = form.closest("#menu") && form.closest("[data-word]");
    change(path, values, chip ? beside(chip) : form.closest("#offers") ? NEXT : "");
  }, true);

  page.addEventListener("change", function (event) {
    if (event.target.matches(".heap-name [name=name]")) event.target.form.requestSubmit();
  });

  page.addEventListener("keydown", function (event) {
    if (!event.target.matches(".heap-name [name=name]") || event.key !== "Escape") return;
    event.target.value = event.target.defaultValue;
    event.target.blur();
  });

  /* The word that comes after this one, or before it where it is the last: where the hand goes on. */

  function chips() { return [...page.querySelectorAll("#heaps a.word")].filter(function (each) { return each.offsetParent; }); }

  /* Tab leads from heap to heap, arrows from word to word: three hundred stops of Tab are none. */

  function rove() {
    for (const list of page.querySelectorAll("#heaps .said-words")) {
      const links = [...list.querySelectorAll("a.word")];
      const here = links.find(function (each) { return each === document.activeElement; }) || links[0];
      for (const each of links) each.tabIndex = each === here ? 0 : -1;
    }
  }

  page.addEventListener("focusin", function (event) { if (event.target.matches("a.word")) rove(); });

  function beside(chip) {
    const list = chip.parentElement ? [...chip.parentElement.children] : [];
    const at = list.indexOf(chip);
    const next = list[at + 1] || list[at - 1];
    return next ? next.querySelector("a.word").id : chip.querySelector("a.word").id;
  }

  /* The menu of a word. */

  let menuOf = "";

  function close(back) {
    const menu = document.getElementById("menu");
    if (!menu) return;
    const opened = menu.closest(".opened");
    (opened || menu).remove();
    for (const link of page.querySelectorAll("a.word[aria-expanded]")) link.removeAttribute("aria-expanded");
    if (back) focusOn(menuOf);
    if (stale) refresh(false);
  }

  async function open(link) {
    const was = menuOf === link.id && document.getElementById("menu");
    close(false);
    if (was) {
      link.focus();
      return;
    }
    let html = "";
    try {
      const answer = await ask(address(link.dataset.menu, {}));
      if (!answer.ok) return refresh(false);
      html = await answer.text();
    } catch {
      document.getElementById("away").hidden = false;
      return;
    }
    const there = document.getElementById(link.id);
    if (!there || document.getElementById("menu")) return;
    menuOf = there.id;
    there.closest("li").insertAdjacentHTML("beforeend", html);
    there.setAttribute("aria-expanded", "true");
    const first = document.querySelector("#menu button, #menu input[type=text]");
    if (first) first.focus();
  }

  page.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.word");
    if (link) {
      event.preventDefault();
      open(link);
    } else if (event.target.closest("#menu-close")) {
      event.preventDefault();
      close(true);
    } else if (event.target.closest("button.no")) {
      refused.add(event.target.closest("[data-pair]").dataset.pair);
      offer(true);
    }
  });

  document.addEventListener("keydown", function (event) {
    const typing = event.target.matches && event.target.matches("input[type=text], textarea, select");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && /^[zy]$/i.test(event.key) && !(typing && event.target.value)) {
      event.preventDefault();
      document.getElementById(event.shiftKey || event.key === "y" ? "redo" : "undo").click();
      return;
    }
    if (event.key === "Escape" && document.getElementById("menu")) {
      close(true);
      return;
    }
    const link = event.target.closest && event.target.closest("a.word");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    const chip = link.closest("[data-word]");
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const forward = (event.key === "ArrowRight") !== (document.documentElement.dir === "rtl");
      const all = chips();
      const next = all[all.indexOf(link) + (forward ? 1 : -1)];
      if (next) next.focus();
      event.preventDefault();
    } else if (/^[0-9]$/.test(event.key)) {
      event.preventDefault();
      const heap = document.querySelector("#heaps .heap[data-number='" + event.key + "']");
      if (heap && heap !== chip.closest(".heap")) move(link, { heap: heap.dataset.heap }, beside(chip));
    } else if (event.key === "n" || event.key === "N") {
      event.preventDefault();
      begin(link, beside(chip));
    }
  });

  function to(link, action) { return link.dataset.do.replace("ACTION", action); }
  function move(link, values, then) { change(to(link, "move"), values, then); }
  function begin(link, then) { change(to(link, "new"), {}, then); }

  /* By hand. */

  let dragged = null;

  page.addEventListener("dragstart", function (event) {
    dragged = event.target.closest && event.target.closest("a.word");
    if (!dragged) return;
    event.dataTransfer.setData("text/plain", dragged.textContent);
    event.dataTransfer.effectAllowed = "move";
    page.classList.add("dragging");
  });

  function target(event) { return dragged && event.target.closest ? event.target.closest("#heaps .heap") : null; }

  function mark_over(heap) {
    for (const each of page.querySelectorAll(".heap.over")) if (each !== heap) each.classList.remove("over");
    if (heap) heap.classList.add("over");
  }

  page.addEventListener("dragover", function (event) {
    const heap = target(event);
    mark_over(heap);
    if (heap) event.preventDefault();
  });

  page.addEventListener("drop", function (event) {
    const heap = target(event);
    const link = dragged;
    stop();
    if (!heap) return;
    event.preventDefault();
    if (heap.dataset.new) begin(link);
    else if (heap !== link.closest(".heap")) move(link, { heap: heap.dataset.heap });
  });

  page.addEventListener("dragend", stop);

  function stop() {
    dragged = null;
    page.classList.remove("dragging");
    mark_over(null);
    if (stale) refresh(false);
  }

  /* What is offered: a few at a time, without those that were answered with no. */

  function offer(answered) {
    let shown = 0;
    let more = false;
    const all = [...page.querySelectorAll("#offers [data-pair]")];
    for (const each of all) {
      const no = refused.has(each.dataset.pair);
      each.hidden = no || shown >= FEW;
      more = more || (!no && shown >= FEW);
      if (!each.hidden) shown += 1;
    }
    const offers = document.getElementById("offers");
    if (!offers) return;
    offers.hidden = shown === 0;
    document.getElementById("more-offers").hidden = !more;
    if (!answered) return;
    const next = all.find(function (each) { return !each.hidden; });
    if (next) next.querySelector("button").focus();
    else field.focus();
  }

  /* What others do, and what undo did here. */

  async function refresh(whole) {
    const seq = document.getElementById("pulse").dataset.seq;
    try {
      const answer = await ask(address(HERE + "/parts", whole ? {} : { seq: seq }));
      if (answer.status === 200) {
        if (whole) close(false);
        put(await answer.text(), whole);
      }
    } catch { /* it is said where something is sent */ }
  }

  document.body.addEventListener("changed", function () { refresh(true); });
  setInterval(function () { if (!document.hidden && !sending && !unheard) refresh(false); }, LOOK);

  /* What an earlier life of this window had: what was set, half typed, and not sent. */

  const before = kept("choice");
  if (before && !location.search) {
    for (const name of ["session", "round", "side"]) {
      const input = where.elements.namedItem(name);
      const there = name === "side" || [...input.options].some(function (each) { return each.value === before[name]; });
      if (there) input.value = before[name];
    }
    remember();
    refresh(true);
  }
  const typed = kept("typed");
  if (typed && !field.value) field.value = typed;
  grow();
  rove();
  offer();
  showQueue();
  if (queue.length) send();
  else if (!document.getElementById("menu")) field.focus({ preventScroll: true });
})();
