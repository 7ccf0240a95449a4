// What a reader can do with a card: share, cite, embed, keep, print. What browsers and readers refuse, too.

import { all, expect, frame, inside, record, same, shown, until } from './stage.js';

/** A record whose check has an address, an author and a way to report an error. */
const signed = (review = {}) => record({
  review: {
    publisher: { name: 'The Pier Check' }, published: '2024-05-30', url: 'https://example.org/checks/pier',
    authors: [{ name: 'Ann Mary Poe', kind: 'person' }], contactUrl: 'https://example.org/contact', ...review,
  },
});

/** The browser's own part, with what came to it; `wrong` is what it throws instead. */
const browser = ({ share, clipboard = {} } = {}) => {
  const came = { shared: [], copied: [], saved: [], printed: 0 };
  const own = (target, name, value) => Object.defineProperty(target, name, { value, configurable: true, writable: true });
  own(navigator, 'share', share && (async (data) => {
    came.shared.push(data);
    if (share.wrong) throw new DOMException('not now', share.wrong);
  }));
  own(navigator, 'clipboard', clipboard && {
    async writeText(text) {
      if (clipboard.wrong) throw new DOMException('not here', clipboard.wrong);
      came.copied.push(text);
    },
  });
  own(window, 'print', () => { came.printed += 1; });
  own(URL, 'createObjectURL', (blob) => {
    came.saved.push({ blob });
    return 'blob:kept';
  });
  own(HTMLAnchorElement.prototype, 'click', function click() {
    if (this.download) came.saved.at(-1).name = this.download;
  });
  return came;
};

const button = (card, action, value) =>
  all(card, `button[data-action="${action}"]`).find((it) => (it.dataset.value ?? '') === (value ?? ''));

const said = (card) => inside(card, '.said').textContent;

/** Presses a button; gives what the page hears of it. */
const press = (card, ...which) => {
  const heard = [];
  const hear = ({ detail }) => heard.push(detail.action);
  document.addEventListener('fact-check-action', hear);
  const it = button(card, ...which);
  expect(it, `a button for ${which}`);
  it.click();
  document.removeEventListener('fact-check-action', hear);
  return heard;
};

const says = (card, text) => until(() => said(card) === text, `the card says “${text}”`);

/** The finding comes first in whatever is handed on: never the bare claim. */
const leadsWithTheFinding = (text) => {
  expect(text.startsWith('Fact check: Unproven. The pier has two ends. '), `the finding first, found ${text}`);
  expect(text.endsWith('https://example.org/checks/pier'), `the check’s address last, found ${text}`);
};

export const shares = async () => {
  const came = browser({ share: {} });
  const card = await shown({}, signed());
  // What comes with its text at once is not heard everywhere.
  expect(inside(card, '.said').checkVisibility(), 'a place for what will be said');
  same(press(card, 'share'), ['share'], 'what the page hears');
  await says(card, 'Shared.');
  same([came.shared.length, Object.keys(came.shared[0]), came.copied], [1, ['text'], []], 'what is shared');
  leadsWithTheFinding(came.shared[0].text);
};

/** A reader who closes the sheet has not failed, and nothing is copied behind their back. */
export const shareCancelled = async () => {
  const came = browser({ share: { wrong: 'AbortError' } });
  const card = await shown({}, signed());
  press(card, 'share');
  await until(() => came.shared.length === 1, 'the sheet is closed');
  await frame();
  same([said(card), came.copied], ['', []], 'what is said, and copied');
};

/** What cannot be shared is copied, and it is said that it was. */
export const shareRefused = async () => {
  for (const share of [undefined, { wrong: 'NotAllowedError' }, { wrong: 'DataError' }]) {
    const came = browser({ share });
    const card = await shown({}, signed());
    same(press(card, 'share'), ['share'], 'what the page hears');
    await says(card, 'The citation is copied.');
    same(came.copied.length, 1, 'copies');
    leadsWithTheFinding(came.copied[0]);
    card.remove();
  }
};

export const cites = async () => {
  const came = browser();
  const card = await shown({}, signed());
  const group = inside(card, '.actions fieldset');
  same(group.querySelector('legend').textContent, 'Copy citation', 'the name of the group');
  same([...group.querySelectorAll('button')].map(({ textContent }) => textContent),
    ['Plain text', 'APA', 'Chicago', 'BibTeX'], 'styles');
  for (const style of ['plain', 'apa', 'chicago', 'bibtex']) {
    same(press(card, 'copy-citation', style), ['copy-citation'], 'what the page hears');
    await until(() => came.copied.length === 1, `${style} is copied`);
    same(came.copied.pop(), card.citation(style), style);
    await says(card, 'The citation is copied.');
  }
  same(card.citation('apa'),
    'Poe, A. M. (2024, May 30). Fact check: Unproven. The pier has two ends. The Pier Check. https://example.org/checks/pier',
    'APA');
};

