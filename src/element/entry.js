// The entry of the CDN and npm builds: defines the elements, and fetches the core when the first card needs it.

import { language } from "./language.js";
import { define as defineElement } from "./shim.js";

/** A module that is fetched and started once; its program and its glue side by side. A failed try may be repeated. */
const module = (program, glue) => {
  let starting;
  const start = async () => {
    const fetched = compiled(program);
    // The program is awaited below; a failure must not count as unhandled before that.
    fetched.catch(() => {});
    const started = await glue();
    started.initSync({ module: await fetched });
    return started;
  };
  return () =>
    (starting ??= start().catch((error) => {
      starting = undefined;
      throw error;
    }));
};

/** The program at an address, whatever type its host gives it. */
const compiled = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`expected ${url}, found the HTTP status ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
};

const core = module(new URL("./core.wasm", import.meta.url), () => import("./core.js"));
const importer = module(new URL("./import.wasm", import.meta.url), () => import("./import.js"));
const renderer = module(new URL("./render.wasm", import.meta.url), () => import("./render.js"));

/** What the card speaks for a language: a promise of it while its words are on their way. */
const spoken = { en: "en" };

/** The language of the card's own words on a page in that language; a promise of it while they are on their way. */
const speak = (lang) => {
  const name = language(lang);
  // Where there are no words, there is English; where there is no core either, the next card tries again.
  return (spoken[name] ??= Promise.all([words(name).catch(() => ""), load()])
    .then(([lines, { learn }]) => (spoken[name] = learn(name, lines) ? name : "en"), () => (spoken[name] = undefined)));
};

/** The words of a language. Readers wait no longer for them than five seconds. */
const words = async (name) => {
  const address = new URL("./words/*.txt".replace("*", name), import.meta.url);
  return (await fetch(address, { signal: AbortSignal.timeout(5000) })).text();
};

/**
 * Fetches and starts the core, once, and beside it the words of the language that a page is in, if one is named. Import is
 * a module of its own, and fetched when it is called.
 */
export const load = async (lang = "") => {
  const [{ call, over }] = await Promise.all([core(), speak(lang)]);
  return {
    ...over(call, import.meta.url),
    importFirst: async (...document) => (await importer()).importFirst(...document),
    importClaimReview: async (document, options) => (await importer()).importClaimReview(document, options),
    renderHtml: async (record, options) => {
      const { learn, renderHtml } = await renderer();
      const name = language(`${options?.lang ?? ""}`);
      if (name !== "en") learn(name, await words(name));
      return renderHtml(record, options, name);
    },
  };
};

/** Defines the card under another name than its own. */
export const define = (name = "fact-check-card") => defineElement(name, load, speak);

define();
