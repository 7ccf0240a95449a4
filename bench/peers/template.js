// The card as one would write it by hand, without a framework: a <template> is cloned, and filled from the record.
// It judges nothing, formats nothing and reads nothing but plain data: what it saves is what the card's care costs.

/** The texts of a record by their path, such as `claim.text` and `sources.2.note`. */
const textsOf = (value, path, texts) => {
  for (const [key, member] of Object.entries(value)) {
    const at = [...path, key];
    if (typeof member === 'object' && member !== null) textsOf(member, at, texts);
    else if (typeof member === 'string' && !texts.has(member)) texts.set(member, at);
  }
  return texts;
};

/**
 * Makes the template from a card's article, and a function that makes cards of it. Every text that stands in the record
 * is taken from the record again for each card; words, dates and numbers stand in the template.
 */
export const peer = (article, record) => {
  const template = document.createElement('template');
  template.content.append(article.cloneNode(true));
  const texts = textsOf(record, [], new Map());
  const holes = [];
  const walker = document.createTreeWalker(template.content, NodeFilter.SHOW_TEXT);
  for (let place = 0; walker.nextNode(); place += 1) {
    const path = texts.get(walker.currentNode.data);
    if (path) {
      holes.push([place, path]);
      walker.currentNode.data = ' ';
    }
  }
  return {
    holes: holes.length,
    make: (data, sheet, listener) => {
      const host = document.createElement('div');
      const root = host.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      for (const type of ['click', 'change']) root.addEventListener(type, listener);
      root.addEventListener('toggle', listener, true);
      const copy = document.importNode(template.content, true);
      const nodes = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      let hole = 0;
      for (let place = 0; hole < holes.length && nodes.nextNode(); place += 1) {
        if (place !== holes[hole][0]) continue;
        nodes.currentNode.data = holes[hole][1].reduce((value, key) => value[key], data);
        hole += 1;
      }
      root.append(copy);
      return host;
    },
  };
};
