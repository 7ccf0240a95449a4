// What is measured: the time to make many cards, beside the same nodes made by hand, and the memory that is left.

import { CARD, coreMemory, countOf, drawn, filled, main, makers, pages, ready, settle, shown } from './page.js';
import { define } from './peers/template.js';

const PEER = 'hand-written-card';

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
    return coreMemory();
  },
};
