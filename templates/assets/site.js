// How the reader wants to read, put on before anything is drawn. Nothing is kept before somebody chooses, and no cookie.
{
  const KEY = "weeknotes-reading", root = document.documentElement;
  const on = (target, names, act) => names.split(" ").forEach((name) => target.addEventListener(name, act));
  let chosen = "", isLost = false;
  // A browser may let no site keep anything: then a choice lasts as long as the page.
  const wear = () => {
    try {
      if (!isLost) chosen = localStorage.getItem(KEY) ?? "";
    } catch {}
    root.className = "scripted " + chosen;
  };
  const keep = (now) => {
    chosen = now;
    try {
      now ? localStorage.setItem(KEY, now) : localStorage.removeItem(KEY);
      return now ? "kept" : "forgotten";
    } catch {
      isLost = true;
      return "lost";
    } finally {
      wear();
    }
  };
  wear();

  on(document, "DOMContentLoaded", () => {
    // Opened from a disk there is no server to find the index of a folder: say it in the link.
    if (location.protocol === "file:") {
      for (const link of document.querySelectorAll("a[href]")) {
        if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
      }
    }

    // A site's own frame may do without.
    const box = document.querySelector(".reading"), form = box?.querySelector("form");
    if (!form) return;
    const bars = document.querySelectorAll("meta[name=theme-color]");
    const paint = () => bars.forEach((bar) => { bar.content = getComputedStyle(root).getPropertyValue("--paper").trim(); });
    const show = () => {
      wear();
      if (chosen) paint();
      form.reset();
      for (const each of form) if (each.value && root.classList.contains(each.value)) each.checked = true;
    };
    const choose = (now) => {
      form.querySelector("[role]").textContent = box.dataset[keep(now)];
      show();
      paint();
    };
    show();
    // Also where another window has chosen, or the way back leads to a page as it was.
    on(window, "storage pageshow", show);
    on(form, "change", () => choose([...new FormData(form).values()].filter(Boolean).join(" ")));
    on(form.querySelector("button"), "click", () => choose(""));
    // What lies over the page goes when somebody goes on.
    on(document, "click focusin", (event) => { box.open &&= box.contains(event.target); });
    on(box, "keydown", (event) => {
      if (event.key !== "Escape") return;
      box.open = false;
      box.firstElementChild.focus();
    });
  });
}
