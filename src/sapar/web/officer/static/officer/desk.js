// The keys of a list, and the focus after a part of a page was changed. Everything works without it.
(() => {
  "use strict";

  const rows = () => [...document.querySelectorAll("[data-row]")];

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { j: 1, k: -1 }[event.key];
    const all = rows();
    const here = all.indexOf(document.activeElement);
    if (!step || here < 0) return;
    const next = all[here + step];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    }
  });

  // What was just said is read aloud: the focus goes there, else it would be lost with the old part.
  document.addEventListener("htmx:afterSettle", () => {
    const said = document.querySelector("[data-said], .news");
    if (!said) return;
    said.setAttribute("tabindex", "-1");
    said.focus();
  });

  const say = (which) => {
    const notice = document.querySelector(which);
    if (notice) notice.hidden = false;
  };

  // Without a connection nothing is sent twice: the page says so, and keeps what was typed.
  document.addEventListener("htmx:sendError", () => say("[data-offline]"));
  document.addEventListener("htmx:responseError", () => say("[data-refused]"));

  // An answer that is no page of the desk, such as the way in after a session is over, replaces nothing.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.shouldSwap && !event.detail.serverResponse.includes('id="desk"')) {
      event.detail.shouldSwap = false;
      say("[data-refused]");
    }
  });
})();
