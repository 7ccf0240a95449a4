// What the pages of measurements share: the records, how a page puts a card in, and when it is there.

export const CARD = 'fact-check-card';

export const main = document.querySelector('main');
const text = await (await fetch('record.json')).text();

/** The keys whose values are free text. */
const TEXTS = new Set([
  'text', 'name', 'role', 'affiliation', 'context', 'whyChecked', 'label', 'explanation', 'details', 'wouldChange',
  'title', 'publisher', 'note', 'interests', 'quote',
]);
const DATES = new Set(['date', 'asOf']);

/** The record of the card with this number: every text, every piece of a text and every date is another one. */
const varied = (number) => JSON.stringify(JSON.parse(text, (key, value) => {
  if (typeof value !== 'string') return value;
  if (TEXTS.has(key)) return value.replace(/^(?=.)/gm, `${number} `).replace(/(?<=\])(?=.)/g, ` ${number}`);
  return DATES.has(key) ? value.replace(/^\d+/, 1000 + (number % 1000)) : value;
}));

/** The record with that many sources: its own, and copies of them that nothing cites. Without dates, they cannot be sorted. */
const longer = (count) => {
  const record = JSON.parse(text);
  const { sources } = record;
  for (const source of sources) delete source.date;
  for (let i = sources.length; i < count; i += 1) {
    const { id, title, derivedFrom, ...others } = sources[i % sources.length];
    sources.push({ id: `${id}-${i}`, title: `${i} ${title}`, ...others });
  }
  return JSON.stringify(record);
};

/** The records of a page's cards, as text and as object: the same for all, another for each, or one of many sources. */
export const pages = {
  same: () => pages.same.only,
  each: (i) => (pages.each.all[i] ??= both(varied(i))),
  long: () => (pages.long.only ??= both(longer(200))),
};
const both = (json) => ({ text: json, record: JSON.parse(json) });
pages.same.only = both(text);
pages.each.all = [];

/** What a page does to put a card in, for ours and for the peer's. */
export const makers = {
  property: (name, { record }) => {
    const card = document.createElement(name);
    card.record = record;
    return card;
  },
  script: (name, { text: json }) => {
    const card = document.createElement(name);
    const script = document.createElement('script');
    script.type = 'application/json';
    script.append(json);
    card.append(script);
    return card;
  },
};

export const filled = (name, from, records, count) => {
  const all = document.createDocumentFragment();
  for (let i = 0; i < count; i += 1) {
    const card = makers[from](name, pages[records](i));
    if (name === CARD) card.setAttribute('loading', 'eager');
    all.append(card);
  }
  return all;
};

/** What the core exports: noted as it is made, since its glue keeps it to itself. */
let core;
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, parts) {
    const made = new Instance(...parts);
    core ??= made.exports;
    return made;
  },
});

// The core is loaded before anything is measured.
await import('/fact-check-card/fact-check-card.js');
export const ready = (count) => new Promise((go) => {
  let left = count;
  const heard = () => {
    left -= 1;
    if (left > 0) return;
    document.removeEventListener('fact-check-ready', heard);
    go(performance.now());
  };
  document.addEventListener('fact-check-ready', heard);
});

/** The time when a task begins that was asked for now: after the frame, if asked in it. */
const next = () => new Promise((go) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => go(performance.now());
  port2.postMessage(0);
});

/** The time when the next frame is drawn. */
export const drawn = () => new Promise((go) => requestAnimationFrame(() => next().then(go)));

/**
 * The milliseconds of some work and those until its frame is drawn. It begins as a frame does, so that no time counts in
 * which the browser only waits for the next one.
 */
export const framed = (work) => new Promise((go, fail) => requestAnimationFrame(async () => {
  const frame = next();
  let within = true;
  frame.then(() => { within = false; });
  const start = performance.now();
  try {
    await work();
    const done = performance.now();
    // What takes more than one task is in a later frame.
    go([done - start, (await (within ? frame : drawn())) - start]);
  } catch (error) {
    fail(error);
  }
}));

/** Nothing of an earlier measurement is left to be done. */
export const settle = async () => { main.replaceChildren(); await drawn(); await drawn(); };

/** The article of one card. */
export const shown = async (records, i, attributes = {}) => {
  const card = makers.property(CARD, pages[records](i));
  for (const [name, value] of Object.entries({ loading: 'eager', ...attributes })) card.setAttribute(name, value);
  const there = ready(1);
  main.append(card);
  await there;
  return card.shadowRoot;
};

/** The bytes of the core's memory. */
export const coreMemory = () => memoryOf(core).buffer.byteLength;

/** How many nodes a tree has. */
export function countOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
  let nodes = 1;
  while (walker.nextNode()) nodes += 1;
  return nodes;
}

/** The core's memory: its exports have short names in a build that readers load. */
function memoryOf(exports) {
  return Object.values(exports).find((it) => it instanceof WebAssembly.Memory);
}
