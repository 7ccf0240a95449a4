// The card beside the same card in frameworks: script time, the time to the next frame, and memory. All of them get
// their record as JSON in a script inside, another for each card.

import { CARD, coreMemory, countOf, drawn, filled, main, makers, pages, ready, settle, shown } from './page.js';
import { define } from './peers/template.js';

const FRAMEWORKS = ['lit', 'preact', 'react', 'svelte'];
/** The elements by what stands in the results. */
const ELEMENTS = { card: CARD, template: 'template-card' };

const root = await shown('same', 0);
const [sheet] = root.adoptedStyleSheets;
define(ELEMENTS.template, root.firstElementChild, pages.same().record, sheet);
for (const name of FRAMEWORKS) {
  ELEMENTS[name] = `${name}-card`;
  (await import(`./peers/node_modules/.bundled/${name}.js`)).define(ELEMENTS[name], sheet);
}

/** Puts cards in, and waits until all their nodes are there: Lit's come in a microtask, the others' at once. */
const put = async (name, cards) => {
  const last = name === 'card' && ready(cards.childElementCount);
  main.append(cards);
  await (last || main.lastElementChild.updateComplete);
};

/** An article without what frameworks keep their places with: comments, and texts that are empty or in pieces. */
const bare = (article) => {
  const copy = article.cloneNode(true);
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  copy.normalize();
  return copy;
};

const articleOf = async (name, records, number) => {
  const card = makers.script(ELEMENTS[name], pages[records](number));
  const all = document.createDocumentFragment();
  if (name === 'card') card.setAttribute('loading', 'eager');
  all.append(card);
  await put(name, all);
  return card.shadowRoot.querySelector('article');
};

/** An element's tag with its attributes in one order, and the text that stands right in it. */
const said = ({ localName, attributes, childNodes }) => {
  const texts = [...childNodes].map(({ data }) => data ?? '*').join('');
  return `<${[localName, ...[...attributes].map(({ name, value }) => `${name}="${value}"`).sort()].join(' ')}>${texts}`;
};

/** Where two articles begin to differ, for whoever has to find out why. */
const firstOther = (...articles) => {
  const [ours, theirs] = articles.map((article) => [...bare(article).querySelectorAll('*')].map(said).join(''));
  const from = Math.max([...ours].findIndex((_, i) => ours[i] !== theirs[i]) - 40, 0);
  return `${theirs.slice(from, from + 120)} | expected ${ours.slice(from, from + 120)}`;
};

/** What differs from the card: nodes, or what stands there once a reader has filtered. */
const differences = async (name) => {
  for (const [records, number] of [['same', 0], ['each', 7]]) {
    const [ours, theirs] = [await articleOf('card', records, number), await articleOf(name, records, number)];
    if (!bare(theirs).isEqualNode(bare(ours))) return `${name} makes other nodes than the card: ${firstOther(ours, theirs)}`;
    for (const article of [ours, theirs]) article.querySelector('input[value=supports]').click();
    await drawn();
    const left = (article) => article.querySelector('ol').dataset.stance + article.querySelector('.unseen').textContent;
    if (name !== 'template' && left(ours) !== left(theirs)) return `${name} filters in another way than the card`;
  }
  return '';
};

window.bench = {
  names: Object.keys(ELEMENTS),
  facts: async () => {
    const found = { different: [], nodes: {} };
    for (const name of Object.keys(ELEMENTS)) {
      found.different.push(await differences(name));
      found.nodes[name] = countOf(await articleOf(name, 'each', 7));
    }
    found.different = found.different.filter(Boolean).join('; ');
    return found;
  },
  /** Makes the records of that many cards, and lets what was measured before come to its end. */
  settle: async (count) => {
    for (let i = 0; i < count; i += 1) pages.each(i);
    await settle();
    return 0;
  },
  /** Milliseconds from nothing to all nodes of that many cards in the page. */
  script: async (name, count) => {
    const start = performance.now();
    await put(name, filled(ELEMENTS[name], 'script', 'each', count));
    return performance.now() - start;
  },
  /** Milliseconds from all nodes to the next frame. */
  frame: async (name, count, visible) => {
    const cards = filled(ELEMENTS[name], 'script', 'each', count);
    if (visible) for (const card of cards.children) card.style.setProperty('content-visibility', 'visible');
    await put(name, cards);
    const start = performance.now();
    return (await drawn()) - start;
  },
  /** Puts cards in and leaves them there; all bytes of the core's memory, where it has one. */
  stand: async (name, count) => {
    await put(name, filled(ELEMENTS[name], 'script', 'each', count));
    await drawn();
    return name === 'card' ? coreMemory() : 0;
  },
};
