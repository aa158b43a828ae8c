// Lets the page in a browser follow the edits: it looks whether there is a newer one beside it.
// Everything is read from the folder of the page itself.
"use strict";

(() => {
  const WAIT = 200; // milliseconds between two looks
  let shown = document.currentScript.dataset.version;

  function load(name) {
    return new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${name}?${Date.now()}`;
      script.onload = script.onerror = () => { script.remove(); done(); };
      document.head.append(script);
    });
  }

  window.curatorVersion = async (version) => {
    if (version === shown) return;
    shown = version;
    await load("page.js");
  };
  window.curatorPage = (html) => curator.show(html);

  async function look() {
    if (document.visibilityState === "visible") await load("version.js");
    setTimeout(look, WAIT);
  }
  look();
})();
