// The card beside the same card in frameworks: script time, the time to the next frame, filtering, and memory. All of them
// get their record as JSON in a script inside, another for each card.

import { CARD, coreMemory, countOf, drawn, filled, framed, main, makers, pages, ready, settle, shown } from './page.js';
import { define } from './peers/template.js';
import { planOf } from './plan.js';

const FRAMEWORKS = ['lit', 'preact', 'react', 'svelte', 'leptos'];
/** The elements by what stands in the results. */
const ELEMENTS = { card: CARD, template: 'template-card' };
/** What a handwritten template is for one shape of records only; this is that of many sources. */
const LONG_TEMPLATE = 'long-template-card';
/** The sections that are open at first. */
const OPEN = 'sources counter-statements';
/** How many bytes a program in wasm holds, for those who are one. */
const programs = { card: coreMemory };

const root = await shown('same', 0);
const [sheet] = root.adoptedStyleSheets;
for (const [name, records] of [[ELEMENTS.template, 'same'], [LONG_TEMPLATE, 'long']]) {
  const article = (await shown(records, 0, { expanded: OPEN })).firstElementChild;
  define(name, article, planOf(article, pages[records]().record), sheet);
}
for (const name of FRAMEWORKS) {
  ELEMENTS[name] = `${name}-card`;
  const memory = await (await import(`./peers/node_modules/.bundled/${name}.js`)).define(ELEMENTS[name], sheet);
  if (memory) programs[name] = memory;
}

const elementOf = (name, records) => (name === 'template' && records === 'long' ? LONG_TEMPLATE : ELEMENTS[name]);

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
  const card = makers.script(elementOf(name, records), pages[records](number));
  const all = document.createDocumentFragment();
  if (name === 'card') card.setAttribute('loading', 'eager');
  // It would close what is as long as that; its peers' sections are open as they are.
  if (name === 'card' && records === 'long') card.setAttribute('expanded', OPEN);
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
  for (const [records, number] of [['same', 0], ['each', 7], ['long', 0]]) {
    const [ours, theirs] = [await articleOf('card', records, number), await articleOf(name, records, number)];
    if (!bare(theirs).isEqualNode(bare(ours))) return `${name} makes other nodes than the card: ${firstOther(ours, theirs)}`;
    for (const article of [ours, theirs]) article.querySelector('input[value=supports]').click();
    await drawn();
    const left = (article) => article.querySelector('.sources').dataset.stance + article.querySelector('.unseen').textContent;
    if (left(ours) !== left(theirs)) return `${name} filters in another way than the card: ${left(theirs)}, not ${left(ours)}`;
  }
  return '';
};

/** Lets go of a frame's rules for cards far away, as style sheets are usually written. */
const allDrawn = (cards) => {
  for (const card of cards.children) card.style.setProperty('content-visibility', 'visible');
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
  /** The card as pages have it that are loaded from nothing: as HTML, and as the template and the plan of one by hand. */
  parts: async (styles) => {
    const { text, record } = pages.same();
    const article = (await articleOf('card', 'same', 0)).outerHTML;
    const template = document.createElement('template');
    template.innerHTML = article;
    const plan = planOf(template.content.firstElementChild, record);
    const texts = document.createTreeWalker(template.content, NodeFilter.SHOW_TEXT);
    // What is filled in needs no text before.
    for (let place = 0; texts.nextNode(); place += 1) {
      if (plan.holes.some((hole) => hole.place === place)) texts.currentNode.data = '·';
    }
    const { load } = await import('/fact-check-card/fact-check-card.js');
    const prerendered = await (await load()).renderHtml(text, { styles });
    return { article, template: template.innerHTML, plan, prerendered, record: text };
  },
  /** Makes the records of that many cards, and lets what was measured before come to its end. */
  settle: async (count) => {
    for (let i = 0; i < count; i += 1) pages.each(i);
    await settle();
    return [];
  },
  /** Milliseconds from nothing to all nodes of that many cards in the page, and to their frame. */
  build: (name, count, visible) => framed(async () => {
    const cards = filled(ELEMENTS[name], 'script', 'each', count);
    if (visible) allDrawn(cards);
    await put(name, cards);
  }),
  /** Milliseconds of script in a click on a filter of a card with many sources, and those to its frame: the longest of each. */
  filter: async (name) => {
    const article = await articleOf(name, 'long', 0);
    await drawn();
    const sources = [...article.querySelectorAll('.sources .source')];
    const longest = [0, 0];
    for (const value of ['supports', 'context', 'all']) {
      const times = await framed(() => article.querySelector(`input[value=${value}]`).click());
      times.forEach((time, i) => { longest[i] = Math.max(longest[i], time); });
      const [seen, wanted] = [(it) => it.checkVisibility(), ({ dataset }) => value === 'all' || dataset.stance === value];
      if (sources.some((it) => seen(it) !== wanted(it))) throw new Error(`${name} does not filter by ${value}`);
    }
    return longest;
  },
  /** Puts cards in and leaves them there; all bytes of a program's memory, where there is one. */
  stand: async (name, count) => {
    await put(name, filled(ELEMENTS[name], 'script', 'each', count));
    await drawn();
    return [programs[name]?.() ?? 0];
  },
  /** Puts cards in and takes them out again; all bytes of the program's memory. */
  round: async (name, count) => {
    await put(name, filled(ELEMENTS[name], 'script', 'each', count));
    await drawn();
    await settle();
    return [programs[name]?.() ?? 0];
  },
};
