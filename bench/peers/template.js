// The card as one would write it by hand, without a framework: a custom element that clones a <template> and fills it
// from the record. It takes its record from a property or from a script inside, as the card does. It judges nothing,
// counts nothing and has no text but plain data to clean: what it saves is what the card's care costs.

import { follow } from './follow.js';

/** Citations and paragraphs part a text into the pieces that stand in the page. */
const PARTS = /\[\^[^\]]+\]|\n\n/;

/** Formatters by the length of a date: a year, a month, a day. */
const UTC = { timeZone: 'UTC' };
const DATES = {
  4: new Intl.DateTimeFormat('en-GB', { ...UTC, year: 'numeric' }),
  7: new Intl.DateTimeFormat('en-GB', { ...UTC, year: 'numeric', month: 'long' }),
  10: new Intl.DateTimeFormat('en-GB', { ...UTC, dateStyle: 'long' }),
};

const at = (record, path) => path.reduce((value, key) => value[key], record);

/** The pieces of a text, between its citations. */
export const piecesOf = (text) => text.split(PARTS).filter(Boolean);

/** Shows the sources of one stance, and says how many they are. */
const filter = (root, stance) => {
  const list = root.querySelector('.sources');
  list.dataset.stance = stance;
  const all = [...list.querySelectorAll('.source')];
  const { length } = stance === 'all' ? all : all.filter(({ dataset }) => dataset.stance === stance);
  root.querySelector('.filter .unseen').textContent = `${length} of ${all.length} sources shown`;
};

/** What a reader does in a card; listened to on its root. */
const listener = (event) => {
  if (event.type === 'click') follow(event);
  else if (event.type === 'change') filter(event.currentTarget, event.target.value);
};

/** Defines the element: it clones the article, and fills it by the plan. */
export const define = (name, article, { fields, holes, parted }, sheet) => {
  const template = document.createElement('template');
  template.content.append(article.cloneNode(true));

  customElements.define(name, class extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const data = this.record ?? JSON.parse(this.querySelector('script').textContent);
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      for (const type of ['click', 'change']) root.addEventListener(type, listener);
      root.addEventListener('toggle', listener, true);
      root.append(this.filled(data));
    }

    filled(data) {
      const copy = document.importNode(template.content, true);
      const values = fields.map((path, i) => (parted[i] ? piecesOf(at(data, path)) : at(data, path)));
      const nodes = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      let next = 0;
      for (let place = 0; next < holes.length && nodes.nextNode(); place += 1) {
        const hole = holes[next];
        if (place !== hole.place) continue;
        const value = values[hole.field];
        const node = nodes.currentNode;
        if (hole.date) {
          node.data = DATES[value.length].format(new Date(value));
          node.parentNode.dateTime = value;
        } else if (hole.piece === undefined) {
          node.data = hole.before + value + hole.after;
        } else {
          node.data = value[hole.piece];
        }
        next += 1;
      }
      return copy;
    }
  });
};
