// Text is text: nothing in a record becomes markup, a request or a script.

import { all, asked, expect, inside, put, define, quiet, record, same, settled, shown, state, until } from './stage.js';

/** All that a card may be made of. */
const tags = [
  'a', 'article', 'blockquote', 'button', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'footer', 'h1',
  'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'input', 'label', 'legend', 'li', 'ol', 'p', 'path', 'section',
  'slot', 'span', 'summary', 'svg', 'time', 'ul',
];
const attributes = [
  'aria-hidden', 'aria-label', 'aria-labelledby', 'checked', 'class', 'd', 'data-action', 'data-stance',
  'data-status', 'data-tone', 'data-value', 'datetime', 'dir', 'href', 'id', 'lang', 'name', 'open',
  'part', 'rel', 'role', 'tabindex', 'type', 'value', 'viewBox',
];

const sections = 'details sources provenance counter-statements changes about';

/** Looks at every node of a card, and uses its links. */
const isHarmless = (card) => {
  for (const node of all(card, '*')) {
    expect(tags.includes(node.localName), `no <${node.localName}> in a card`);
    for (const { name, value } of node.attributes) {
      expect(attributes.includes(name) && !/^on|^style$|^src/.test(name), `no attribute ${name} in a card`);
      if (name === 'href') expect(/^(https?:\/\/|#)/.test(value), `no address like ${value}`);
    }
    if (node.localName === 'a' && /^https?:/.test(node.getAttribute('href'))) {
      expect(/noopener/.test(node.rel) && !new URL(node.href).username, `a safe link, found ${node.outerHTML}`);
    }
  }
  for (const node of all(card, '[onerror], script, style, img, iframe, object, embed, link, meta, base, form, template')) {
    throw new Error(`expected no ${node.localName}`);
  }
  for (const node of all(card, 'a')) {
    node.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    node.focus();
  }
};

export const hostile = async () => {
  await define();
  const { title } = document;
  for (const density of ['full', 'compact', 'badge']) {
    const card = put({ src: '/records/hostile.json', loading: 'eager', density, expanded: sections });
    await settled(card);
    same([density, state(card)], [density, 'partial'], 'state');
    isHarmless(card);
  }
  await quiet();
  same([document.title, document.querySelectorAll('main > *').length], [title, 3], 'the title, and what stands in the page');
  same([...new Set(asked())], ['/records/hostile.json'], 'requests');
};

/** The same record where the page holds it. */
export const hostileInPage = async () => {
  const { title } = document;
  const text = await (await fetch('/records/hostile.json')).text();
  for (const density of ['full', 'compact', 'badge']) {
    const card = await shown({ density, expanded: sections }, text);
    await until(() => ['ready', 'partial'].includes(state(card)), `the card is there, found ${state(card)}`);
    expect(inside(card, '.card'), 'a card');
    isHarmless(card);
  }
  const before = asked().length;
  await quiet();
  same([document.title, document.querySelectorAll('main > *').length], [title, 3], 'the title, and what stands in the page');
  same(asked().slice(before), [], 'requests');
};

const records = [
  'bare', 'everything', 'hostile', 'long', 'mosul-offensive', 'origins', 'replies', 'reviews', 'changes', 'lang-ar',
  'lang-fa', 'lang-he', 'lang-hi', 'lang-ja', 'lang-mixed', 'lang-zh-Hans', 'lang-de', 'lang-fr', 'broken-parts',
  'broken-status', 'scale-backwards', 'status-pending', 'status-withdrawn', 'provenance-8', 'broken-circle',
];

/** The HTML that the core writes gives the nodes that it builds. */
export const builtEqualsParsed = async () => {
  await shown();
  const { readRecord, renderHtml } = await (await define()).load();
  const wrong = [];
  for (const name of records) {
    const text = await (await fetch(`/records/${name}.json`)).text();
    const { record } = readRecord(text);
    const card = await shown({}, text);
    const html = await renderHtml(text, { styles: '/styles.css' });
    const { body } = new DOMParser().parseFromString(`<!doctype html><body>${html}`, 'text/html');
    const template = body.firstElementChild.firstElementChild.content;
    const built = inside(card, 'article');
    const written = withoutAnchors(template.lastElementChild, record.id ?? 'fact-check');
    if (body.children.length !== 1 || template.children.length !== 2 || !written.isEqualNode(built)) {
      wrong.push(`${name}: ${difference(built, written)}`);
    }
    card.remove();
  }
  expect(wrong.length === 0, `built and parsed to be equal, found\n    ${wrong.join('\n    ')}`);
};

/** A written card without what leads into it where no script runs. */
const withoutAnchors = (card, prefix) => {
  for (const slot of card.querySelectorAll('slot[name*="-"]')) slot.remove();
  for (const link of card.querySelectorAll('a[href^="#"]')) {
    link.setAttribute('href', link.getAttribute('href').replace(`#${prefix}-`, '#'));
    link.removeAttribute('target');
  }
  return card;
};

/** The first place in which two trees differ. */
const difference = (a, b) => {
  if (!a || !b) return `${a?.nodeName} and ${b?.nodeName}`;
  if (a.isEqualNode(b)) return '';
  if (!a.cloneNode(false).isEqualNode(b.cloneNode(false))) {
    const said = (node) => (node.nodeType === 1 ? node.cloneNode(false).outerHTML : JSON.stringify(node.data));
    return `${said(a)} and ${said(b)}`;
  }
  for (let i = 0; i < Math.max(a.childNodes.length, b.childNodes.length); i += 1) {
    const found = difference(a.childNodes[i], b.childNodes[i]);
    if (found) return found;
  }
  return 'nothing';
};

/** What a page may call with whatever it has: an answer or a TypeError, and the core goes on. */
export const wrongArguments = async () => {
  await shown();
  const { readRecord, renderHtml } = await (await define()).load();
  const wrong = [undefined, null, 5, NaN, true, 10n, Symbol('no'), () => {}];
  for (const name of ['readRecord', 'renderHtml']) {
    const call = { readRecord, renderHtml }[name];
    for (const value of wrong) {
      let error;
      try {
        await call(value);
      } catch (thrown) {
        error = thrown;
      }
      expect(error instanceof TypeError && error.message.length > 20, `a TypeError from ${name}(${String(value)}), found ${error}`);
    }
  }
  same(readRecord(record()).record.claim.text, 'The pier has two ends.', 'the record that is read after all that');
  const options = [
    5, 'full', { colour: 'red' }, { density: 'thin' }, { headingLevel: 7 }, { theme: {} }, { styles: () => {} }, { lang: '!' },
    { order: '' }, { loading: 'now' }, { structuredData: true },
  ];
  for (const value of options) {
    const error = await renderHtml(record(), value).catch((thrown) => thrown);
    expect(error instanceof TypeError && error.message.startsWith('expected '),
      `a TypeError from the options ${JSON.stringify(value)}, found ${error}`);
  }
  const html = await renderHtml(record(), { density: 'compact', headingLevel: 2, meter: true, expanded: '', styles: '/a"b.css' });
  expect(html.startsWith('<fact-check-card density="compact" meter expanded="" heading-level="2">'
    + '<template shadowrootmode="open"><link rel="stylesheet" href="/a&quot;b.css">'), `HTML after all that, found ${html.slice(0, 200)}`);
};
