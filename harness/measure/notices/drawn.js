// Draws a notice on a page that came whole, as sites' scripts do. PLAN is put in by drawn.py; the comments
// "notice:start", "notice:cut", "notice:here" and "notice:end" mark places in the text.
(() => {
  const plan = PLAN;

  const places = () => {
    const found = {};
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_COMMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.data.startsWith("notice:")) found[node.data.slice(7)] = node;
    return found;
  };

  const between = (from, to) => {
    const range = document.createRange();
    range.setStartAfter(from);
    range.setEndBefore(to);
    return range;
  };

  const boxed = (from, to, style) => {
    const box = document.createElement("div");
    box.style.cssText = style;
    from.after(box);
    while (box.nextSibling && box.nextSibling !== to) box.append(box.nextSibling);
    return box;
  };

  const element = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };

  const frame = (html, style) => {
    const made = document.createElement("iframe");
    made.style.cssText = style + ";width:100%;height:100%;border:0"; // a frame is 300 x 150 whatever its inset
    const whole = `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${html}</body></html>`;
    if (plan.how === "data_frame") made.src = "data:text/html;charset=utf-8," + encodeURIComponent(whole);
    else made.srcdoc = whole;
    return made;
  };

  const notice = () => {
    if (plan.how === "frame" || plan.how === "data_frame") return frame(plan.html, plan.style);
    if (plan.how === "shadow") {
      const host = document.createElement("div");
      if (plan.style) host.style.cssText = plan.style;
      host.attachShadow({ mode: plan.mode }).append(element(plan.html));
      return host;
    }
    return element(plan.html);
  };

  const draw = () => {
    const at = places();
    let box = null;
    if (plan.text === "cut") {
      between(at.cut, at.end).deleteContents();
      if (plan.mark) at.cut.before(plan.mark);
    }
    if (plan.text === "empty") between(at.start, at.end).deleteContents();
    if (plan.text === "box") {
      box = boxed(at.start, at.end, plan.boxStyle);
      if (plan.veil) box.append(element(`<div style="${plan.veil}"></div>`));
    }
    if (plan.how === "dialog") {
      const dialog = document.createElement("dialog");
      dialog.append(element(plan.html));
      document.body.append(dialog);
      dialog.showModal();
    } else if (plan.where === "page") document.body.append(notice());
    else if (plan.where === "over") {
      const holder = document.createElement("div");
      holder.style.cssText = "position:relative;margin-top:-160px;z-index:5;background:#fff";
      holder.append(notice());
      (box || at.end).after(holder);
    } else (at[plan.where] || at.end).before(notice());
    if (plan.lock) for (const node of [document.documentElement, document.body]) node.style.overflow = "hidden";
  };

  const later = () => setTimeout(draw, plan.delay);
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
})();
