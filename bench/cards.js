// What is measured: the time to make many cards, beside the same nodes made by hand, and the memory that is left.

import { define } from './peers/template.js';

const CARD = 'fact-check-card';
const PEER = 'hand-written-card';

const main = document.querySelector('main');
const text = await (await fetch('/records/mosul-offensive.json')).text();

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

/** The records of a page's cards, as text and as object: the same for all, or another for each. */
const pages = { same: () => pages.same.only, each: (i) => (pages.each.all[i] ??= both(varied(i))) };
const both = (json) => ({ text: json, record: JSON.parse(json) });
pages.same.only = both(text);
pages.each.all = [];

/** What a page does to put a card in, for ours and for the peer's. */
const makers = {
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

const filled = (name, from, records, count) => {
  const all = document.createDocumentFragment();
  for (let i = 0; i < count; i += 1) {
    const card = makers[from](name, pages[records](i));
    if (name === CARD) card.setAttribute('loading', 'eager');
    all.append(card);
  }
  return all;
};

// The core is loaded before anything is measured.
await import('/fact-check-card/fact-check-card.js');
const ready = (count) => new Promise((go) => {
  let left = count;
  const heard = () => {
    left -= 1;
    if (left > 0) return;
    document.removeEventListener('fact-check-ready', heard);
    go(performance.now());
  };
  document.addEventListener('fact-check-ready', heard);
});

const drawn = () => new Promise((go) => requestAnimationFrame(() => setTimeout(() => go(performance.now()))));
/** Nothing of an earlier measurement is left to be done. */
const settle = async () => { main.replaceChildren(); await drawn(); await drawn(); };

/** The article of one card. */
const shown = async (records, i) => {
  const card = makers.property(CARD, pages[records](i));
  card.setAttribute('loading', 'eager');
  const there = ready(1);
  main.append(card);
  await there;
  return card.shadowRoot;
};

const first = await shown('same', 0);
const article = first.firstElementChild;
const holes = define(PEER, article, pages.same.only.record, first.adoptedStyleSheets[0]);

/** Whether the peer makes the nodes that the card makes, from the record of all and from another. */
const alike = async () => {
  for (const [records, i] of [['same', 0], ['each', 7]]) {
    const card = (await shown(records, i)).firstElementChild;
    for (const from of Object.keys(makers)) {
      const hand = makers[from](PEER, pages[records](i));
      main.append(hand);
      if (!hand.shadowRoot.firstElementChild.isEqualNode(card)) return false;
    }
  }
  return true;
};

window.bench = {
  facts: async () => ({ same: await alike(), holes, nodes: countOf(article) }),
  /** Makes the records of that many cards, and lets what was measured before come to its end. */
  settle: async (count) => {
    for (let i = 0; i < count; i += 1) pages.each(i);
    await settle();
    return 0;
  },
  /** Milliseconds from nothing to all nodes of that many cards in the page. */
  card: async (from, records, count) => {
    const last = ready(count);
    const start = performance.now();
    main.append(filled(CARD, from, records, count));
    return (await last) - start;
  },
  template: async (from, records, count) => {
    const start = performance.now();
    main.append(filled(PEER, from, records, count));
    return performance.now() - start;
  },
  /** Milliseconds from all nodes to the next frame. */
  frame: async (count, visible) => {
    await settle();
    const last = ready(count);
    const all = filled(CARD, 'property', 'same', count);
    if (visible) for (const card of all.children) card.style.setProperty('content-visibility', 'visible');
    main.append(all);
    const start = await last;
    return (await drawn()) - start;
  },
  /** Attaches and removes cards; the bytes of the core's memory afterwards. */
  round: async (count) => {
    await settle();
    const last = ready(count);
    main.append(filled(CARD, 'property', 'same', count));
    await last;
    await drawn();
    await settle();
    const glue = performance.getEntriesByType('resource').find(({ name }) => /core\.\w+\.js$/.test(name));
    const core = await (await import(glue.name)).default();
    return memoryOf(core).buffer.byteLength;
  },
};

function countOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
  let nodes = 1;
  while (walker.nextNode()) nodes += 1;
  return nodes;
}

/** The core's memory: its exports have short names in a build that readers load. */
function memoryOf(exports) {
  return Object.values(exports).find((it) => it instanceof WebAssembly.Memory);
}
