// Exchanges what differs between the page as it stands and as it is now, and keeps the place that is read.
// The page itself has no script; this one is put beside it where it is written.
"use strict";

const curator = (() => {
  const STORY = "story";
  const originals = new WeakMap(); // each block as it came, before anything was marked in it

  function source(element) {
    if (!originals.has(element)) originals.set(element, element.outerHTML);
    return originals.get(element);
  }

  // The pictures that are there are carried over, so that none is loaded and drawn again.
  function adoptPictures(old, fresh) {
    const known = new Map();
    for (const image of old.querySelectorAll("img")) known.set(image.getAttribute("src"), image);
    for (const image of fresh.querySelectorAll("img")) {
      const before = known.get(image.getAttribute("src"));
      if (!before) continue;
      for (const { name, value } of [...image.attributes]) before.setAttribute(name, value);
      for (const { name } of [...before.attributes]) if (!image.hasAttribute(name)) before.removeAttribute(name);
      image.replaceWith(before);
    }
  }

  function exchangeOne(old, fresh) {
    if (!old && !fresh) return;
    if (old && fresh && source(old) === fresh.outerHTML) return;
    if (!old) return;
    if (!fresh) { old.remove(); return; }
    const next = document.importNode(fresh, true);
    originals.set(next, fresh.outerHTML);
    adoptPictures(old, next);
    old.replaceWith(next);
  }

  function exchangeBlocks(story, fresh) {
    const wanted = [...fresh.children];
    const unused = new Map(); // what stands, by what it says
    for (const block of story.children) {
      const said = source(block);
      unused.set(said, [...(unused.get(said) || []), block]);
    }
    const kept = wanted.map((block) => (unused.get(block.outerHTML) || []).shift() || null);
    const free = [...story.children].filter((block) => !kept.includes(block));
    const pictures = document.createElement("div");
    for (const block of free) pictures.append(...block.querySelectorAll("img"));
    let cursor = story.firstElementChild;
    wanted.forEach((block, place) => {
      let now = kept[place];
      if (!now) {
        now = document.importNode(block, true);
        originals.set(now, block.outerHTML);
        adoptPictures(pictures, now);
      }
      if (now === cursor) { cursor = cursor.nextElementSibling; return; }
      story.insertBefore(now, cursor);
    });
    for (const block of free) block.remove();
  }

  function exchangeStyle(fresh) {
    const old = document.querySelector('link[rel="stylesheet"]');
    const next = fresh.querySelector('link[rel="stylesheet"]');
    if (!old || !next || old.getAttribute("href") === next.getAttribute("href")) return;
    const link = document.importNode(next, true);
    link.addEventListener("load", () => old.remove(), { once: true });
    old.after(link); // The old one stays until the new one is there: nothing is ever shown bare.
  }

  // What is at the top of the window is held where it is.
  function topBlock() {
    const story = document.getElementById(STORY);
    const blocks = story ? [...story.children] : [];
    const block = blocks.find((element) => element.getBoundingClientRect().bottom > 0);
    return block && window.scrollY > 0 ? { block, place: blocks.indexOf(block), top: block.getBoundingClientRect().top } : null;
  }

  function hold(before) {
    const story = document.getElementById(STORY);
    if (!before || !story) return;
    const block = before.block.isConnected ? before.block : story.children[Math.min(before.place, story.children.length - 1)];
    if (block) window.scrollBy({ top: block.getBoundingClientRect().top - before.top, behavior: "instant" });
  }

  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const before = topBlock();
    for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, fresh.documentElement.getAttribute(name) || "");
    document.title = fresh.title;
    const scheme = document.querySelector('meta[name="color-scheme"]');
    const wanted = fresh.querySelector('meta[name="color-scheme"]');
    if (scheme && wanted) scheme.setAttribute("content", wanted.getAttribute("content"));
    exchangeStyle(fresh);
    const article = document.querySelector("article");
    const next = fresh.querySelector("article");
    const story = document.getElementById(STORY);
    const stories = fresh.getElementById(STORY);
    if (!article || !next || !story || !stories || article.querySelector("footer.closing") === null !== (next.querySelector("footer.closing") === null)) {
      const main = document.querySelector("main");
      const renewed = document.importNode(fresh.querySelector("main"), true);
      adoptPictures(main, renewed);
      main.replaceWith(renewed);
    } else {
      exchangeOne(article.querySelector("header.opening"), next.querySelector("header.opening"));
      exchangeBlocks(story, stories);
      exchangeOne(article.querySelector("footer.closing"), next.querySelector("footer.closing"));
    }
    hold(before);
  }

  function begin() {
    const story = document.getElementById(STORY);
    for (const block of story ? story.children : []) source(block);
    for (const part of document.querySelectorAll("header.opening, footer.closing")) source(part);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();

  return { show };
})();
