/* Counts on from the server's last answer. What is right is on the server; here is only the time between two answers, by the clock of the
   computer, so that nothing is lost while a laptop sleeps. When it wakes, or a clock runs out, the server is asked again. */

(function () {
  "use strict";

  let seen = null;
  let ahead = 0;

  function page() {
    return document.getElementById("now");
  }

  function figure(seconds, digits) {
    const whole = Math.abs(seconds);
    const two = function (n) { return String(n).padStart(2, "0"); };
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor(whole / 60) % 60;
    const text = (hours ? hours + ":" + two(minutes) : String(minutes)) + ":" + two(whole % 60);
    return text.replace(/[0-9]/g, function (each) { return digits[Number(each)]; });
  }

  function say(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  function tick() {
    const now = page();
    if (now === null || !now.dataset.server) return;
    if (now !== seen) {
      seen = now;
      ahead = Number(now.dataset.server) - Date.now();
      /* The server gives whole seconds: what is left of one is no difference between two clocks. */
      if (Math.abs(ahead) < 1500) ahead = 0;
    }
    const digits = Array.from(now.dataset.digits);
    for (const count of now.querySelectorAll("[data-until]")) {
      const left = Math.ceil((Number(count.dataset.until) - Date.now() - ahead) / 1000);
      const small = count.classList.contains("small");
      const soon = !small && left >= 0 && left <= Number(now.dataset.warn);
      say(count.querySelector(".figure"), figure(left, digits));
      say(count.querySelector(".words"), left < 0 ? now.dataset.over : soon ? now.dataset.soon : now.dataset.left);
      if (small) {
        /* A step or a group's turn is over: which comes then, the server knows. */
        if (left <= 0 && !count.dataset.asked) { count.dataset.asked = "yes"; ask(); }
        continue;
      }
      if (soon && count.dataset.was === "ahead") sound();
      count.dataset.was = left > Number(now.dataset.warn) ? "ahead" : "near";
      count.classList.toggle("soon", soon);
      count.classList.toggle("over", left < 0);
    }
  }

  /* A soft tone when five minutes are left, only where somebody has asked for it in this browser; the page says it in any case. */

  let audio = null;

  function wanted() {
    try { return window.localStorage.getItem("sound") === "on"; } catch (refused) { return false; }
  }

  function sound() {
    if (!wanted() || audio === null) return;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = 528;
    volume.gain.setValueAtTime(0.0001, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.15, audio.currentTime + 0.1);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 1.6);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 1.7);
  }

  function ready() {
    if (wanted() && audio === null && window.AudioContext) audio = new window.AudioContext();
  }

  const button = document.getElementById("sound");
  if (button !== null && window.AudioContext) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(wanted()));
    button.addEventListener("click", function () {
      const on = !wanted();
      try { window.localStorage.setItem("sound", on ? "on" : "off"); } catch (refused) { return; }
      button.setAttribute("aria-pressed", String(on));
      ready();
      if (on) sound();
    });
    /* A browser lets a page sound only after a hand has been on it. */
    document.addEventListener("pointerdown", ready);
    document.addEventListener("keydown", ready);
  }

  function ask() {
    if (page() !== null && window.htmx) window.htmx.trigger(document.body, "changed");
  }

  tick();
  window.setInterval(tick, 250);
  document.addEventListener("htmx:afterSettle", tick);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { tick(); ask(); } });
  window.addEventListener("online", ask);
})();
