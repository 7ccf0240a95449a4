// The wasm-pack package's way to define the element: its core is there already, and the words that it was told to learn.

import { over as madeOver } from "./api.js";
import { define as defineElement } from "./element.js";
import { shim } from "./shim.js";

const encoder = new TextEncoder();

/** See `api.js`; what wasm-bindgen writes takes bytes where `glue.js` takes a text, too. */
export const over = (call) =>
  madeOver((host, question, b) => call(host, question, typeof b === "string" ? encoder.encode(b) : b));

export const define = (name, core) =>
  defineElement(name, async () => Object.assign(core, { shim, speak: (lang) => lang || "en" }));
