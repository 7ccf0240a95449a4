// Every status, and records with every part, in one density, theme and direction: for checks of what was made of them.

import { all, define, frame, inside, made, told, until } from './stage.js';

const statuses = [
  'true', 'mostly-true', 'mixed', 'mostly-false', 'false', 'unproven',
  'disputed', 'not-checkable', 'pending', 'withdrawn', 'unrated',
].map((status) => `status-${status}`);
const open = ['mosul-offensive', 'everything', 'changes', 'hostile', 'lang-mixed', 'origins', 'replies', 'reviews'];
const everything = 'details sources provenance counter-statements changes about';

/** Puts the cards into the page, half of them open; a page in Arabic runs from right to left. */
const show = async (density, theme, direction) => {
  await define();
  const page = document.documentElement;
  page.lang = direction === 'rtl' ? 'ar' : 'en';
  page.dir = direction;
  page.style.setProperty('color-scheme', theme);
  // Said, for axe takes a page for white that says nothing.
  page.style.setProperty('background-color', 'Canvas');
  const heading = Object.assign(document.createElement('h1'), { textContent: 'Cards' });
  const attributes = { density, theme, loading: 'eager', 'heading-level': '2' };
  const cards = await Promise.all([
    ...statuses.map((name) => made({ ...attributes, src: `/records/${name}.json` })),
    ...open.map((name) => made({ ...attributes, src: `/records/${name}.json`, expanded: everything, meter: '' })),
  ]);
  document.querySelector('main').replaceChildren(heading, ...cards.map((card) => {
    // A badge stands in a line.
    const line = document.createElement('p');
    line.append(card);
    return density === 'badge' ? line : card;
  }));
  // One after the other: each has its own time to come. They are drawn together.
  for (const card of cards) await told(card);
  await preview(cards[statuses.length]);
  await frame();
};

/** Opens the preview of a citation, where the card has one. */
const preview = async (card) => {
  const [popover] = all(card, '[popover]');
  if (!popover) return;
  inside(card, '.cite').focus();
  await until(() => popover.matches(':popover-open'), 'the preview of a citation is open');
};

export const fullLightLtr = () => show('full', 'light', 'ltr');
export const fullLightRtl = () => show('full', 'light', 'rtl');
export const fullDarkLtr = () => show('full', 'dark', 'ltr');
export const fullDarkRtl = () => show('full', 'dark', 'rtl');
export const compactLightLtr = () => show('compact', 'light', 'ltr');
export const compactLightRtl = () => show('compact', 'light', 'rtl');
export const compactDarkLtr = () => show('compact', 'dark', 'ltr');
export const compactDarkRtl = () => show('compact', 'dark', 'rtl');
export const badgeLightLtr = () => show('badge', 'light', 'ltr');
export const badgeLightRtl = () => show('badge', 'light', 'rtl');
export const badgeDarkLtr = () => show('badge', 'dark', 'ltr');
export const badgeDarkRtl = () => show('badge', 'dark', 'rtl');
