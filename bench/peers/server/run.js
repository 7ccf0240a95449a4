// Renders cards on Node, and says how many a second. Usage: node run.js MODULE RECORDS [SECONDS]; the records are a JSON
// array of JSON texts. Without seconds, it writes the article of each as HTML, as a JSON array.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module, records, seconds] = process.argv.slice(2);
const { modelOf, render } = await import(pathToFileURL(module));
const texts = JSON.parse(readFileSync(records, 'utf8'));
const fromText = (text) => render(modelOf(JSON.parse(text)));
const article = (html) => html.slice(html.indexOf('<article'), html.lastIndexOf('</article>') + '</article>'.length);

/** How many a second, for that long; the length of what is made keeps engines from leaving out the work. */
const measure = (make, inputs, time) => {
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(time * 1e9));
  let [cards, length, now] = [0, 0, start];
  while (now < end) {
    for (const input of inputs) length += make(input).length;
    cards += inputs.length;
    now = process.hrtime.bigint();
  }
  return { speed: cards / (Number(now - start) / 1e9), bytes: length / cards };
};

if (seconds === undefined) {
  process.stdout.write(JSON.stringify(texts.map(fromText).map(article)));
} else {
  const models = texts.map((text) => modelOf(JSON.parse(text)));
  // Engines compile what they have seen: as long before it counts.
  const both = [[render, models], [fromText, texts]].map(([make, inputs]) => {
    measure(make, inputs, Number(seconds));
    return measure(make, inputs, Number(seconds)).speed;
  });
  process.stdout.write(JSON.stringify(both));
}
