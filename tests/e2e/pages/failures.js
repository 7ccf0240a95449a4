// What fails, fails alone and says so: the fallback stays, the other cards do not notice.

import {
  all, allow, called, data, define, expect, fallback, listen, make, paragraph, put, quiet, record, same, settled, shown,
  state, until,
} from './stage.js';

/** The faults of the test server, with the kind of error that each must give; `null`: the card is shown. */
const faults = {
  404: 'network', 500: 'network', empty: 'parse', html: 'parse', big: 'parse', 'utf-16': 'parse', plain: null, slow: null,
  cut: 'network',
};

/** WebKit hands on what has come of an answer that breaks off, and calls it whole. */
const passesOnHalves = navigator.userAgent.includes('AppleWebKit') && !navigator.userAgent.includes('Chrome');

/** A card beside a healthy one; the outcome of both. */
const outcome = async (card) => {
  const heard = listen(card);
  const main = document.querySelector('main');
  main.append(card);
  const neighbour = put({ src: '/records/bare.json', loading: 'eager' });
  await settled(card);
  await settled(neighbour);
  await quiet();
  same(state(neighbour), 'ready', 'state of the card beside it');
  neighbour.remove();
  return heard;
};

const fails = async (card, kind, what) => {
  const heard = await outcome(card);
  same([what, called(heard), heard[0]?.detail.kind], [what, ['error'], kind], 'events and kind');
  same([what, state(card), all(card, 'article').length], [what, 'error', 0], 'state and articles');
  expect(fallback(card), `${what}: the fallback to be visible`);
  const [problem] = heard[0].detail.problems;
  same([what, problem.severity], [what, 'fatal'], 'severity');
  expect(/expected .*found/s.test(problem.message), `${what}: a message that says what was expected and found, found ${problem.message}`);
};

const from = (src) => make({ src, loading: 'eager' }, paragraph('Own words'));

export const server = async () => {
  // A web page may hold a review, but this page lets no script read it.
  allow(/DOMParser parseFromString/);
  await define();
  for (const [name, usual] of Object.entries(faults)) {
    const kind = name === 'cut' && passesOnHalves ? 'parse' : usual;
    const card = from(`/test/${name}?/records/bare.json`);
    if (kind) {
      await fails(card, kind, name);
    } else {
      same([name, called(await outcome(card)), state(card)], [name, ['ready'], 'ready'], 'events and state');
    }
    card.remove();
  }
};

export const hanging = async () => {
  await define();
  const card = put({ src: '/test/hang', loading: 'eager' }, paragraph('Own words'));
  const heard = listen(card);
  await until(() => state(card) === 'loading', 'it is loading');
  expect(fallback(card), 'the fallback to be visible');
  card.remove();
  await quiet();
  same(called(heard), [], 'events');
};

export const unreachable = async () => {
  await define();
  // The page's own policy allows no other host.
  allow(/connect-src refused/);
  await fails(from('https://example.org/record.json'), 'network', 'another host');
  await fails(from('http://['), 'network', 'an address that is none');
  await fails(from('javascript:alert(1)'), 'network', 'a script for an address');
};

const broken = {
  half: 'parse', 'not-a-record': 'invalid', 'no-claim': 'invalid', 'no-verdict': 'invalid', version: 'invalid',
  'too-long': 'invalid',
};

export const records = async () => {
  await define();
  for (const [name, kind] of Object.entries(broken)) {
    const card = from(`/records/broken-${name}.json`);
    await fails(card, kind, name);
    card.remove();
  }
};

export const partly = async () => {
  await define();
  for (const name of ['broken-parts', 'broken-status', 'hostile']) {
    const card = from(`/records/${name}.json`);
    const heard = await outcome(card);
    same([name, called(heard), state(card), fallback(card)], [name, ['ready'], 'partial', false], 'events, state, fallback');
    expect(heard[0].detail.problems.some(({ severity }) => severity === 'error'), `${name}: an error among the problems`);
    card.remove();
  }
};

export const values = async () => {
  await define();
  const cycle = record();
  cycle.claim.context = cycle;
  const proxy = new Proxy({}, { get() { throw new Error('no'); }, ownKeys() { throw new Error('no'); } });
  const wrong = {
    'a cycle': [cycle, 'parse'],
    'a getter that throws': [{ get version() { throw new Error('no'); } }, 'parse'],
    'a proxy that throws': [proxy, 'parse'],
    'a function': [() => {}, 'parse'],
    'a symbol': [Symbol('no'), 'parse'],
    'a big integer': [10n, 'parse'],
    'a number': [5, 'invalid'],
    'a boolean': [true, 'invalid'],
    'an empty text': ['', 'parse'],
    'a text': ['no JSON', 'parse'],
    'a list': [[], 'invalid'],
    'an object': [{}, 'invalid'],
    'an element': [document.body, 'invalid'],
    'bytes': [new Uint8Array([0xff, 0xfe]), 'parse'],
    'deep lists': ['['.repeat(100_000), 'parse'],
    'a long text': [`"${'a'.repeat(2 << 20)}"`, 'parse'],
    'a lone surrogate': ['\ud800', 'parse'],
  };
  for (const [what, [value, kind]] of Object.entries(wrong)) {
    const card = make({ loading: 'eager' }, paragraph('Own words'));
    card.record = value;
    await fails(card, kind, what);
    card.record = record();
    await until(() => state(card) === 'ready', `the card recovers from ${what}`);
    card.remove();
  }
};

export const scripts = async () => {
  await define();
  for (const [text, kind] of [['', 'parse'], ['{', 'parse'], ['null', 'invalid'], ['[]', 'invalid']]) {
    const script = data(record());
    script.firstChild.data = text;
    const card = make({ loading: 'eager' }, paragraph('Own words'), script);
    await fails(card, kind, `a script with “${text}”`);
    card.remove();
  }
};

export const withoutWasm = async () => {
  allow(/^policy: (script-src|default-src).* refused (wasm-eval|inline|eval)/);
  await define();
  const card = put({ src: '/records/bare.json', loading: 'eager' }, paragraph('Own words'));
  const heard = listen();
  await settled(card);
  await quiet();
  same([called(heard), heard[0]?.detail.kind, state(card)], [['error'], 'engine', 'error'], 'events, kind, state');
  same([fallback(card), heard[0].detail.problems[0].code], [true, 'engine'], 'fallback, and the problem');
  // Who hears of it may ask, and is not told for ever.
  card.addEventListener('fact-check-error', () => same([card.citation(), card.toClaimReview()], ['', null], 'what it says'));
  card.src = '/records/bare.json?again';
  await until(() => heard.length > 1, 'it has tried again');
  await quiet();
  await quiet();
  same(called(heard), ['error', 'error'], 'events');
};

export const manyFailuresOfThePolicy = async () => {
  allow(/^policy: (script-src|default-src).* refused (wasm-eval|inline|eval)/);
  await define();
  const heard = listen();
  const cards = Array.from({ length: 20 }, () => put({ src: '/records/bare.json', loading: 'eager' }, paragraph('Own words')));
  await until(() => cards.every((card) => state(card) === 'error'), `all have failed; they are ${cards.map(state)}`);
  expect(cards.every(fallback), 'every fallback to be visible');
  same(heard.length, 20, 'events');
  expect(await shown().then((card) => state(card)) === 'error', 'one more to fail like the others');
};
