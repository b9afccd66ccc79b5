"use strict";
// Helps only: everything on the page works without it.
(() => {
  const byId = (id) => document.getElementById(id);

  // The ledger's filter, shown only where it works.
  const form = byId("filter");
  if (form) {
    const rows = [...document.querySelectorAll("#claims tr[data-status], #claims li[data-status]")];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const filter = () => {
      const words = byId("filter-words").value.toLowerCase().split(/\s+/).filter(Boolean);
      const status = byId("filter-status").value;
      const changed = byId("filter-changed").checked;
      let shown = 0;
      rows.forEach((row, place) => {
        const fits = words.every((word) => texts[place].includes(word))
          && (!status || row.dataset.status === status)
          && (!changed || "changed" in row.dataset);
        row.toggleAttribute("data-off", !fits);
        shown += fits ? 1 : 0;
      });
      const all = !words.length && !status && !changed;
      byId("filter-count").textContent = all ? "" : `${shown} of ${rows.length} claims`;
      if (!all) document.querySelector("#claims details.quiet")?.setAttribute("open", "");
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  // n and p: to the next and the previous change, side by side.
  const changes = [...document.querySelectorAll("#side-by-side [data-change]")];
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (typing || event.altKey || event.ctrlKey || event.metaKey || !["n", "p"].includes(event.key) || !changes.length) return;
    const middle = window.innerHeight / 3;
    const from = changes.indexOf(document.activeElement);
    let to;
    if (from >= 0) to = event.key === "n" ? from + 1 : from - 1;
    else if (event.key === "n") to = changes.findIndex((it) => it.getBoundingClientRect().top > middle);
    else to = changes.findLastIndex((it) => it.getBoundingClientRect().top < 0);
    const goal = changes[Math.min(Math.max(to, 0), changes.length - 1)];
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "center" });
  });

  // A link into a closed part opens it first; printing opens all but the small print.
  const open = () => {
    const goal = location.hash.length > 1 && byId(location.hash.slice(1));
    const closed = goal && goal.closest("details:not([open])");
    if (closed) { closed.open = true; goal.scrollIntoView(); }
  };
  window.addEventListener("hashchange", open);
  window.addEventListener("beforeprint", () => document.querySelectorAll("details:not(.reasons)").forEach((it) => { it.open = true; }));
  open();
})();
