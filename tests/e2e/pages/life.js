// What a card goes through in a page that others change too.

import {
  all, called, data, define, expect, fallback, frame, inside, listen, make, open, paragraph, put, quiet, record, same,
  section, settled, shown, state, until,
} from './stage.js';

const title = (card) => inside(card, '.claim-text')?.textContent;
const checked = (card) => inside(card, 'input:checked')?.value;

/** A card whose reader has opened the details, closed the sources' neighbours, and chosen a stance. */
const used = async () => {
  const card = await shown();
  section(card, 'details').querySelector('summary').click();
  inside(card, 'input[value="refutes"]').click();
  card.collapse('changes');
  await quiet();
  return card;
};

const place = 'details sources counter-statements';

export const moved = async () => {
  const card = await used();
  const article = inside(card, 'article');
  const heard = listen();
  document.body.insertBefore(card, document.body.firstChild);
  await quiet();
  expect(inside(card, 'article') === article, 'the same nodes');
  same([open(card), checked(card), called(heard)], [place, 'refutes', []], 'sections, stance, events');
  const holder = document.createElement('div');
  holder.append(card);
  document.body.append(holder);
  await quiet();
  same([open(card), checked(card), state(card)], [place, 'refutes', 'ready'], 'after another move');
  inside(card, 'input[value="supports"]').click();
  await quiet();
  same(called(heard), ['filter'], 'events of a click after the move');
};

export const removedAndBack = async () => {
  const card = await used();
  const heard = listen();
  card.remove();
  await quiet();
  document.querySelector('main').append(card);
  await settled(card);
  await until(() => heard.length > 0, 'the card says that it is there again');
  await quiet();
  same([open(card), checked(card), state(card)], [place, 'refutes', 'ready'], 'sections, stance, state');
  same(called(heard), ['ready'], 'events');
  section(card, 'about').querySelector('summary').click();
  await until(() => heard.length > 1, 'a click is answered');
  same([called(heard).at(-1), heard.at(-1).detail], ['toggle', { section: 'about', open: true }], 'the event');
};

export const removedAndBackBad = async () => {
  for (const bad of [{ version: 1 }, null]) {
    const card = await used();
    card.remove();
    await quiet();
    for (const script of card.querySelectorAll('script')) script.remove();
    card.record = bad;
    if (!card.querySelector('p')) card.append(paragraph('Own words'));
    document.querySelector('main').append(card);
    await until(() => fallback(card), 'the fallback is visible, and no card of a record that is gone');
    same(all(card, 'article').length, 0, 'articles');
    card.record = record();
    await until(() => state(card) === 'ready', 'a good record is shown');
    same([open(card), fallback(card)], [place, false], 'sections, and the fallback');
  }
};

export const sectionsOutliveFailure = async () => {
  const card = await used();
  card.record = 'no JSON';
  await until(() => state(card) === 'error', 'the bad record is refused');
  card.record = record();
  await until(() => state(card) === 'ready', 'the good record is shown');
  same([open(card), checked(card)], [place, 'refutes'], 'sections and stance');
};

export const pageContentInSlots = async () => {
  const card = await shown();
  const heard = listen();
  const details = Object.assign(document.createElement('details'), { slot: 'footer' });
  details.dataset.value = 'terms';
  const button = Object.assign(document.createElement('button'), { slot: 'footer', textContent: 'Own' });
  button.dataset.action = 'print';
  window.print = () => { throw new Error('expected the page’s own button to print nothing'); };
  card.append(details, button);
  details.open = true;
  button.click();
  await quiet();
  same([state(card), called(heard), all(card, 'article').length], ['ready', [], 1], 'state, events, articles');
};