/** Said of a second copy, too: a live region tells of changes only. */
export const saysItAgain = async () => {
  browser();
  const card = await shown({}, signed());
  same(inside(card, '.said').getAttribute('role'), 'status', 'the role of what is said');
  const texts = [];
  new MutationObserver(() => texts.push(said(card)))
    .observe(inside(card, '.said'), { childList: true, characterData: true, subtree: true });
  for (let at = 1; at <= 2; at += 1) {
    press(card, 'copy-citation', 'plain');
    await until(() => texts.filter((text) => text === 'The citation is copied.').length === at, `it is said ${at} times`);
  }
  expect(texts.includes(''), `nothing to be said in between, found ${JSON.stringify(texts)}`);
};

/** Without a clipboard the citation stands there, to be marked with one press. */
export const clipboardRefused = async () => {
  for (const clipboard of [null, { wrong: 'NotAllowedError' }]) {
    browser({ clipboard });
    const card = await shown({}, signed());
    press(card, 'copy-citation', 'chicago');
    await until(() => said(card).startsWith('This browser did not allow it.'), 'it is said that it could not be done');
    const text = inside(card, '.by-hand');
    same(text.textContent, card.citation('chicago'), 'what stands there');
    expect(['all'].includes(getComputedStyle(text).userSelect ?? getComputedStyle(text).webkitUserSelect), 'text that is marked whole');
    press(card, 'share');
    await until(() => inside(card, '.by-hand')?.textContent === card.citation('plain'), 'what could not be shared stands there');
    press(card, 'copy-embed');
    await until(() => said(card) === 'This browser did not allow it.', 'the same of the embed code');
    card.remove();
  }
};

export const embeds = async () => {
  const came = browser();
  const card = await shown({}, signed());
  same(press(card, 'copy-embed'), ['copy-embed'], 'what the page hears');
  await says(card, 'The embed code is copied.');
  const code = new DOMParser().parseFromString(came.copied[0], 'text/html');
  const embedded = code.querySelector('fact-check-card');
  same(JSON.parse(embedded.querySelector('script').text).id, 'pier', 'the record in the embed code');
  expect(/^http.*fact-check-card\.js$/.test(code.querySelector('script[src]').src), 'the script in the embed code');
  expect(embedded.textContent.includes('Fact check: Unproven. The pier has two ends.'), 'the finding in its fallback');
};

export const downloads = async () => {
  const came = browser();
  const card = await shown({}, signed());
  const saved = async () => {
    const { blob, name } = came.saved.pop();
    return [name, JSON.parse(await blob.text())];
  };
  same(press(card, 'download'), ['download'], 'what the page hears');
  await says(card, 'The record is saved.');
  same(await saved(), ['pier.json', card.record], 'the record');
  press(card, 'download', 'jsonld');
  await until(() => came.saved.length === 1, 'the markup is saved');
  same(await saved(), ['pier.jsonld', card.toClaimReview()], 'the markup');
};

export const prints = async () => {
  const came = browser();
  const card = await shown({}, signed());
  same(press(card, 'print'), ['print'], 'what the page hears');
  await until(() => said(card) !== '' && came.printed === 1, 'it is printed, and said');
};

/** Where the publisher takes reports, a link leads there; where not, there is none. */
export const reports = async () => {
  browser();
  const card = await shown({}, signed());
  const link = inside(card, '.actions a');
  same([link.textContent, link.href], ['Report an error', 'https://example.org/contact'], 'the way to report an error');
  same(all(card, 'a[href="https://example.org/contact"]').length, 1, 'links to it');
  const other = await shown({}, record());
  same(inside(other, '.actions a'), null, 'a link without an address');
};

/** In the language of the page. */
export const otherLanguages = async () => {
  browser({ share: {} });
  for (const [lang, copied, plain] of [['de', 'Die Quellenangabe ist kopiert.', 'Nur Text'], ['ar', null, 'نص عادي']]) {
    const card = await shown({ lang }, signed());
    await until(() => button(card, 'copy-citation', 'plain')?.textContent === plain, `the buttons are in ${lang}`);
    press(card, 'copy-citation', 'plain');
    await until(() => said(card), `it is said in ${lang}`);
    if (copied) same(said(card), copied, lang);
    same(inside(card, '.said').lang, lang, 'the language of what is said');
    card.remove();
  }
};
