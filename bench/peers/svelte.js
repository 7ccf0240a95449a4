// The card in Svelte: its components are compiled and joined by `rollup.js`.

import { flushSync, mount, unmount } from 'svelte';

import { element } from './element.js';
import Card from './svelte/Card.svelte';

export const define = (name, sheet) => element(name, sheet, (shadow, model) => {
  const card = mount(Card, { target: shadow, props: { model } });
  flushSync();
  return () => unmount(card);
});
