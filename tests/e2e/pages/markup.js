// The check as ClaimReview in the page's head.

import { data, expect, paragraph, put, record, same, settled, shown, until } from './stage.js';

/** What search engines read in the head. */
const markups = () =>
  [...document.head.querySelectorAll('script[type="application/ld+json"]')].map((script) => JSON.parse(script.textContent));

/** A check of a publisher with this site. */
const checkOf = (site, name = 'pier') => record({ review: { url: `${site}/checks/${name}`, publisher: { name: 'The Pier Check' } } });
const own = checkOf(location.origin);
const foreign = checkOf('https://desk.example');

export const onThePublishersPage = async () => {
  await shown({}, foreign);
  same(markups(), [], 'markup of a check of another site');
  const card = await shown({}, own);
  const [markup, ...others] = markups();
  same([markup?.['@type'], markup?.claimReviewed, others], ['ClaimReview', own.claim.text, []], 'markup');
  same(markup, card.toClaimReview(), 'what the method gives');
  card.remove();
  await until(() => markups().length === 0, 'the markup is taken away with the card');
};

export const asThePageSays = async () => {
  const [never, always] = [await shown({ 'structured-data': 'off' }, own), await shown({ 'structured-data': 'on' }, foreign)];
  same(markups().map(({ url }) => url), [foreign.review.url], 'addresses in the head');
  always.structuredData = 'auto';
  never.structuredData = 'on';
  await until(() => markups()[0]?.url === own.review.url, 'the attributes count');
  same(markups().length, 1, 'how many');
  never.record = 'no record';
  await until(() => markups().length === 0, 'a card that fails takes its markup away');
};

export const onceForACheck = async () => {
  const [first, second, other] = [await shown({}, own), await shown({}, own), await shown({}, checkOf(location.origin, 'quay'))];
  same(markups().map(({ url }) => url).toSorted(), [own.review.url, other.record.review.url].toSorted(), 'addresses in the head');
  first.remove();
  await settled(second);
  same(markups().length, 2, 'how many when one of two cards of a check is gone');
  second.remove();
  await until(() => markups().length === 1, 'the last card takes it away');
};

export const whereThePageHasIt = async () => {
  const theirs = data({ '@type': 'ClaimReview', url: own.review.url }, 'application/ld+json');
  // As many systems write addresses.
  theirs.replaceChildren(theirs.textContent.replaceAll('/', '\\/'));
  document.body.append(theirs);
  await shown({}, own);
  same(markups(), [], 'markup beside the page’s own');
  const other = data({ '@type': 'WebPage', url: foreign.review.url }, 'application/ld+json');
  document.body.append(other);
  await shown({ 'structured-data': 'on' }, foreign);
  same(markups().length, 1, 'markup of a check that the page only names');
  const next = { ...foreign, review: { ...foreign.review, url: foreign.review.url.slice(0, -1) } };
  await shown({ 'structured-data': 'on' }, next);
  same(markups().length, 2, 'markup of a check whose address another begins with');
};

export const hostileText = async () => {
  const text = '</script><img src=x onerror=alert(1)> <!-- \u2028';
  const card = await shown({ 'structured-data': 'on' }, record({ claim: { text }, review: own.review }));
  same(markups()[0].claimReviewed.includes('</script><img src=x onerror=alert(1)> <!--'), true, 'the text, as text');
  expect(!document.querySelector('img'), 'no element of it');
  expect(card.isConnected && put({}, paragraph('')), 'the page to live');
};
