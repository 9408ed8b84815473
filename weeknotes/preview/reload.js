// In every page of a preview: reloads it when it is stale, swaps style sheets, shows what is to be mended.
(() => {
  "use strict";
  const mine = { ...document.currentScript.dataset };
  const place = "weeknotes-place:" + location.pathname + location.search;
  const ready = new Promise((go) => (document.body ? go() : addEventListener("DOMContentLoaded", go)));

  // Storage can be forbidden; then the page merely begins at its top.
  const stored = (work) => {
    try {
      return work(sessionStorage);
    } catch {
      return null;
    }
  };

  let kept = stored((storage) => storage.getItem(place));
  if (kept) {
    stored((storage) => storage.removeItem(place));
    const [left, top] = kept.split(" ").map(Number);
    const back = () => scrollTo({ left, top, behavior: "instant" });
    history.scrollRestoration = "manual";
    ready.then(back);
    addEventListener("load", () => {
      back();
      kept = null;
      history.scrollRestoration = "auto";
    });
  }

  const reload = () => {
    // A page that has not come to its place yet hands on where it was to go.
    stored((storage) => storage.setItem(place, kept ?? `${scrollX} ${scrollY}`));
    location.reload();
  };

  const restyle = (style) => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(old.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("weeknotes", style);
      const fresh = old.cloneNode();
      fresh.href = url;
      // The old one stays until the new one is there, so that the page is never bare.
      fresh.onload = fresh.onerror = () => old.remove();
      old.after(fresh);
    }
  };

  let shown = "";
  let host = null;
  const show = (panel) => {
    if (panel === shown) return;
    shown = panel;
    host?.remove();
    host = null;
    if (!panel) return;
    host = document.createElement("weeknotes-preview");
    host.setAttribute("role", "status");
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = '<link rel="stylesheet" href="/__weeknotes/preview.css">' + panel;
    document.body.append(host);
  };

  const hear = async (event) => {
    const news = JSON.parse(event.data);
    const stale = news.page ? news.page !== mine.page : news.build !== mine.build;
    if (mine.turn ? news.turn !== mine.turn : stale) return reload();
    await ready;
    if (news.style !== mine.style) restyle((mine.style = news.style));
    if (!mine.turn) show(news.panel);
  };

  // A browser keeps six connections to a server: pages out of sight let theirs go.
  let source = null;
  const listen = () => {
    source?.close();
    source = null;
    if (document.visibilityState === "hidden") return;
    source = new EventSource("/__weeknotes/events?at=" + encodeURIComponent(location.pathname));
    source.onmessage = hear;
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
