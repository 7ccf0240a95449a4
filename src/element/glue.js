// What stands between JavaScript and the core in the CDN build, in the place of what wasm-bindgen writes for it: that also
// serves those who start a program otherwise, have values other than bytes to hand over, or more than 2 GiB of memory. A letter
// stands for each of these names in what is shipped (`xtask/src/build/glue.rs`).

import { say } from "../words/locale.js";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

let wasm;

const encoder = new TextEncoder();

/** Where a text becomes UTF-8 on its way: a buffer of its own takes longer to make than the bytes, and only a long one gets it. */
const room = new Uint8Array(1 << 16);

/** The place and the length of a text or bytes in memory, which are the program's from then on. */
const passed = (sent) => {
  let bytes = sent;
  if (typeof sent === "string") {
    const { read, written } = encoder.encodeInto(sent, room);
    bytes = read < sent.length ? encoder.encode(sent) : room.subarray(0, written);
  }
  const place = wasm.__wbindgen_malloc(bytes.length, 1);
  // Memory may have grown since the last time, and then is another buffer.
  new Uint8Array(wasm.memory.buffer).set(bytes, place);
  return [place, bytes.length];
};

const textAt = (place, length) => decoder.decode(new Uint8Array(wasm.memory.buffer, place, length));

/** See `bindings.rs`. */
export const call = (host, question, bytes) => {
  const answer = wasm.call(host, ...passed(question), ...passed(bytes));
  const text = textAt(...answer);
  wasm.__wbindgen_free(...answer, 1);
  return text;
};

export const initSync = ({ module }) => {
  const saying = (answer, lang, langLength, purpose, value, valueLength) => {
    const said = passed(say(textAt(lang, langLength), purpose, textAt(value, valueLength)));
    new Uint32Array(wasm.memory.buffer).set(said, answer / 4);
  };
  wasm = new WebAssembly.Instance(module, { "./core_bg.js": { __wbg_say: saying } }).exports;
};
