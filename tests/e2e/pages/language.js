// In which language the card speaks, and what it loads for it.

import {
  all, asked, called, define, expect, fallback, inside, listen, make, open, paragraph, put, quiet, record, same, settled,
  shown, state, until,
} from './stage.js';

const main = document.querySelector('main');

/** What the card calls itself, in its own words. */
const kicker = (card) => inside(card, '.kicker')?.textContent.trim() ?? '';

const english = 'Fact check:';
const german = 'Faktencheck:';
const japanese = 'ファクトチェック：';

/** The files of words that the page has asked for. */
const files = () =>
  asked().map((address) => /\/words\/([^.]+)\.[0-9a-f]{8}\.txt$/.exec(address)?.[1]).filter(Boolean).sort();

const spoken = (card, words) => until(() => kicker(card) === words, `it says “${words}”; it says “${kicker(card)}”`);

export const nearest = async () => {
  await define();
  const outer = document.createElement('section');
  outer.lang = 'de';
  main.append(outer);
  const inherits = make({ src: '/records/bare.json', loading: 'eager' });
  const own = make({ src: '/records/bare.json', loading: 'eager', lang: 'ja' });
  const unknown = make({ src: '/records/bare.json', loading: 'eager', lang: '' });
  const holder = document.createElement('div');
  const within = make({ src: '/records/bare.json', loading: 'eager' });
  holder.attachShadow({ mode: 'closed' }).append(within);
  outer.append(inherits, own, unknown, holder);
  const outside = put({ src: '/records/bare.json', loading: 'eager' });
  for (const card of [inherits, own, unknown, within, outside]) await settled(card);
  same([inherits, own, unknown, within, outside].map(kicker), [german, japanese, english, german, english], 'languages');
  same(files(), ['de', 'ja'], 'files of words');
};

export const englishCostsNothing = async () => {
  document.documentElement.lang = 'en-GB';
  const card = await shown();
  same([kicker(card), files()], [english, []], 'words and files');
};

export const live = async () => {
  const card = await shown({ lang: 'de' });
  same(kicker(card), german, 'the first language');
  card.expand('about');
  const before = open(card);
  const article = inside(card, 'article');
  const heard = listen();
  card.lang = 'ja-JP';
  await spoken(card, japanese);
  same([open(card), inside(card, 'article') === article], [before, true], 'open sections, and the nodes');
  card.lang = 'de-AT';
  await spoken(card, german);
  card.removeAttribute('lang');
  await spoken(card, english);
  await quiet();
  same([files(), called(heard)], [['de', 'ja'], []], 'files and events');
  // Of what is around it, the card hears when it is moved or set.
  main.lang = 'ja';
  card.density = 'compact';
  await spoken(card, japanese);
  const other = document.createElement('div');
  other.lang = 'de';
  main.append(other);
  other.append(card);
  await spoken(card, german);
  same([card.isConnected, state(card)], [true, 'ready'], 'the card');
};

/** A page whose words are answered like this. */
const answering = (answer) => {
  const usual = window.fetch;
  window.fetch = (address, options) => (/\/words\//.test(address) ? answer(options) : usual(address, options));
};

const englishInstead = async (answer) => {
  answering(answer);
  await define();
  const heard = listen();
  const card = put({ src: '/records/bare.json', loading: 'eager', lang: 'pl' }, paragraph('Own words'));
  await settled(card);
  same([state(card), kicker(card), fallback(card)], ['ready', english, false], 'the card');
  const second = put({ src: '/records/bare.json', loading: 'eager', lang: 'pl' }, paragraph('Own words'));
  await settled(second);
  same([kicker(second), called(heard)], [english, ['ready', 'ready']], 'the next card, and the events');
};

export const missing = () => englishInstead(async () => new Response('Not found', { status: 404 }));

export const unreachable = () => englishInstead(() => Promise.reject(new TypeError('no answer')));

export const otherWords = () => englishInstead(async () => new Response('<!doctype html>\n<title>Sign in</title>'));

export const noLanguage = async () => {
  for (const name of ['constructor', 'toString', '__proto__', '-', 'x'.repeat(1000)]) {
    const card = await shown({ lang: name });
    same([name, kicker(card)], [name, english], 'words');
  }
  const card = await shown();
  same([kicker(card), files()], [english, []], 'words of a card in English after these, and files');
};

export const renderedWithoutWords = async () => {
  answering(async () => new Response('<!doctype html>\n<title>Sign in</title>'));
  const { load } = await define();
  const { renderHtml } = await load();
  for (let i = 0; i < 2; i += 1) {
    expect((await renderHtml(record(), { lang: 'pl' })).includes('Fact check'), 'English words');
  }
};

export const renderedOften = async () => {
  const { load } = await define();
  const { renderHtml } = await load();
  for (let i = 0; i < 3; i += 1) {
    expect((await renderHtml(record(), { lang: 'de' })).includes('Faktencheck'), 'German words');
  }
  same(files(), ['de'], 'files of words');
};

export const hanging = () =>
  englishInstead(({ signal }) => new Promise((_, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason));
  }));

