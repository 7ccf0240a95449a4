// Which source repeats which: whether rows, dots and words keep apart at any width and in either direction, whether they
// lead to the sources, and how long sixty of them take.

import { all, define, expect, frame, inside, made, same, section, settled, shown } from './stage.js';

const widths = [280, 320, 768];

/** A record of the gallery as a card of that width. */
const gallery = async (name, width, attributes = {}) => {
  await define();
  const box = document.createElement('div');
  box.style.setProperty('width', `${width}px`);
  const card = await made({ src: `/records/${name}.json`, loading: 'eager', expanded: 'provenance', ...attributes });
  card.style.setProperty('content-visibility', 'visible');
  box.append(card);
  document.querySelector('main').replaceChildren(box);
  await settled(card);
  return card;
};

const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
  && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;

/**
 * What is wrong with where the rows of a card are, and in each row the dot, or the cell that it stands in: Firefox takes
 * the strokes of a drawing that is made very small for larger than they are.
 */
const misplaced = (card, dot = '.dot') => {
  const bounds = inside(card, '.rows').getBoundingClientRect();
  const rtl = getComputedStyle(inside(card, '.card')).direction === 'rtl';
  const rows = all(card, '.row').map((row) => ({
    said: row.textContent.trim().slice(0, 30),
    box: row.getBoundingClientRect(),
    text: row.querySelector('p').getBoundingClientRect(),
    words: Range.prototype.getClientRects.call(ranged(row.querySelector('p'))),
    dot: row.querySelector(dot).getBoundingClientRect(),
  }));
  const wrong = [];
  for (const [place, { said, box, text, words, dot }] of rows.entries()) {
    const next = rows[place + 1];
    if (next && Math.abs(next.box.top - box.bottom) > 0.6) wrong.push(`“${said}” and the next row do not meet`);
    for (const other of rows.slice(place + 1)) {
      if (overlap(text, other.text)) wrong.push(`“${said}” lies on “${other.said}”`);
      if (overlap(dot, other.dot)) wrong.push(`the dot of “${said}” lies on that of “${other.said}”`);
    }
    if (rows.some((other) => overlap(dot, other.text))) wrong.push(`the dot of “${said}” lies on words`);
    const line = words[0];
    const middle = (rect) => (rect.top + rect.bottom) / 2;
    if (Math.abs(middle(dot) - middle(line)) > 3) wrong.push(`the dot of “${said}” is ${middle(dot) - middle(line)} px off its line`);
    if (rtl ? dot.left < text.right - 1 : dot.right > text.left + 1) wrong.push(`the dot of “${said}” stands behind its words`);
    for (const rect of [dot, text]) {
      if (rect.left < bounds.left - 1 || rect.right > bounds.right + 1) wrong.push(`“${said}” sticks out`);
    }
    if (dot.width < 1 || dot.height < 1) wrong.push(`no dot can be seen beside “${said}”`);
    if (text.width < 100) wrong.push(`“${said}” has only ${text.width} px`);
  }
  return wrong;
};

const ranged = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range;
};

/** Thirty sources that each repeat thirty others: more lanes than there is room for. */
const crowded = () => {
  const source = (id, derivedFrom = []) => ({ id, title: `The bench of ${id}`, publisher: 'Sample Gazette', derivedFrom });
  const origins = Array.from({ length: 30 }, (_, i) => `o${i}`);
  const sources = [...origins.map((id) => source(id)), ...origins.map((_, i) => source(`r${i}`, origins))];
  return {
    version: 1, lang: 'en', claim: { text: 'The bench has been turned.' }, verdict: { status: 'true' }, sources,
  };
};

