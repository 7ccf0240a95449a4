// The card as one would write it by hand, without a framework: a custom element that clones a <template> and fills it
// from the record. It takes its record from a property or from a script inside, as the card does. It judges nothing,
// counts nothing and has no text but plain data to clean: what it saves is what the card's care costs.

/** Citations and paragraphs part a text into the pieces that stand in the page. */
const PARTS = /\[\^[^\]]+\]|\n\n/;

/** Formatters by the length of a date: a year, a month, a day. */
const UTC = { timeZone: 'UTC' };
const DATES = {
  4: new Intl.DateTimeFormat('en-GB', { ...UTC, year: 'numeric' }),
  7: new Intl.DateTimeFormat('en-GB', { ...UTC, year: 'numeric', month: 'long' }),
  10: new Intl.DateTimeFormat('en-GB', { ...UTC, dateStyle: 'long' }),
};

/** The strings of a record with their paths, such as `claim.text` and `sources.2.note`; the first of those alike. */
const stringsOf = (value, path, found) => {
  for (const [key, member] of Object.entries(value)) {
    const at = [...path, key];
    if (typeof member === 'object' && member !== null) stringsOf(member, at, found);
    else if (typeof member === 'string' && !found.has(member)) found.set(member, at);
  }
  return found;
};

const at = (record, path) => path.reduce((value, key) => value[key], record);
const piecesOf = (text) => text.split(PARTS).filter(Boolean);

/**
 * Finds out where in a card's article the texts and dates of its record stand. `fields` are the paths of what is shown;
 * a hole is the place of a text node, the field, the piece of it if it has several, and what stands before and behind.
 */
const holesOf = (root, record) => {
  const known = [...stringsOf(record, [], new Map())];
  const fields = [];
  const fieldOf = (path) => {
    const found = fields.findIndex((other) => other.join() === path.join());
    return found < 0 ? fields.push(path) - 1 : found;
  };
  const holes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let place = 0; walker.nextNode(); place += 1) {
    const { data, parentNode } = walker.currentNode;
    const date = parentNode.localName === 'time' && known.find(([text]) => text === parentNode.dateTime);
    if (date) {
      holes.push({ place, field: fieldOf(date[1]), date: true });
      continue;
    }
    const candidates = known.flatMap(([text, path]) => {
      const pieces = piecesOf(text);
      return pieces.map((piece, i) => ({ piece, path, i: pieces.length > 1 ? i : undefined }));
    });
    // Words of the card may hold a short name by chance: what stands alone, or in brackets or quotation marks, is a hole.
    const [best] = candidates
      .filter(({ piece }) => [piece, ` ${piece}`, `: ${piece}`, `“${piece}”`].includes(data) || data.endsWith(` (${piece})`))
      .sort((a, b) => b.piece.length - a.piece.length);
    if (!best) continue;
    const start = data.lastIndexOf(best.piece);
    const [before, after] = [data.slice(0, start), data.slice(start + best.piece.length)];
    holes.push({ place, field: fieldOf(best.path), piece: best.i, before, after });
  }
  return { fields, holes };
};

/**
 * Defines the element, with a template made of a card's article. Every text and date that stands in the record is taken
 * from the record again for each card; words, numbers and icons stand in the template. Gives the number of holes.
 */
export const define = (name, article, record, sheet) => {
  const template = document.createElement('template');
  template.content.append(article.cloneNode(true));
  const { fields, holes } = holesOf(template.content, record);
  const parted = fields.map((_, i) => holes.some(({ field, piece }) => field === i && piece !== undefined));
  const listener = () => {};

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
  return holes.length;
};
