// Draws the cards from the file's own data. Texts become text nodes and attributes of known names, never markup.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const list = byId("list");
  const root = document.documentElement;

  const theme = byId("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const showTheme = () => theme.setAttribute("aria-pressed", String(dark()));
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; showTheme(); });
  showTheme();
  if (!list) { root.dataset.ready = "true"; return; }

  const cards = JSON.parse(byId("cards").textContent);
  const notes = JSON.parse(byId("notes").textContent);
  const template = byId("card").content.firstElementChild;
  const SVG = "http://www.w3.org/2000/svg";

  const make = (tag, name, text) => {
    const el = document.createElement(tag);
    if (name) el.className = name;
    if (text !== undefined) el.textContent = text;
    return el;
  };
  const draw = (tag, attributes, text) => {
    const el = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value);
    if (text !== undefined) el.textContent = text;
    return el;
  };
  const number = (n) => n.toLocaleString("en");

  // Pictures ---------------------------------------------------------------------------------------------

  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

  const drawMarks = (marks, [left, top, wide, high]) => {
    const svg = draw("svg", { viewBox: `${left} ${top} ${wide} ${high}`, "aria-hidden": "true" });
    const badges = [];
    for (const [n, shade, kind, x, y, w, h] of marks) {
      if (x > left + wide || x + w < left || y > top + high || y + h < top) continue;
      let bx = x, by = y;
      if (kind === "end") {
        by = y + h;
        svg.append(draw("line", { class: `mark end ${shade}`, "data-n": n, x1: x, x2: x + w, y1: by, y2: by }));
        const words = shade === "good" ? "the article ends here" : "the article stops here";
        const room = words.length * 15 + 30, right = Math.min(x + w, left + wide);
        const low = clamp(by, top + 24, top + high - 24);
        badges.push(draw("rect", { class: `badge ${shade}`, x: right - room, y: low - 22, width: room, height: 44, rx: 10 }),
                    draw("text", { class: "stop", x: right - 15, y: low }, words));
      } else {
        const pad = kind === "wall" ? 0 : 8;
        svg.append(draw("rect", { class: `mark ${kind} ${shade}`, "data-n": n, x: x - pad, y: y - pad, width: w + 2 * pad, height: h + 2 * pad, rx: 8 }));
      }
      bx = clamp(bx - (kind === "end" ? 0 : 46), left + 40, left + wide - 40);
      by = clamp(by, top + 40, top + high - 40);
      badges.push(draw("circle", { class: `badge lead ${shade}`, cx: bx, cy: by, r: 33 }),
                  draw("text", { class: "number", x: bx, y: by }, n));
    }
    svg.append(...badges);
    return svg;
  };

  const drawMap = ({ size: [wide, high], outline, marks, view }) => {
    const tall = Math.max(high, wide * 0.7);
    const svg = draw("svg", { class: "map", viewBox: `0 0 ${wide} ${tall}`, preserveAspectRatio: "none", "aria-hidden": "true" });
    for (const [part, x, y, w, h] of outline)
      svg.append(draw("rect", { class: `run-${part}`, x, y, width: w, height: h }));
    for (const [n, shade, kind, x, y, w, h] of marks)
      svg.append(kind === "end"
        ? draw("line", { class: `mark ${shade}`, "data-n": n, x1: 0, x2: wide, y1: y + h, y2: y + h })
        : draw("rect", { class: `mark ${shade}`, "data-n": n, x, y, width: w, height: Math.max(h, tall / 120) }));
    if (view) svg.append(draw("rect", { class: "view", x: 0, y: view[1], width: wide, height: view[3] }));
    return svg;
  };

  const described = (card) => {
    const told = [...(card.why || []), ...(card.also || []), ...(card.despite || [])];
    const seen = new Set(), words = [];
    for (const fact of told)
      if (fact.mark && !seen.has(fact.mark)) { seen.add(fact.mark); words.push(`${fact.mark}: ${fact.place} (${fact.state})`); }
    const what = card.picture.view ? "The page as the browser showed it" : "An outline of the page";
    return words.length ? `${what}, with marks. ${words.join("; ")}.` : `${what}.`;
  };

  const drawPicture = (card, index) => {
    const figure = make("figure");
    figure.setAttribute("role", "img");
    figure.setAttribute("aria-label", described(card));
    if (card.picture.view) {
      const shot = make("div", "shot waiting");
      const show = () => {
        const data = byId(`picture-${index}`);
        if (!data) return false;
        const img = make("img");
        img.alt = "";
        img.width = card.picture.view[2];
        img.height = card.picture.view[3];
        img.src = "data:image/jpeg;base64," + data.textContent;
        shot.classList.remove("waiting");
        shot.prepend(img);
        return true;
      };
      // The pictures come last in the file: a card may be drawn before its own has arrived.
      if (!show() && document.readyState === "loading") addEventListener("DOMContentLoaded", show, { once: true });
      shot.append(drawMarks(card.picture.marks, card.picture.view));
      figure.append(shot);
    }
    figure.append(drawMap(card.picture));
    return figure;
  };

  // Words ------------------------------------------------------------------------------------------------

  const shadeOf = (card, mark) => {
    const found = card.picture && card.picture.marks.find((row) => row[0] === mark);
    return found ? found[1] : "note";
  };

  const drawFact = (card, fact, named) => {
    const item = make("li");
    if (fact.mark) {
      const button = make("button", `n ${shadeOf(card, fact.mark)}`, fact.mark);
      button.type = "button";
      button.dataset.n = fact.mark;
      button.setAttribute("aria-label", `${fact.mark}: show it in the picture`);
      item.append(button);
      item.dataset.n = fact.mark;
    } else item.append(make("span", "dot"));
    const text = make("span");
    if (named) {
      const pill = make("span", "pill note", fact.state);
      if (notes[fact.state]) pill.title = notes[fact.state];
      text.append(pill);
    }
    if (fact.excerpt) {
      const quote = make("q", "", fact.excerpt);
      quote.dir = "auto";
      text.append(/^\d+$/.test(fact.excerpt) ? document.createTextNode(fact.excerpt) : quote, " ");
    }
    if (fact.where) {
      const source = make("span", "source", fact.where + " · ");
      source.append(make("code", "", fact.rules[0] + (fact.rules.length > 1 ? ` +${fact.rules.length - 1}` : "")));
      source.title = fact.rules.join(", ");
      text.append(source);
    }
    item.append(text);
    return item;
  };

  const drawWords = ({ shown, promised, rest }) => {
    const box = make("div", "", promised ? `${number(shown)} shown of ${number(promised)} promised. ` : `${number(shown)} shown. `);
    box.append(rest || "");
    if (promised) {
      const svg = draw("svg", { class: "bar", viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" });
      const share = Math.min(100, 100 * shown / promised);
      svg.append(draw("rect", { class: "all", width: 100, height: 1 }),
                 draw("rect", { class: share > 90 ? "fill-good" : "fill-part", width: share, height: 1 }));
      box.append(svg);
    }
    return box;
  };

  const drawFacts = (card) => {
    const facts = make("dl", "facts");
    const row = (name, ...content) => {
      const value = make("dd");
      value.append(...content);
      facts.append(make("dt", "", name), value);
    };
    const rows = (name, found, named) => {
      if (!found || !found.length) return;
      const items = make("ul");
      items.append(...found.map((fact) => drawFact(card, fact, named)));
      row(name, items);
    };
    if (card.error) row("error", make("span", "wrong", card.error));
    if (Array.isArray(card.expected)) row("expected", make("span", "wrong", card.expected.join("; ")));
    else if (card.expected) row("expected", make("span", "right", "as expected"));
    if (card.was !== undefined) row("before", card.was ? make("span", "was", card.was) : "a new page");
    if (card.others) row("engines", card.others.join("; "));
    if (card.words) row("words", drawWords(card.words));
    rows("why", card.why, false);
    rows("also", card.also, true);
    rows("despite", card.despite, true);
    if (card.last) { const last = make("q", "", card.last); last.dir = "auto"; row("last words", last); }
    if (card.remark) row("note", card.remark);
    if (card.advice) row("do", card.advice);
    return facts;
  };

  const drawAddress = (card) => {
    const parts = [];
    if (card.title) { const title = make("span", "title", card.title); title.dir = "auto"; parts.push(title); }
    if (card.url) {
      const safe = /^https?:\/\//i.test(card.url);
      const link = make(safe ? "a" : "span", "", card.url.length > 110 ? card.url.slice(0, 109) + "…" : card.url);
      if (safe) { link.href = card.url; link.rel = "noopener noreferrer nofollow"; link.target = "_blank"; }
      parts.push(link);
    }
    if (card.status) parts.push(`status ${card.status}`);
    if (card.engine) parts.push(`${card.engine} engine`);
    return parts.flatMap((part, i) => i ? [" · ", part] : [part]);
  };

  // Cards: heads at once, bodies as they come near -------------------------------------------------------

  const built = new Set();
  const build = (item) => {
    if (built.has(item)) return;
    built.add(item);
    const index = Number(item.dataset.index), card = cards[index];
    const body = item.querySelector(".body");
    if (card.picture) body.append(drawPicture(card, index));
    body.classList.add(!card.picture ? "bare" : card.picture.view ? "pictured" : "sketched");
    body.append(drawFacts(card));
  };
  const nearing = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { build(entry.target); nearing.unobserve(entry.target); }
  }, { rootMargin: "900px 0px" });

  const items = cards.map((card, index) => {
    const item = template.cloneNode(true);
    const article = item.firstElementChild, title = item.querySelector("h3"), pill = item.querySelector(".pill");
    item.dataset.index = index;
    article.className = card.tone;
    article.setAttribute("aria-labelledby", `card-${index}`);
    title.id = `card-${index}`;
    title.textContent = card.target;
    pill.classList.add(card.tone);
    pill.textContent = card.state || "not looked at";
    item.querySelector(".what").textContent = card.headline;
    item.querySelector(".address").append(...drawAddress(card));
    return item;
  });
  list.append(...items);
  for (const item of items) nearing.observe(item);

  const light = (event, on) => {
    const place = event.target.closest("[data-n]"), item = event.target.closest("#list > li");
    if (!place || !item) return;
    for (const mark of item.querySelectorAll(".mark")) mark.classList.toggle("on", on && mark.dataset.n === place.dataset.n);
  };
  for (const [name, on] of [["pointerover", true], ["focusin", true], ["click", true], ["pointerout", false], ["focusout", false]])
    list.addEventListener(name, (event) => light(event, on));
  addEventListener("beforeprint", () => { for (const item of items) if (!item.hidden) build(item); });

  // Filters ----------------------------------------------------------------------------------------------

  const chips = [...document.querySelectorAll(".chip")], boxes = [...document.querySelectorAll("[data-only]")];
  const q = byId("q"), count = byId("count"), clear = byId("clear"), nothing = byId("nothing");
  let haystacks = null;
  const hay = (card) => {
    const facts = [...(card.why || []), ...(card.also || []), ...(card.despite || [])];
    return [card.target, card.title, card.url, card.state, card.headline, card.error, card.remark, card.last, card.lang,
            ...facts.map((fact) => `${fact.state} ${fact.excerpt} ${fact.where} ${fact.rules.join(" ")}`)]
      .join("\n").toLowerCase();
  };
  const tests = {
    expected: (card) => Array.isArray(card.expected),
    was: (card) => card.was !== undefined,
    others: (card) => card.others !== undefined,
  };

  const filter = () => {
    const states = new Set(chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.state));
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const only = boxes.filter((box) => box.checked).map((box) => tests[box.dataset.only]);
    if (words.length && !haystacks) haystacks = cards.map(hay);
    let shown = 0;
    cards.forEach((card, i) => {
      const fits = (!states.size || states.has(card.state)) && only.every((test) => test(card))
        && words.every((word) => haystacks[i].includes(word));
      if (items[i].hidden === fits) items[i].hidden = !fits;
      shown += fits;
    });
    const filtered = states.size > 0 || words.length > 0 || only.length > 0;
    const noun = count.dataset.noun + (cards.length === 1 ? "" : "s");
    count.textContent = filtered ? `${number(shown)} of ${number(cards.length)} ${noun}` : `${number(cards.length)} ${noun}`;
    clear.hidden = !filtered;
    nothing.hidden = shown > 0;
    const kept = new URLSearchParams();
    if (states.size) kept.set("state", [...states].join(","));
    if (q.value) kept.set("q", q.value);
    for (const box of boxes) if (box.checked) kept.set(box.dataset.only, "1");
    const hash = kept.toString();
    if (hash || location.hash.includes("=")) history.replaceState(null, "", "#" + hash);
  };
  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    const states = new Set(kept.has("state") ? kept.get("state").split(",") : []);
    for (const chip of chips) chip.setAttribute("aria-pressed", String(states.has(chip.dataset.state)));
    for (const box of boxes) box.checked = kept.has(box.dataset.only);
    q.value = kept.get("q") || "";
    filter();
  };
  for (const chip of chips)
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  for (const box of boxes) box.addEventListener("change", filter);
  q.addEventListener("input", filter);
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => { history.replaceState(null, "", "#"); recall(); q.focus(); });
  if (location.hash.includes("=")) recall();
  addEventListener("hashchange", () => { if (location.hash.includes("=")) recall(); });
  root.dataset.ready = "true";
})();
