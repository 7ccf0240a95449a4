// States, properties and methods.

import {
  asked, define, expect, inside, listen, called, make, open, put, quiet, record, same, section, settled, shown, state, until,
} from './stage.js';

export const states = async () => {
  await define();
  const seen = new Set();
  const card = put({ src: '/test/slow?/records/bare.json', loading: 'eager' });
  await until(() => { seen.add(state(card)); return state(card) === 'ready'; }, 'the card is ready');
  same([...seen].filter(Boolean), ['loading', 'ready'], 'states while a record is loaded');
  card.record = record({ verdict: { status: 'fishy', label: 'Smells' } });
  await until(() => state(card) === 'partial', 'the card is partial');
  card.record = 'no JSON';
  await until(() => state(card) === 'error', 'the card is in error');
  card.record = record();
  await until(() => state(card) === 'ready', 'the card is ready again');
};

export const properties = async () => {
  await define();
  const card = make();
  const defaults = {
    theme: 'auto', density: 'full', order: 'finding-first', expanded: '', headingLevel: '3', unsaid: '', loading: 'lazy',
    structuredData: 'auto', src: '', meter: false,
  };
  for (const [name, value] of Object.entries(defaults)) {
    same(`${card[name]}`, `${value}`, `${name} of a card without attributes`);
    expect(name in Object.getPrototypeOf(card), `${name} on the class`);
  }
  same([card.attributes.length, card.record], [0, null], 'attributes, and the record');
  const values = {
    theme: 'dark', density: 'badge', order: 'claim-first', expanded: 'details about', headingLevel: '5', unsaid: 'no-reply', loading: 'eager',
    structuredData: 'off',
  };
  for (const [name, value] of Object.entries(values)) {
    card[name] = value;
    const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    same([card.getAttribute(attribute), `${card[name]}`], [value, value], `${name}: attribute and property`);
    card.removeAttribute(attribute);
  }
  card.meter = true;
  same(card.getAttribute('meter'), '', 'the attribute meter');
  card.meter = false;
  same(card.hasAttribute('meter'), false, 'the attribute meter');
  for (const nothing of [undefined, null]) {
    for (const name of ['src', 'lang', 'meter', ...Object.keys(values)]) {
      card[name] = name === 'meter' || 'about';
      card[name] = nothing;
      same([name, card.attributes.length, card[name]], [name, 0, defaults[name] ?? ''], `a property set to ${nothing}`);
    }
  }
};

export const readsBackTheRecord = async () => {
  const sent = record();
  const card = await shown({}, sent);
  same(card.record.claim.text, sent.claim.text, 'the claim');
  same(Object.keys(card.record).toSorted(), Object.keys(sent).toSorted(), 'the members');
  same(card.record.sources, sent.sources, 'the sources');
};

export const expandAndCollapse = async () => {
  const { sources } = record();
  const card = await shown({ expanded: '' }, record({ sources: [...sources, { id: 'echo', title: 'Echo', derivedFrom: ['fog'] }] }));
  same(open(card), '', 'open sections');
  for (const name of ['details', 'sources', 'provenance', 'counter-statements', 'changes', 'about']) {
    card.expand(name);
    same(open(card), name, `sections after expand('${name}')`);
    card.collapse(name);
    same(open(card), '', `sections after collapse('${name}')`);
  }
};

export const beforeTheRecord = async () => {
  // The core is there: another card has it.
  await shown();
  const card = put({ src: '/test/slow?/records/mosul-offensive.json', loading: 'eager' });
  const heard = listen(card);
  await until(() => state(card) === 'loading', 'it is loading');
  const [source] = (await (await fetch('/records/mosul-offensive.json')).json()).sources;
  card.cite(source.id);
  card.filter(source.stance);
  await settled(card);
  await until(() => heard.length > 2, 'what was asked for is done');
  same(called(heard), ['ready', 'cite', 'filter'], 'events');
  same(heard[1].detail, { sourceId: source.id }, 'the source');
  // An answer that does not come keeps nothing waiting once there is a record.
  const other = put({ src: '/test/hang', loading: 'eager' });
  await until(() => state(other) === 'loading', 'it is loading');
  other.record = record();
  await settled(other);
  other.filter('refutes');
  same(inside(other, 'input:checked').value, 'refutes', 'the stance');
};