export const keepsApart = async () => {
  const wrong = [];
  for (const name of ['provenance-8', 'provenance-60', 'provenance-200', 'broken-circle', 'provenance-ar']) {
    for (const dir of ['ltr', 'rtl']) {
      const card = await gallery(name, widths[0], { dir });
      // The card lies in the direction of its content; a page may turn it all the same.
      if (name !== 'provenance-ar' && dir === 'rtl') inside(card, '.card').dir = 'rtl';
      for (const width of widths) {
        card.parentElement.style.setProperty('width', `${width}px`);
        for (const fault of misplaced(card)) wrong.push(`${name}, ${dir}, at ${width} px: ${fault}`);
      }
    }
  }
  const card = await shown({ expanded: 'provenance' }, crowded());
  for (const width of widths) {
    card.style.setProperty('width', `${width}px`);
    await frame();
    for (const fault of misplaced(card, '.lanes')) wrong.push(`many lanes at ${width} px: ${fault}`);
  }
  expect(wrong.length === 0, `rows that keep apart, found\n    ${wrong.slice(0, 20).join('\n    ')}`);
};

const repeating = {
  version: 1,
  lang: 'en',
  claim: { text: 'The pier has two ends.' },
  verdict: { status: 'unproven' },
  sources: [
    { id: 'paper', title: 'Two ends', publisher: 'Harbour Post', derivedFrom: ['walk'] },
    { id: 'walk', title: 'Our walk' },
    { id: 'map', title: 'Map of the harbour' },
    { id: 'radio', title: 'Morning round-up', derivedFrom: ['map', 'paper'] },
  ],
};

export const says = async () => {
  const card = await shown({}, repeating);
  const said = (item) => {
    const [row, below] = item.children;
    const words = row.textContent.trim().replace(/\s+/g, ' ');
    return below ? [words, [...below.children].map(said)] : [words];
  };
  const rows = inside(card, '[part="provenance"] > .rows');
  same([...rows.children].map(said), [
    ['2 Our walk', [['1 Two ends · Harbour Post · Repeats 2']]],
    ['3 Map of the harbour', [['4 Morning round-up · Repeats 3, 1']]],
  ], 'what the list says');
  same(all(card, '.lanes:not([aria-hidden="true"])').length, 0, 'drawings that are read out');
  same(inside(card, '.counts').textContent, '4 sources · 2 independent origins', 'the sum');
};

export const leads = async () => {
  const card = await shown({}, repeating);
  card.collapse('sources');
  inside(card, '[part="provenance"] .rows .rows a').click();
  same(card.shadowRoot.activeElement?.id, 'source-1', 'the focus');
  expect(section(card, 'sources').open, 'the evidence to be open');
  expect(inside(card, '#source-1').matches('.marked'), 'the source to be marked');
  card.record = { ...repeating, sources: repeating.sources.map(({ derivedFrom, ...source }) => source) };
  await frame();
  same(section(card, 'provenance'), null, 'what nothing repeats has no diagram');
};

/** The shortest of several times that something takes, in milliseconds: what it costs when nothing else is going on. */
const shortest = (work, times = 15) => Math.min(...Array.from({ length: times }, () => {
  const before = performance.now();
  for (let i = 0; i < 10; i += 1) work();
  return (performance.now() - before) / 10;
}));

export const timed = async () => {
  const { load } = await define();
  const { readRecord } = await load();
  const text = await (await fetch('/records/provenance-60.json')).text();
  const alone = JSON.stringify({
    ...JSON.parse(text),
    sources: JSON.parse(text).sources.map(({ derivedFrom, ...source }) => source),
  });
  const core = shortest(() => readRecord(text)) - shortest(() => readRecord(alone));
  const card = await gallery('provenance-60', 280);
  const rows = inside(card, '[part="provenance"] > .rows');
  const browser = shortest(() => {
    rows.style.display = 'none';
    void rows.offsetHeight;
    rows.style.display = '';
    void rows.offsetHeight;
  }, 5);
  window.figures = `core ${Math.max(core, 0).toFixed(2)} ms, browser’s layout ${browser.toFixed(2)} ms`;
  expect(core < 5, `60 sources to be laid out in less than 5 ms, found ${window.figures}`);
};
