// Many sources: their order, what a page may do with them, and what of it stays.

import { all, called, define, expect, frame, inside, listen, make, quiet, record, same, section, settled, shown, until } from './stage.js';

/** A record of that many sources, the newest last; every third supports the claim, and the last one is cited. */
const many = (count, others = {}) => record({
  verdict: { status: 'false', explanation: `See.[^s${count}] And.[^s2]` },
  sources: Array.from({ length: count }, (_, i) => ({
    id: `s${i + 1}`, title: `Sheet ${i + 1}`, publisher: 'Harbour office', date: `${1900 + (i % 90)}`, stance: i % 3 ? 'refutes' : 'supports',
  })),
  ...others,
});

/** The numbers of the sources that can be seen, in the order in which they stand. */
const numbers = (card) => all(card, '.source').filter((source) => source.checkVisibility()).map(({ id }) => Number(id.slice(7)));
const upTo = (count) => Array.from({ length: count }, (_, i) => i + 1);
const sort = (card, by) => inside(card, `[name="sort"][value="${by}"]`);

export const sorted = async () => {
  const card = await shown({}, many(9));
  const heard = listen();
  same(numbers(card), upTo(9), 'sources at first');
  same(all(card, '[name="sort"]').map(({ value, checked }) => [value, checked]), [['number', true], ['date', false]], 'choices');
  const [first] = all(card, '.source');
  sort(card, 'date').click();
  same(numbers(card), upTo(9).toReversed(), 'sources, the newest first');
  same([called(heard), heard[0].detail], [['sort'], { by: 'date' }], 'events');
  expect(all(card, '.source').at(-1) === first, 'sources to be moved, not made anew');
  same(all(card, '.ordinal').map((it) => it.textContent), upTo(9).toReversed().map((number) => `${number}. `), 'numbers that are those of citations');
  inside(card, 'input[value="supports"]').click();
  same(numbers(card), [7, 4, 1], 'of a stance');
  await quiet();
  same(inside(card, '[role="status"]').textContent, '3 of 9 sources shown', 'what is said of it');
  sort(card, 'number').click();
  same([numbers(card), heard.at(-1).detail], [[1, 4, 7], { by: 'number' }], 'as they are numbered');
};

export const sortedWhereItHelps = async () => {
  for (const [what, data] of [
    ['few', many(7)],
    ['the newest first already', many(9, { sources: many(9).sources.toReversed() })],
    ['without dates', many(9, { sources: many(9).sources.map(({ date, ...others }) => others) })],
  ]) {
    const card = await shown({}, data);
    same([what, all(card, '[name="sort"]').length], [what, 0], 'choices of an order');
    card.remove();
  }
};

export const sortKeepsTheFocus = async () => {
  const card = await shown({}, many(9));
  sort(card, 'date').focus();
  sort(card, 'date').click();
  expect(card.shadowRoot.activeElement === sort(card, 'date'), 'the focus to stay where the order is chosen');
  expect(sort(card, 'date').checked && !sort(card, 'number').checked, 'the chosen order to be checked');
};

export const placeStays = async () => {
  const card = await shown({}, many(14));
  card.expand('sources');
  card.collapse('about');
  card.filter('refutes');
  card.sort('date');
  await quiet();
  const seen = numbers(card);
  same(seen, [14, 12, 11, 9, 8, 6, 5, 3, 2], 'sources that are chosen');
  const heard = listen();
  for (const [what, change] of Object.entries({
    'another record': () => { card.record = many(14, { claim: { text: 'Another.' } }); },
    'another language': () => { card.lang = 'de'; },
    'another density': () => { card.density = 'compact'; },
    'a badge': () => { card.density = 'badge'; },
    'a card again': () => { card.density = 'full'; },
    'another order of parts': () => { card.order = 'claim-first'; },
  })) {
    change();
    await quiet();
    if (what === 'another language') await until(() => /Quellen angezeigt/.test(inside(card, '[role="status"]').textContent), 'it speaks German');
    if (card.density === 'badge') continue;
    same([what, numbers(card)], [what, seen], 'sources that are seen');
    same([what, inside(card, '[name="stance"]:checked').value, inside(card, '[name="sort"]:checked').value], [what, 'refutes', 'date'], 'what is chosen');
    expect(section(card, 'sources').open, `the section to be open after ${what}`);
  }
  same(called(heard).filter((name) => name !== 'ready'), [], 'events of a reader’s place');
  const main = card.parentElement;
  card.remove();
  await quiet();
  main.append(card);
  await settled(card);
  same([numbers(card), inside(card, '[name="sort"]:checked').value], [seen, 'date'], 'after it was taken out and put in');
};

export const byThePage = async () => {
  const card = await shown({}, many(14));
  const heard = listen();
  card.filter('supports');
  same(numbers(card).length, 0, 'sources in a closed section');
  card.cite('s2');
  same([card.shadowRoot.activeElement?.id, section(card, 'sources').open], ['source-2', true], 'the focus, and the section');
  card.sort('date');
  card.cite('nothing');
  card.filter();
  window.print = () => {};
  card.act('print');
  await quiet();
  same(
    heard.map(({ type, detail }) => [type.slice(11), detail]),
    [
      ['filter', { stance: 'supports' }],
      ['filter', { stance: null }],
      ['toggle', { section: 'sources', open: true }],
      ['cite', { sourceId: 's2' }],
      ['sort', { by: 'date' }],
      ['action', { action: 'print' }],
    ],
    'events',
  );
  same(inside(card, '.said').textContent, 'Sent to print.', 'what is said of the action');
};

