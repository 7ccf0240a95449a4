// What the entry of the CDN build fetches for import; `glue` is what wasm-bindgen writes.

export { importClaimReview, importFirst, initSync } from "glue";