export const focusInShadowTree = async () => {
  await define();
  const holder = document.createElement('div');
  document.body.append(holder);
  const card = make({ loading: 'eager', src: '/test/slow?/records/bare.json' });
  const link = Object.assign(document.createElement('a'), { href: '#', textContent: 'Own words' });
  card.append(link);
  holder.attachShadow({ mode: 'open' }).append(card);
  link.focus();
  await settled(card);
  expect(card.shadowRoot.activeElement === inside(card, 'article'), 'the focus to go on to the card');
};

export const anotherInItsPlace = async () => {
  const card = await used();
  card.remove();
  await quiet();
  const other = put({ loading: 'eager' });
  other.record = record({ claim: { text: 'Another claim.' } });
  await until(() => title(other) === 'Another claim.', 'the other card is shown');
  const before = open(other);
  document.querySelector('main').append(card);
  await settled(card);
  same([title(card), open(card), title(other)], ['The pier has two ends.', place, 'Another claim.'], 'what both show');
  section(card, 'about').querySelector('summary').click();
  await quiet();
  same([open(card), open(other)], [`${place} about`, before], 'a section that was opened in the first');
};

export const removedWhileLoading = async () => {
  await define();
  const card = put({ src: '/test/slow?/records/bare.json', loading: 'eager' }, paragraph('Own words'));
  const heard = listen(card);
  await until(() => state(card) === 'loading', 'it is loading');
  card.remove();
  await fetch('/test/slow?/records/bare.json');
  await quiet();
  same(called(heard), [], 'events of a card that has gone');
  card.src = '/records/bare.json';
  document.querySelector('main').append(card);
  await until(() => state(card) === 'ready', 'it is shown when it is back');
};

export const adopted = async () => {
  const card = await used();
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const { body } = frame.contentDocument;
  body.append(card);
  await quiet();
  same([open(card), checked(card), state(card)], [place, 'refutes', 'ready'], 'sections, stance, state');
  same(card.shadowRoot.adoptedStyleSheets.length, 1, 'style sheets in the other document');
  card.density = 'compact';
  card.record = record({ claim: { text: 'Adopted.' } });
  await until(() => title(card) === 'Adopted.', 'the card works in the other document');
  same(card.shadowRoot.adoptedStyleSheets.length, 1, 'style sheets after an update');
  document.querySelector('main').append(card);
  await quiet();
  same([card.shadowRoot.adoptedStyleSheets.length, open(card)], [1, place], 'style sheets and sections at home again');
};

export const withoutWindow = async () => {
  // A document that is shown nowhere, as editors and sanitisers use it.
  const card = await used();
  const page = document.implementation.createHTMLDocument('elsewhere');
  page.body.append(card);
  await frame();
  card.density = 'compact';
  card.record = record({ claim: { text: 'Elsewhere.' } });
  await quiet();
  document.querySelector('main').append(card);
  await until(() => title(card) === 'Elsewhere.', 'the card works when it is back');
  same(card.shadowRoot.adoptedStyleSheets.length, 1, 'style sheets at home again');
};

export const attributesKeepThePlace = async () => {
  const card = await used();
  const heard = listen();
  const changes = [
    ['density', 'compact'], ['order', 'claim-first'], ['theme', 'dark'], ['meter', ''], ['heading-level', '5'],
    ['expanded', 'about'], ['density', 'full'],
  ];
  for (const [name, value] of changes) {
    const link = inside(card, '.explanation .cite');
    link.focus();
    card.setAttribute(name, value);
    await frame();
    same([name, open(card), checked(card)], [name, place, 'refutes'], 'sections and stance');
    if (name !== 'order') expect(card.shadowRoot.activeElement === inside(card, '.explanation .cite'), `the focus to stay when ${name} changes`);
  }
  same(called(heard), [], 'events');
  same(inside(card, '#finding').localName, 'h5', 'the heading');
  expect(inside(card, '.claim').compareDocumentPosition(inside(card, '.finding')) & Node.DOCUMENT_POSITION_FOLLOWING, 'the claim first');
  card.removeAttribute('heading-level');
  card.setAttribute('order', 'sideways');
  await frame();
  same(inside(card, '#finding').localName, 'h3', 'the heading without the attribute');
  for (const level of ['0', '7', '-1', 'x', '', '2.5', '999999999999']) {
    card.setAttribute('heading-level', level);
    await frame();
    same([level, inside(card, '#finding').localName], [level, 'h3'], 'the heading');
  }
};

