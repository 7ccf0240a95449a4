// What a page is told, how often, and what it may do meanwhile.

import {
  all, allow, called, data, define, expect, frame, inside, listen, make, open, put, quiet, record, same, section, settled,
  shown, state, until,
} from './stage.js';

/** Whether an event is as promised: it bubbles and leaves the shadow root, and its target is the card. */
const wellFormed = (event, cancelable = false) =>
  same(
    [event instanceof CustomEvent, event.bubbles, event.composed, event.cancelable],
    [true, true, true, cancelable],
    `${event.type}: CustomEvent, bubbles, composed, cancelable`,
  );

const isProblem = ({ pointer, code, severity, message, ...others }) =>
  typeof pointer === 'string' && /^(\/|$)/.test(pointer) && /^[a-z-]+$/.test(code) && message.length > 10
  && ['fatal', 'error', 'warning', 'repair'].includes(severity) && Object.keys(others).length === 0;

export const ready = async () => {
  const heard = listen();
  const card = await shown({}, record({ colour: 'blue' }));
  await quiet();
  same(called(heard), ['ready'], 'events');
  const [event] = heard;
  wellFormed(event);
  expect(event.target === card, 'the card as the target');
  const lazy = Object.getOwnPropertyDescriptor(event.detail, 'record');
  expect(typeof lazy.get === 'function', 'the record to be written only when it is asked for');
  same(event.detail.record.claim.text, 'The pier has two ends.', 'the record in the detail');
  expect(event.detail.record === event.detail.record, 'the record to be written once');
  expect(event.detail.problems.length > 0 && event.detail.problems.every(isProblem),
    `problems of the promised shape, found ${JSON.stringify(event.detail.problems)}`);
  const unknown = event.detail.problems.find(({ pointer }) => pointer === '/colour');
  same([unknown?.severity, state(card)], ['error', 'partial'], 'the unknown key, and the state');
};

export const error = async () => {
  await define();
  const heard = listen();
  const card = make({ loading: 'eager' });
  card.record = { version: 1 };
  document.querySelector('main').append(card);
  await settled(card);
  await quiet();
  same(called(heard), ['error'], 'events');
  wellFormed(heard[0]);
  same(heard[0].detail.kind, 'invalid', 'kind');
  expect(heard[0].detail.problems.length > 0 && heard[0].detail.problems.every(isProblem), 'problems of the promised shape');
  same(heard[0].detail.problems[0].severity, 'fatal', 'the first problem');
};

export const toggle = async () => {
  const card = await shown();
  const heard = listen();
  section(card, 'details').querySelector('summary').click();
  await until(() => heard.length > 0, 'the event comes');
  await quiet();
  same([called(heard), heard[0].detail], [['toggle'], { section: 'details', open: true }], 'opened by a reader');
  wellFormed(heard[0]);
  card.collapse('details');
  await quiet();
  same([called(heard), heard[1].detail], [['toggle', 'toggle'], { section: 'details', open: false }], 'closed by the page');
  card.collapse('details');
  card.expand('sources');
  await quiet();
  same(heard.length, 2, 'events after calls that change nothing');
};

export const opening = async () => {
  const card = await shown();
  const heard = listen();
  let prevented;
  // The page itself is not to be left.
  document.addEventListener('click', (event) => {
    prevented = event.defaultPrevented;
    event.preventDefault();
  });
  const link = inside(card, '#source-1 a[href^="https"]');
  link.click();
  same([called(heard), heard[0].detail], [['open'], { sourceId: 'map', url: 'https://example.org/map' }], 'the event');
  wellFormed(heard[0], true);
  same(prevented, false, 'whether the link was held back');
  document.addEventListener('fact-check-open', (event) => event.preventDefault(), { once: true });
  link.click();
  same([called(heard), prevented], [['open', 'open'], true], 'once the page has prevented it');
  link.click();
  same(prevented, false, 'whether the next one was held back');
  // A citation leads to a place in the card: that is no opening.
  inside(card, '.cite').click();
  same(called(heard).filter((name) => name === 'open').length, 3, 'events');
};

export const newRecord = async () => {
  const card = await shown();
  const heard = listen();
  card.record = record({ claim: { text: 'Another.' } });
  await until(() => heard.length > 0, 'the event comes');
  await quiet();
  same(called(heard), ['ready'], 'events after another record');
  card.record = record({ verdict: 1 });
  await until(() => heard.length > 1, 'the event comes');
  await quiet();
  same([called(heard), heard[1].detail.kind, state(card)], [['ready', 'error'], 'invalid', 'error'], 'events after a bad one');
};

/** What a listener might do to a card, inside an event of its own. */
const deeds = {
  'sets another record': (card) => { card.record = record({ claim: { text: 'Set meanwhile.' } }); },
  'opens and closes': (card) => { card.expand('about'); card.collapse('sources'); },
  'changes attributes': (card) => { card.density = 'compact'; card.setAttribute('heading-level', '5'); },
  'removes the card': (card) => card.remove(),
  'moves the card': (card) => document.body.append(card),
  'adds a script': (card) => card.append(data(record())),
  'reloads it': (card) => { card.reload(); },
  'reads the record': (card) => { JSON.stringify(card.record); },
  'empties the shadow root': (card) => card.shadowRoot?.replaceChildren(),
  'throws': () => { throw new Error('the page’s own fault'); },
};

/** What makes a card say something. */
const occasions = {
  ready: (card) => { card.record = record({ claim: { text: 'The first.' } }); },
  error: (card) => { card.record = { version: 1 }; },
  toggle: (card) => section(card, 'details').querySelector('summary').click(),
  filter: (card) => inside(card, 'input[value="refutes"]').click(),
  open: (card) => inside(card, '#source-1 a[href^="https"]').click(),
};

export const callingBack = async () => {
  allow(/the page’s own fault/);
  // The page itself is not to be left.
  document.addEventListener('click', (event) => event.composedPath()[0].closest('a') && event.preventDefault());
  for (const [name, occasion] of Object.entries(occasions)) {
    for (const [deed, act] of Object.entries(deeds)) {
      const what = `${name}, where a listener ${deed}`;
      const card = await shown();
      let heard = 0;
      document.addEventListener(`fact-check-${name}`, () => { heard += 1; act(card); }, { once: true });
      occasion(card);
      await until(() => heard > 0, `the event comes: ${what}`);
      await frame();
      if (!card.isConnected) document.querySelector('main').append(card);
      const last = record({ claim: { text: 'The last.' } });
      card.record = last;
      await until(() => inside(card, '.claim-text')?.textContent === 'The last.', `the card works after ${what}`);
      card.expand('details');
      expect(open(card).includes('details'), `sections to open after ${what}`);
      card.remove();
      await frame();
    }
  }
};

export const otherCards = async () => {
  // A listener that makes more cards in the middle of an event.
  await define();
  const made = [];
  document.addEventListener('fact-check-ready', () => {
    if (made.length === 5) return;
    const card = put({ loading: 'eager' });
    card.record = record();
    made.push(card);
  });
  await shown();
  await until(() => made.length === 5 && made.every((card) => state(card) === 'ready'), 'all are shown');
  expect(made.every((card) => all(card, 'article').length === 1), 'one article in each');
};
