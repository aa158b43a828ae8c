// What the Page view adds to the exchange: clicks that are told, and the part that is being written marked.
// It runs in a world of its own; the page's own world has no script.
"use strict";

(() => {
  const FIELDS = [
    ["h1", "title"], [".standfirst", "standfirst"], [".dateline", "dateline"], [".byline", "byline"],
    [".credits", "closing_credit"], [".source", "source"], [".corrections", "corrections"], ["nav", "links"],
  ];
  const MARK = "data-curator-chosen";
  let chosen = null;

  const style = new CSSStyleSheet();
  style.replaceSync(
    `[${MARK}] { outline: 3px solid #4a86e8; outline-offset: 4px; border-radius: 2px; }` +
      "figure, h1, h2, .text, .standfirst, .byline, .credits, .source, nav { cursor: pointer; }" +
      "@media print { [" + MARK + "] { outline: none; } }"
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];

  function picked(target) {
    const story = document.getElementById("story");
    if (story && story.contains(target) && target !== story) {
      let block = target;
      while (block.parentElement !== story) block = block.parentElement;
      const figure = target.closest('figure[id^="photo-"]');
      return { block: [...story.children].indexOf(block), photo: figure ? Number(figure.id.slice(6)) : 0 };
    }
    const found = FIELDS.find(([selector]) => target.closest(selector));
    return found ? { field: found[1] } : null;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) event.preventDefault();
    const told = picked(event.target);
    if (told) console.info(`curator:${JSON.stringify(told)}`);
  }, true);

  document.addEventListener("mouseover", (event) => {
    const link = event.target.closest('a[href^="http"], a[href^="mailto"]');
    if (link) console.info(`curator:${JSON.stringify({ link: link.getAttribute("href") })}`);
  }, true);

  function element(place) {
    if (!place) return null;
    if (place.photo) return document.getElementById(`photo-${place.photo}`);
    const story = document.getElementById("story");
    return story ? story.children[place.block] || null : null;
  }

  function mark() {
    const now = element(chosen);
    for (const old of document.querySelectorAll(`[${MARK}]`)) if (old !== now) old.removeAttribute(MARK);
    if (now) now.setAttribute(MARK, "");
    return now;
  }

  curator.choose = (place, reveals) => {
    chosen = place;
    const now = mark();
    if (!now || !reveals) return;
    const { top, bottom, height } = now.getBoundingClientRect();
    const isSeen = top >= 0 && bottom <= window.innerHeight;
    const fills = height > window.innerHeight && top < window.innerHeight / 2 && bottom > window.innerHeight / 2;
    if (!isSeen && !fills) now.scrollIntoView({ block: height > window.innerHeight ? "start" : "center", behavior: "instant" });
  };

  // Pictures wait until a reader comes near them; paper has no reader who comes near.
  curator.picturesAreThere = () => {
    const images = [...document.images];
    for (const image of images) image.loading = "eager";
    return images.every((image) => image.complete);
  };

  const show = curator.show;
  curator.show = (html, place) => {
    show(html);
    chosen = place;
    mark();
  };
})();
