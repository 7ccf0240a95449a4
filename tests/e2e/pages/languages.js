// Whether the card's own words fit in every language: nothing is cut off, nothing lies on something else, and what runs
// from right to left begins at the right.

import { all, define, expect, frame, inside, made, same, told } from './stage.js';
import { misfits } from './layout.js';

const languages = [
  'en', 'es', 'pt', 'fr', 'de', 'it', 'pl', 'tr', 'id', 'hi', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'ru', 'uk', 'ar', 'fa', 'he', 'ur',
];
const rightToLeft = ['ar', 'fa', 'he', 'ur'];
/** Records that make the card say most of its words; and those that are in the language itself. */
const english = { full: ['everything', 'interface', 'replies'], compact: ['interface', 'changes', 'bare'], badge: ['interface'] };
const native = ['ar', 'de', 'fa', 'fr', 'he', 'hi', 'ja', 'zh-Hans'];
const widths = [320, 768];
const everything = 'details sources provenance counter-statements changes about';

/** A card on a page of that language. */
const card = (language, name, density) => made({
  src: `/records/${name}.json`, lang: language, dir: rightToLeft.includes(language) ? 'rtl' : 'ltr',
  loading: 'eager', density, expanded: everything, meter: '', 'heading-level': '2',
});

/** Shows cards in the page, each in a box. */
const show = async (asked) => {
  await define();
  const cards = await Promise.all(asked);
  const boxes = cards.map((card) => {
    const box = document.createElement('div');
    card.style.setProperty('content-visibility', 'visible');
    box.append(card);
    return box;
  });
  document.querySelector('main').replaceChildren(...boxes);
  await Promise.all(cards.map(told));
  await frame();
  return boxes;
};

/** Where each stretch of text is drawn: a box for each of its lines, as high as small letters are with what hangs below. */
const lines = (card) => {
  const found = [];
  const texts = document.createTreeWalker(inside(card, '.card'), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility() || element.closest('.unseen, svg')) continue;
    range.selectNodeContents(text);
    const letters = parseFloat(getComputedStyle(element).fontSize) * .7;
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2;
      if (right - left > 1) found.push({ text, left, right, top: middle - letters / 2, bottom: middle + letters / 2 });
    }
  }
  return found.sort((a, b) => a.top - b.top);
};

const shown = (line) => `“${line.text.data.trim().slice(0, 40)}”`;

/** What lies on something else, of what is drawn. */
const overlaps = (drawn) => {
  const found = [];
  for (const [index, one] of drawn.entries()) {
    for (let next = index + 1; next < drawn.length && drawn[next].top < one.bottom - 1; next += 1) {
      const other = drawn[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (across > 1.5) found.push(`${shown(one)} and ${shown(other)} lie on each other by ${Math.round(across)} px`);
    }
  }
  return found;
};

/** What does not begin where its direction says: at the right in a text that runs from right to left. */
const misplaced = (card, drawn) => all(card, '.finding-label, .explanation, .claim-text, .heading, .term').flatMap((element) => {
  if (!element.checkVisibility()) return [];
  // Words of the card in another direction than the content's keep to the content's side.
  const { direction } = getComputedStyle(inside(card, '.card'));
  const own = drawn.filter(({ text }) => element.contains(text));
  if (own.length === 0) return [];
  const box = element.getBoundingClientRect();
  const gap = direction === 'rtl' ? box.right - Math.max(...own.map(({ right }) => right)) : Math.min(...own.map(({ left }) => left)) - box.left;
  return Math.abs(gap) > 2 ? [`${shown(own[0])} begins ${Math.round(gap)} px from where it should`] : [];
});

const fit = async (density) => {
  const wrong = [];
  for (const language of languages) {
    const names = [...english[density], ...(native.includes(language) ? [`lang-${language}`] : [])];
    const boxes = await show(names.map((name) => card(language, name, density)));
    for (const width of widths) {
      for (const box of boxes) box.style.setProperty('width', `${width}px`);
      for (const [index, { firstChild: card }] of boxes.entries()) {
        const drawn = lines(card);
        const found = [...misfits(card), ...overlaps(drawn), ...(density === 'badge' ? [] : misplaced(card, drawn))];
        wrong.push(...found.slice(0, 3).map((fault) => `${language}, ${names[index]} at ${width} px: ${fault}`));
      }
    }
  }
  expect(wrong.length === 0, `everything to fit, found\n    ${wrong.slice(0, 40).join('\n    ')}\n    (${wrong.length})`);
};

export const full = () => fit('full');
export const compact = () => fit('compact');
export const badge = () => fit('badge');

/** That the checks above find what they are for. */
export const faultsAreFound = async () => {
  const [box] = await show([card('ar', 'lang-ar', 'full')]);
  const shown = box.firstChild;
  box.style.setProperty('width', '320px');
  const faults = () => [misfits(shown), overlaps(lines(shown)), misplaced(shown, lines(shown))].map((found) => found.length > 0);
  same(faults(), [false, false, false], 'a card that fits');
  const explanation = inside(shown, '.explanation');
  explanation.style.setProperty('margin-block-start', '-2em');
  same(faults(), [false, true, false], 'a text that lies on another');
  explanation.style.setProperty('margin-block-start', '0');
  explanation.style.setProperty('text-align', 'left');
  explanation.style.setProperty('max-inline-size', '200px');
  inside(shown, '.heading').style.setProperty('text-align', 'left');
  same(faults(), [false, false, true], 'a text that begins at the wrong side');
  inside(shown, '.heading').style.setProperty('white-space', 'nowrap');
  inside(shown, '.heading').style.setProperty('width', '400px');
  same(faults()[0], true, 'a text that sticks out');
};

/** Cards of several languages side by side, for people to look at. */
const sideBySide = async (languages, width) => {
  const boxes = await show(languages.map((language) =>
    card(language, native.includes(language) ? `lang-${language}` : 'interface', 'full')));
  const main = document.querySelector('main');
  for (const [name, value] of Object.entries({ display: 'flex', 'flex-wrap': 'wrap', gap: '8px', width: `${4 * (width + 8)}px` })) {
    main.style.setProperty(name, value);
  }
  for (const box of boxes) box.style.setProperty('width', `${width}px`);
  await frame();
};

export const someSideBySide = () => sideBySide(languages.slice(0, 8), 320);
export const moreSideBySide = () => sideBySide(languages.slice(8, 16), 320);
export const lastSideBySide = () => sideBySide(languages.slice(16), 320);
