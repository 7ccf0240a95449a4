// Renders cards on Node, and says how many a second. Usage: node run.js MODULE RECORDS [SECONDS]; the records are a JSON
// array of JSON texts. Without seconds, it writes the article of each as HTML, as a JSON array.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module, records, seconds] = process.argv.slice(2);
const { modelOf, render } = await import(pathToFileURL(module));
const texts = JSON.parse(readFileSync(records, 'utf8'));
const fromText = (text) => render(modelOf(JSON.parse(text)));
const article = (html) => html.slice(html.indexOf('<article'), html.lastIndexOf('</article>') + '</article>'.length);

/** Seconds of processor time that this process has taken, with all of its engine's threads. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** How many a second of processor time, for that long; their length keeps engines from leaving out the work. */
const measure = (make, inputs, time) => {
  const start = processor();
  let [cards, length, now] = [0, 0, start];
  while (now < start + time) {
    for (const input of inputs) length += make(input).length;
    cards += inputs.length;
    now = processor();
  }
  if (length === 0) throw new Error('nothing was made');
  return cards / (now - start);
};

if (seconds === undefined) {
  process.stdout.write(JSON.stringify(texts.map(fromText).map(article)));
} else {
  const models = texts.map((text) => modelOf(JSON.parse(text)));
  // Engines compile what they have seen: as long before it counts.
  const both = [[render, models], [fromText, texts]].map(([make, inputs]) => {
    measure(make, inputs, Number(seconds));
    return measure(make, inputs, Number(seconds));
  });
  process.stdout.write(JSON.stringify(both));
}