const WRONG = ['', 'Details', 'everything', undefined, null, 5, {}, [], true];

const isRefusal = (error) => error instanceof TypeError && /section/.test(error.message);

export const wrongSection = async () => {
  const card = await shown();
  for (const method of ['expand', 'collapse']) {
    for (const name of WRONG) {
      let error;
      try {
        card[method](name);
      } catch (thrown) {
        error = thrown;
      }
      expect(isRefusal(error), `a TypeError from ${method}(${name}), found ${error}`);
    }
  }
  const before = open(card);
  same(open(card), before, 'open sections');
};

export const wrongSectionEarly = async () => {
  await define();
  const card = make({ loading: 'eager', src: '/records/mosul-offensive.json' });
  const reported = [];
  const { reportError } = globalThis;
  globalThis.reportError = (error) => reported.push(error);
  for (const name of WRONG) card.expand(name);
  document.querySelector('main').append(card);
  await settled(card);
  globalThis.reportError = reportError;
  same(state(card), 'ready', 'state');
  same(reported.filter(isRefusal).length, WRONG.length, 'errors that are reported');
  same(reported.length, WRONG.length, 'errors');
};

export const beforeReady = async () => {
  await define();
  const card = make({ loading: 'eager', src: '/test/slow?/records/mosul-offensive.json' });
  card.expand('details');
  document.querySelector('main').append(card);
  card.collapse('sources');
  card.expand('about');
  card.collapse('about');
  await settled(card);
  expect(section(card, 'details').open, 'the details to be open');
  expect(!section(card, 'sources').open, 'the sources to be closed');
  expect(!section(card, 'about').open, 'the last call to count');
};

export const reload = async () => {
  await define();
  const card = put({ src: '/records/mosul-offensive.json', loading: 'eager' });
  await settled(card);
  card.expand('details');
  const heard = listen();
  const promise = card.reload();
  expect(promise instanceof Promise, 'a promise');
  same(await promise, undefined, 'what the promise gives');
  same([called(heard), state(card)], [['ready'], 'ready'], 'events and state when the promise is kept');
  same(asked(), ['/records/mosul-offensive.json', '/records/mosul-offensive.json'], 'requests');
  expect(section(card, 'details').open, 'the details to be open still');
};

export const reloadEarly = async () => {
  await define();
  const space = document.createElement('div');
  space.style.setProperty('height', '6000px');
  document.querySelector('main').append(space);
  const card = put({ src: '/records/mosul-offensive.json' });
  await quiet();
  await card.reload();
  same([state(card), asked()], ['ready', ['/records/mosul-offensive.json']], 'a lazy card that is reloaded');
  const nowhere = make({ src: '/records/bare.json' });
  await nowhere.reload();
  same(state(nowhere), '', 'state of a card that is nowhere');
};

export const reloadTwice = async () => {
  await define();
  const card = put({ src: '/test/slow?/records/bare.json', loading: 'eager' });
  await settled(card);
  const heard = listen();
  const first = card.reload();
  // The first request is on its way by then.
  await new Promise((go) => setTimeout(go, 50));
  const second = card.reload();
  await first;
  same([called(heard), state(card)], [['ready'], 'ready'], 'events and state when the first promise is kept');
  await second;
  card.reload();
  await new Promise((go) => setTimeout(go, 50));
  const third = card.reload();
  card.remove();
  same(await third, undefined, 'what the promise gives when the card is removed meanwhile');
};

export const reloadAfterFailure = async () => {
  await define();
  const card = put({ src: '/test/500', loading: 'eager' });
  await settled(card);
  same(state(card), 'error', 'state');
  card.src = '/records/mosul-offensive.json';
  await until(() => state(card) === 'ready' && inside(card, 'article'), 'the card is shown');
};
