// Makes one module of the card in Svelte: its compiler has no command, and Rollup leaves out more of its library than
// esbuild does, which then minifies what comes out as it does for the others. Usage: node rollup.js OUTPUT

import { fileURLToPath } from 'node:url';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from '@rollup/wasm-node';
import { compile } from 'svelte/compiler';

/** Spaces between lines stand for nothing, as in JSX and in the card; Svelte would make a text of each. */
const together = (source) => source.replace(/([>}])\s*\n\s*(?=[<{])/g, '$1');

const svelte = {
  name: 'svelte',
  transform: (source, filename) => (filename.endsWith('.svelte')
    ? compile(together(source), { filename, generate: 'client', runes: true, dev: false }).js
    : null),
};
const bundle = await rollup({
  input: fileURLToPath(new URL('svelte.js', import.meta.url)),
  plugins: [nodeResolve({ browser: true, exportConditions: ['production', 'svelte'] }), svelte],
  // Svelte's own modules import each other in circles.
  onwarn: () => {},
});
await bundle.write({ file: process.argv[2], format: 'es' });
