// What stands between JavaScript and the core in the CDN build, in the place of what wasm-bindgen writes for it: that also
// serves those who start a program otherwise, have values other than bytes to hand over, or more than 2 GiB of memory. A letter
// stands for each of these names in what is shipped (`xtask/src/build/wasm.rs`).

import { say } from "../words/locale.js";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

let wasm;

/** The place of bytes in memory, which are the program's from then on. */
const passed = (bytes) => {
  const place = wasm.__wbindgen_malloc(bytes.length, 1);
  // Memory may have grown since the last time, and then is another buffer.
  new Uint8Array(wasm.memory.buffer).set(bytes, place);
  return place;
};

const textAt = (place, length) => decoder.decode(new Uint8Array(wasm.memory.buffer, place, length));

/** See `bindings.rs`. */
export const call = (host, question, bytes) => {
  const answer = wasm.call(host, passed(question), question.length, passed(bytes), bytes.length);
  const text = textAt(...answer);
  wasm.__wbindgen_free(...answer, 1);
  return text;
};

export const initSync = ({ module }) => {
  const saying = (answer, lang, langLength, purpose, value, valueLength) => {
    const said = say(textAt(lang, langLength), purpose, textAt(value, valueLength));
    new Uint32Array(wasm.memory.buffer).set([passed(said), said.length], answer / 4);
  };
  wasm = new WebAssembly.Instance(module, { "./core_bg.js": { __wbg_say: saying } }).exports;
};
