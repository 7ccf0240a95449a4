// Says whether the package of wasm-pack works by itself: whether it starts, and does what the README says of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , folder] = process.argv;
const at = (name) => new URL(name, pathToFileURL(`${folder}/`));

/** As much of a page as it takes to define an element. */
const defined = new Map();
Object.assign(globalThis, {
  HTMLElement: class {},
  IntersectionObserver: class {},
  customElements: { get: (name) => defined.get(name), define: (name, element) => defined.set(name, element) },
});

const { default: init, define, learn, readRecord, toClaimReview, renderHtml, importClaimReview } = await import(at('fact_check_card.js'));
await init({ module_or_path: readFileSync(at('fact_check_card_bg.wasm')) });

define();
define('other-card');
define();
assert.deepEqual([...defined.keys()], ['fact-check-card', 'other-card']);
assert.ok('record' in defined.get('other-card').prototype);

const record = { version: 1, lang: 'en', claim: { text: 'The pier has two ends.' }, verdict: { status: 'false', label: 'Wrong' } };
assert.deepEqual(readRecord(record).record, record);
assert.equal(toClaimReview(record).claimReviewed, record.claim.text);
assert.match(renderHtml(record, { styles: '/styles.css' }), /^<fact-check-card><template shadowrootmode="open"><link [^>]+><article /);
const review = { '@type': 'ClaimReview', claimReviewed: 'Ducks swim.', inLanguage: 'en', reviewRating: { alternateName: 'False' } };
assert.equal(importClaimReview(review).records[0].record.verdict.status, 'false');
for (const call of [readRecord, toClaimReview, renderHtml, importClaimReview]) assert.throws(() => call(5), TypeError);
assert.equal(learn('de', 'no words'), false);
