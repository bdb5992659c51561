/* What an answer of the server cannot do by itself: mark a field that was refused, show how a value was read, walk with the keys. */

(function () {
  "use strict";

  const rows = document.getElementById("rows");
  if (!rows) return;

  /* Ticks and the fields for many wait for their button. */

  document.addEventListener("change", function (event) {
    if (event.target.dataset && "later" in event.target.dataset) event.stopPropagation();
    if (event.target.id === "tick-page") {
      for (const box of rows.querySelectorAll("input[name=pick]")) box.checked = event.target.checked;
    }
  }, true);

  function settle(slot) {
    const field = document.getElementById(slot.dataset.of);
    if (!field) return;
    if (slot.dataset.wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (slot.dataset.value !== undefined && field.value === slot.dataset.typed) field.value = slot.dataset.value;
  }

  document.addEventListener("htmx:oobAfterSwap", function (event) {
    const found = document.getElementById(event.detail.target.id);
    if (!found) return;
    if (found.dataset.of) settle(found);
    if (found.id === "panel") mark(found.dataset.open);
    if (found.id === "listing") {
      mark(document.getElementById("panel").dataset.open);
      if (found.querySelector("table.people")) document.getElementById("finding").hidden = false;
    }
  });

  /* A field that was refused is sent again when it is left once more, though nothing more was typed. */

  let typed = false;
  rows.addEventListener("input", function () { typed = true; });
  rows.addEventListener("focusin", function () { typed = false; });
  rows.addEventListener("focusout", function (event) {
    if (!typed && event.target.getAttribute("aria-invalid") === "true") htmx.trigger(rows, "change");
  });

  /* Who is open: her row is marked, and the address holds her id, so that a reload comes back to her. */

  function mark(id) {
    for (const row of rows.querySelectorAll("tr[data-open]")) row.removeAttribute("data-open");
    const row = id && document.getElementById("row-" + id);
    if (row) row.setAttribute("data-open", "yes");
    const here = new URL(location.href);
    if (id) here.searchParams.set("open", id);
    else here.searchParams.delete("open");
    here.searchParams.delete("told");
    history.replaceState(null, "", here);
  }

  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.requestConfig.elt.id && event.detail.requestConfig.elt.id.startsWith("open-")) {
      const title = document.getElementById("panel-title");
      mark(document.getElementById("panel").dataset.open);
      if (title) title.focus();
    }
    if (event.detail.requestConfig.elt.id === "view") {
      const by = event.detail.requestConfig.triggeringEvent;
      mark(document.getElementById("panel").dataset.open);
      if (by && by.submitter && by.submitter.name === "page") document.getElementById("listing").scrollIntoView();
    }
  });

  function close() {
    const panel = document.getElementById("panel"), was = panel.dataset.open;
    const open = document.createElement("input"), shut = document.createElement("aside");
    open.type = "hidden";
    open.name = "open";
    shut.id = "panel";
    shut.className = panel.className;
    shut.setAttribute("aria-label", panel.getAttribute("aria-label"));
    shut.hidden = true;
    shut.dataset.open = "";
    shut.append(open);
    /* A new one, for the old one would fetch its person anew when something is undone. */
    panel.replaceWith(shut);
    mark("");
    const link = document.getElementById("open-" + was);
    if (link) link.focus();
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest("#close") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    close();
  });

  /* The keys. What is typed in a cell is saved when it is left, so a step up or down saves it. */

  function step(cell, by) {
    const row = cell.closest("tr"), at = Array.prototype.indexOf.call(row.children, cell.closest("td, th"));
    for (let next = by > 0 ? row.nextElementSibling : row.previousElementSibling; next;
         next = by > 0 ? next.nextElementSibling : next.previousElementSibling) {
      const there = next.children[at] && next.children[at].querySelector(".cell, input[name=pick]");
      if (there) {
        there.focus();
        if (there.select) there.select();
        return true;
      }
    }
    return false;
  }

  rows.addEventListener("keydown", function (event) {
    const field = event.target, row = field.closest("tr[data-person]");
    if (event.key === "Escape" && field.closest("#panel")) {
      field.blur();
      close();
      return;
    }
    if (!row) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(row.dataset.person, event.key === "ArrowUp" ? "up" : "down");
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.blur();
      document.getElementById("open-" + row.dataset.person).click();
      return;
    }
    if (field.tagName === "SELECT" || !field.matches(".cell, input[name=pick]") || event.altKey || event.ctrlKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp" || (event.key === "Enter" && field.matches(".cell"))) {
      event.preventDefault();
      if (!step(field, event.key === "ArrowUp" ? -1 : 1) && event.key === "Enter") field.blur();
    }
  });

  function move(person, way) {
    if (rows.querySelector("[name='v:sort']").value !== "given") return;
    const button = document.createElement("button");
    button.name = "do";
    button.value = way + ":" + person;
    button.hidden = true;
    rows.append(button);
    button.click();
    button.remove();
  }
})();
