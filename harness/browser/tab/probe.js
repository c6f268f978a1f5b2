// Every question to a page, asked in one go, in an isolated world. The browser's twin of observe/dom.py:
// the same partition into blocks and regions (the vocabulary comes in `q`), but what is seen is measured.
// Text that the page hides is counted here and never leaves: only its words do.
//
// Getters are taken from the prototypes, because forms and the document let named elements shadow them
// (<input name="firstChild">), in every world.
((q) => {
  "use strict";
  const getter = (type, name) => {
    const get = Object.getOwnPropertyDescriptor(type.prototype, name).get;
    return (node) => get.call(node);
  };
  const typeOf = getter(Node, "nodeType");
  const firstChild = getter(Node, "firstChild");
  const nextSibling = getter(Node, "nextSibling");
  const parentOf = getter(Node, "parentNode");
  const textContent = getter(Node, "textContent");
  const dataOf = getter(CharacterData, "data");
  const tagOf = getter(Element, "localName");
  const shadowOf = getter(Element, "shadowRoot");
  const rootElement = getter(Document, "documentElement")(document);
  const { getAttribute, hasAttribute, getBoundingClientRect, checkVisibility } = Element.prototype;
  const attribute = (el, name) => getAttribute.call(el, name);
  const has = (el, name) => hasAttribute.call(el, name);
  const boxOf = (el) => getBoundingClientRect.call(el);
  const all = (selector, root) =>
    root === document
      ? Document.prototype.querySelectorAll.call(document, selector)
      : Element.prototype.querySelectorAll.call(root, selector);

  // In place of what follows the first error of an XHTML document, Chromium shows words of its own.
  const type = getter(Document, "contentType")(document);
  const broken = type === "application/xhtml+xml" ? all("parsererror", document)[0] : undefined;
  if (broken) Element.prototype.remove.call(broken);

  const MAX_NODES = 250000;
  const MAX_CHARS = 3000000;
  const MAX_DEPTH = 400;
  const MAX_OVERLAYS = 30;
  const MAX_FRAMES = 200;
  const MAX_LAYERS = 80;
  const FRAME_CHARS = 2000;
  const SCRIPT_CHARS = 4000000;
  const JSON_CHARS = 400000;
  const MOST_PROSE = 1500; // words: a page that shows more lacks no text
  const MIN_PAYLOAD = 400, MAX_PAYLOAD = 2000000;
  const OVERLAY_SHARE = 0.25;
  const INLINE_HIDDEN = 30; // words: fewer are a label for screen readers, no hidden text of the article
  const FOLDED = 40; // px: a box clipped lower than this is a folded menu

  const set = (list) => new Set(list);
  const inline = set(q.inline), skipped = set(q.skipped), leaves = set(q.leaves), roots = set(q.rootTags);
  const counted = set(q.counted);
  const regionWords = new Map(Object.entries(q.regionWords));
  const regionRank = new Map(q.regionOrder.map((region, rank) => [region, rank]));
  const articleNames = new RegExp(q.articleNames, "i");
  const furniture = set(["widget", "related", "footer"]);
  const loose = set(["related", "aside", "widget", "header"]);
  const specific = set(["consent", "comments", "newsletter", "wall", "related"]);
  const strongTags = set(["b", "strong", "em", "i"]);
  const headings = set(["h1", "h2", "h3", "h4", "h5", "h6"]);

  const wide = window.innerWidth || 1, high = window.innerHeight || 1;
  const scrollX = window.scrollX, scrollY = window.scrollY;
  const pageWidth = Math.max(wide, rootElement ? rootElement.scrollWidth : 0);
  const rtl = rootElement ? getComputedStyle(rootElement).direction === "rtl" : false;

  // Words ------------------------------------------------------------------------------------------------
  const collapse = (text) => text.replace(/\s+/g, " ").trim();
  const DENSE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]/g;
  const WORD = /[\p{L}\p{N}]+(?:['\u2019.-][\p{L}\p{N}]+)*/gu;
  const countWords = (text) => {
    if (!text) return 0;
    const dense = (text.match(DENSE) || []).length;
    if (!dense) return text.split(" ").length;
    return (text.replace(DENSE, " ").match(WORD) || []).length + ((dense + 1) >> 1);
  };

  // Regions ----------------------------------------------------------------------------------------------
  const known = new Map();
  const regionOf = (names) => {
    let found = known.get(names);
    if (found !== undefined) return found;
    found = null;
    const take = (region) => {
      if (found === null || regionRank.get(region) < regionRank.get(found)) found = region;
    };
    for (const name of names.toLowerCase().split(" ")) {
      if (name.includes("paywall")) take("wall");
      const parts = name.split(/[_-]+/).filter(Boolean);
      for (let i = 0; i < parts.length; i++)
        for (let j = i + 1; j <= Math.min(parts.length, i + q.longest); j++) {
          const region = regionWords.get(parts.slice(i, j).join(""));
          if (region) take(region);
        }
    }
    known.set(names, found);
    return found;
  };
  const namesOf = (el) => {
    const classes = attribute(el, "class"), id = attribute(el, "id");
    if (!classes && !id) return "";
    const words = classes ? classes.split(/\s+/).filter(Boolean).join(" ") : "";
    return id ? words + " " + id : words;
  };
  const regionAt = (kind, el, names, ctx) => {
    const byTag = q.regionTags[kind];
    if (byTag && !(ctx.inArticle && (kind === "header" || kind === "footer"))) return byTag;
    const role = attribute(el, "role");
    if (role && q.regionRoles[role]) return q.regionRoles[role];
    if (isDialog(kind, el, role)) return regionOf(names) || "widget";
    return names && !roots.has(kind) ? regionOf(names) : null;
  };
  const isDialog = (kind, el, role) =>
    kind === "dialog" || role === "dialog" || role === "alertdialog" || attribute(el, "aria-modal") === "true";

  // What is seen -----------------------------------------------------------------------------------------
  const alphaOf = (color) => {
    if (color === "transparent") return 0;
    const parts = color.match(/[\d.]+%?/g) || [];
    const last = color.includes("/") || parts.length === 4 ? parts[parts.length - 1] : "1";
    return last.endsWith("%") ? parseFloat(last) / 100 : parseFloat(last);
  };
  const fadesOut = (image) =>
    image.includes("gradient") && (image.includes("transparent") || /rgba\([^)]*, 0(?:\.[01]\d*)?\)|\/ 0(?:\.[01]\d*)?\)/.test(image));
  const blurOf = (filter) => {
    const found = filter && /blur\(([\d.]+)px\)/.exec(filter);
    return found ? parseFloat(found[1]) : 0;
  };
  const overlapOf = (one, other) =>
    Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
    Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  const viewport = { left: 0, top: 0, right: wide, bottom: high };
  const shareOf = (box) => Math.min(1, overlapOf(box, viewport) / (wide * high));
  const meet = (one, other) =>
    one
      ? {
          left: Math.max(one.left, other.left),
          top: Math.max(one.top, other.top),
          right: Math.min(one.right, other.right),
          bottom: Math.min(one.bottom, other.bottom),
        }
      : { left: other.left, top: other.top, right: other.right, bottom: other.bottom };
  const place = (box) =>
    box
      ? [Math.round(box.left + scrollX), Math.round(box.top + scrollY),
         Math.round(box.right - box.left), Math.round(box.bottom - box.top)]
      : null;

  // The state of the walk --------------------------------------------------------------------------------
  const range = document.createRange();
  const shadows = [];
  let hits = {}, revealed = null;
  let blocks, containers, overlays, frames, fades, covers, counts, veils;
  let rootCount, visited, chars, order, cut, items, linkChars, href, strong;
  const reset = () => {
    blocks = [];
    containers = [[-1, "body", "", ""]];
    overlays = [];
    frames = [];
    fades = [];
    covers = [];
    veils = new Map();
    hits = {};
    counts = Object.fromEntries(q.counted.map((name) => [name, 0]));
    rootCount = visited = chars = order = linkChars = strong = 0;
    cut = false;
    items = [];
    href = null;
  };

  const childrenOf = (el) => {
    const shadow = shadowOf(el);
    if (shadow) {
      if (shadows.length < 100 && !shadows.includes(shadow)) shadows.push(shadow);
      return firstChild(shadow);
    }
    return firstChild(el);
  };
  const assigned = (el) => {
    if (tagOf(el) !== "slot") return null;
    const nodes = HTMLSlotElement.prototype.assignedNodes.call(el);
    return nodes.length ? nodes : null;
  };

  const boxOfItems = (run, el) => {
    const nodes = run.filter((item) => item.node).map((item) => item.node);
    if (!nodes.length) return boxOf(el);
    if (nodes.length === 1) {
      range.selectNodeContents(nodes[0]);
      return range.getBoundingClientRect();
    }
    range.setStart(nodes[0], 0);
    range.setEnd(nodes[nodes.length - 1], dataOf(nodes[nodes.length - 1]).length);
    const box = range.getBoundingClientRect();
    if (box.width && box.height) return box;
    let sum = null; // the run crosses a shadow border
    for (const node of nodes) {
      range.selectNodeContents(node);
      const one = range.getBoundingClientRect();
      if (one.width && one.height)
        sum = sum
          ? new DOMRect(Math.min(sum.left, one.left), Math.min(sum.top, one.top),
              Math.max(sum.right, one.right) - Math.min(sum.left, one.left),
              Math.max(sum.bottom, one.bottom) - Math.min(sum.top, one.top))
          : one;
    }
    return sum || box;
  };
  // The run's text down to a line that lies below `bottom`.
  const shownPart = (run, bottom) => {
    let text = "";
    for (const item of run) {
      if (!item.node) {
        text += item.text;
        continue;
      }
      range.selectNodeContents(item.node);
      if (range.getBoundingClientRect().bottom <= bottom) {
        text += item.text;
        continue;
      }
      let low = 0, far = item.text.length;
      while (far - low > 1) {
        const middle = (low + far) >> 1;
        range.setStart(item.node, 0);
        range.setEnd(item.node, middle);
        if (range.getBoundingClientRect().bottom <= bottom) low = middle;
        else far = middle;
      }
      return text + item.text.slice(0, low);
    }
    return text;
  };

  const flush = (tag, el, ctx) => {
    if (!items.length) return;
    const run = items, links = linkChars, target = href, bold = strong;
    items = [];
    linkChars = strong = 0;
    href = null;
    const text = collapse(run.map((item) => item.text).join(""));
    if (!text) return;
    if (blocks.length >= q.maxBlocks || chars > MAX_CHARS) {
      cut = true;
      return;
    }
    let hidden = ctx.hidden, box = null, shown = text, faded = false;
    if (!hidden) {
      box = boxOfItems(run, el);
      const line = Math.min(24, box.height || 24);
      if (box.width <= 0 || box.height <= 0) hidden = "not_displayed";
      else if (box.right + scrollX <= 0 && !rtl) hidden = "offscreen";
      else if (box.bottom + scrollY <= 0 || box.left + scrollX >= pageWidth) hidden = "offscreen";
      else if (ctx.clip) {
        const clip = ctx.clip;
        const width = Math.min(box.right, clip.right) - Math.max(box.left, clip.left);
        const height = Math.min(box.bottom, clip.bottom) - Math.max(box.top, clip.top);
        if (width <= 1 || height <= 2) {
          if (clip.right - clip.left <= 2 || clip.bottom - clip.top <= 2) {
            hidden = clip.bottom - clip.top <= 0 ? "not_displayed" : "offscreen";
          } else if (clip.bottom - clip.top < FOLDED) hidden = "not_displayed";
          else hidden = box.top >= clip.bottom - 2 ? "clipped" : "offscreen";
        } else if (box.bottom > clip.bottom + line / 2 && clip.bottom - clip.top >= FOLDED) {
          shown = collapse(shownPart(run, clip.bottom + line / 2));
          const rest = countWords(text) - countWords(shown);
          if (rest > 4) {
            box = meet(clip, box);
            faded = true;
            add(shown, tag, el, ctx, null, Math.min(links, shown.length), target, bold, box, true);
            add("", tag, el, ctx, "clipped", 0, null, 0, null, false, rest);
            return;
          }
          shown = text;
        }
      }
    }
    if (hidden) {
      const words = countWords(text);
      if (ctx.veil) veils.set(ctx.veil, (veils.get(ctx.veil) || 0) + words);
      add("", tag, el, ctx, hidden, 0, null, 0, null, false, words);
    }
    else add(shown, tag, el, ctx, null, links, target, bold, box, faded);
  };
  const add = (text, tag, el, ctx, hidden, links, target, bold, box, faded, words = 0) => {
    const kept = text.slice(0, q.maxBlockChars);
    chars += kept.length;
    blocks.push({
      text: kept, tag, ctx, hidden, links, href: target, box, faded, words, order, el,
      emphasis: !!kept && (headings.has(tag) || bold * 10 >= text.length * 9),
    });
  };

  // Layers: what may lie over text -----------------------------------------------------------------------
  const noteLayers = (el, style, ctx, box, positioned) => {
    const fixed = style.position === "fixed" || ctx.fixed;
    if (covers.length < MAX_LAYERS && positioned && style.pointerEvents !== "none") {
      const solid = alphaOf(style.backgroundColor) >= 0.85 || blurOf(style.backdropFilter) >= 4;
      const area = (box.right - box.left) * (box.bottom - box.top);
      if (solid && area >= 0.08 * wide * high)
        covers.push({ el, box, fixed, above: parseInt(style.zIndex, 10) > 0, start: order, end: Infinity });
    }
    if (fades.length >= MAX_LAYERS) return;
    if (fadesOut(style.backgroundImage))
      fades.push({ box, start: order, end: Infinity, above: positioned && parseInt(style.zIndex, 10) > 0, over: false });
    const mask = style.maskImage || style.webkitMaskImage;
    if (mask && mask !== "none" && fadesOut(mask)) {
      const top = box.top + (box.bottom - box.top) / 2;
      fades.push({ box: { left: box.left, right: box.right, top, bottom: box.bottom }, start: order, end: Infinity, over: true });
    }
    if (!positioned && style.overflowY === "visible") return;
    for (const pseudo of ["::after", "::before"]) {
      const made = getComputedStyle(el, pseudo);
      if (made.content === "none" || made.content === "normal" || !fadesOut(made.backgroundImage)) continue;
      const height = parseFloat(made.height) || 0;
      if (height < 16) continue;
      fades.push({
        box: { left: box.left, right: box.right, top: Math.max(box.top, box.bottom - height), bottom: box.bottom },
        start: order, end: Infinity, over: true,
      });
    }
  };
  const noteOverlay = (el, kind, names, style, ctx, box) => {
    if (ctx.overlay >= 0 || overlays.length >= MAX_OVERLAYS || kind === "body" || kind === "html") return ctx.overlay;
    const dialog = isDialog(kind, el, attribute(el, "role"));
    const share = shareOf(box);
    const afloat = style.position === "fixed" || style.position === "sticky" || (ctx.fixed && style.position === "absolute");
    const raised = style.position === "absolute" && parseInt(style.zIndex, 10) > 0 && share >= 0.5;
    if (share < OVERLAY_SHARE || !(afloat || raised || (dialog && style.position !== "static"))) return -1;
    overlays.push({ el, names, share, box, dialog, frame: null });
    return overlays.length - 1;
  };

  // The walk ---------------------------------------------------------------------------------------------
  // A page saved without its style sheets: what they hide, their frameworks' class words still tell.
  const unstyled = !q.styled && all('link[rel~="stylesheet" i][href]', document).length > 0;
  const hidingClasses = set(q.hidingClasses), shownAgain = new RegExp(q.shownAgain);
  const hiddenBy = new Map();
  const hidesByClass = (el) => {
    const written = attribute(el, "class");
    if (!written) return false;
    let hides = hiddenBy.get(written);
    if (hides === undefined) {
      const words = written.split(/\s+/);
      hides = words.some((word) => hidingClasses.has(word)) && !words.some((word) => shownAgain.test(word));
      hiddenBy.set(written, hides);
    }
    return hides && !/display/.test(attribute(el, "style") || "");
  };
  const isGone = (el, style, ctx) => {
    if (checkVisibility.call(el, { visibilityProperty: !ctx.unveiled })) return false;
    return style().display !== "contents" || (style().visibility !== "visible" && !ctx.unveiled);
  };
  const enter = (el, kind, names, ctx, isInline) => {
    let computed = null;
    const style = () => (computed = computed || getComputedStyle(el));
    const mine = { ...ctx };
    mine.start = order;
    if (ctx.dead) return mine;
    if (el === revealed) mine.unveiled = true;
    if (isGone(el, style, mine)) {
      const css = style();
      mine.hidden = "not_displayed";
      if (!ctx.hidden) mine.veil = el;
      // A visible child may show again inside visibility:hidden, nothing does inside the other ways.
      mine.dead = css.visibility === "visible" || css.display === "none";
      return mine;
    }
    if (unstyled && names && el !== revealed && hidesByClass(el)) {
      mine.hidden = "not_displayed";
      if (!ctx.hidden) mine.veil = el;
      mine.dead = true;
      return mine;
    }
    mine.hidden = mine.held;
    if (isInline && !names && !has(el, "style")) return mine;
    const css = style();
    mine.opacity *= el === revealed ? 1 : parseFloat(css.opacity);
    if (!mine.held) {
      if (mine.opacity < 0.1) mine.held = "transparent";
      else if (blurOf(css.filter) >= 2) mine.held = "blurred";
    }
    mine.hidden = mine.held;
    if (mine.hidden && !ctx.hidden) mine.veil = el;
    const clear = css.backgroundClip === "text" || css.webkitBackgroundClip === "text";
    if (!mine.held && alphaOf(css.color) < 0.1 && !clear) mine.hidden = css.textShadow !== "none" ? "blurred" : "transparent";
    const position = css.position, positioned = position !== "static";
    if (position === "fixed") {
      mine.clip = mine.clipAbs = null;
      mine.fixed = true;
    } else if (position === "absolute") mine.clip = ctx.clipAbs;
    const cuts = css.overflowY === "hidden" || css.overflowY === "clip";
    const scrolls = css.overflowY === "auto" || css.overflowY === "scroll";
    const dated = position === "absolute" && css.clip && css.clip !== "auto";
    if (kind !== "body" && kind !== "html") {
      if (cuts || dated) {
        const box = boxOf(el);
        // Boxes of inline elements do not clip.
        if (css.display !== "inline") mine.clip = meet(mine.clip, box);
        if (dated && /rect\((?:0|1)px,? (?:0|1)px,? (?:0|1)px,? (?:0|1)px\)/.test(css.clip))
          mine.clip = { left: box.left, top: box.top, right: box.left + 1, bottom: box.top + 1 };
      } else if (scrolls && el.scrollHeight > el.clientHeight) mine.clip = null;
    }
    if (positioned || css.transform !== "none") mine.clipAbs = mine.clip;
    if (isInline && position === "absolute" && !mine.hidden) {
      const box = boxOf(el), clip = mine.clip;
      const tiny = clip && (clip.right - clip.left <= 2 || clip.bottom - clip.top <= 2);
      if (tiny || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) mine.hidden = "offscreen";
    }
    const layered = positioned || css.backgroundImage.includes("gradient") || cuts || (css.maskImage || css.webkitMaskImage || "none") !== "none";
    if (!isInline && (layered || isDialog(kind, el, attribute(el, "role"))) && !mine.hidden) {
      const box = boxOf(el);
      noteLayers(el, css, ctx, box, positioned);
      if (positioned) mine.overlay = noteOverlay(el, kind, names, css, ctx, box);
    }
    return mine;
  };
  const leave = (el, mine) => {
    for (const list of [covers, fades])
      for (let i = list.length - 1; i >= 0 && list[i].start >= mine.start; i--)
        if (list[i].start === mine.start && list[i].end === Infinity) list[i].end = order;
  };

  const walkChildren = (el, tag, block, ctx, depth) => {
    const nodes = assigned(el);
    if (nodes) {
      for (const node of nodes) walkNode(node, tag, block, ctx, depth);
      return;
    }
    for (let child = childrenOf(el); child; child = nextSibling(child)) {
      if (cut) return;
      walkNode(child, tag, block, ctx, depth);
    }
  };
  const walkNode = (node, tag, block, ctx, depth) => {
    const type = typeOf(node);
    if (type === 3) {
      const text = dataOf(node);
      if (text) items.push({ text, node });
    } else if (type === 1) {
      const kind = tagOf(node);
      if (kind === "br") lineBreak(node, tag, block, ctx);
      else walkElement(node, kind, tag, block, ctx, depth + 1);
    }
  };
  const lineBreak = (node, tag, block, ctx) => {
    let after = nextSibling(node);
    while (after && typeOf(after) === 3 && !dataOf(after).trim()) after = nextSibling(after);
    if (after && typeOf(after) === 1 && tagOf(after) === "br") flush(tag, block, ctx);
    else items.push({ text: " ", node: null });
  };
  const walkElement = (el, kind, tag, block, ctx, depth) => {
    if (++visited > MAX_NODES) {
      cut = true;
      return;
    }
    order++;
    if (skipped.has(kind)) {
      skip(el, kind, ctx);
      return;
    }
    const names = namesOf(el), isInline = inline.has(kind);
    const mine = enter(el, kind, names, ctx, isInline);
    if (counted.has(kind) && !mine.hidden) count(el, kind);
    if (depth > MAX_DEPTH) {
      items.push({ text: textContent(el).slice(0, q.maxBlockChars), node: null });
      return;
    }
    const start = blocks.length;
    const before = items.length;
    if (isInline && mine.hidden !== ctx.hidden && collapse(textContent(el).slice(0, 2000)).split(" ").length < INLINE_HIDDEN) {
      // a label for screen readers
    } else if (isInline && mine.hidden === ctx.hidden) {
      walkInline(el, kind, tag, block, ctx, mine, depth);
    } else {
      flush(tag, block, ctx);
      if (!isInline || mine.hidden !== ctx.hidden) settleRegion(el, kind, names, ctx, mine);
      if (!leaves.has(kind)) {
        containers.push([ctx.container, kind, names.slice(0, 300), attribute(el, "itemprop") || ""]);
        mine.container = containers.length - 1;
      }
      if (kind === "input" || kind === "select") control(el, kind, mine);
      else {
        walkChildren(el, kind, el, mine, depth);
        flush(kind, el, mine);
      }
    }
    leave(el, mine);
    if (wanted.has(el)) hit(el, mine, start, items.slice(before));
  };
  const settleRegion = (el, kind, names, ctx, mine) => {
    const found = regionAt(kind, el, names, ctx);
    if (found && found !== ctx.region && (ctx.region === "body" || specific.has(found))) {
      mine.region = found;
      mine.root = ++rootCount;
    } else if (loose.has(ctx.region) && names && articleNames.test(names)) {
      mine.region = "body";
      mine.root = 0;
    }
    mine.quote = ctx.quote || kind === "blockquote";
    mine.code = ctx.code || kind === "pre" || kind === "code";
    mine.inArticle = ctx.inArticle || kind === "article" || kind === "main";
  };
  const walkInline = (el, kind, tag, block, ctx, mine, depth) => {
    const before = items.reduce((sum, item) => sum + item.text.length, 0);
    const runs = blocks.length;
    mine.overlay = ctx.overlay;
    if (kind === "q") mine.quote = true;
    walkChildren(el, tag, block, mine, depth);
    if (kind !== "a" && !strongTags.has(kind)) return;
    const length = items.reduce((sum, item) => sum + item.text.length, 0) - (runs === blocks.length ? before : 0);
    if (kind !== "a") strong += Math.max(0, length);
    else if (attribute(el, "href")) {
      linkChars += Math.max(0, length);
      href = href || attribute(el, "href");
      // a link around whole blocks: a card
      for (const inner of blocks.slice(runs)) {
        inner.links = inner.text.length;
        inner.href = inner.href || attribute(el, "href");
      }
    }
  };
  const control = (el, kind, mine) => {
    const type = (attribute(el, "type") || "text").toLowerCase();
    let text = "";
    if (kind === "select") {
      const option = all("option[selected]", el)[0] || all("option", el)[0];
      text = option ? textContent(option) : "";
    } else if (["submit", "button", "reset"].includes(type)) text = attribute(el, "value") || "";
    else if (!["hidden", "radio", "checkbox"].includes(type)) text = attribute(el, "placeholder") || "";
    if (text) items.push({ text, node: null });
    flush(kind, el, mine);
  };
  const count = (el, kind) => {
    if (kind === "input") {
      const type = (attribute(el, "type") || "text").toLowerCase();
      if (type === "hidden") return;
      if (type === "password" || type === "search") counts[type]++;
    }
    counts[kind]++;
  };
  const skip = (el, kind, ctx) => {
    if (counted.has(kind) && !ctx.hidden && !ctx.dead) counts[kind]++;
    if (kind === "iframe" && frames.length < MAX_FRAMES) frame(el, ctx);
    if (wanted.has(el)) hit(el, ctx, blocks.length, []);
  };
  const frame = (el, ctx) => {
    const box = boxOf(el);
    const visible = !ctx.hidden && !ctx.dead && checkVisibility.call(el, { visibilityProperty: true }) &&
      box.width > 1 && box.height > 1 && parseFloat(getComputedStyle(el).opacity) > 0.1 &&
      (!ctx.clip || overlapOf(box, ctx.clip) > 4);
    const src = attribute(el, "src") || attribute(el, "data-src") || "";
    let text = "";
    try {
      const inner = getter(HTMLIFrameElement, "contentDocument")(el);
      const body = visible && inner && getter(Document, "body")(inner);
      if (body) text = collapse(body.innerText || "").slice(0, FRAME_CHARS);
    } catch { /* another origin's document */ }
    frames.push({ src: src.slice(0, 2000), visible, text, share: shareOf(box), box: place(box), block: blocks.length });
    if (ctx.overlay >= 0) {
      const over = overlays[ctx.overlay];
      const area = (over.box.right - over.box.left) * (over.box.bottom - over.box.top);
      if (visible && box.width * box.height >= 0.3 * area) over.frame = src.slice(0, 2000);
    }
  };

  // The rules' selectors ---------------------------------------------------------------------------------
  const body = getter(Document, "body")(document);
  const wanted = new Map();
  const search = (root) => {
    for (const selector of q.selectors) {
      let found;
      try {
        found = root.querySelectorAll ? (root === body ? all(selector, document) : DocumentFragment.prototype.querySelectorAll.call(root, selector)) : [];
      } catch {
        continue; // not a selector of this browser
      }
      for (let i = 0; i < found.length && i < q.maxHits; i++) {
        const list = wanted.get(found[i]);
        if (list) list.push(selector);
        else wanted.set(found[i], [selector]);
      }
    }
  };
  const hit = (el, ctx, start, run) => {
    const own = blocks.slice(start).filter((block) => block.text);
    const box = boxOf(el);
    const inner = collapse(run.map((item) => item.text).join(""));
    const text = ctx.hidden || ctx.dead ? "" : (own.map((block) => block.text).join(" ") || inner).slice(0, 300);
    const words = blocks.slice(start).reduce((sum, block) => sum + (block.words || countWords(block.text)), 0) || countWords(inner);
    const filled = !!firstChild(el) || !!shadowOf(el);
    const pictured = all("img,svg,video,iframe,canvas,input,button,picture", el).length > 0 || ["img", "iframe", "input", "video"].includes(tagOf(el));
    const seen = !ctx.hidden && !ctx.dead && box.width > 1 && box.height > 1 && (!!text || pictured);
    const entry = { visible: seen, text, words, region: ctx.region, block: start, share: shareOf(box), filled, box: place(box) };
    for (const selector of wanted.get(el)) {
      const list = (hits[selector] = hits[selector] || []);
      if (list.length < q.maxHits) list.push(entry);
    }
  };

  const walkBody = () => {
    reset();
    const css = getComputedStyle(body), out = rootElement ? getComputedStyle(rootElement) : css;
    const start = {
      region: "body", root: 0, hidden: null, held: null, dead: false, container: 0, quote: false, code: false,
      overlay: -1, inArticle: false, opacity: 1, clip: null, clipAbs: null, fixed: false, start: 0,
      veil: body, unveiled: revealed === body,
    };
    if (css.display === "none" || out.display === "none") {
      start.hidden = "not_displayed";
      start.dead = true;
    } else if (!start.unveiled) {
      start.opacity = parseFloat(css.opacity) * parseFloat(out.opacity);
      if (css.visibility !== "visible") start.hidden = "not_displayed";
      else if (start.opacity < 0.1) start.hidden = start.held = "transparent";
      else if (blurOf(css.filter) >= 2) start.hidden = start.held = "blurred";
    }
    if (!start.hidden) start.veil = null;
    walkChildren(body, "body", body, start, 0);
    flush("body", body, start);
    for (const el of [rootElement, body]) if (el && wanted.has(el)) hit(el, start, 0, []);
  };
  reset();
  if (body && tagOf(body) === "body") {
    search(body);
    walkBody();
    // A page that hides all of itself waits for scripts that a saved page does not have: look at what they
    // would show. Nothing is changed on the page, so this reaches only what has a place in its layout.
    if (q.saved && veils.size) {
      const [veil, words] = Array.from(veils).reduce((one, other) => (other[1] > one[1] ? other : one));
      const everything = blocks.reduce((sum, block) => sum + (block.words || countWords(block.text)), 0);
      const headline = blocks.some((block) => block.hidden && (block.tag === "h1" || furniture.has(block.ctx.region)));
      if (words >= 80 && words > 0.8 * everything && headline) {
        revealed = veil;
        walkBody();
      }
    }
    // Elements in open shadow trees are found only now, so a second, smaller look asks for them.
    for (const shadow of shadows) searchShadow(shadow);
  }
  function searchShadow(shadow) {
    const before = new Set(wanted.keys());
    search(shadow);
    for (const el of wanted.keys()) {
      if (before.has(el)) continue;
      const first = blocks.findIndex((block) => el === block.el || el.contains(block.el));
      const own = first < 0 ? [] : blocks.filter((block) => el === block.el || el.contains(block.el));
      const box = boxOf(el);
      const text = own.map((block) => block.text).filter(Boolean).join(" ").slice(0, 300);
      const seen = checkVisibility.call(el, { visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1;
      const entry = {
        visible: seen && (!!text || all("img,iframe,input", el).length > 0), text, words: countWords(text),
        region: own.length ? own[0].ctx.region : "body", block: Math.max(0, first), share: shareOf(box),
        filled: !!firstChild(el), box: place(box),
      };
      for (const selector of wanted.get(el)) (hits[selector] = hits[selector] || []).push(entry);
    }
  }

  // Scroll lock, covers and fades, once everything is known ------------------------------------------------
  const rootStyle = rootElement ? getComputedStyle(rootElement) : null, bodyStyle = body ? getComputedStyle(body) : null;
  const stops = (css) => css && (css.overflowY === "hidden" || css.overflowY === "clip" || css.position === "fixed");
  const tall = Math.max(rootElement ? rootElement.scrollHeight : 0, body ? body.scrollHeight : 0) > high + 40;
  const locked = !!(stops(rootStyle) || stops(bodyStyle)) && tall;

  const composedUp = (node) => parentOf(node) || node.host || null;
  const onTop = (cover, box) => {
    const x = (Math.max(box.left, cover.box.left) + Math.min(box.right, cover.box.right)) / 2;
    const y = (Math.max(box.top, cover.box.top) + Math.min(box.bottom, cover.box.bottom)) / 2;
    if (x < 0 || y < 0 || x >= wide || y >= high) return cover.above || cover.fixed;
    const top = Document.prototype.elementFromPoint.call(document, x, y);
    for (let node = top; node; node = composedUp(node)) if (node === cover.el) return true;
    const tree = Node.prototype.getRootNode.call(cover.el);
    return !!top && tree !== document && tree.host === top;
  };
  for (const block of blocks) {
    if (block.hidden || !block.box) continue;
    const box = block.box, area = Math.max(1, (box.right - box.left) * (box.bottom - box.top));
    for (const cover of covers) {
      if (block.order >= cover.start && block.order <= cover.end) continue;
      if (block.ctx.overlay >= 0 && cover.start < block.order && !cover.above) continue;
      if (cover.fixed) {
        const whole = shareOf(cover.box) >= 0.85;
        if (!whole && !(locked && overlapOf(box, cover.box) >= 0.7 * area)) continue;
        if (whole && block.ctx.fixed) {
          if (overlapOf(box, cover.box) < 0.7 * area || !onTop(cover, box)) continue;
        } else if (overlapOf(box, viewport) > 0 && !onTop(cover, box)) continue;
      } else if (overlapOf(box, cover.box) < 0.7 * area || !onTop(cover, box)) continue;
      block.hidden = "covered";
      block.words = countWords(block.text);
      block.text = "";
      block.href = null;
      block.links = 0;
      block.emphasis = false;
      break;
    }
    if (block.hidden || block.faded || headings.has(block.tag)) continue;
    block.faded = fades.some((fade) => {
      const inside = block.order >= fade.start && block.order <= fade.end;
      if (fade.over ? !inside : inside || (fade.start < block.order && !fade.above)) return false;
      const wideEnough = Math.min(box.right, fade.box.right) - Math.max(box.left, fade.box.left) >= 0.5 * (box.right - box.left);
      const deep = Math.min(8, (box.bottom - box.top) / 3);
      return wideEnough && box.bottom > fade.box.top + deep && box.bottom <= fade.box.bottom + 12 && box.top < fade.box.bottom;
    });
  }

  // A fixed box that holds the page itself is no overlay over it.
  const seenWords = blocks.map((block) => (block.hidden ? 0 : countWords(block.text)));
  const allWords = seenWords.reduce((sum, words) => sum + words, 0);
  const renamed = overlays.map((over, index) => {
    const words = blocks.reduce((sum, block, i) => sum + (block.ctx.overlay === index ? seenWords[i] : 0), 0);
    return !(words > 150 && words > 0.6 * allWords && !over.dialog);
  });
  const kept = [], place_of = renamed.map((keep, index) => (keep ? kept.push(index) - 1 : -1));
  const CLOSERS = '[aria-label*="close" i],[aria-label*="dismiss" i],[data-dismiss],[data-bs-dismiss],[class~="close"],[class*="btn-close"],[class*="close-b"],[class*="close_b"],[class*="dismiss"]';
  const CLOSE_WORDS = /^(?:×|✕|✖|⨯|x|ok|okay|close|dismiss|got it|no,? thanks?|not now|later|skip|continue|schlie(?:ß|ss)en|fermer|cerrar|chiudi|sluiten|fechar|zamknij|stäng|luk|lukk|sulje|закрыть|閉じる|关闭|關閉|닫기|إغلاق)$/i;
  const dismissible = (over) =>
    Array.from(all(CLOSERS, over.el)).slice(0, 20).some((el) => checkVisibility.call(el, { visibilityProperty: true })) ||
    Array.from(all('button,[role="button"],a', over.el)).slice(0, 60).some((el) => CLOSE_WORDS.test(collapse(textContent(el).slice(0, 60))));

  // Head and scripts ---------------------------------------------------------------------------------------
  const meta = {};
  Array.from(all("meta", document)).slice(0, 400).forEach((el) => {
    const name = attribute(el, "name") || attribute(el, "property") || attribute(el, "http-equiv") || attribute(el, "itemprop");
    const content = attribute(el, "content");
    if (name && content !== null) (meta["=" + name.trim().toLowerCase()] = meta["=" + name.trim().toLowerCase()] || []).push(content.slice(0, 2000));
  });
  const links = {};
  for (const el of all("link[rel][href]", document))
    for (const rel of attribute(el, "rel").toLowerCase().split(/\s+/))
      if (["canonical", "next", "prev", "amphtml", "alternate"].includes(rel) && !links[rel]) links[rel] = attribute(el, "href").slice(0, 2000);
  const addresses = [], structured = [], marks = new Set();
  const payloads = [];
  const prose = blocks.reduce((sum, b) => sum + (b.hidden ? 0 : b.words || countWords(b.text)), 0);
  let read = 0, jsonChars = 0, payloadChars = 0;
  counts.script = 0;
  for (const el of all("script", document)) {
    const src = attribute(el, "src");
    const isData = !src && (attribute(el, "type") || "").toLowerCase().includes("ld+json");
    if (!isData) counts.script++;
    if (src) {
      if (addresses.length < 500) addresses.push(src.slice(0, 2000));
      continue;
    }
    const text = textContent(el);
    if (isData) {
      if (jsonChars + text.length <= JSON_CHARS * 4 && text.length <= JSON_CHARS) structured.push(text);
      jsonChars += text.length;
    } else if (read < SCRIPT_CHARS) {
      read += text.length;
      for (const mark of q.marks) if (!marks.has(mark) && text.includes(mark)) marks.add(mark);
      // what shows much needs no data, and applications ship megabytes of them
      if (prose <= MOST_PROSE && text.length >= MIN_PAYLOAD && payloadChars + text.length <= MAX_PAYLOAD) {
        payloadChars += text.length;
        payloads.push(text);
      }
    }
  }
  const micro = {};
  for (const name of ["isAccessibleForFree", "wordCount", "requiresSubscription"]) {
    const el = all(`[itemprop="${name}"]`, document)[0];
    if (el) micro[name] = attribute(el, "content") || textContent(el).trim().slice(0, 40);
  }
  const noscript = Array.from(body ? all("noscript", body) : []).slice(0, 20)
    .map((el) => collapse(new DOMParser().parseFromString(textContent(el).slice(0, 20000), "text/html").body.textContent))
    .join(" ").slice(0, 1000);

  return JSON.stringify({
    title: collapse(getter(Document, "title")(document)).slice(0, 300),
    lang: rootElement ? attribute(rootElement, "lang") || attribute(rootElement, "xml:lang") : null,
    rtl,
    type,
    url: getter(Document, "URL")(document).slice(0, 4000),
    status: (performance.getEntriesByType("navigation")[0] || {}).responseStatus || null,
    viewport: [wide, high],
    blocks: blocks.map((b) => [
      b.text, b.tag, b.ctx.region, b.ctx.container, b.words, b.links, b.href ? b.href.slice(0, 2000) : null, b.hidden,
      (b.faded ? 1 : 0) | (b.ctx.quote ? 2 : 0) | (b.ctx.code ? 4 : 0) | (b.emphasis ? 8 : 0),
      b.ctx.overlay >= 0 ? place_of[b.ctx.overlay] : -1, b.ctx.root, place(b.box),
    ]),
    containers,
    overlays: kept.map((index) => {
      const over = overlays[index];
      const text = blocks.filter((b) => b.ctx.overlay === index && b.text).map((b) => b.text).join(" ");
      return { text: text.slice(0, 2000), share: over.share, names: over.names.slice(0, 300), dismissible: dismissible(over), frame: over.frame, box: place(over.box) };
    }),
    frames, hits, marks: Array.from(marks), meta: Object.entries(meta).map(([name, values]) => [name.slice(1), values]),
    links, jsonLd: structured, payloads, micro, scripts: addresses, counts, noscript, locked, cut,
    illFormed: Boolean(broken),
  });
})
