// What is measured: the time to make many cards, beside the same nodes made by hand, and the memory that is left.

import { peer } from './peers/template.js';

const main = document.querySelector('main');
const text = await (await fetch('/records/mosul-offensive.json')).text();
const record = JSON.parse(text);

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

const makers = {
  property: () => {
    const card = document.createElement('fact-check-card');
    card.setAttribute('loading', 'eager');
    card.record = record;
    return card;
  },
  script: () => {
    const card = document.createElement('fact-check-card');
    card.setAttribute('loading', 'eager');
    const script = document.createElement('script');
    script.type = 'application/json';
    script.append(text);
    card.append(script);
    return card;
  },
};

const first = makers.property();
const shown = ready(1);
main.append(first);
await shown;
const { shadowRoot } = first;
const article = shadowRoot.firstElementChild;
const [sheet] = shadowRoot.adoptedStyleSheets;
const hand = peer(article, record);
const listener = () => {};
const peers = {
  property: () => hand.make(record, sheet, listener),
  script: () => hand.make(JSON.parse(text), sheet, listener),
};
const same = hand.make(record, sheet, listener).shadowRoot.firstElementChild.isEqualNode(article);
first.remove();

const drawn = () => new Promise((go) => requestAnimationFrame(() => setTimeout(() => go(performance.now()))));
/** Nothing of an earlier measurement is left to be done. */
const settle = async () => { main.replaceChildren(); await drawn(); await drawn(); };

const filled = (count, make) => {
  const all = document.createDocumentFragment();
  for (let i = 0; i < count; i += 1) all.append(make());
  return all;
};

window.bench = {
  facts: () => ({ same, holes: hand.holes, nodes: countOf(article) }),
  /** Milliseconds from nothing to all nodes of that many cards in the page. */
  card: async (from, count) => {
    await settle();
    const last = ready(count);
    const start = performance.now();
    main.append(filled(count, makers[from]));
    return (await last) - start;
  },
  template: async (from, count) => {
    await settle();
    const start = performance.now();
    main.append(filled(count, peers[from]));
    return performance.now() - start;
  },
  /** Milliseconds from all nodes to the next frame. */
  frame: async (count, visible) => {
    await settle();
    const last = ready(count);
    main.append(filled(count, () => {
      const card = makers.property();
      if (visible) card.style.setProperty('content-visibility', 'visible');
      return card;
    }));
    const start = await last;
    return (await drawn()) - start;
  },
  /** Attaches and removes cards; the bytes of the core's memory afterwards. */
  round: async (count) => {
    await settle();
    const last = ready(count);
    main.append(filled(count, makers.property));
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
