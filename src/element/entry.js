// The entry of the CDN and npm builds: defines the elements, and fetches the core when the first card needs it.

import { define as defineElement } from "./shim.js";

let loading;

/** Fetches and starts the core, once; the program and its glue are fetched side by side. A failed try may be repeated. */
export const load = () =>
  (loading ??= start().catch((error) => {
    loading = undefined;
    throw error;
  }));

const start = async () => {
  const program = fetch(new URL("./core.wasm", import.meta.url));
  // The program is awaited below; a failure must not count as unhandled before that.
  program.catch(() => {});
  const core = await import("./core.js");
  await core.default({ module_or_path: program });
  return { ...core, ...core.about(), host: (state) => new core.CardHost(state, import.meta.url) };
};

/** Defines the card under another name than its own. */
export const define = (name = "fact-check-card") => defineElement(name, load);

define();
