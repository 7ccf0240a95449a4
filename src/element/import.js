// What the core's script fetches for import in the CDN build; `glue` is what wasm-bindgen writes.

export { importClaimReview, importFirst, initSync } from "glue";
