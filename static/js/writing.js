/* The report: saves what is typed as it is typed, keeps it while the planner does not answer, shows the page that it will be.
   A text is sent with the marks of the texts that it was written upon, so that nothing of somebody else's is overwritten unseen. */

(function () {
  "use strict";

  const home = document.getElementById("writing");
  const mark = document.getElementById("mark");
  const frame = document.getElementById("page");
  const said = document.getElementById("said");
  const REST = 500;
  const LONGEST = 1500; /* who types without a rest loses no more than that */
  const AGAIN = 2000;
  const ROUND = 1200;
  const EVERY = 15000;
  const OURS = "report:" + home.dataset.key + ":" + home.dataset.language + ":";
  const PARTS = ["outline", "gaps", "draft", "gathers", "beside", "acts", "state"];

  document.documentElement.classList.add("scripted");

  function post(address, values) {
    const files = values instanceof FormData && [...values.values()].some(function (each) { return each instanceof File; });
    const body = files ? values : new URLSearchParams(values);
    body.set("open", home.dataset.open);
    body.set("language", home.dataset.language);
    body.set("audience", home.dataset.audience);
    return fetch(address, { method: "POST", body: body, headers: { "HX-Request": "true" }, cache: "no-store" });
  }

  async function markOf(text) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map(function (each) { return each.toString(16).padStart(2, "0"); }).join("").slice(0, 16);
  }

  /* What was typed and is not saved yet, by the name of its text. It survives a reload of this window and nothing else. */

  const kept = new Map();
  const stood = new Map(); /* each text as it stood when it was shown or saved last */
  let typed = 0;
  let unheard = false;
  let retrying = 0;

  function fieldOf(name) {
    return [...home.querySelectorAll("[data-text]")].find(function (field) { return field.dataset.text === name; });
  }

  function write(name) {
    try {
      const held = kept.get(name);
      if (held) sessionStorage.setItem(OURS + name, JSON.stringify({ text: held.text, upon: held.upon, base: held.base }));
      else sessionStorage.removeItem(OURS + name);
    } catch { /* a browser that keeps nothing: the page still does */ }
    show();
  }

  function show() {
    const held = [...kept.values()];
    const refused = held.some(function (each) { return each.refused || each.theirs !== undefined; });
    mark.dataset.state = unheard && held.length ? "kept" : refused ? "refused" : held.length ? "saving" : "saved";
  }

  function keep(field) {
    const name = field.dataset.text;
    const held = kept.get(name) || { upon: [field.dataset.mark], base: stood.get(name) };
    held.text = field.value;
    typed += 1;
    held.refused = tooLong(field, field.value);
    kept.set(name, held);
    write(name);
    clearTimeout(held.resting);
    if (held.refused) return;
    held.since = held.since || Date.now();
    if (Date.now() - held.since > LONGEST) save(name);
    else held.resting = setTimeout(function () { save(name); }, REST);
  }

  /* Room */

  function sentenceOf(count, most) {
    const number = new Intl.NumberFormat(document.documentElement.lang);
    return home.dataset.tooLong.replace("{found}", number.format(count)).replace("{most}", number.format(most));
  }

  function tooLong(field, text) {
    const most = Number(field.dataset.most);
    const count = text.length > most ? [...text].length : 0;
    if (count > most) wrong(field, sentenceOf(count, most));
    else if (field.getAttribute("aria-invalid") && !slotOf(field).querySelector("textarea")) wrong(field, "");
    return count > most;
  }

  home.addEventListener("paste", function (event) {
    const field = event.target;
    if (!field.matches || !field.matches("[data-text]") || !event.clipboardData) return;
    const text = event.clipboardData.getData("text/plain");
    const most = Number(field.dataset.most);
    if (text.length + field.value.length - (field.selectionEnd - field.selectionStart) <= most) return;
    event.preventDefault();
    wrong(field, sentenceOf(text.length + field.value.length, most));
  });

  function slotOf(field) { return document.getElementById(field.id + "-slot"); }

  function wrong(field, sentence) {
    const slot = slotOf(field);
    slot.replaceChildren();
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    if (!sentence) return;
    const error = document.createElement("p");
    error.className = "error";
    error.setAttribute("role", "alert");
    error.textContent = sentence;
    slot.append(error);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", slot.id);
  }

  /* Saving: one at a time for each text; what was sent and never answered may have been saved all the same. */

  async function save(name) {
    const held = kept.get(name);
    if (!held || held.refused || held.theirs !== undefined) return;
    clearTimeout(held.resting);
    if (held.sending) {
      held.again = true;
      await held.sending;
      return;
    }
    held.sending = send(name, held);
    await held.sending;
    held.sending = undefined;
    if (held.again) {
      held.again = false;
      await save(name);
    }
  }

  async function send(name, held) {
    const text = held.text;
    held.since = undefined;
    const upon = held.upon.join(" ");
    held.upon = [...held.upon.slice(0, 1), ...held.upon.slice(1).slice(-8), await markOf(text)];
    write(name);
    let answer = null;
    let told = {};
    try {
      const values = { name: name, text: text, was: upon };
      if (held.base !== undefined) values.base = held.base;
      answer = await post(home.dataset.save, values);
      if (answer.ok || answer.status === 409 || answer.status === 422) told = await answer.json();
      else answer = null;
    } catch { answer = null; }
    unheard = answer === null;
    if (unheard) {
      clearTimeout(retrying);
      retrying = setTimeout(all, AGAIN);
      show();
      return;
    }
    const field = fieldOf(name);
    if (answer.ok) {
      const now = told.text === undefined ? text : told.text;
      if (field) {
        field.dataset.mark = told.mark;
        wrong(field, "");
        if (field.classList.contains("prose")) document.getElementById("words-here").textContent = told.words;
      }
      if (told.text !== undefined) tell(told.said, false);
      stood.set(name, now);
      if (held.text === text) {
        kept.delete(name);
        if (field && now !== text) {
          revise(field, now);
          look(field);
        }
      } else { /* typed on meanwhile: upon what was sent, wherever that stands by now */
        held.base = text;
        held.upon = [await markOf(text)];
        if (now === text) held.upon.push(told.mark);
      }
      write(name);
      soon();
      return;
    }
    held.refused = answer.status === 422;
    if (answer.status === 409) {
      held.theirs = told.theirs;
      held.mark = told.mark;
    }
    if (!field) said.textContent = home.dataset.elsewhere;
    else if (held.refused) wrong(field, told.said);
    else clash(field, told.said, held);
    show();
  }

  function all() { return Promise.all([...kept.keys()].map(save)); }

  /* Another text in a field: the caret stays by the words that it stood by. */

  function revise(field, text) {
    const old = field.value;
    let same = 0;
    while (same < old.length && same < text.length && old[same] === text[same]) same += 1;
    const at = [field.selectionStart, field.selectionEnd].map(function (each) {
      return each <= same ? each : Math.max(same, text.length - (old.length - each));
    });
    field.value = text;
    if (field === document.activeElement) field.setSelectionRange(at[0], at[1]);
  }

  /* Two texts in one place: both stand there until somebody says which. */

  function clash(field, sentence, held) {
    const made = document.getElementById("clash").content.cloneNode(true);
    wrong(field, sentence);
    made.querySelector("p.error").remove();
    const theirs = made.querySelector("textarea");
    theirs.id = field.id + "-theirs";
    theirs.value = held.theirs;
    made.querySelector("label").htmlFor = theirs.id;
    slotOf(field).append(made);
  }

  home.addEventListener("click", function (event) {
    const button = event.target.closest("[data-clash]");
    if (!button) return;
    const field = button.closest("form").querySelector("[data-text]");
    const name = field.dataset.text;
    const held = kept.get(name);
    const theirs = held.theirs;
    held.upon = [held.mark];
    held.base = theirs;
    held.theirs = held.mark = undefined;
    if (button.dataset.clash === "theirs") held.text = theirs;
    if (button.dataset.clash === "both") held.text = held.text.trimEnd() + "\n\n" + theirs;
    field.value = held.text;
    wrong(field, "");
    write(name);
    look(field);
    save(name);
    field.focus();
  });

  home.addEventListener("input", function (event) {
    if (!event.target.matches("[data-text]")) return;
    keep(event.target);
    if (!kept.get(event.target.dataset.text).refused) look(event.target);
  });

  home.addEventListener("focusout", function (event) {
    if (event.target.matches("[data-text]") && kept.has(event.target.dataset.text)) save(event.target.dataset.text);
  });

  window.addEventListener("beforeunload", function (event) { if (kept.size) event.preventDefault(); });

  /* The page that it will be: the newest text as soon as the last one is there. */

  let looking = false;
  let next = null;

  async function look(field) {
    next = field;
    if (looking) return;
    looking = true;
    while (next) {
      const now = next;
      next = null;
      try {
        const answer = await post(home.dataset.look, { name: now.dataset.text, text: now.value });
        if (answer.status === 200) paint(await answer.text());
      } catch { /* the line about saving says that nobody answers */ }
    }
    looking = false;
  }

  function paint(page) {
    const rules = /<style>([\s\S]*?)<\/style>/.exec(page);
    const made = new DOMParser().parseFromString(rules ? page.replace(rules[0], "") : page, "text/html");
    const into = frame.contentDocument && frame.contentDocument.querySelector("main");
    if (!into) return;
    into.replaceChildren(...[...made.querySelector("main").childNodes].map(function (each) { return frame.contentDocument.importNode(each, true); }));
    const sheet = new frame.contentWindow.CSSStyleSheet();
    sheet.replaceSync(rules ? rules[1] : "");
    frame.contentDocument.adoptedStyleSheets = [sheet];
    follow();
    home.dataset.painted = String(Number(home.dataset.painted || 0) + 1);
  }

  /* The page stands about where the text is being typed. */

  function follow() {
    const field = document.activeElement;
    if (!field.matches("textarea.prose")) return;
    const page = frame.contentDocument.scrollingElement;
    page.scrollTop = page.scrollHeight * (field.selectionEnd / Math.max(1, field.value.length)) - frame.clientHeight / 2;
  }

  /* Signs around the words that are marked; the browser's own undo takes them back. */

  const AROUND = { strong: ["**", "**"], stress: ["*", "*"] };
  const BEFORE = { heading: "## ", item: "- ", quote: "> " };

  function type(field, from, to, text, select) {
    field.focus();
    field.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, from, to, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (select) field.setSelectionRange(select[0], select[1]);
  }

  home.addEventListener("click", function (event) {
    const button = event.target.closest("[data-tool]");
    if (!button) return;
    const field = button.closest("form").querySelector("textarea[data-text]");
    const tool = button.dataset.tool;
    const from = field.selectionStart;
    const to = field.selectionEnd;
    const words = field.value.slice(from, to);
    if (AROUND[tool]) {
      const [before, after] = AROUND[tool];
      type(field, from, to, before + words + after, [from + before.length, from + before.length + words.length]);
    } else if (BEFORE[tool]) {
      const start = field.value.lastIndexOf("\n", from - 1) + 1;
      const lines = field.value.slice(start, to).split("\n").map(function (line) { return BEFORE[tool] + line; }).join("\n");
      type(field, start, to, lines);
    } else {
      let number = 1;
      while (field.value.includes("[^" + number + "]")) number += 1;
      const sign = "[^" + number + "]";
      type(field, to, to, sign);
      const end = field.value.length;
      const gap = /\n\[\^[^\]]+\]:[^\n]*\n?$/.test(field.value) ? (field.value.endsWith("\n") ? "" : "\n") : field.value.endsWith("\n") ? "\n" : "\n\n";
      type(field, end, end, gap + sign + ": ");
    }
  });

  /* One click: what was typed is saved first, then it is done, then the page is fetched anew. */

  let caret = null;

  home.addEventListener("focusin", function (event) { if (event.target.matches("textarea.prose")) caret = true; });

  async function done(values, form) {
    await all();
    if (kept.size) {
      tell(mark.innerText, true);
      return;
    }
    let answer;
    let told;
    try {
      answer = await post(home.dataset.do, values);
      told = await answer.json();
    } catch {
      tell(home.dataset.away, true);
      return;
    }
    if (!answer.ok) {
      tell(told.said, true);
      await fresh();
      return;
    }
    if (told.open !== home.dataset.open) {
      const here = new URL(location.href);
      here.searchParams.set("open", told.open);
      location.assign(here);
      return;
    }
    if (form && form.querySelector("input[type=file]")) form.reset();
    await fresh();
    tell(told.said, false);
    const prose = home.querySelector("textarea.prose");
    if (told.caret !== undefined) {
      const at = [...prose.value].slice(0, told.caret).join("").length;
      prose.setSelectionRange(at, at);
      caret = true;
    }
  }

  function tell(sentence, bad) {
    const line = document.createElement("span");
    if (bad) line.className = "error";
    line.textContent = sentence;
    said.replaceChildren(line);
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!home.contains(form) || form.method !== "post" || form.closest("#turning")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.matches(".text")) {
      save(form.querySelector("[data-text]").dataset.text);
      return;
    }
    const values = new FormData(form);
    if (values.get("action") === "put" && caret) {
      const prose = home.querySelector("textarea.prose");
      values.set("at", [...prose.value.slice(0, prose.selectionEnd)].length);
    }
    done(values, form);
  }, true);

  home.addEventListener("change", function (event) {
    if (event.target.matches("#gathers input")) event.target.form.requestSubmit();
    if (event.target.id === "audience") all().then(function () { event.target.form.submit(); });
  });

  function tick() { if (location.hash === "#gathers" && document.getElementById("gathers")) document.getElementById("gathers").open = true; }

  window.addEventListener("hashchange", tick);
  tick();

  /* The open section is seen in a long outline. */

  const open = home.querySelector("#outline [aria-current]");
  const column = home.querySelector(".left");
  const below = open ? open.getBoundingClientRect().bottom - column.getBoundingClientRect().bottom : 0;
  if (below > 0) column.scrollTop += below + 8;

  /* Nothing typed is left behind by a link. */

  home.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (!link || !kept.size || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    all().then(function () { location.assign(link.href); });
  });

  /* The parts around the text as they are by now, and the texts that nobody types into. */

  let rounding = 0;
  const last = new Map();

  function soon() {
    clearTimeout(rounding);
    rounding = setTimeout(fresh, ROUND);
  }

  async function fresh() {
    clearTimeout(rounding);
    const before = typed;
    let page;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch { return; }
    const now = page.getElementById("writing");
    if (!now || now.dataset.open !== home.dataset.open) return;
    if (before !== typed) { /* somebody has typed here meanwhile: this page is older than that */
      soon();
      return;
    }
    for (const id of PARTS) swap(document.getElementById(id), page.getElementById(id));
    for (const id of ["undo", "redo"]) {
      const off = page.getElementById(id).getAttribute("aria-disabled");
      if (off) document.getElementById(id).setAttribute("aria-disabled", off);
      else document.getElementById(id).removeAttribute("aria-disabled");
    }
    boxes(page);
    let changed = false;
    for (const from of now.querySelectorAll("[data-text]")) {
      const into = fieldOf(from.dataset.text);
      if (!into || kept.has(from.dataset.text)) continue;
      into.dataset.mark = from.dataset.mark;
      stood.set(from.dataset.text, from.value);
      if (into.value === from.value) continue;
      revise(into, from.value);
      changed = true;
      if (into.classList.contains("prose")) document.getElementById("words-here").textContent = page.getElementById("words-here").textContent;
    }
    const prose = home.querySelector("textarea.prose");
    if (changed && prose) look(prose);
  }

  function swap(old, made) {
    if (!old || !made) return;
    const html = made.outerHTML;
    if (last.get(old.id) === html) return;
    last.set(old.id, html);
    if (old.outerHTML === html || old.querySelector("input[type=text]:focus")) return;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    const held = [...old.querySelectorAll("details"), ...(old.matches("details") ? [old] : [])].map(function (each) { return [each.id, each.open]; });
    const line = old.querySelector("input[type=text]");
    const text = line ? line.value : "";
    old.replaceWith(document.importNode(made, true));
    for (const [id, open] of held) {
      const each = document.getElementById(id);
      if (each) each.open = open;
    }
    if (line && document.getElementById(line.id)) document.getElementById(line.id).value = text;
    const again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
  }

  /* Boxes come and go; what is typed in one stays. */

  function boxes(page) {
    const old = document.getElementById("boxes");
    const made = page.getElementById("boxes");
    if (!old || !made) return;
    const names = function (part) { return [...part.querySelectorAll("[data-text]")].map(function (each) { return each.dataset.text; }).join(" "); };
    if (names(old) === names(made)) return;
    old.replaceWith(document.importNode(made, true));
    refill();
    const prose = home.querySelector("textarea.prose");
    if (prose) look(prose);
  }

  /* What is taken back is what was typed last, not what was saved before it. */

  document.addEventListener("click", function (event) {
    const button = event.target.closest("#undo, #redo");
    if (!button || !kept.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    all().then(function () { if (!kept.size) button.click(); });
  }, true);

  document.body.addEventListener("changed", fresh);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) fresh(); });
  setInterval(function () { if (!document.hidden && !kept.size && !home.querySelector("li.held")) fresh(); }, EVERY);

  /* The outline by key and by hand. */

  home.addEventListener("keydown", function (event) {
    const line = event.target.closest("li[data-section]");
    if (!line || !event.altKey || event.ctrlKey || event.metaKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    done({ action: "move", section: line.dataset.section, way: event.key === "ArrowUp" ? "up" : "down" });
  });

  let dragged = null;

  function clear() { for (const each of home.querySelectorAll(".before, .after, .held")) each.classList.remove("before", "after", "held"); }

  home.addEventListener("dragstart", function (event) {
    const line = event.target.closest && event.target.closest("li[data-section]");
    if (!line) return;
    dragged = line.dataset.section;
    line.classList.add("held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });

  function over(event) {
    const line = event.target.closest && event.target.closest("li[data-section]");
    if (!dragged || !line) return null;
    const box = line.getBoundingClientRect();
    return { line: line, after: event.clientY > box.top + box.height / 2 };
  }

  home.addEventListener("dragover", function (event) {
    const place = over(event);
    if (!place) return;
    event.preventDefault();
    for (const each of home.querySelectorAll(".before, .after")) each.classList.remove("before", "after");
    place.line.classList.add(place.after ? "after" : "before");
  });

  home.addEventListener("drop", function (event) {
    const place = over(event);
    if (!place) return;
    event.preventDefault();
    const rest = [...home.querySelectorAll("li[data-section]")].map(function (each) { return each.dataset.section; });
    const at = rest.indexOf(place.line.dataset.section) + (place.after ? 1 : 0);
    const before = rest.slice(0, at).filter(function (each) { return each !== dragged; });
    const which = dragged;
    clear();
    done({ action: "move", section: which, to: before.length ? before[before.length - 1] : "" });
  });

  home.addEventListener("dragend", function () {
    dragged = null;
    clear();
  });

  /* What an earlier life of this window had not saved. */

  function refill() {
    for (const field of home.querySelectorAll("[data-text]")) {
      if (!stood.has(field.dataset.text)) stood.set(field.dataset.text, field.defaultValue);
    }
    for (const [name, held] of kept) {
      const field = fieldOf(name);
      if (field) field.value = held.text;
    }
  }

  try {
    for (const name of Object.keys(sessionStorage)) {
      if (!name.startsWith(OURS)) continue;
      const held = JSON.parse(sessionStorage.getItem(name));
      kept.set(name.slice(OURS.length), { text: held.text, upon: held.upon, base: held.base });
    }
  } catch { /* nothing was kept */ }
  refill();
  if (kept.size) {
    show();
    setTimeout(all, 0);
  }
})();
