// The entry of the CDN and npm builds: defines the elements, and fetches the core when the first card needs it.

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

/** Fetches and starts the core, once. Import is a module of its own, and fetched when it is called. */
export const load = async () => {
  const { call, over } = await core();
  return {
    ...over(call, import.meta.url),
    importFirst: async (...document) => (await importer()).importFirst(...document),
    importClaimReview: async (document, options) => (await importer()).importClaimReview(document, options),
  };
};

/** Defines the card under another name than its own. */
export const define = (name = "fact-check-card") => defineElement(name, load);

define();
