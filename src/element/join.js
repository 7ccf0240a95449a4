// The programs of the CDN build, as they were before `xtask/src/build/part.rs` parted their code into streams, which are less
// to download. That file says how they are parted.

const [BEFORE, BEHIND, OPCODES, PLACES, NEXTS, SYMBOLS, OTHERS] = Array(7).keys();

/** The program that is parted in a section of this file; a file that is none of ours is an error. */
export const joined = async (file) => {
  const [section] = WebAssembly.Module.customSections(await WebAssembly.compile(file), "parted");
  const bytes = new Uint8Array(section);
  const [length, ...sizes] = new Uint32Array(section, 4, new Uint32Array(section)[0]);
  let from = 4 * sizes.length + 8;
  /** Where each stream goes on. */
  const streams = Uint32Array.from(sizes, (size) => (from += size) - size);
  const whole = (stream) => bytes.subarray(streams[stream], streams[stream + 1]);
  const program = new Uint8Array(length);
  const end = length - sizes[BEHIND];
  program.set(whole(BEFORE));
  program.set(whole(BEHIND), end);
  // No function is called in here: this runs before anything is shown, and no engine has made it fast yet.
  for (let to = sizes[BEFORE] + 3, start = to, next = 0; to < end; ) {
    const symbol = next || bytes[streams[SYMBOLS]++];
    next = bytes[streams[NEXTS] + symbol];
    if (symbol === 254) {
      for (let left = bytes[streams[OTHERS]++]; left--; ) program[to++] = bytes[streams[OTHERS]++];
      continue;
    }
    const opcode = (program[to++] = bytes[streams[OPCODES] + symbol]);
    // Loads and stores say how a place is aligned: not at all.
    if (opcode > 0x27 && opcode < 0x3f) to++;
    const place = bytes[streams[PLACES] + symbol];
    // Only the last byte of a number is less than 128.
    if (place) while ((program[to++] = bytes[streams[place]++]) > 127);
    if (symbol === 255) {
      const size = to - start;
      program.set([size | 128, (size >> 7) | 128, size >> 14], start - 3);
      start = to += 3;
    }
  }
  return program;
};
