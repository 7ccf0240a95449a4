// Documents that are no claim records: ClaimReview, answers of the Fact Check Tools API, web pages.

import {
  allow, data, define, expect, fallback, inside, listen, called, paragraph, put, record, same, settled, shown, state, until,
} from './stage.js';

const review = (others = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  inLanguage: 'en',
  claimReviewed: 'The pier has two ends.',
  reviewRating: { '@type': 'Rating', alternateName: 'Half true' },
  ...others,
});

/** The files of the module for import that the page has asked for. */
const modules = () => performance.getEntriesByType('resource').filter(({ name }) => /\/import\.\w+\.(js|wasm)$/.test(name)).length;

const problemsOf = (heard) => heard.find(({ type }) => type === 'fact-check-ready' || type === 'fact-check-error').detail.problems;
const said = (heard) => problemsOf(heard).map(({ message }) => message).join('\n');

export const fromScriptInside = async () => {
  await define();
  const heard = listen();
  const card = put({ loading: 'eager' }, data(review(), 'application/ld+json'), paragraph('Fallback.'));
  await settled(card);
  same([state(card), card.record.verdict], ['ready', { status: 'mixed', label: 'Half true' }], 'state and verdict');
  same([card.record.claim.text, called(heard)], ['The pier has two ends.', ['ready']], 'claim and events');
  expect(modules() > 0, 'the module for import to be fetched');
};

export const fromAddress = async () => {
  await define();
  const heard = listen();
  const card = put({ src: '/documents/claimreview.json', loading: 'eager' });
  await settled(card);
  same(card.record.claim.text, 'The night tram "never" stops at the harbour.', 'claim');
  same([card.record.verdict.status, card.record.review.published], ['mostly-false', '2024-05-09'], 'status, date');
  const repairs = problemsOf(heard).filter(({ severity }) => severity === 'repair');
  const pointers = repairs.map(({ pointer }) => pointer);
  for (const end of ['/claimReviewed', '/datePublished', '/ratingExplanation']) {
    expect(pointers.some((pointer) => pointer.endsWith(end)), `a repair of ${end}, found ${pointers}`);
  }
};

export const fromAnApiAnswer = async () => {
  await define();
  const heard = listen();
  const card = put({ src: '/documents/claims-search.json', loading: 'eager' });
  await settled(card);
  same(card.record.review.publisher.name, 'Lindholm Desk', 'the first review');
  same(card.record.review.url, 'https://desk.example/checks/ferry', 'its address');
  expect(/found 2: the first is shown/.test(said(heard)), `a word on the second review, found ${said(heard)}`);
};

export const fromProperty = async () => {
  const card = await shown({}, review({ '@type': ['Thing', 'http://schema.org/ClaimReview'] }));
  same([state(card), card.record.claim.text], ['ready', 'The pier has two ends.'], 'state and claim');
  same(card.record.review.url, location.href, 'the address of a review without one is its page’s');
};

export const fromAPage = async () => {
  await define();
  const card = put({ src: '/test/pages/document.html', loading: 'eager' });
  await settled(card);
  same([state(card), card.record.claim.text], ['ready', 'The clock tower chimes at night.'], 'state and claim');
  same(card.record.review.url, 'https://desk.example/checks/tower', 'an address, whole');
  same(card.record.verdict, { status: 'true', label: 'True', explanation: 'It has since 1904.' }, 'verdict');
};

export const fromAPageElsewhere = async () => {
  await define();
  // The server leads from the folder's name to its page.
  const card = put({ src: '/test/pages/tower', loading: 'eager' });
  await settled(card);
  same(card.record.review.url, `${location.origin}/test/pages/tower/noon`, 'an address relative to where the page is');
};

/** A review in microdata of a page that has no address for it; `inside` is what else it holds. */
const heavy = (inside) => `<!doctype html><html lang="en"><div itemscope itemtype="http://schema.org/ClaimReview">
  <p itemprop="claimReviewed">The tower is heavy.</p><p itemprop="reviewRating" itemscope><b itemprop="alternateName">True</b></p>${inside}`;

