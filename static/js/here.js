/* Each tap is shown at once and sent in its turn, however fast they come; the page follows when all have been answered. What is tapped
   while the planner does not answer is kept and sent later. Without this script each tap is a form of its own. */

(function () {
  "use strict";

  const waiting = [];
  let busy = false;

  document.addEventListener("submit", function (event) {
    const button = event.submitter;
    if (event.target.id !== "taps" || !button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const body = new URLSearchParams(new FormData(event.target));
    body.set(button.name, button.value);
    waiting.push({ to: event.target.action, body: body });
    mark(button);
    send();
  }, true);

  /* The name says what the tap means, as it was seen by whoever tapped: two who tap the same person do not undo one another. */

  function mark(button) {
    if (button.name === "there") {
      for (const each of button.form.querySelector(".taps").querySelectorAll("button[name=person]")) mark(each);
      return;
    }
    const here = button.name === "person";
    button.name = here ? "gone" : "person";
    button.setAttribute("aria-pressed", String(here));
    button.classList.toggle("second", !here);
    button.querySelector(".mark").textContent = here ? "✓" : "";
  }

  function note(id, shown) {
    const found = document.getElementById(id);
    if (found) found.hidden = !shown;
  }

  async function send() {
    if (busy) return;
    busy = true;
    while (waiting.length) {
      let answer = null;
      let page = "";
      try {
        answer = await fetch(waiting[0].to, { method: "POST", body: waiting[0].body });
        page = await answer.text();
      } catch { /* it is away; asked again below */ }
      const closed = answer !== null && answer.status === 423;
      note("away", answer === null);
      note("shut", closed);
      if (answer === null || closed) {
        window.setTimeout(function () { busy = false; send(); }, 3000);
        return;
      }
      waiting.shift();
      if (!answer.ok) { waiting.length = 0; location.reload(); return; }
      if (!waiting.length) put(page);
    }
    busy = false;
  }

  function put(page) {
    const made = new DOMParser().parseFromString(page, "text/html");
    const held = document.activeElement ? document.activeElement.id : "";
    const open = document.querySelector("#taps details[open]") !== null;
    for (const id of ["here", "turning"]) {
      const old = document.getElementById(id);
      const fresh = made.getElementById(id);
      if (!old || !fresh) continue;
      old.replaceWith(fresh);
      if (window.htmx) window.htmx.process(fresh);
    }
    const more = document.querySelector("#taps details");
    if (more && open) more.open = true;
    const again = held ? document.getElementById(held) : null;
    if (again) again.focus();
  }

  window.addEventListener("beforeunload", function (event) { if (waiting.length) event.preventDefault(); });
})();
