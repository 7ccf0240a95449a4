// What the entry of the CDN build fetches beside the program: how that is started, what a card does, the words of languages,
// and the modules that few pages need. `glue` is `glue.js`, with the names that the program has.

import { call, initSync } from "glue";
import { over } from "./api.js";
import { joined } from "./join.js";
import { language } from "./language.js";
import { shim } from "./shim.js";

/** Something that is done once, whoever asks for it; what has failed may be tried again. */
const once = (make) => {
  let made;
  return (...from) =>
    (made ??= make(...from).catch((error) => {
      made = undefined;
      throw error;
    }));
};

/**
 * Starts the core from its program, as it was fetched; `entry` is the address of the script that a page names. Gives a
 * function that gives the core, once the words for a language are there. A page that has the entry twice has one core.
 */
export const start = once(async (program, entry) => {
  // They are on their way while the program is: one round trip less for all who read no English.
  words(language(document.documentElement.lang ?? ""));
  initSync({ module: await compiled(program) });
  const functions = over(call, entry);
  const core = {
    ...functions,
    shim,
    speak: speakerOf(functions),
    importFirst: async (...document) => (await importer()).importFirst(...document),
    importClaimReview: async (document, options) => (await importer()).importClaimReview(document, options),
    renderHtml: async (record, options) => {
      const { speak, renderHtml } = await renderer();
      return renderHtml(record, options, await speak(`${options?.lang ?? ""}`));
    },
  };
  return async (lang) => {
    await core.speak(`${lang ?? ""}`);
    return core;
  };
});

/** The program that was fetched, whatever type its host gives it. */
const compiled = async (response) => {
  if (!response.ok) throw new Error(`expected ${response.url}, found the HTTP status ${response.status}`);
  return WebAssembly.compile(await joined(await response.arrayBuffer()));
};

/** A module, its program and its glue fetched side by side; a module with words speaks them. */
const module = (program, glue) =>
  once(async () => {
    const [started, fetched] = await Promise.all([glue(), fetch(program)]);
    started.initSync({ module: await compiled(fetched) });
    return { ...started, speak: speakerOf(started) };
  });

const importer = module(new URL("./import.wasm", import.meta.url), () => import("./import.js"));
const renderer = module(new URL("./render.wasm", import.meta.url), () => import("./render.js"));

/** What says the language of a card's own words on a page in a language; a promise of it while they are on their way. */
const speakerOf = ({ learn }) => {
  const spoken = { en: "en" };
  // A page may name anything.
  const named = { __proto__: null };
  return (lang) => {
    const name = (named[lang] ??= language(lang));
    // Where there are no words, there is English.
    return (spoken[name] ??= words(name).then((lines) => (spoken[name] = learn(name, lines) ? name : "en")));
  };
};

/** The words of each language that a page has asked for, or a promise of them; the program has the English ones. */
const fetched = { en: "" };

/** The words of a language; none if they cannot be had. Readers wait no longer for them than five seconds. */
const words = (name) => (fetched[name] ??= wordsAt(new URL("./words/*.txt".replace("*", name), import.meta.url)).catch(() => ""));

const wordsAt = async (address) => (await fetch(address, { signal: AbortSignal.timeout(5000) })).text();