export const badgeAndBack = async () => {
  const card = await used();
  card.density = 'badge';
  await frame();
  same([all(card, 'article').length, all(card, '.badge').length], [0, 1], 'articles and badges');
  card.density = 'full';
  await frame();
  same([open(card), checked(card)], [place, 'refutes'], 'sections and stance');
};

export const recordReplaced = async () => {
  const card = await used();
  card.record = record({ claim: { text: 'Another claim.' } });
  await until(() => title(card) === 'Another claim.', 'the other record is shown');
  same([open(card), checked(card)], [place, 'refutes'], 'sections and stance');
  card.record = record({ sources: record().sources.slice(0, 1) });
  await until(() => all(card, '.source').length === 1, 'the record with one source is shown');
  same(all(card, '.source').filter((source) => source.checkVisibility()).length, 1, 'sources that are visible');
};

export const backToFallback = async () => {
  const card = await shown();
  expect(!fallback(card), 'the fallback to be hidden');
  card.record = { version: 1 };
  await until(() => state(card) === 'error', 'the bad record is refused');
  expect(fallback(card), 'the fallback to be visible again');
  same(all(card, 'article').length, 0, 'articles');
  card.record = record();
  await until(() => state(card) === 'ready', 'the good record is shown');
  expect(!fallback(card), 'the fallback to be hidden again');
};

export const manyChanges = async () => {
  const card = await shown();
  const heard = listen();
  let batches = 0;
  new MutationObserver(() => { batches += 1; }).observe(card.shadowRoot, { subtree: true, childList: true, characterData: true, attributes: true });
  for (let i = 1; i <= 50; i += 1) {
    card.record = record({ claim: { text: `Claim ${i}.` } });
    card.setAttribute('heading-level', `${1 + (i % 6)}`);
    card.setAttribute('density', i % 2 ? 'compact' : 'full');
  }
  await until(() => title(card) === 'Claim 50.', 'the last is shown');
  await quiet();
  same([called(heard), batches], [['ready'], 1], 'events, and batches of changes');
};

export const secondCopy = async () => {
  const card = await shown();
  const first = customElements.get('fact-check-card');
  const copy = await import('/fact-check-card/fact-check-card.js?copy=2');
  expect(customElements.get('fact-check-card') === first, 'the first definition to stay');
  const other = await shown({}, record({ claim: { text: 'Another claim.' } }));
  same([state(card), state(other)], ['ready', 'ready'], 'states');
  // A core of its own would answer for cards that it does not know.
  await copy.load();
  await (await define()).load(null);
  const last = await shown();
  for (const it of [card, other, last]) it.expand('about');
  same([card, other, last].map((it) => [it.record.claim.text, state(it), section(it, 'about').open]), [
    ['The pier has two ends.', 'ready', true], ['Another claim.', 'ready', true], ['The pier has two ends.', 'ready', true],
  ], 'what each says');
};

export const takenName = async () => {
  class Own extends HTMLElement {}
  customElements.define('fact-check-card', Own);
  const { define: defineAs } = await define();
  expect(customElements.get('fact-check-card') === Own, 'the page’s own element to stay');
  defineAs('other-card');
  const card = document.createElement('other-card');
  card.setAttribute('loading', 'eager');
  card.record = record();
  document.body.append(card);
  await settled(card);
  same(state(card), 'ready', 'state of the card under another name');
};

/**
 * What others do to nodes that are not theirs. A text that is translated where it stands is no disturbance: it stays as
 * its reader wants it until the card has something else to say there.
 */