export const once = async () => {
  await define();
  const cards = ['de', 'fr', 'de', 'fr', 'de-CH', 'fr-CA'].map((lang) => {
    const card = make({ lang, loading: 'eager' });
    card.record = record();
    return card;
  });
  main.append(...cards);
  for (const card of cards) await settled(card);
  const french = 'Vérification\u202f:';
  same(cards.map(kicker), [german, french, german, french, german, french], 'languages');
  same(files(), ['de', 'fr'], 'files of words');
};

export const beside = async () => {
  await define();
  const heard = listen();
  const card = put({ src: '/test/slow?/records/bare.json', loading: 'eager', lang: 'uk' }, paragraph('Own words'));
  await settled(card);
  same([kicker(card), called(heard)], ['Перевірка фактів:', ['ready']], 'words and events');
  const started = (part) => performance.getEntriesByType('resource').find(({ name }) => name.includes(part)).startTime;
  expect(started('/words/uk') <= started('/test/slow'), 'the words to be asked for no later than the record');
};

export const digits = async () => {
  const card = await shown({ lang: 'fa' });
  same(all(card, '.ordinal').map((it) => it.textContent), ['۱. ', '۲. ', '۳. '], 'the numbers of sources');
  same(inside(card, '.cite').textContent, '۱', 'the number of a citation');
};

export const ahead = async () => {
  document.documentElement.lang = 'de-AT';
  const usual = window.fetch;
  window.fetch = async (address, options) => {
    const response = await usual(address, options);
    if (/\/core\.[^/]+\.wasm$/.test(address)) {
      const whole = await response.arrayBuffer();
      response.arrayBuffer = async () => {
        await until(() => files().length, 'words are asked for while the program is on its way');
        return whole;
      };
    }
    return response;
  };
  await define();
  const card = put({ src: '/records/bare.json', loading: 'eager' });
  await settled(card);
  same([kicker(card), files()], [german, ['de']], 'words and files');
};

export const lateWords = async () => {
  const usual = window.fetch;
  let arrive;
  window.fetch = async (address, options) => {
    if (/\/words\//.test(address)) await new Promise((go) => { arrive = go; });
    return usual(address, options);
  };
  await define();
  const heard = listen();
  const card = make({ loading: 'eager', lang: 'de' }, paragraph('Own words'));
  card.record = record();
  main.append(card);
  await until(() => state(card) === 'loading', 'it waits');
  await quiet();
  same([fallback(card), called(heard), card.shadowRoot], [true, [], null], 'a card that waits for its words');
  let reloaded = false;
  card.reload().then(() => { reloaded = true; });
  await quiet();
  expect(!reloaded, 'reload() to wait, too');
  arrive();
  await settled(card);
  await until(() => reloaded, 'reload() is done');
  same([kicker(card), called(heard)], [german, ['ready']], 'words and events');
};

/** The language and direction that reach an element inside a card. */
const speech = (element) => {
  const lang = element.closest('[lang]')?.getAttribute('lang');
  return [lang, getComputedStyle(element).direction];
};

export const directions = async () => {
  const card = await shown({ lang: 'ar' });
  const own = ['.kicker', '.heading', '.counts', '.filter legend', '.filter label', '.stance', '.actions button', '.gaps', '.cite'];
  for (const css of own) {
    for (const element of all(card, css)) {
      if (css === '.counts' && !/[\u0600-\u06ff]/.test(element.textContent)) continue;
      same([css, ...speech(element)], [css, 'ar', 'rtl'], 'an own word');
    }
  }
  for (const css of ['.explanation', '.claim-text', '.title', '.name', '.changes li > p:not(.meta)']) {
    expect(all(card, css).length, `something that fits ${css}`);
    for (const element of all(card, css)) same([css, ...speech(element)], [css, 'en', 'ltr'], 'content');
  }
  const other = await shown({ lang: 'en' }, record({ lang: 'he' }));
  same(speech(inside(other, '.explanation')), ['he', 'rtl'], 'Hebrew content');
  same(speech(inside(other, '.kicker')), ['en', 'ltr'], 'English words around it');
};

export const byHand = async () => {
  const { load } = await define();
  const core = await load('de-AT');
  expect((await core.renderHtml(record(), { lang: 'de' })).includes('Faktencheck'), 'German words');
  expect((await core.renderHtml(record())).includes('Fact check'), 'English words where none are asked for');
  expect((await core.renderHtml(record(), { lang: 'tlh' })).includes('Fact check'), 'English words for a language that is not there');
};
