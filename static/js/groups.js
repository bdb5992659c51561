/* Drags a person to another group; while she is over one, what that would cost is told. Every move is also a button of the page. */

(function () {
  "use strict";

  const tables = document.getElementById("tables");
  const moves = document.getElementById("moves");
  if (moves && location.hash === "#moves") moves.focus();

  /* Only the fields that a wish of this kind reads. */

  for (const form of document.querySelectorAll("form[data-wish]")) {
    const kind = form.querySelector("[name=kind]");
    const fit = function () {
      for (const each of form.querySelectorAll("[data-for]")) each.hidden = !each.dataset.for.split(" ").includes(kind.value);
    };
    kind.addEventListener("change", fit);
    fit();
  }

  if (!tables) return;
  const form = document.getElementById("moving");

  window.draggable({
    find: function (event) { return event.target.closest(".person"); },

    begin: async function (drag) {
      const name = document.createElement("strong");
      name.textContent = drag.thing.querySelector(".name bdi").textContent;
      Object.assign(drag, { costs: {}, table: null, cost: document.createElement("span") });
      drag.ghost.append(name, drag.cost);
      const answer = await fetch(tables.dataset.at + "/costs?round=" + tables.dataset.round + "&person=" + encodeURIComponent(drag.thing.dataset.person));
      if (answer.ok) drag.costs = await answer.json();
      told(drag);
    },

    over: function (drag) {
      const found = document.elementsFromPoint(drag.x, drag.y).map(function (each) { return each.closest(".table"); }).find(Boolean) || null;
      const table = found && found.contains(drag.thing) ? null : found;
      if (table === drag.table) return;
      if (drag.table) drag.table.classList.remove("over");
      drag.table = table;
      if (table) table.classList.add("over");
      told(drag);
    },

    end: function (drag) { if (drag.table) drag.table.classList.remove("over"); },

    drop: function (drag) {
      if (!drag.table) return;
      form.elements.person.value = drag.thing.dataset.person;
      form.elements.to.value = drag.table.dataset.group;
      form.requestSubmit();
    },
  });

  function told(drag) {
    drag.cost.textContent = drag.table ? drag.costs[drag.table.dataset.group] || "" : "";
  }
})();
