// Says whether what a page does with a program in parts (`join.js`) makes of it the program that it should.
import { readFileSync } from 'node:fs';

const [, , script, file, expected] = process.argv;
const { joined } = await import(`data:text/javascript,${encodeURIComponent(readFileSync(script, 'utf8'))}`);
const { buffer, byteOffset, byteLength } = readFileSync(file);
const found = await joined(buffer.slice(byteOffset, byteOffset + byteLength));
if (!readFileSync(expected).equals(found) || !WebAssembly.validate(found)) {
  console.error(`${file}: expected the program of ${expected} when its parts are joined, found another`);
  process.exitCode = 1;
}
