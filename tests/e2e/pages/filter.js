// The filter by stance, and the ways between citations and sources.

import { all, called, expect, inside, listen, quiet, record, same, section, settled, shown, until } from './stage.js';

const visible = (card) => all(card, '.source').filter((source) => source.checkVisibility()).map(({ id }) => id);
const status = (card) => inside(card, '[role="status"]').textContent;

export const byStance = async () => {
  const card = await shown();
  const heard = listen();
  same([visible(card).length, status(card)], [3, '3 of 3 sources shown'], 'before');
  inside(card, 'input[value="refutes"]').click();
  same(visible(card), ['source-2', 'source-3'], 'sources');
  same([heard.length, status(card)], [0, '3 of 3 sources shown'], 'what is said before the sources are seen');
  same(all(card, '.ordinal').map((it) => it.textContent), ['1. ', '2. ', '3. '], 'the numbers of sources, shown or not');
  await until(() => heard.length, 'it is said');
  same([called(heard), heard[0].detail], [['filter'], { stance: 'refutes' }], 'events');
  same(status(card), '2 of 3 sources shown', 'status');
  same(visible(card), ['source-2', 'source-3'], 'sources once the card has answered');
  inside(card, 'input[value="all"]').click();
  same(visible(card).length, 3, 'all again');
  await quiet();
  same([heard.length, heard[1].detail, status(card)], [2, { stance: null }, '3 of 3 sources shown'], 'what is said of all again');
};

/** Whatever comes before a filter has been said finds it done. */
export const inOrder = async () => {
  const card = await shown();
  const heard = listen();
  inside(card, 'input[value="refutes"]').click();
  inside(card, 'input[value="supports"]').click();
  card.filter('refutes');
  inside(card, 'input[value="all"]').click();
  inside(card, 'input[value="supports"]').click();
  card.lang = 'de';
  await quiet();
  same(heard.map(({ detail }) => detail.stance), ['refutes', 'supports', 'refutes', null, 'supports'], 'stances that are said');
  same([inside(card, 'input:checked').value, visible(card)], ['supports', ['source-1']], 'the last of them, and its sources');
  // A card that is taken out of the page has no time left.
  inside(card, 'input[value="refutes"]').click();
  card.remove();
  await quiet();
  document.querySelector('main').append(card);
  await settled(card);
  same([inside(card, 'input:checked').value, visible(card)], ['refutes', ['source-2', 'source-3']], 'the place in a card that is back');
};

export const citationToHiddenSource = async () => {
  const card = await shown();
  inside(card, 'input[value="refutes"]').click();
  await quiet();
  const heard = listen();
  inside(card, '.cite').click();
  same(card.shadowRoot.activeElement?.id, 'source-1', 'the focus');
  same([called(heard), heard[0].detail], [['filter', 'cite'], { stance: null }], 'events');
  same([visible(card).length, inside(card, 'input:checked').value], [3, 'all'], 'sources, and the choice');
  expect(inside(card, '#source-1').matches('.marked'), 'the source to be marked');
};

export const citationToClosedSection = async () => {
  const card = await shown();
  card.collapse('sources');
  const heard = listen();
  inside(card, '.cite').click();
  same(card.shadowRoot.activeElement?.id, 'source-1', 'the focus');
  expect(section(card, 'sources').open, 'the section to be open');
  await quiet();
  same([called(heard), heard[0].detail], [['toggle', 'cite'], { section: 'sources', open: true }], 'events');
  // And back, to a citation in a section that is closed.
  const back = [...all(card, '#source-2 .back')].at(-1);
  expect(!section(card, 'details').open, 'the details to be closed');
  back.click();
  expect(section(card, 'details').open, 'the details to be open');
  same(card.shadowRoot.activeElement?.id, back.getAttribute('href').slice(1), 'the focus');
};

/** The mark reaches behind the source's number, which stands where lines begin. */
export const markBehindTheNumber = async () => {
  for (const [lang, side] of [['en', -1], ['ar', 1]]) {
    const card = await shown({}, record({ lang }));
    inside(card, '.explanation .cite').click();
    const [mark, number, title] = ['.marked', '.marked .ordinal', '.marked .title'].map((css) => inside(card, css).getBoundingClientRect());
    const text = document.createRange();
    text.selectNodeContents(inside(card, '.marked .ordinal'));
    const { left, right } = text.getBoundingClientRect();
    expect(mark.left <= left && right <= mark.right, `the number within the mark in a card in ${lang}, found ${left} to ${right}`);
    same(Math.sign((number.left + number.right) - (title.left + title.right)), side, `the side of the number in a card in ${lang}`);
  }
};

export const oneMark = async () => {
  const card = await shown();
  const [first, second] = all(card, '.explanation .cite');
  first.click();
  second.click();
  same(all(card, '.marked').map(({ id }) => id), ['source-2'], 'marked sources');
  inside(card, '.back').click();
  same(all(card, '.marked').length, 0, 'marked sources after going back');
  const address = location.href;
  await until(() => location.href === address, 'the address is as it was');
  expect(!/source|cite/.test(location.hash), 'no place of the card in the page’s address');
};
