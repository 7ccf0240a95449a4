// Whether everything on a card is seen against it, as WCAG 2.2 measures it: text 7:1 (1.4.6), icons and controls 3:1
// (1.4.11); with the card's own colours, and with any that a page gives. What the rules of the stylesheet promise is worked
// out in `tests/contrast.rs`.

import { all, expect, frame, inside, record, shown } from './stage.js';

const properties = ['text', 'muted', 'link', 'for', 'against', 'open', 'none', 'surface'].map((name) => `--fact-check-${name}`);

/** A status for each tone. */
const statuses = ['true', 'false', 'unproven', 'pending'];

const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
const drawn = new Map();

/** The red, green, blue and alpha that the screen shows of a colour, 0 to 255. */
const onScreen = (colour) => {
  if (drawn.has(colour)) return drawn.get(colour);
  pen.fillStyle = '#010203';
  pen.fillStyle = colour;
  if (pen.fillStyle === '#010203') throw new Error(`expected a colour, found ${colour}`);
  pen.clearRect(0, 0, 1, 1);
  pen.fillRect(0, 0, 1, 1);
  const found = [...pen.getImageData(0, 0, 1, 1).data];
  drawn.set(colour, found);
  return found;
};

const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((code) => {
    const channel = code / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};

/** The ratio of two colours, neither of which may let anything through. */
const ratio = (...colours) => {
  const [a, b] = colours.map((colour) => {
    const found = onScreen(colour);
    expect(found[3] === 255, `a colour that covers, found ${colour}`);
    return luminance(found);
  });
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** What lies behind each element as long as no colour changes: many lie on the same. */
let grounds = new Map();

/** What lies behind an element in its card. */
const ground = (element) => {
  if (!element) throw new Error('expected the card to have a ground');
  if (!grounds.has(element)) {
    const { backgroundColor } = getComputedStyle(element);
    grounds.set(element, onScreen(backgroundColor)[3] > 0 ? backgroundColor : ground(element.parentElement));
  }
  return grounds.get(element);
};

const named = (element) => `${element.localName}.${element.className.baseVal ?? element.className}`;

const ring = (element) => getComputedStyle(inside(element.getRootNode().host, 'a')).color;

/** What is to be seen of an element: its kind, how well, its colour, and that of the ground. */
const seen = (element) => {
  const style = getComputedStyle(element);
  const on = ground(element);
  const around = element.matches('.card') ? on : ground(element.parentElement);
  const found = [];
  if ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) found.push(['text', 7, style.color, on]);
  if (element.matches('svg, svg *') && style.stroke !== 'none') found.push(['icon', 3, style.stroke, on]);
  if (element.matches('.card')) found.push(['icon', 3, style.borderTopColor, on]);
  if (element.matches('.scale > *')) found.push(['icon', 3, style.borderBottomColor, on]);
  if (element.matches('button, .filter label, .issues li')) found.push(['control', 3, style.borderTopColor, around]);
  if (element.matches('.quote, .answer')) found.push(['control', 3, style.borderInlineStartColor, around]);
  if (element.matches('summary')) found.push(['control', 3, getComputedStyle(element, '::after').borderBottomColor, on]);
  // What has the focus has a ring in the colour of links, outside of it.
  if (element.matches('a, button, summary, label, .source')) found.push(['control', 3, ring(element), around]);
  return found;
};

/** A colour of its own for each property: what is coloured alike then is coloured alike always. */
const apart = ['#000', '#300', '#003', '#030', '#303', '#033', '#330', '#fff'];

/** What there is to see in a card, each kind once. */
const kinds = (card, css) => {
  const found = new Map();
  grounds = new Map();
  for (const element of all(card, css)) {
    if (!element.checkVisibility() || element.closest('.unseen, [hidden]')) continue;
    const what = seen(element);
    if (what.length > 0) found.set(JSON.stringify(what), element);
  }
  return [...found.values()];
};

/** What is too faint among elements; and how faint the faintest is, which `least` gathers. */
const faint = (elements, least) => {
  const wrong = [];
  grounds = new Map();
  for (const element of elements) {
    for (const [kind, wanted, colour, on] of seen(element)) {
      const found = ratio(colour, on);
      least[kind] = Math.min(least[kind] ?? 21, found);
      if (found < wanted) wrong.push(`${kind} of ${named(element)}: ${found.toFixed(2)}:1, ${colour} on ${on}`);
    }
  }
  return wrong;
};

/** Takes off the screen what is not looked at, nor holds what is: engines need not style it for each colour anew. */
const keepOnly = (card, elements) => {
  const kept = new Set();
  for (const element of [...elements, inside(card, 'a')]) {
    for (let at = element; at; at = at.parentElement) kept.add(at);
  }
  for (const element of all(card, '.card *')) {
    if (!kept.has(element) && kept.has(element.parentElement)) element.style.setProperty('display', 'none');
  }
};

/** Cards that say something everywhere: one for each tone, light and dark. */
const cards = async () => {
  const { changes, ...others } = await (await fetch('/records/everything.json')).json();
  const found = [];
  for (const theme of ['light', 'dark']) {
    for (const status of statuses) {
      const data = { ...others, changes, verdict: { ...others.verdict, status } };
      const card = await shown({ theme, meter: '', expanded: 'details sources provenance counter-statements changes about' }, data);
      card.style.setProperty('content-visibility', 'visible');
      inside(card, '.cite').click();
      found.push({ name: `${status}, ${theme}`, card });
    }
  }
  await frame();
  const { style } = document.querySelector('main');
  properties.forEach((name, at) => style.setProperty(name, apart[at]));
  for (const it of found) {
    expect(inside(it.card, '.marked'), 'a source that is marked');
    // The tone shows in the head of a card; all else is the same in each.
    const isFirst = it.name.startsWith(statuses[0]);
    it.elements = kinds(it.card, isFirst ? '.card, .card *' : '.card, .finding *');
    expect(it.elements.length > 4, `kinds of things to see, found ${it.elements.length}`);
    keepOnly(it.card, it.elements);
  }
  style.cssText = '';
  return found;
};

/** Every tone, light and dark. */
export const own = async () => {
  const wrong = [];
  const least = {};
  for (const { name, elements } of await cards()) {
    wrong.push(...faint(elements, least).map((what) => `${name}: ${what}`));
  }
  expect(wrong.length === 0, `enough contrast, found\n    ${wrong.slice(0, 20).join('\n    ')}`);
  expect(Object.keys(least).length === 3, `text, icons and controls to be looked at, found ${JSON.stringify(least)}`);
};

/** Numbers from 0 to 1 that are the same each time (Mulberry32). */
const numbers = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** A colour in one of the ways in which pages write them; some no screen can show. */
const anyColour = (next) => {
  const up = (most) => (next() * most).toFixed(3);
  const ways = [
    () => `#${Math.floor(next() * 2 ** 24).toString(16).padStart(6, '0')}`,
    () => `rgb(${up(255)} ${up(255)} ${up(255)} / ${up(1)})`,
    () => `hsl(${up(360)} ${up(100)}% ${up(100)}%)`,
    () => `oklch(${up(1)} ${up(0.5)} ${up(360)})`,
    () => `color(display-p3 ${up(1)} ${up(1)} ${up(1)})`,
    () => `lab(${up(100)} ${up(250) - 125} ${up(250) - 125} / ${up(1)})`,
    () => `light-dark(hsl(${up(360)} 100% ${up(100)}%), hsl(${up(360)} 100% ${up(100)}%))`,
    () => ['black', 'white', 'transparent', 'Canvas', 'CanvasText', 'lime', 'blue', 'currentColor'][Math.floor(next() * 8)],
  ];
  return ways[Math.floor(next() * ways.length)]();
};

/** Two hundred colours: for all that is text, on the card's own ground, on one of that colour, and on any other. */
export const brand = async () => {
  const next = numbers(7);
  const shownCards = await cards();
  const { style } = document.querySelector('main');
  const wrong = [];
  const least = {};
  for (let at = 0; at < 200; at += 1) {
    const colour = anyColour(next);
    const given = properties.map((name) => [name, colour]);
    if (at % 3 === 0) given.pop();
    if (at % 3 === 1) given[given.length - 1][1] = anyColour(next);
    style.cssText = '';
    for (const [name, value] of given) style.setProperty(name, value);
    for (const { name, elements } of shownCards) {
      const surface = given[7]?.[1] ?? 'its own';
      wrong.push(...faint(elements, least).map((what) => `${name}, ${colour} on ${surface}: ${what}`));
    }
  }
  expect(wrong.length === 0, `enough contrast, found ${wrong.length} times\n    ${wrong.slice(0, 20).join('\n    ')}`);
};

/** A brand's own colour is kept where it serves: what is corrected is its lightness, and no more of it than is needed. */
export const kept = async () => {
  const card = await shown({ theme: 'light' }, record({ verdict: { status: 'false' } }));
  const label = inside(card, '.label');
  const hue = (wanted) => {
    card.style.setProperty('--fact-check-against', wanted);
    return onScreen(getComputedStyle(label).color).slice(0, 3);
  };
  const close = (found, wanted) => found.every((channel, at) => Math.abs(channel - wanted[at]) <= 1);
  for (const fine of [[120, 0, 60], [0, 60, 120], [0, 0, 0]]) {
    expect(close(hue(`rgb(${fine})`), fine), `${fine} to be kept, found ${hue(`rgb(${fine})`)}`);
  }
  const [r, g, b] = hue('#ff0000');
  expect(r > 130 && g < 2 && b < 2, `a red, found ${[r, g, b]}`);
  card.theme = 'dark';
  await frame();
  const pale = hue('#ff0000');
  expect(pale[0] === 255 && pale[1] > 100 && Math.abs(pale[1] - pale[2]) < 3, `a light red, found ${pale}`);
};
