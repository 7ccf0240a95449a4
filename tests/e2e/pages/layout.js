// Whether a card fits where it is put: at any width, with a reader's own spacing, with room to hit what can be hit.

import { all, define, expect, frame, inside, make, settled } from './stage.js';

const records = [
  'bare', 'everything', 'hostile', 'long', 'mosul-offensive', 'origins', 'replies', 'reviews', 'changes', 'scale-backwards',
  'status-withdrawn', 'provenance-8', 'provenance-60', 'provenance-ar', 'lang-ar', 'lang-de', 'lang-hi', 'lang-ja', 'lang-mixed', 'lang-zh-Hans',
];
const widths = [240, 280, 320, 400, 600, 900];
const everything = 'details sources provenance counter-statements changes about';

/** Each record as a card with every section open, in a box. */
const each = async function* (density) {
  await define();
  for (const name of records) {
    const box = document.createElement('div');
    const card = make({ src: `/records/${name}.json`, loading: 'eager', density, expanded: everything, meter: '' });
    card.style.setProperty('content-visibility', 'visible');
    box.append(card);
    document.querySelector('main').replaceChildren(box);
    await settled(card);
    yield { name, box, card };
  }
};

/** What sticks out of the card, or is cut off inside it. */
const misfits = (card) => {
  const bounds = card.getBoundingClientRect();
  const found = [];
  for (const element of all(card, '*')) {
    if (!element.checkVisibility() || element.matches('.unseen, .unseen *, .filter input, path')) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const what = `${element.localName}.${element.className.baseVal ?? element.className} “${element.textContent.trim().slice(0, 30)}”`;
    if (box.width > 0 && (box.right > bounds.right + 1 || box.left < bounds.left - 1)) {
      found.push(`${what} sticks out by ${Math.round(Math.max(box.right - bounds.right, bounds.left - box.left))} px`);
    } else if (style.overflow !== 'visible' && style.display !== 'inline' && element.localName !== 'svg'
      && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
      found.push(`${what} is cut off`);
    }
  }
  const card_ = inside(card, '.card');
  if (card_.scrollWidth > card_.clientWidth + 1) found.push(`the card is ${card_.scrollWidth - card_.clientWidth} px too wide inside`);
  return found.slice(0, 3);
};

const fit = async (density, change = () => {}, narrowest = 0) => {
  const wrong = [];
  for await (const { name, box, card } of each(density)) {
    change(card);
    for (const width of widths.filter((width) => width >= narrowest)) {
      box.style.setProperty('width', `${width}px`);
      for (const misfit of misfits(card)) wrong.push(`${name} at ${width} px: ${misfit}`);
    }
  }
  await frame();
  expect(wrong.length === 0, `everything to fit, found\n    ${wrong.slice(0, 30).join('\n    ')}`);
};

export const full = () => fit('full');
export const compact = () => fit('compact');

/** WCAG 2.2, success criterion 1.4.12. */
const spacing = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }`;

export const textSpacing = () => fit('full', (card) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spacing);
  card.shadowRoot.adoptedStyleSheets = [...card.shadowRoot.adoptedStyleSheets, sheet];
});

/** A reader who has made all text twice as large, down to the width of a small telephone. */
export const largeText = () => fit('full', (card) => card.style.setProperty('font-size', '200%'), 320);

/** Whether a link stands in a sentence: its size is then that of the line (WCAG 2.2, 2.5.8, “inline”). */
const inSentence = (element) => element.localName === 'a' && element.parentElement.textContent.trim() !== element.textContent.trim();

export const targets = async () => {
  const wrong = [];
  for await (const { name, box, card } of each('full')) {
    box.style.setProperty('width', '320px');
    for (const target of all(card, 'a[href], summary, button, .filter label')) {
      if (!target.checkVisibility()) continue;
      const { width, height } = target.getBoundingClientRect();
      const tall = target.localName !== 'a' || target.matches('.back, .cite');
      if ((tall && (width < 23.5 || height < 23.5)) && !(inSentence(target) && !target.matches('.back, .cite'))) {
        wrong.push(`${name}: ${target.localName}.${target.className} “${target.textContent.trim().slice(0, 20)}” is ${width.toFixed(1)} by ${height.toFixed(1)} px`);
      }
    }
  }
  expect(wrong.length === 0, `targets of 24 by 24 px, found\n    ${[...new Set(wrong)].slice(0, 20).join('\n    ')}`);
};