export const fromAHeavyPage = async () => {
  const { load } = await define();
  const { importClaimReview } = await load();
  const address = 'https://desk.example/checks/heavy';
  const pages = {
    'one property': '<p itemprop="about">Weight</p>',
    'items in items, each twice': '<div itemprop="a b" itemscope>'.repeat(29),
    'a text of many names': `<p itemprop="${'a '.repeat(100_000)}">${'x'.repeat(500_000)}</p>`,
    'many names in items, each twice': `${'<div itemprop="a b" itemscope>'.repeat(20)}<p itemprop="${'a '.repeat(400_000)}"></p>`,
  };
  for (const [what, inside] of Object.entries(pages)) {
    const start = performance.now();
    const { records: [found], problems } = await importClaimReview(heavy(inside), { page: address });
    const time = performance.now() - start;
    expect(time < 10_000, `${what}: import in less than 10 s, found ${time}`);
    if (found) same([what, found.record.claim.text, found.record.review.url], [what, 'The tower is heavy.', address], 'the record');
    else expect(/found a larger one/.test(problems[0].message), `${what}: a reason, found ${JSON.stringify(problems)}`);
    expect(found || what !== 'one property', 'a record of a page that is sound');
  }
};

export const pageUnderTrustedTypes = async () => {
  allow(/DOMParser parseFromString/);
  await define();
  const heard = listen();
  const card = put({ src: '/test/pages/document.html', loading: 'eager' }, paragraph('Fallback.'));
  await settled(card);
  same([state(card), called(heard), fallback(card)], ['error', ['error'], true], 'state, events, fallback');
  expect(/Trusted Types/.test(said(heard)) && /command line/.test(said(heard)), `a reason, found ${said(heard)}`);
};

export const nothingToImport = async () => {
  await define();
  for (const document of [[], { '@type': 'Recipe' }, { claims: [] }, { '@context': 'https://schema.org' }]) {
    const heard = listen();
    const card = put({ loading: 'eager' }, data(document), paragraph('Fallback.'));
    await settled(card);
    same([state(card), called(heard), fallback(card)], ['error', ['error'], true], `${JSON.stringify(document)}`);
    card.remove();
  }
};

export const recordsNeedNoImport = async () => {
  const card = await shown();
  card.record = '{"version": 1, "lang": "en"}';
  await until(() => state(card) === 'error', 'the card is in error');
  same(modules(), 0, 'files of the module for import');
};

export const overtaken = async () => {
  const card = await shown({}, record());
  card.record = review();
  card.record = record({ claim: { text: 'The later one.' } });
  await until(() => card.record.claim.text === 'The later one.', 'the later record is shown');
  card.record = review({ claimReviewed: 'The slower one.' });
  await Promise.resolve();
  card.record = record({ claim: { text: 'The last one.' } });
  await until(() => card.record.claim.text === 'The last one.', 'the last record is shown');
  await new Promise((go) => setTimeout(go, 300));
  same(card.record.claim.text, 'The last one.', 'the record after the import has ended');
};

export const reloadWaits = async () => {
  await define();
  const card = put({ src: '/documents/claimreview.json', loading: 'eager' });
  await card.reload();
  same(state(card), 'ready', 'state when the promise is kept');
};

export const byHand = async () => {
  const { load } = await import('/fact-check-card/fact-check-card.js');
  const core = await load();
  const labels = { 'Half true': 'mostly-true' };
  const { records, problems } = await core.importClaimReview([review(), review({ url: '/b' })], { page: 'https://a.example/', labels });
  same(records.map(({ record: { verdict, review } }) => [verdict.status, review?.url]), [['mostly-true', 'https://a.example/'], ['mostly-true', 'https://a.example/b']], 'records');
  same(problems, [], 'problems of the document');
  for (const wrong of [undefined, null, 7, () => {}]) {
    const error = await core.importClaimReview(wrong).then(() => null, (thrown) => thrown);
    expect(error instanceof TypeError, `a TypeError for ${wrong}, found ${error}`);
  }
};
