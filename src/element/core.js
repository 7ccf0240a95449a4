// What the entry of the CDN build fetches beside the program; `glue` is what wasm-bindgen writes.

export { call, initSync } from "glue";
export { over } from "./api.js";
