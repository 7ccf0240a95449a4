// Runs the programs of `dom/mod.rs` on real nodes. Nothing is decided here, and no text is parsed as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Adopts the card's stylesheet in a shadow root; a document has one of it, however many cards it shows. */
export const adopt = (root, styles) => {
  const page = root.ownerDocument;
  // A document without a window has no stylesheets to adopt; an element that leaves it is connected again.
  if (!page.defaultView) return;
  let sheet = sheets.get(page);
  if (!sheet) {
    sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(page, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
};
const sheets = new WeakMap();

/** The first element of each kind, from which the others are copied. */
const kinds = new Map();

const learn = (kind, [tags, attrs]) => {
  const tag = tags[number(kind, 0)];
  const element = tag === "svg" || tag === "path" ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const attr of kind.slice(1).split("\x1e")) {
    if (attr) element.setAttribute(attrs[number(attr, 0)], attr.slice(1));
  }
  kinds.set(kind, element);
  return element;
};

const number = (text, place) => text.charCodeAt(place) - 48;

/**
 * Builds the nodes of a program in a fragment. A shape that has been built twice is copied whole from then on, and only
 * the texts that differ are set: pages with many cards have many alike.
 */
export const build = (page, program, names) => {
  const texts = program.split("\x1f");
  const shape = texts[0] + texts[1];
  const known = shapes.get(shape);
  const built = known ? page.importNode(known.nodes, true) : page.createDocumentFragment();
  apply(built, texts, names, known?.texts);
  if (!known) {
    if (shapes.size > 99) shapes.clear();
    shapes.set(shape, shapes.has(shape) && { nodes: built.cloneNode(true), texts });
  }
  return built;
};
const shapes = new Map();

/** Runs a program on the children of `root`. `names` are the tags and attributes by number. */
export const run = (root, program, names) => apply(root, program.split("\x1f"), names);

/** Where `there`, the nodes of the program are there already, with these texts. */
const apply = (root, texts, names, there) => {
  const attrs = names[1];
  const page = root.ownerDocument;
  const ops = texts[0];
  const makes = texts[1]?.split("\x1d");
  let parent = root;
  let cursor = root.firstChild;
  for (let i = 0, kind = 0, text = 2; i < ops.length; i++) {
    switch (ops[i]) {
      case "K":
        if (!there) {
          const make = makes[kind++];
          cursor = parent.insertBefore((kinds.get(make) ?? learn(make, names)).cloneNode(), cursor);
        }
        parent = cursor;
        cursor = parent.firstChild;
        break;
      case "L":
        if (texts[text] !== there?.[text]) parent.textContent = texts[text];
        text++;
        break;
      case "T":
        if (there) {
          if (texts[text] !== there[text]) cursor.data = texts[text];
          cursor = cursor.nextSibling;
        } else parent.insertBefore(page.createTextNode(texts[text]), cursor);
        text++;
        break;
      case "A": {
        const name = attrs[number(ops, ++i)];
        if (texts[text] !== there?.[text]) parent.setAttribute(name, texts[text]);
        text++;
        // The attribute is only a radio button's first state.
        if (name === "checked") parent.checked = true;
        break;
      }
      case "R":
        parent.removeAttribute(attrs[number(ops, ++i)]);
        break;
      case "D":
        if (cursor.localName !== names[0][number(ops, ++i)]) throw new Error("not our element");
        parent = cursor;
        cursor = parent.firstChild;
        break;
      case "C":
        cursor = parent.nextSibling;
        parent = parent.parentNode;
        break;
      case "N":
        cursor = cursor.nextSibling;
        break;
      case "X": {
        const gone = cursor;
        cursor = cursor.nextSibling;
        gone.remove();
        break;
      }
      case "S":
        if (cursor.nodeType !== Node.TEXT_NODE) throw new Error("not our text");
        cursor.data = texts[text++];
        cursor = cursor.nextSibling;
    }
  }
};