export const byAReader = async () => {
  const card = await shown();
  const heard = listen();
  inside(card, '.explanation .cite').click();
  same(inside(card, '.marked .back').getAttribute('aria-current'), 'true', 'the way back to where the reader came from');
  inside(card, '.marked .back').click();
  inside(card, '.explanation .cite:last-of-type').click();
  same(all(card, '[aria-current]').map(({ hash }) => hash), ['#cite-2'], 'ways back to where the reader came from');
  window.print = () => {};
  inside(card, '[data-action="print"]').click();
  same(
    heard.map(({ type, detail }) => [type.slice(11), detail.sourceId ?? detail.action ?? null]),
    [['cite', 'map'], ['cite', null], ['cite', 'walk'], ['action', 'print']],
    'events',
  );
};

export const unsaid = async () => {
  const bare = record({ sources: [{ id: 'map', title: 'Map' }], counterStatements: [], verdict: { status: 'unproven' } });
  const said = (card) => all(card, '.gaps li').map(({ textContent }) => textContent);
  const card = await shown({ unsaid: 'single-source nonsense' }, bare);
  same(said(card), ['No primary source is cited.', 'No answer from whoever made the claim.'], 'what is said to be missing');
  card.unsaid = 'single-source no-reply no-primary-source';
  await quiet();
  same(all(card, '.gaps').length, 0, 'what is said to be missing when all of it is unsaid');
  card.removeAttribute('unsaid');
  await quiet();
  same(said(card).length, 3, 'what is said to be missing then');
  card.record = record({ sources: [], counterStatements: [], verdict: { status: 'unproven' } });
  card.unsaid = 'no-sources no-reply';
  await quiet();
  same(section(card, 'sources'), null, 'a section that has nothing to say');
};

export const wrongWords = async () => {
  const card = await shown({}, many(9));
  for (const [method, word, what] of [
    ['filter', 'Supports', /stance/], ['filter', 'everything', /stance/], ['filter', {}, /stance/],
    ['sort', 'title', /order/], ['sort', undefined, /order/], ['act', 'delete', /action/], ['act', '', /action/],
  ]) {
    let error;
    try {
      card[method](word);
    } catch (thrown) {
      error = thrown;
    }
    expect(error instanceof TypeError && what.test(error.message), `a TypeError from ${method}(${word}), found ${error}`);
  }
  same(numbers(card), upTo(9), 'sources');
};

export const early = async () => {
  await define();
  const card = make({ loading: 'eager' });
  card.expand('sources');
  card.filter('refutes');
  card.sort('date');
  card.cite('s3');
  card.record = many(14);
  const heard = listen();
  document.querySelector('main').append(card);
  await settled(card);
  await frame();
  same(numbers(card), [14, 12, 11, 9, 8, 6, 5, 3, 2], 'sources');
  same(card.shadowRoot.activeElement?.id, 'source-3', 'the focus');
  same(called(heard), ['ready', 'filter', 'sort', 'cite'], 'events');
};

/** The most that a record may have: what is far from the viewport is not laid out, and all of it can be reached. */
export const endless = async () => {
  const card = await shown({}, many(2000));
  card.expand('sources');
  await quiet();
  const before = all(card, '.source');
  card.sort('date');
  const after = all(card, '.source');
  const years = after.map(({ id }) => (id.slice(7) - 1) % 90);
  expect(years.every((year, i) => !i || year <= years[i - 1]), 'the newest first');
  expect(after.length === 2000 && before.every((source) => source.isConnected), 'sources to be moved, not made anew');
  // They stand in blocks, of which nothing is heard.
  const heard = [...new Set(after.map((source) => [source, source.parentElement, source.parentElement.parentElement]
    .map((element) => element.getAttribute('role')).join(' in ')))];
  same(heard, ['listitem in none in list'], 'roles of sources, blocks and their list');
  card.filter('supports');
  same(numbers(card).length, 667, 'sources of a stance');
  inside(card, '.explanation .cite').click();
  await quiet();
  const cited = inside(card, '#source-2000');
  same(card.shadowRoot.activeElement?.id, 'source-2000', 'the focus');
  const { top, bottom } = cited.getBoundingClientRect();
  expect(top < innerHeight && bottom > 0 && cited.checkVisibility(), `the source to be seen, found it at ${top}`);
  same([numbers(card).length, cited.querySelector('.ordinal').textContent], [2000, '2,000. '], 'sources, and the number');
  expect(cited.querySelector('.title').getBoundingClientRect().height > 10, 'what is in the source to be laid out');
};

/** A card of two thousand sources, and another far below. */
export const endlessAndMore = async () => {
  await shown({ id: 'sources', expanded: 'sources' }, many(2000));
  await shown({ id: 'below' });
};
