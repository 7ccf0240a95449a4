// Says whether an engine takes a wasm file, and if it does not, why.
import { readFileSync } from 'node:fs';

const [, , file] = process.argv;
const bytes = readFileSync(file);
if (!WebAssembly.validate(bytes)) {
  await WebAssembly.compile(bytes).catch((error) => console.error(error.message));
  process.exitCode = 1;
}
