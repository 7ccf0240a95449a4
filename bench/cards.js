// What is measured: the time to make many cards, beside the same nodes made by hand.

import { CARD, countOf, filled, main, makers, pages, ready, settle, shown } from './page.js';
import { define } from './peers/template.js';
import { planOf } from './plan.js';

const PEER = 'hand-written-card';

const first = await shown('same', 0);
const article = first.firstElementChild;
const plan = planOf(article, pages.same.only.record);
define(PEER, article, plan, first.adoptedStyleSheets[0]);

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
  facts: async () => ({ same: await alike(), holes: plan.holes.length, nodes: countOf(article) }),
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
};
