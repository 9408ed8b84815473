// Answers, with filters, from the index that Pagefind has made. Without this the page is a list of everything.
{
  const STEP = 10, WAIT = 200;
  const one = (selector, inside = document) => inside.querySelector(selector);
  const make = (tag, given) => Object.assign(document.createElement(tag), given);
  const copy = (id) => one(id).content.firstElementChild.cloneNode(true);
  const get = async (name) => (await fetch(folder + name)).json();
  const on = (target, name, act) => target.addEventListener(name, act);
  const asked = () => new URLSearchParams(location.search);
  const letters = (text) => text.toLowerCase().normalize("NFD").match(/[\p{L}\p{N}]+/gu) ?? [];

  const form = one(".search-form"), box = form.elements.q, status = one(".search-status"), maybe = one(".search-maybe");
  const answer = one(".search-answer"), narrow = one("details", answer), clear = one("button", narrow);
  const list = one("ol", answer), more = one(".search-more"), whole = one(".search-all");
  const words = JSON.parse(form.dataset.words), language = form.closest("[lang]").lang, own = form.dataset.lang;
  const folder = new URL(form.dataset.folder, location);
  let engine, data, choices = [], found = [], turn = 0, timer;

  const load = () => engine ??= (async () => {
    data = await get("facets.json");
    choices = data.facets.map(choice);
    tick(asked());
    narrow.open = choices.some((each) => each.input.checked) || matchMedia("(min-width: 66rem)").matches;
    return Promise.all((own ? [own] : Object.keys(data.languages)).map(async (code) => {
      const base = new URL(code + "/", folder);
      const index = (await import(base + "pagefind.js")).createInstance({ basePath: base.pathname });
      await index.init();
      return index;
    }));
  })();

  // Filters are made once, and shown, hidden and counted with every answer.
  const sets = {};
  const choice = ([name, value, told]) => {
    if (!sets[name]) clear.before(sets[name] = copy("#_facet"));
    const set = sets[name], label = set.appendChild(copy("#_choice"));
    one("legend", set).textContent = words[name];
    one("span", label).textContent = words[`${name}-${value}`] ?? told;
    return { set, label, input: Object.assign(one("input", label), { name, value }), count: one(".count", label) };
  };
  const tick = (given) => choices.forEach(({ input }) => { input.checked = given.getAll(input.name).includes(input.value); });
  const has = (result, each) => data.results[result.id]?.includes(choices.indexOf(each));
  // Within a group one choice is enough, but all groups must agree; `but` is a group that is not asked.
  const passes = (result, but) => {
    const asking = choices.filter((each) => each.input.checked && each.set !== but);
    return asking.every(({ set }) => asking.some((each) => each.set === set && has(result, each)));
  };
  const narrowed = (results) => {
    for (const set of Object.values(sets)) {
      const left = results.filter((each) => passes(each, set)), own = choices.filter((each) => each.set === set);
      for (const each of own) {
        const count = left.filter((result) => has(result, each)).length;
        each.count.textContent = count;
        each.label.hidden = !count && !each.input.checked;
      }
      set.hidden = own.every((each) => each.label.hidden);
    }
    clear.hidden = !choices.some((each) => each.input.checked);
    return results.filter((each) => passes(each));
  };

  // Pagefind marks words in text whose angle brackets are escaped: taken apart as text, never read as HTML.
  const marked = (excerpt) => excerpt.split(/<\/?mark>/).map((part, number) => {
    const textContent = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return number % 2 ? make("mark", { textContent }) : textContent;
  });
  const row = ({ meta, raw_url, excerpt, sub_results }, lang) => {
    const item = copy("#_result"), places = one("ul", item), snippet = one(".search-snippet", item);
    const point = (link, textContent, end = "") => Object.assign(link, { textContent, href: new URL("../" + raw_url + end, folder), lang });
    point(one("a", item), meta.title);
    one(".stamp", item).lang = data.languages[lang];
    one(".stamp-label", item).textContent = meta.label ?? "";
    one(".stamp-when", item).textContent = meta.date ?? "";
    one(".by", item).textContent = [meta.team, meta.authors].filter(Boolean).join(" · ");
    snippet.lang = lang;
    snippet.append(...marked(excerpt), " …");
    for (const { anchor, title } of sub_results.filter((each) => each.anchor).slice(0, 3)) {
      places.appendChild(make("li")).append(point(make("a"), title, "#" + encodeURIComponent(anchor.id)));
    }
    return item;
  };
  const texts = (from) => Promise.all(from.slice(0, STEP).map(async (each) => [await each.data(), each.id.split("_")[0]]));
  const show = (some) => {
    const rows = some.map((each) => row(...each));
    list.append(...rows);
    more.hidden = list.children.length >= found.length;
    return rows[0];
  };

  // How much of a word the texts have: where none has all, Pagefind takes its beginning, down to one letter.
  const share = (word, some) => Math.max(0, ...some.flatMap(([{ content, locations, meta }]) => {
    const text = content.split(/\s+/);
    return letters([...locations.map((place) => text[place]), ...Object.values(meta)].join(" ")).map((each) => {
      let same = 0;
      while (same < word.length && word[same] === each[same]) same++;
      return same / word.length;
    });
  }));
  // For a word that is not known, the one with most of its letters.
  const correct = async (query) => {
    const all = await get("words.json"), known = own ? all[own] : Object.values(all).flat();
    return query.replace(/\p{L}{4,}/gu, (word) => {
      let best = word, most = known.includes(word) ? 1 : 0.8;
      for (const each of known.filter((other) => other[0] === word[0])) {
        let rest = each;
        for (const letter of word) rest = rest.replace(letter, "");
        const like = 2 * (each.length - rest.length) / (word.length + each.length);
        if (like > most) [best, most] = [each, like];
      }
      return best;
    });
  };

  const find = async () => {
    const mine = ++turn, query = box.value.trim();
    let told = "", better = query, results = [], some = [];
    try {
      if (query) {
        const answers = await Promise.all((await load()).map(async (index) => {
          const { results } = await index.search(query), best = await texts(results);
          const shares = letters(query).map((word) => share(word, best)), isSure = shares.every((each) => each >= 0.7);
          return { results, isSure, known: shares.filter((each) => each >= 0.4).length + isSure / 2 };
        }));
        // The index of a language passes over words that it lacks, so the one that knows most of them, and best, answers.
        const known = Math.max(1, ...answers.map((each) => each.known)), good = answers.filter((each) => each.known === known);
        results = good.flatMap((each) => each.results).sort((a, b) => b.score - a.score);
        if (!good.some((each) => each.isSure)) better = await correct(query.toLowerCase());
        if (mine !== turn) return;
        found = narrowed(results);
        some = await texts(found);
        told = found.length ? new Intl.PluralRules(language).select(found.length) : results.length ? "narrowed" : "none";
      }
    } catch (error) {
      console.error(error);
      engine = undefined;
      told = "failed";
      results = [];
    }
    if (mine !== turn) return;
    const line = told && (words[told] ?? words.other);
    // The number as it is: to load how a language writes large ones takes longer than all else that is done here.
    status.textContent = line.replace("{query}", query).replace("{count}", found.length);
    maybe.replaceChildren(words.maybe + " ", make("a", { href: `?${new URLSearchParams({ q: better })}`, textContent: better }), "?");
    maybe.hidden = better.toLowerCase() === query.toLowerCase();
    whole.hidden = results.length > 0;
    answer.hidden = !results.length;
    list.replaceChildren();
    show(some);
  };

  // The address holds what is asked, so that it can be shared and the way back leads to it.
  const go = (isStep) => {
    clearTimeout(timer);
    const query = box.value.trim() && `?${new URLSearchParams(new FormData(form))}`;
    if (query !== location.search) history[isStep ? "pushState" : "replaceState"](null, "", query || location.pathname);
    find();
  };
  const read = () => {
    box.value = asked().get("q") ?? "";
    tick(asked());
    whole.hidden = box.value.trim() !== "";
    find();
  };

  if (location.protocol === "file:") {
    form.hidden = true;
    status.textContent = words.disk;
  } else {
    on(box, "input", () => {
      clearTimeout(timer);
      timer = setTimeout(go, WAIT, !location.search);
    });
    on(form, "submit", (event) => {
      event.preventDefault();
      go(true);
    });
    on(narrow, "change", () => go(true));
    on(clear, "click", () => {
      tick(new URLSearchParams());
      box.focus();
      go(true);
    });
    on(more, "click", async () => one("a", show(await texts(found.slice(list.children.length)))).focus());
    on(window, "popstate", read);
    read();

    // It must be possible to turn a key of one letter off (WCAG 2.1.4); only then is anything kept.
    const isOn = one(".search-slash input");
    isOn.checked = !localStorage.getItem("slash");
    on(isOn, "change", () => isOn.checked ? localStorage.removeItem("slash") : localStorage.setItem("slash", "off"));
    on(window, "keydown", (event) => {
      const isHere = event.target === box;
      if (event.key === "Escape" && isHere) box.value = "";
      else if (event.key === "/" && isOn.checked && !isHere && !event.ctrlKey && !event.metaKey) box.select();
      else return;
      event.preventDefault();
      if (!box.value && location.search) go(true);
    });
  }
}
