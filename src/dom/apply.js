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
  // A list of several is a proxy, and slow; a new root has none.
  if (!root.firstChild) root.adoptedStyleSheets = [sheet];
  else if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
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
 * Builds the nodes of a program in a fragment. Pages with many cards have many alike: a shape that comes again is built
 * as a model, which stays; in it the texts that differ are set, before it is copied whole.
 */
export const build = (page, program, names) => {
  const texts = program.split("\x1f");
  const [shape] = texts;
  let model = models.get(shape);
  if (model) {
    for (let i = 1; i < texts.length; i++) if (texts[i] !== model.texts[i]) put(texts[i], model.places[i]);
    model.texts = texts;
  } else {
    const again = models.has(shape);
    model = { nodes: document.createDocumentFragment(), texts, places: again ? [shape] : undefined };
    apply(model.nodes, texts, names, model.places);
    if (models.size > 99) models.clear();
    models.set(shape, again && model);
    if (!again) return model.nodes;
  }
  return page.importNode(model.nodes, true);
};
const models = new Map();

const put = (text, { node, name }) => {
  if (name) node.setAttribute(name, text);
  else node.data = text;
};

/**
 * Makes the nodes in `there` equal to those in `fresh`, which it uses up; each that can stay does. A slot that leads to
 * `there` from the page (see `html/write.rs`) stays last, where no program comes.
 */
export const morph = (there, fresh) => {
  const last = there.lastChild;
  const end = last?.localName === "slot" && last.name.includes("-") ? last : null;
  let cursor = there.firstChild;
  for (const node of [...fresh.childNodes]) {
    const old = cursor;
    if (old === end) {
      there.insertBefore(node, end);
      continue;
    }
    cursor = old.nextSibling;
    if (old.isEqualNode(node)) continue;
    if (old.nodeName !== node.nodeName || !old.attributes) old.replaceWith(node);
    else {
      for (const { name } of [...old.attributes]) if (!node.hasAttribute(name)) old.removeAttribute(name);
      for (const { name, value } of node.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
      morph(old, node);
    }
  }
  while (cursor !== end) {
    const gone = cursor;
    cursor = gone.nextSibling;
    gone.remove();
  }
};

/** Runs a program on the children of `root`. `names` are the tags and attributes by number. */
export const run = (root, program, names) => apply(root, program.split("\x1f"), names);

/** Where `places` are asked for, it adds where each text went: a text node, or an element and its attribute. */
const apply = (root, texts, names, places) => {
  const attrs = names[1];
  const page = root.ownerDocument;
  const [ops, ...makes] = texts[0].split("\x1d");
  let parent = root;
  let cursor = root.firstChild;
  for (let i = 0, kind = 0, text = 1; i < ops.length; i++) {
    switch (ops[i]) {
      case "K": {
        const make = makes[kind++];
        parent = parent.insertBefore((kinds.get(make) ?? learn(make, names)).cloneNode(), cursor);
        cursor = null;
        break;
      }
      case "L":
        parent.textContent = texts[text++];
        places?.push({ node: parent.firstChild });
        break;
      case "T": {
        const node = parent.insertBefore(page.createTextNode(texts[text++]), cursor);
        places?.push({ node });
        break;
      }
      case "A": {
        const name = attrs[number(ops, ++i)];
        parent.setAttribute(name, texts[text++]);
        // The attribute is only a radio button's first state.
        if (name === "checked") parent.checked = true;
        places?.push({ node: parent, name });
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
        break;
      case "O": {
        const lists = parent.localName === "ol" ? [parent] : [...parent.children];
        const size = lists[0].childNodes.length;
        const all = lists.flatMap((list) => [...list.childNodes]);
        // Where it can be, an item is moved without being taken out, which keeps the focus.
        const move = parent.moveBefore ?? parent.insertBefore;
        [...texts[text++]].forEach((place, i) => move.call(lists[Math.floor(i / size)], all[number(place, 0)], null));
        cursor = parent.firstChild;
      }
    }
  }
};
