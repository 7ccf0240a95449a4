// What the entry of the CDN build fetches for prerendering; `glue` is what wasm-bindgen writes.

export { initSync, learn, renderHtml } from "glue";
