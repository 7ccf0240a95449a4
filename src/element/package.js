// The wasm-pack package's way to define the element: its core is there already, and the words that it was told to learn.

import { define as defineElement } from "./element.js";
import { shim } from "./shim.js";

export const define = (name, core) =>
  defineElement(name, async () => Object.assign(core, { shim, speak: (lang) => lang || "en" }));