const disturbances = {
  'a text wrapped as translators do': (card) => {
    for (const text of [...texts(card)]) {
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(text);
    }
  },
  'texts wrapped and taken away': (card) => {
    for (const text of [...texts(card)]) {
      const font = document.createElement('font');
      font.textContent = 'Übersetzt';
      text.replaceWith(font);
    }
  },
  'a node put first': (card) => card.shadowRoot.prepend(document.createElement('aside')),
  'nodes put everywhere': (card) => {
    for (const node of all(card, 'p, li, summary')) node.prepend(document.createElement('b'));
  },
  'nodes taken away': (card) => { for (const node of all(card, 'li, .claim')) node.remove(); },
  'everything taken away': (card) => card.shadowRoot.replaceChildren(),
  'texts split': (card) => { for (const text of [...texts(card)]) if (text.length > 4) text.splitText(2); },
};

function* texts(card) {
  const walker = document.createTreeWalker(card.shadowRoot, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  yield* found;
}

export const disturbed = async () => {
  const next = record({
    claim: { text: 'The pier has three ends.', claimants: [{ name: 'Harbour Pilot' }] },
    verdict: { status: 'false', explanation: 'It has two.[^walk]' },
  });
  const wanted = inside(await shown({}, next), 'article');
  const wrong = [];
  for (const [what, disturb] of Object.entries(disturbances)) {
    const card = await shown();
    disturb(card);
    card.record = next;
    await until(() => card.record?.claim?.text === next.claim.text, `the card has the record after ${what}`);
    await frame();
    const article = inside(card, 'article');
    const fresh = await shown({}, next);
    // Sections that were open stay so: the rest must be as in a card that was never disturbed.
    for (const name of open(card).split(' ')) if (name) fresh.expand(name);
    for (const details of all(fresh, 'details[open]')) if (!section(card, details.dataset.value)?.open) fresh.collapse(details.dataset.value);
    await frame();
    if (card.shadowRoot.children.length !== 1 || !article?.isEqualNode(inside(fresh, 'article'))) {
      wrong.push(`${what}: ${article?.textContent.trim().slice(0, 80)} …`);
    }
    card.remove();
    fresh.remove();
  }
  expect(wanted, 'an article');
  expect(wrong.length === 0, `the card to be mended after each disturbance, found it is not after\n    ${wrong.join('\n    ')}`);
};

export const disturbedAndUsed = async () => {
  for (const [what, disturb] of Object.entries(disturbances)) {
    const card = await shown();
    disturb(card);
    card.expand('about');
    card.collapse('sources');
    card.density = 'compact';
    await frame();
    same([what, state(card)], [what, 'ready'], 'state');
    card.remove();
  }
};

export const emptied = async () => {
  // Frameworks empty and fill elements at will; the record in them comes and goes.
  await define();
  const card = put({ loading: 'eager' }, paragraph('Own words'), data(record()));
  await settled(card);
  card.replaceChildren();
  await quiet();
  expect(state(card) !== 'ready', `no card without a record, found ${state(card)}`);
  card.append(data(record()));
  await until(() => state(card) === 'ready', 'the card is back with its record');
};

export const cloned = async () => {
  const card = await used();
  card.append(data(record({ claim: { text: 'In the clone.' } })));
  const clone = card.cloneNode(true);
  document.body.append(clone);
  await settled(clone);
  same([state(clone), title(clone)], ['ready', 'In the clone.'], 'the clone');
};

export const inTemplate = async () => {
  await define();
  const template = document.createElement('template');
  template.content.append(make({ loading: 'eager', src: '/records/bare.json' }));
  const heard = listen();
  await quiet();
  same(called(heard), [], 'events of a card in a template');
  const copy = document.importNode(template.content, true);
  const card = copy.firstElementChild;
  document.body.append(copy);
  await settled(card);
  same(state(card), 'ready', 'state of its copy');
};
