// Whether a card fits where it is put: at any width, with a reader's own spacing, with room to hit what can be hit.

import { all, define, expect, frame, inside, made, same, settled } from './stage.js';

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
    const card = await made({ src: `/records/${name}.json`, loading: 'eager', density, expanded: everything, meter: '' });
    card.style.setProperty('content-visibility', 'visible');
    box.append(card);
    document.querySelector('main').replaceChildren(box);
    await settled(card);
    yield { name, box, card };
  }
};

/** What sticks out of the card, or is cut off inside it. */
export const misfits = (card) => {
  const bounds = card.getBoundingClientRect();
  const found = [];
  for (const element of all(card, '*')) {
    if (!element.checkVisibility() || element.matches('.unseen, .unseen *, .filter input, path')) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    // Only of what does not fit: the text of everything is long.
    const what = () => `${element.localName}.${element.className.baseVal ?? element.className} “${element.textContent.trim().slice(0, 30)}”`;
    if (box.width > 0 && (box.right > bounds.right + 1 || box.left < bounds.left - 1)) {
      found.push(`${what()} sticks out by ${Math.round(Math.max(box.right - bounds.right, bounds.left - box.left))} px`);
    } else if (style.overflow !== 'visible' && style.display !== 'inline' && element.localName !== 'svg'
      && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
      found.push(`${what()} is cut off`);
    }
  }
  const card_ = inside(card, '.card');
  // A badge is part of its line, which has no width of its own.
  if (getComputedStyle(card_).display !== 'inline' && card_.scrollWidth > card_.clientWidth + 1) found.push(`the card is ${card_.scrollWidth - card_.clientWidth} px too wide inside`);
  return found.slice(0, 3);
};

/** Texts of which one lies over another: where more than a third of a line does. */
const overlaps = (card) => {
  const range = document.createRange();
  const lines = [];
  const walker = document.createTreeWalker(inside(card, '.card'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || !node.parentElement.checkVisibility() || node.parentElement.closest('.unseen')) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) lines.push({ box, node });
  }
  lines.sort((a, b) => a.box.top - b.box.top);
  const found = [];
  lines.forEach(({ box, node }, at) => {
    for (let next = at + 1; next < lines.length && lines[next].box.top < box.bottom; next += 1) {
      const other = lines[next];
      if (other.node === node) continue;
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const tall = Math.min(box.bottom, other.box.bottom) - other.box.top;
      if (wide > 1 && tall > Math.min(box.height, other.box.height) / 3) {
        found.push(`“${other.node.data.trim().slice(0, 30)}” lies over “${node.data.trim().slice(0, 30)}”`);
      }
    }
  });
  return found.slice(0, 3);
};

