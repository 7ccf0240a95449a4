// Where a card takes its record from, and when.

import {
  all, asked, data, define, expect, fallback, inside, make, paragraph, put, quiet, record, same, settled, shown, state,
  until,
} from './stage.js';

const title = (card) => inside(card, '.claim-text')?.textContent.trim();
const claiming = (text) => record({ claim: { text } });

export const fromAddress = async () => {
  await define();
  const card = put({ src: '/records/bare.json', loading: 'eager' }, paragraph('Own words'));
  expect(fallback(card), 'the fallback to be visible before the card is there');
  await settled(card);
  same(state(card), 'ready', 'state');
  expect(!fallback(card), 'the fallback to have given way to the card');
  same(asked(), ['/records/bare.json'], 'requests');
};

/** Who has got to a link of the fallback goes on from the card that takes its place. */
export const focusInTheFallback = async () => {
  await define();
  const link = Object.assign(document.createElement('a'), { href: '#check', textContent: 'Read the check' });
  const card = put({ src: '/records/bare.json', loading: 'eager' }, link);
  link.focus();
  same(document.activeElement === link, true, 'whether the link has the focus');
  await settled(card);
  same(card.shadowRoot.activeElement === inside(card, 'article'), true, 'whether the card has it');
};

export const fromRelativeAddress = async () => {
  await define();
  const card = put({ src: '../../records/../records/bare.json', loading: 'eager' });
  await settled(card);
  same(asked(), ['/records/bare.json'], 'requests');
  same(card.src, `${location.origin}/records/bare.json`, 'the property');
  const base = Object.assign(document.createElement('fact-check-card'), { src: '/records/bare.json', loading: 'eager' });
  same(base.getAttribute('src'), '/records/bare.json', 'the attribute that the property writes');
};

export const fromPropertySetBeforeDefinition = async () => {
  const card = put({ loading: 'eager', src: '/records/never.json' });
  card.record = record();
  card.density = 'compact';
  await define();
  await settled(card);
  same([state(card), title(card)], ['ready', 'The pier has two ends.'], 'the card');
  expect(!Object.hasOwn(card, 'record') && !Object.hasOwn(card, 'density'), 'no own properties that hide the accessors');
  same(card.getAttribute('density'), 'compact', 'density');
  same(asked(), [], 'requests');
};

export const fromPropertySetAfterDefinition = async () => {
  await define();
  const card = put({ loading: 'eager' });
  card.record = record();
  await settled(card);
  same(title(card), 'The pier has two ends.', 'the claim');
  card.record = claiming('Another claim.');
  await until(() => title(card) === 'Another claim.', 'the other record is shown');
};

export const fromText = async () => {
  const card = await shown({}, JSON.stringify(record()));
  same(state(card), 'ready', 'state');
};

export const fromScriptInside = async () => {
  await define();
  for (const type of ['application/json', 'application/ld+json']) {
    const card = put({ loading: 'eager', src: '/records/never.json' }, paragraph('Own words'), data(record(), type));
    await settled(card);
    same([type, state(card)], [type, 'ready'], 'state');
  }
  same(asked(), [], 'requests');
};

export const fromScriptThatComesLater = async () => {
  await define();
  const card = put({ loading: 'eager' }, paragraph('Own words'));
  await quiet();
  expect(fallback(card), 'the fallback to stay while there is no record');
  card.append(data(record()));
  await settled(card);
  same(title(card), 'The pier has two ends.', 'the claim');
  card.querySelector('script').replaceWith(data(claiming('A third claim.')));
  await until(() => title(card) === 'A third claim.', 'the record of the new script is shown');
};

export const fromScriptThatChanges = async () => {
  await define();
  const script = data(record());
  const card = put({ loading: 'eager' }, script);
  await settled(card);
  script.firstChild.data = JSON.stringify(claiming('Another text.'));
  await until(() => title(card) === 'Another text.', 'the record of the other text is shown');
  script.replaceChildren(JSON.stringify(claiming('Another node.')));
  await until(() => title(card) === 'Another node.', 'the record of the other node is shown');
};

export const precedence = async () => {
  await define();
  const card = make({ loading: 'eager', src: '/records/bare.json' }, data(claiming('By script.')));
  card.record = claiming('By property.');
  document.querySelector('main').append(card);
  await settled(card);
  same(title(card), 'By property.', 'the claim of a card that has all three');
  card.record = undefined;
  await until(() => title(card) === 'By script.', 'the script is read when the property is taken away');
  await quiet();
  same(asked(), [], 'requests while a property or a script is there');
  card.querySelector('script').remove();
  await until(() => asked().includes('/records/bare.json'), 'the address is asked when there is nothing else');
  await until(() => title(card) !== 'By script.' && state(card) === 'ready', 'the record of the address is shown');
};

export const lazily = async () => {
  await define();
  const space = document.createElement('div');
  space.style.setProperty('height', '6000px');
  const main = document.querySelector('main');
  main.append(space);
  const lazy = put({ src: '/records/bare.json' }, paragraph('Own words'));
  const eager = put({ src: '/records/long.json', loading: 'eager' }, paragraph('Own words'));
  await settled(eager);
  await quiet();
  same([state(lazy), lazy.shadowRoot], ['', null], 'a card far from the viewport');
  same(asked(), ['/records/long.json'], 'requests');
  lazy.scrollIntoView({ behavior: 'instant' });
  await settled(lazy);
  same(state(lazy), 'ready', 'state of a card near the viewport');
};

export const eagerLater = async () => {
  await define();
  const space = document.createElement('div');
  space.style.setProperty('height', '6000px');
  document.querySelector('main').append(space);
  const card = put({ src: '/records/bare.json' });
  await quiet();
  same(state(card), '', 'state of a lazy card far away');
  card.loading = 'eager';
  await settled(card);
  same(state(card), 'ready', 'state once it is eager');
};

export const otherAddress = async () => {
  await define();
  const card = put({ src: '/records/bare.json', loading: 'eager' });
  await settled(card);
  const before = title(card);
  card.src = '/records/mosul-offensive.json';
  await until(() => title(card) !== before && state(card) === 'ready', 'the other record is shown');
  // Two in one task: only the last counts, whichever answer comes first.
  card.src = '/test/slow?/records/bare.json';
  await quiet();
  card.src = '/records/long.json';
  await until(() => asked().includes('/records/long.json') && state(card) === 'ready', 'the last record is shown');
  const last = title(card);
  await fetch('/test/slow?/records/bare.json');
  await quiet();
  same(title(card), last, 'the claim after the slow answer');
};

export const nothingToLoad = async () => {
  await define();
  const card = put({ loading: 'eager' }, paragraph('Own words'));
  const badge = put({ loading: 'eager', src: '' }, paragraph('Own words'));
  await quiet();
  for (const it of [card, badge]) {
    expect(fallback(it), 'the fallback to be visible');
    expect(state(it) !== 'ready', 'no card of nothing');
  }
  same([asked(), all(card, '*').length], [[], 0], 'requests and nodes');
};
