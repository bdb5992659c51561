/* The little that no ready-made part does. Every page works without it. */

(function () {
  "use strict";

  /* A preview is as high as its document, so that a page scrolls once and not twice. */

  function fit(frame) {
    const page = frame.contentDocument;
    if (page && page.documentElement) {
      frame.style.blockSize = "0";
      frame.style.blockSize = page.documentElement.scrollHeight + 2 + "px";
    }
  }

  for (const frame of document.querySelectorAll("iframe.paper")) {
    frame.addEventListener("load", function () { fit(frame); });
    if (frame.contentDocument && frame.contentDocument.readyState === "complete") fit(frame);
    new ResizeObserver(function () { fit(frame); }).observe(frame.parentElement);
  }

  /* What is wrong is read first. */

  const wrong = document.getElementById("wrong");
  if (wrong) wrong.focus();

  /* A planner that was closed or started anew takes no form: that is said before anything typed is lost. A second click sends nothing. */

  const away = document.getElementById("away");
  const shut = document.getElementById("shut");

  function show(note, now) {
    if (!note || note.hidden !== now) return;
    note.hidden = !now;
    if (now) note.focus();
  }

  function tell(gone, closed) {
    show(shut, closed === true);
    show(away, gone && closed !== true);
  }

  /* Whether it answers, and whether it was closed with its passphrase since this page was opened. */

  async function answers() {
    try {
      const answer = await fetch("/about", { method: "HEAD", cache: "no-store" });
      return { there: answer.ok, closed: answer.headers.get("Planner-Closed") === "yes" };
    } catch {
      return { there: false, closed: false };
    }
  }

  /* A file that is too large is said at once: the server would cut it off in the middle, and no page could come back. */

  function tooLarge(form) {
    const file = form.querySelector("input[data-most]");
    const size = file === null ? 0 : Array.from(file.files).reduce(function (sum, each) { return sum + each.size; }, 0);
    const found = file !== null && size > Number(file.dataset.most);
    if (file !== null) {
      const sentence = document.getElementById("too-large");
      sentence.hidden = !found;
      if (found) sentence.focus();
    }
    return found;
  }

  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", async function (event) {
      if (form.hasAttribute("hx-post") && window.htmx) return;
      event.preventDefault();
      if (form.hasAttribute("aria-busy") || tooLarge(form)) return;
      form.setAttribute("aria-busy", "true");
      const heard = await answers();
      const lost = heard.closed && !form.hasAttribute("data-open");
      tell(!heard.there, lost);
      if (heard.there && !lost) send(form, event.submitter);
      else form.removeAttribute("aria-busy");
    });
  }

  /* The button that was pressed goes along, as it does without this script. A form that brings a file to save leaves its page as it is:
     it says so, and can be sent again. */

  function send(form, button) {
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    if (button && button.name) {
      pressed.name = button.name;
      pressed.value = button.value;
      form.append(pressed);
    }
    form.submit();
    pressed.remove();
    if (form.dataset.saves === undefined) return;
    document.getElementById(form.dataset.saves).hidden = false;
    setTimeout(function () { form.removeAttribute("aria-busy"); }, 3000);
  }

  window.addEventListener("pageshow", function () {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  });

  /* The part of a page that moves: the page as a whole says what became of it when it is gone; not what only stands
     beside it (data-aside), or a page would load for ever. */

  document.addEventListener("htmx:sendError", function () { tell(true); });
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.requestConfig.verb === "post") tell(true, event.detail.xhr.status === 423);
    else if (!("aside" in event.detail.elt.dataset)) location.reload();
  });
  document.addEventListener("htmx:afterOnLoad", function (event) { if (event.detail.successful) tell(false); });

  /* Only the questions of the template that is chosen. */

  const asked = document.querySelectorAll("[data-asked-by]");

  function ask() {
    const chosen = document.querySelector("input[name=template]:checked");
    for (const field of asked) field.hidden = chosen !== null && !field.dataset.askedBy.split(" ").includes(chosen.value);
  }

  if (asked.length) {
    for (const each of document.querySelectorAll("input[name=template]")) each.addEventListener("change", ask);
    ask();
  }
})();