const fit = async (density, change = () => {}, narrowest = 0, widest = 900) => {
  const wrong = [];
  for await (const { name, box, card } of each(density)) {
    change(card);
    for (const width of widths.filter((width) => width >= narrowest && width <= widest)) {
      box.style.setProperty('width', `${width}px`);
      for (const misfit of [...misfits(card), ...overlaps(card)]) wrong.push(`${name} at ${width} px: ${misfit}`);
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

/** At the width that 400 % of zoom leaves of a desk, and at a tablet's, as readers and systems change what is shown. */
export const everyLook = () => fit('full', () => {}, 320, 600);

/** Where a system sets the colours, what can be used has a line around it, what is chosen differs, and what is marked, too. */
export const forcedColors = async () => {
  await define();
  const card = await made({ src: '/records/everything.json', loading: 'eager', expanded: everything, meter: '' });
  document.querySelector('main').replaceChildren(card);
  await settled(card);
  inside(card, '.cite').click();
  await frame();
  const colour = (element, name) => getComputedStyle(element)[name];
  for (const control of all(card, 'button, .filter label')) {
    const { borderTopColor, borderTopWidth, borderTopStyle } = getComputedStyle(control);
    expect(parseFloat(borderTopWidth) > 0 && borderTopStyle === 'solid' && borderTopColor !== colour(control, 'backgroundColor'),
      `a line around “${control.textContent}”`);
  }
  const chosen = inside(card, '.filter label:has(:checked)');
  const other = inside(card, '.filter label:not(:has(:checked))');
  expect(colour(chosen, 'backgroundColor') !== colour(other, 'backgroundColor'), 'the chosen stance to differ');
  expect(colour(chosen, 'backgroundColor') !== colour(chosen, 'color'), 'the chosen stance to be read');
  const marked = getComputedStyle(inside(card, '.marked'));
  expect(marked.outlineStyle !== 'none' && parseFloat(marked.outlineWidth) > 0, 'a line around the marked source');
  const [here, there] = ['.scale > .here', '.scale > :not(.here)'].map((css) => inside(card, css).getBoundingClientRect().height);
  expect(here > 2 * there, `the place on the scale to stand out by its height, found ${here} and ${there}`);
  expect(all(card, 'svg').every((icon) => colour(icon, 'stroke') !== colour(inside(card, '.card'), 'backgroundColor')), 'icons to be seen');
};

/** With more contrast there is no quieter text, and hairlines are as plain as controls. */
export const moreContrast = async () => {
  await define();
  const card = await made({ src: '/records/everything.json', loading: 'eager', expanded: everything });
  document.querySelector('main').replaceChildren(card);
  await settled(card);
  const style = (css) => getComputedStyle(inside(card, css));
  same(style('.meta').color, style('.card').color, 'the colour of secondary text');
  same(style('.section').borderTopColor, style('.actions button').borderTopColor, 'the colour of hairlines');
};

/** Nothing moves by itself, whatever is done. */
export const still = async () => {
  await define();
  const card = await made({ src: '/records/everything.json', loading: 'eager' });
  document.querySelector('main').replaceChildren(card);
  await settled(card);
  const moving = () => same(document.getAnimations({ subtree: true }).length + card.shadowRoot.getAnimations().length, 0, 'what moves');
  moving();
  card.expand('about');
  inside(card, '.cite').click();
  inside(card, '.filter [value="refutes"]').click();
  moving();
  await frame();
  moving();
};

/** A card whose sections are closed, and whose sources of other stances are hidden. */
export const closed = async () => {
  await define();
  const card = await made({ src: '/records/everything.json', loading: 'eager', expanded: '', theme: 'dark' });
  document.querySelector('main').replaceChildren(card);
  await settled(card);
  inside(card, '.filter [value="supports"]').click();
  await frame();
  expect(all(card, 'details').every((details) => !details.open), 'sections that are closed on the screen');
  return card;
};

/** On paper every section is open, every source is there, addresses are written out, and nothing to press is left. */
export const print = async () => {
  const card = await closed();
  for (const text of all(card, 'p, li, dd, dt')) {
    if (text.closest('.cited-at, .actions')) continue;
    expect(text.checkVisibility() && (text.getClientRects().length > 0 || !text.textContent), `“${text.textContent.slice(0, 40)}” on paper`);
  }
  for (const link of all(card, 'a[href^="http"]')) {
    expect(link.checkVisibility(), `the link to ${link.href}`);
    const { content } = getComputedStyle(link, '::after');
    expect(content.includes(link.getAttribute('href')), `the address of ${link.href}, found ${content}`);
  }
  for (const control of all(card, 'button, .filter, .back')) expect(!control.checkVisibility(), `no ${control.textContent}`);
  for (const css of ['.card', '.meta', 'a', '.finding-label']) {
    const [r, g, b] = getComputedStyle(inside(card, css)).color.match(/[\d.]+/g).slice(-3).map(Number);
    expect(getComputedStyle(inside(card, css)).color.startsWith('rgb') || r + g + b < 1, `dark text on paper, of ${css}`);
  }
};

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
