// Runs the programs of `dom/mod.rs` on real nodes. Nothing is decided here, and no text is parsed as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Adopts the card's stylesheet in a shadow root; a document has one of it, however many cards it shows. */
export const adopt = (root, styles) => {
  const page = root.ownerDocument;
  let sheet = sheets.get(page);
  if (!sheet) {
    sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(page, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
};
const sheets = new WeakMap();

/** Runs a program on the children of `root`. `names` are the tags and attributes by number. */
export const run = (root, program, [tags, attrs]) => {
  const page = root.ownerDocument;
  const texts = program.split("\x1f");
  const ops = texts[0];
  let parent = root;
  let cursor = root.firstChild;
  for (let i = 0, text = 1; i < ops.length; i++) {
    switch (ops[i]) {
      case "E": {
        const tag = tags[ops.charCodeAt(++i) - 48];
        const element = tag === "svg" || tag === "path" ? page.createElementNS(SVG, tag) : page.createElement(tag);
        parent.insertBefore(element, cursor);
        parent = element;
        cursor = null;
        break;
      }
      case "T":
        parent.insertBefore(page.createTextNode(texts[text++]), cursor);
        break;
      case "A": {
        const name = attrs[ops.charCodeAt(++i) - 48];
        parent.setAttribute(name, texts[text++]);
        // The attribute is only a radio button's first state.
        if (name === "checked") parent.checked = true;
        break;
      }
      case "R":
        parent.removeAttribute(attrs[ops.charCodeAt(++i) - 48]);
        break;
      case "D":
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
        cursor.data = texts[text++];
        cursor = cursor.nextSibling;
    }
  }
};
