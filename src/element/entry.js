// The entry of the CDN build: defines the elements, and fetches the core when the first card needs it.

import { define as defineElement } from "./element.js";

let starting;

/**
 * Fetches and starts the core, once, its program and its JavaScript side by side; with the words of the language that a page
 * is in, if one is named. A failed try may be repeated.
 */
export const load = (lang) => {
  starting ??= start();
  starting.catch(() => (starting = undefined));
  return starting.then((speaking) => speaking(lang));
};

const start = () =>
  Promise.all([import("./core.js"), fetch(new URL("./core.wasm", import.meta.url))])
    .then(([core, program]) => core.start(program, import.meta.url));

/** Defines the card under another name than its own. */
export const define = (name = "fact-check-card") => defineElement(name, load);

define();
