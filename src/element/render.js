// What the core's script fetches for prerendering in the CDN build; `glue` is what wasm-bindgen writes.

export { initSync, learn, renderHtml } from "glue";
