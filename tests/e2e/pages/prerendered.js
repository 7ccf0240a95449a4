// Cards that come with the page: what waits, what starts them, and what is still there when a script has taken them over.

import {
  all, allow, called, expect, fallback, frame, inside, listen, open, quiet, record, same, section, sent, settled, shown,
  state, until,
} from './stage.js';

/** A use that starts a card and does nothing else. */
const touch = (card) => inside(card, 'article').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));

/** A card without the slots by which the page leads into it. */
const plain = (article) => {
  const copy = article.cloneNode(true);
  for (const slot of copy.querySelectorAll('slot[name*="-"]')) slot.remove();
  return copy;
};

/** The card of the same record that a script has built. */
const built = async (attributes, data) => inside(await shown(attributes, data), 'article');

export const takenOver = async () => {
  for (const attributes of [{}, { density: 'compact', order: 'claim-first' }, { meter: '', 'heading-level': '2' }]) {
    const card = await sent(attributes);
    const article = inside(card, 'article');
    const nodes = [...article.querySelectorAll('*')];
    const heard = listen(card);
    await quiet();
    same([state(card), called(heard)], ['', []], 'state and events of a card that nobody uses');
    touch(card);
    await settled(card);
    same([state(card), called(heard)], ['ready', ['ready']], 'state and events of a card that is used');
    expect(inside(card, 'article') === article, 'the same article');
    expect(nodes.every((node) => node.isConnected), 'every node to stay');
    expect(plain(article).isEqualNode(await built(attributes)), 'the nodes that a script builds');
    same(all(card, 'link, style').length, 0, 'stylesheets besides the adopted one');
    same(card.record.claim.text, 'The pier has two ends.', 'the record');
  }
};

export const stays = async () => {
  const card = await sent();
  const heard = listen(card);
  // Not used, but before a script came: nothing of this leaves the shadow root.
  section(card, 'details').open = true;
  section(card, 'changes').open = false;
  inside(card, 'input[value="refutes"]').checked = true;
  const link = inside(card, '.explanation .cite');
  const words = inside(card, '.claim-text').firstChild.firstChild ?? inside(card, '.claim-text').firstChild;
  getSelection().setBaseAndExtent(words, 1, words, 5);
  await quiet();
  await until(() => all(card, '.source').filter((source) => source.checkVisibility()).length === 2, 'two sources are visible');
  link.focus();
  const selected = `${getSelection()}`;
  await settled(card);
  same(open(card), 'details sources counter-statements', 'open sections');
  same(inside(card, 'input:checked').value, 'refutes', 'the stance');
  same(all(card, '.source').filter((source) => source.checkVisibility()).length, 2, 'sources that are visible');
  same(inside(card, '[role="status"]').textContent, '2 of 3 sources shown', 'what is said of it');
  expect(card.shadowRoot.activeElement === link, 'the focus to stay');
  same(`${getSelection()}`, selected, 'the selection');
  same(called(heard).toSorted(), ['filter', 'ready', 'toggle', 'toggle'], 'events');
  same(called(heard)[0], 'ready', 'the first event');
};

export const mended = async () => {
  const changes = {
    'another text': (html) => html.replace('<p>“The pier', '<p>“The old pier').replaceAll('Our walk', 'A walk'),
    'parts that are not there': (html) => html.replace(/<div class="actions".*?<\/div>/, '').replace(/<fieldset.*?<\/fieldset>/, ''),
    'parts that are too much': (html) => html.replace('<article', '<p>More</p><article').replace('</summary>', '<b>x</b></summary><i>y</i>'),
    'other attributes': (html) => html.replaceAll('class="meta"', 'class="other" title="x"').replace('data-tone="open"', ''),
    'sections that another version has': (html) => html.replace('data-value="about"', 'data-value="appendix"')
      .replace('<article', '<details open><summary>x</summary></details><article'),
    'nothing but the record': (html) => html.replace(/<article.*<\/article>/, ''),
  };
  for (const [what, change] of Object.entries(changes)) {
    const card = await sent({}, record(), (html) => html.replace(/^.*<\/template>/s, change));
    card.reload();
    await settled(card);
    expect(plain(inside(card, 'article')).isEqualNode(await built()), `the card to be mended after: ${what}`);
    same([what, card.shadowRoot.children.length], [what, 1], 'what stands in the shadow root');
  }
};

export const firstClick = async () => {
  const card = await sent();
  const actions = [];
  card.addEventListener('fact-check-action', ({ detail }) => actions.push(detail.action));
  await quiet();
  inside(card, '[data-action="print"]').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true }));
  window.print = () => actions.push('printed');
  inside(card, '[data-action="print"]').click();
  await settled(card);
  await until(() => actions.length > 1, 'the first click is done');
  await quiet();
  same(actions.toSorted(), ['print', 'printed'], 'what came of it');
  const other = await sent();
  await quiet();
  const heard = listen(other);
  section(other, 'about').querySelector('summary').click();
  expect(section(other, 'about').open, 'the section to open at once');
  await settled(other);
  await until(() => heard.length > 1, 'the section is said to be open');
  same([called(heard), heard[1].detail], [['ready', 'toggle'], { section: 'about', open: true }], 'events');
};

export const usedWhileItsWordsCome = async () => {
  // Sent in English, into a page in German.
  const card = await sent();
  const usual = window.fetch;
  let arrive;
  window.fetch = async (address, options) => {
    if (/\/words\//.test(address)) await new Promise((go) => { arrive = go; });
    return usual(address, options);
  };
  const actions = [];
  window.print = () => actions.push('printed');
  card.lang = 'de';
  await until(() => arrive && state(card) === 'loading', 'it waits for its words');
  await quiet();
  inside(card, '[data-action="print"]').click();
  card.expand('about');
  card.filter('refutes');
  const heard = listen(card);
  arrive();
  await until(() => state(card) === 'ready', 'it is taken over');
  await until(() => actions.length > 0, 'the click is done');
  await quiet();
  same(actions, ['printed'], 'what came of the click');
  same([section(card, 'about').open, inside(card, 'input:checked').value], [true, 'refutes'], 'what the page wanted');
  same(called(heard), ['ready', 'action', 'toggle', 'filter'], 'events');
};

export const startedByThePage = async () => {
  const starts = {
    'a method': (card) => card.expand('about'),
    'a property': (card) => { card.density = 'compact'; },
    'a record': (card) => { card.record = record({ claim: { text: 'Another.' } }); },
    'reload()': (card) => card.reload(),
    'a citation': (card) => same(card.citation(), '', 'the citation before there is a card'),
    eager: (card) => { card.loading = 'eager'; },
  };
  for (const [what, start] of Object.entries(starts)) {
    const card = await sent();
    start(card);
    await settled(card);
    await frame();
    same([what, state(card)], [what, 'ready'], 'state');
    if (what === 'a method') same(section(card, 'about').open, true, 'the section');
    if (what === 'a record') same(inside(card, '.claim-text').textContent, 'Another.', 'the claim');
    card.remove();
  }
};

export const badRecord = async () => {
  allow(/HTMLScriptElement text/);
  const card = await sent({}, record(), (html) => html.replace('{"version":1,', '{"version":2,'));
  const heard = listen(card);
  touch(card);
  await settled(card);
  same([state(card), called(heard)], ['error', ['error']], 'state and events');
  expect(inside(card, 'article').checkVisibility() && !fallback(card), 'the card to stand as it was sent');
  card.record = record();
  await until(() => state(card) === 'ready', 'a good record is shown');
  expect(plain(inside(card, 'article')).isEqualNode(await built()), 'the nodes that a script builds');
};
