// Where in a card's article the texts and dates of its record stand: what whoever writes the card by hand knows, found out.

import { piecesOf } from './peers/template.js';

/** The strings of a record with their paths, such as `claim.text` and `sources.2.note`; the first of those alike. */
const stringsOf = (value, path, found) => {
  for (const [key, member] of Object.entries(value)) {
    const at = [...path, key];
    if (typeof member === 'object' && member !== null) stringsOf(member, at, found);
    else if (typeof member === 'string' && !found.has(member)) found.set(member, at);
  }
  return found;
};

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
  const candidates = known.flatMap(([text, path]) => {
    const pieces = piecesOf(text);
    return pieces.map((piece, i) => ({ piece, path, i: pieces.length > 1 ? i : undefined }));
  });
  const holes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let place = 0; walker.nextNode(); place += 1) {
    const { data, parentNode } = walker.currentNode;
    const date = parentNode.localName === 'time' && known.find(([text]) => text === parentNode.dateTime);
    if (date) {
      holes.push({ place, field: fieldOf(date[1]), date: true });
      continue;
    }
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
 * What has to be filled into a template that is made of a card's article: the fields of the record, the holes, and which
 * fields come in pieces. Every text and date that stands in the record is taken from the record again for each card;
 * words, numbers and icons stand in the template.
 */
export const planOf = (article, record) => {
  const holder = document.createDocumentFragment();
  holder.append(article.cloneNode(true));
  const { fields, holes } = holesOf(holder, record);
  return { fields, holes, parted: fields.map((_, i) => holes.some(({ field, piece }) => field === i && piece !== undefined)) };
};
