/* The rapporteur's page: Enter notes and goes on. What is sent waits in a line of its own until the planner has it, and survives a reload
   of this window and nothing else. Only what differs is put into the list, and nothing under a hand that is typing. */

(function () {
  "use strict";

  const desk = document.getElementById("notes");
  if (!desk) return;
  const capture = document.getElementById("capture");
  const waiting = document.getElementById("waiting");
  const mark = document.getElementById("mark");
  const AGAIN = 2000;
  const LOOK = 6000;
  const OURS = "notes:" + desk.dataset.key + ":";
  const QUEUE = OURS + "queue";

  /* What is kept in this window. */

  function stored(name) {
    try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
  }

  function keep(name, value) {
    try {
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, JSON.stringify(value));
    } catch { /* a browser that keeps nothing: the page still does */ }
  }

  /* The line of what is to be sent: one after the other, in the order in which it was written. */

  const queue = stored(QUEUE) || [];
  let sending = false;
  let unheard = false;

  function show() {
    keep(QUEUE, queue.length ? queue : null);
    const refused = queue.some(function (each) { return each.wrong; }) || desk.querySelector("form.editing [aria-invalid=true]");
    mark.dataset.state = unheard ? "kept" : queue.some(function (each) { return !each.wrong; }) ? "saving" : refused ? "refused" : "saved";
    if (waiting) draw();
  }

  function draw() {
    const items = queue.filter(function (each) { return each.text; }).reverse().map(function (each) {
      const line = document.createElement("li"), tag = document.createElement("span"), words = document.createElement("bdi");
      tag.className = "tag";
      tag.textContent = each.kind;
      words.textContent = each.text;
      line.append(tag, " ", words);
      if (each.wrong) {
        line.className = "refused";
        const why = document.createElement("p");
        why.className = "error";
        why.textContent = each.wrong;
        line.append(why, button(waiting.dataset.again, function () { refill(each); }), " ", button(waiting.dataset.drop, function () { drop(each); }));
      }
      return line;
    });
    waiting.replaceChildren(...items);
    waiting.hidden = !items.length;
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "second slim";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function out(each) {
    const at = queue.indexOf(each);
    if (at >= 0) queue.splice(at, 1);
  }

  function drop(each) {
    out(each);
    show();
    send();
  }

  async function send() {
    const next = queue.find(function (each) { return !each.wrong; });
    if (sending || !next) return;
    sending = true;
    let answer = null, text = "";
    try {
      answer = await fetch(next.url, {
        method: "POST", headers: { "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" }, body: next.body,
      });
      if (answer.status === 200 || answer.status === 422) text = await answer.text();
    } catch { /* nobody there, or gone in the middle: it stays in the line */ }
    sending = false;
    unheard = !text;
    if (!text) {
      show();
      setTimeout(send, AGAIN);
      return;
    }
    if (answer.status === 200) taken(next, text);
    else refused(next, text);
    show();
    send();
  }

  function taken(item, text) {
    out(item);
    const form = item.note && document.getElementById("edit-" + item.note);
    const typing = form && form.contains(document.activeElement);
    if (form) close(form, false);
    put(text);
    if (item.note && typing) focus("edit-link-" + item.note);
    if (item.pressed) focus(item.pressed);
  }

  function refused(item, text) {
    const page = parsed(text), form = page.querySelector("form.editing"), sentence = page.querySelector(".error:not([hidden])");
    const why = sentence ? sentence.textContent : "";
    const line = item.note && document.getElementById("note-" + item.note);
    if (form && line) {
      out(item);
      open(line, form);
      const field = form.querySelector("[aria-invalid=true]");
      if (field) field.focus();
    } else if (item.text) {
      item.wrong = why;
      if (capture && !capture.elements.text.value.trim()) refill(item);
    } else {
      out(item);
      const beside = document.getElementById("merge-error");
      const said = item.note || !beside ? document.getElementById("said") : beside;
      said.hidden = false;
      said.textContent = why;
    }
  }

  /* What was refused stands in its field again, with the reason. */

  function refill(item) {
    if (!capture) return;
    out(item);
    const typed = new URLSearchParams(item.body);
    fill(capture, typed);
    tell(item.wrong);
    capture.elements.text.focus();
    keepDraft(capture);
    show();
  }

  function fill(form, typed) {
    for (const [name, value] of typed) {
      if (["view", "session", "id"].includes(name)) continue;
      const field = form.elements[name];
      if (field) field.value = value;
    }
    speaker(form);
  }

  function tell(sentence) {
    const beside = document.getElementById("error-new-text");
    beside.textContent = sentence || "";
    beside.hidden = !sentence;
    if (sentence) capture.elements.text.setAttribute("aria-invalid", "true");
    else capture.elements.text.removeAttribute("aria-invalid");
  }

  window.addEventListener("beforeunload", function (event) { if (queue.length) event.preventDefault(); });

  /* Forms. A new note gets its id here, so that what is sent twice is there once. */

  function id() {
    const letters = "abcdefghjkmnpqrstuvwxyz23456789";
    return "note-" + Array.from(crypto.getRandomValues(new Uint8Array(12)), function (n) { return letters[n % letters.length]; }).join("");
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!desk.contains(form) || form.hasAttribute("data-plain")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter && event.submitter.name) body.set(event.submitter.name, event.submitter.value);
    if (form === capture) add(body);
    else {
      const item = { url: form.action, body: body.toString(), note: form.classList.contains("editing") ? form.dataset.note : "" };
      if (!item.note && event.submitter) item.pressed = event.submitter.id;
      if (item.note) keep(OURS + "draft:" + item.note, null);
      queue.push(item);
      show();
      send();
    }
  }, true);

  function add(body) {
    const text = capture.elements.text.value.trim();
    if (!text) {
      capture.elements.text.focus();
      return;
    }
    body.set("id", id());
    const kind = capture.querySelector("[name=kind]:checked").parentElement.querySelector("span").firstChild.textContent.trim();
    queue.push({ url: capture.action, body: body.toString(), text: text, kind: kind });
    tell("");
    capture.reset();
    capture.querySelector("[name=kind][value=point]").checked = true;
    bySign = "";
    speaker(capture);
    keepDraft(capture);
    capture.elements.text.focus();
    show();
    send();
  }

  /* What stands in a form and was not sent comes back with this window. */

  function draftOf(form) { return OURS + "draft:" + (form === capture ? "new:" + desk.dataset.view : form.dataset.note); }

  function keepDraft(form) {
    const body = new URLSearchParams(new FormData(form));
    keep(draftOf(form), form === capture && !capture.elements.text.value.trim() ? null : body.toString());
  }

  desk.addEventListener("input", function (event) {
    const form = event.target.form;
    if (form && (form === capture || form.classList.contains("editing"))) {
      form.dataset.typed = "yes";
      keepDraft(form);
    }
  });

  /* The kind: by a key, by the sign before the words, or by its button. */

  const signs = capture ? JSON.parse(capture.dataset.signs).map(function (each) { return [each[0], new RegExp("^" + each[1], "u")]; }) : [];
  let bySign = "";

  function choose(kind) {
    const radio = capture.querySelector("[name=kind][value='" + kind + "']");
    if (radio) radio.checked = true;
  }

  if (capture) {
    capture.elements.text.addEventListener("input", function () {
      tell("");
      const text = capture.elements.text.value.trimStart();
      const found = signs.find(function (each) { return each[1].test(text); });
      if (found) choose(found[0]);
      else if (bySign) choose("point");
      bySign = found ? found[0] : "";
    });
    capture.addEventListener("keydown", function (event) {
      const number = /^Digit([1-7])$/.exec(event.code);
      if (event.altKey && !event.ctrlKey && !event.metaKey && number) {
        event.preventDefault();
        choose(capture.querySelectorAll("[name=kind]")[Number(number[1]) - 1].value);
        keepDraft(capture);
      }
    });
  }

  desk.addEventListener("keydown", function (event) {
    const form = event.target.form;
    if (event.key === "Enter" && event.target.tagName === "TEXTAREA" && !event.shiftKey && !event.isComposing && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button:not([name])"));
    }
    if (event.key === "Escape" && form && form.classList.contains("editing")) close(form, true);
  });

  /* Whom a quotation may name: only what she agreed to can be chosen, and why stands beside it. */

  function speaker(form) {
    const person = form.querySelector("[data-speaker]"), level = form.querySelector("[data-attribution]");
    if (!person || !level) return;
    const chosen = person.selectedOptions[0], may = chosen ? chosen.dataset.may.split(" ") : ["nobody"];
    for (const option of level.options) option.disabled = !may.includes(option.value);
    if (level.selectedOptions[0] && level.selectedOptions[0].disabled) level.value = "nobody";
    form.querySelector("[data-reason]").textContent = chosen ? chosen.dataset.why : "";
  }

  desk.addEventListener("change", function (event) {
    if (event.target.matches("[data-speaker]")) speaker(event.target.form);
  });

  /* A note is edited in its place. */

  const closed = new Map();

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("#notes [data-edit]"), cancel = event.target.closest("#notes [data-cancel]");
    if (!link && !cancel) return;
    event.preventDefault();
    if (cancel) close(cancel.closest("form"), true);
    else fetchForm(link.closest("li"), link);
  });

  async function fetchForm(line, link) {
    let answer = null;
    try { answer = await fetch(link.dataset.get + "?view=" + encodeURIComponent(desk.dataset.view), { headers: { "HX-Request": "true" } }); }
    catch { /* said below */ }
    const form = answer && answer.ok && !answer.redirected ? parsed(await answer.text()).querySelector("form.editing") : null;
    if (!form) {
      unheard = !answer;
      show();
      look();
      return;
    }
    open(line, form);
    const draft = stored(draftOf(form));
    if (draft) restore(form, draft);
    const field = form.elements.text;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  /* What was shown when it was typed goes with it, so that somebody else's words are not overwritten unseen. */

  function restore(form, draft) {
    for (const [name, value] of new URLSearchParams(draft)) if (form.elements[name] && name !== "view") form.elements[name].value = value;
    form.dataset.typed = "yes";
    speaker(form);
  }

  function open(line, form) {
    if (!line.querySelector("form.editing")) closed.set(line.dataset.note, line.innerHTML);
    line.replaceChildren(form);
    speaker(form);
  }

  function close(form, back) {
    const line = form.closest("li"), note = form.dataset.note;
    if (back) keep(draftOf(form), null);
    if (closed.has(note)) {
      line.innerHTML = closed.get(note);
      closed.delete(note);
      if (back) focus("edit-link-" + note);
      look();
    } else if (back) location.assign(form.querySelector("[data-cancel]").href);
    else form.remove();
    show();
  }

  function focus(which) {
    const found = document.getElementById(which);
    if (found) found.focus();
  }

  /* Parts of the page. */

  function parsed(text) { return new DOMParser().parseFromString(text, "text/html"); }

  function put(text) {
    const page = parsed(text);
    const nav = page.getElementById("sessions"), list = page.getElementById("noted"), turning = page.getElementById("turning");
    if (!nav || !list || !turning) return;
    const old = document.getElementById("sessions");
    if (nav.outerHTML !== old.outerHTML) {
      const inside = old.contains(document.activeElement) ? document.activeElement.id : "", top = old.scrollTop;
      old.replaceWith(nav);
      nav.scrollTop = top;
      if (inside) focus(inside);
    }
    patch(document.getElementById("noted"), list);
    for (const name of ["undo", "redo"]) {
      const from = page.getElementById(name), to = document.getElementById(name);
      if (from.hasAttribute("aria-disabled")) to.setAttribute("aria-disabled", "true");
      else to.removeAttribute("aria-disabled");
    }
    const said = page.getElementById("said");
    if (said.textContent.trim()) document.getElementById("said").replaceChildren(...said.childNodes);
  }

  /* By their ids; a line that somebody has open stays as it is. */

  function patch(into, from) {
    const fresh = from.querySelector("#list"), there = into.querySelector("#list");
    if (!fresh || !there) {
      if (!into.querySelector("form.editing")) into.replaceChildren(...from.childNodes);
      return;
    }
    const focused = into.contains(document.activeElement) ? document.activeElement.id : "";
    const ticked = [...there.querySelectorAll("[name=pick]:checked")].map(function (box) { return box.value; });
    const old = new Map([...there.children].map(function (line) { return [line.id, line]; }));
    const lines = [...fresh.children].map(function (line) {
      const same = old.get(line.id);
      old.delete(line.id);
      if (same && (same.querySelector("form.editing") || same.outerHTML === line.outerHTML)) {
        if (same.querySelector("form.editing")) closed.set(same.dataset.note, line.innerHTML);
        return same;
      }
      return line;
    });
    for (const line of old.values()) if (line.querySelector("form.editing[data-typed]")) lines.unshift(line);
    let place = there.firstElementChild;
    const staying = new Set(lines);
    for (const line of lines) {
      while (place && !staying.has(place)) { const gone = place; place = place.nextElementSibling; gone.remove(); }
      if (line === place) place = place.nextElementSibling;
      else there.insertBefore(line, place);
    }
    while (place) { const gone = place; place = place.nextElementSibling; gone.remove(); }
    for (const box of there.querySelectorAll("[name=pick]")) if (ticked.includes(box.value)) box.checked = true;
    if (focused && document.activeElement.id !== focused) focus(focused);
  }

  /* What another rapporteur wrote comes by itself; so does what was undone. */

  async function look() {
    if (document.hidden || sending || queue.length) return;
    const nav = document.getElementById("sessions");
    const asked = new URLSearchParams({ view: desk.dataset.view, seq: nav.dataset.seq, changed: nav.dataset.changed });
    let answer = null;
    try { answer = await fetch(desk.dataset.here + "?" + asked, { headers: { "HX-Request": "true" } }); }
    catch { /* the next one will tell */ }
    if (answer && answer.status === 200) put(await answer.text());
    unheard = false;
    show();
  }

  document.body.addEventListener("changed", look);
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK);

  /* What an earlier life of this window had not sent. */

  if (capture) {
    const draft = stored(draftOf(capture));
    if (draft) fill(capture, new URLSearchParams(draft));
    speaker(capture);
    if (!desk.querySelector("form.editing") && !location.hash) {
      if (matchMedia("(min-width: 48rem)").matches) capture.elements.text.focus();
      else document.getElementById("here").scrollIntoView();
    }
  }
  for (const form of desk.querySelectorAll("form.editing")) speaker(form);
  for (const current of desk.querySelectorAll("#sessions [aria-current]")) {
    const nav = document.getElementById("sessions");
    nav.scrollTop = current.offsetTop - nav.offsetTop - nav.clientHeight / 3;
    break;
  }
  show();
  send();
})();
