// A card that has everything, in each density, for a look at its accessibility tree: every section is open.

import { define, made, settled } from './stage.js';

const show = async (density) => {
  await define();
  const card = await made({
    id: 'card', src: '/records/everything.json', loading: 'eager', density, meter: '',
    expanded: 'details sources provenance counter-statements changes about',
  });
  document.querySelector('main').append(card);
  await settled(card);
};

export const full = () => show('full');
export const compact = () => show('compact');
export const badge = () => show('badge');
