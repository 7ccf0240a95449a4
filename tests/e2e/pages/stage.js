// The page in which behaviours are played, and what they are written with. A behaviour is a function of a file beside
// this one; it throws what is wrong. It runs in the page itself, as a reader's page does: Firefox runs the scripts of
// WebDriver beside the page.

const entry = '/fact-check-card/fact-check-card.js';
const main = document.querySelector('main');
let allowed = [];

/** Loads the card's script; twice is as good as once. */
export const define = () => import(entry);

/** A record that can be shown: three sources of two stances, cited; with other members where they are given. */
export const record = (others = {}) => ({
  version: 1,
  id: 'pier',
  lang: 'en',
  claim: { text: 'The pier has two ends.', claimants: [{ name: 'Harbour Guide' }], date: '2024-05' },
  verdict: {
    status: 'unproven',
    explanation: 'One end is on land.[^map] The other was not seen.[^walk]',
    details: 'We walked it twice.[^walk]',
  },
  sources: [
    { id: 'map', title: 'Map of the harbour', url: 'https://example.org/map', stance: 'supports', primary: true },
    { id: 'walk', title: 'Our walk', url: 'https://example.org/walk', stance: 'refutes' },
    { id: 'fog', title: 'Report of fog', url: 'https://example.org/fog', stance: 'refutes' },
  ],
  counterStatements: [{ speaker: { name: 'Harbour Guide' }, kind: 'clarification', text: 'Ends are a matter of taste.' }],
  changes: [{ date: '2024-06-01', kind: 'update', text: 'The fog was added.' }],
  review: { publisher: { name: 'The Pier Check' }, published: '2024-05-30' },
  ...others,
});

/** A card that is nowhere yet. */
export const make = (attributes = {}, ...children) => {
  const card = document.createElement('fact-check-card');
  for (const [name, value] of Object.entries(attributes)) card.setAttribute(name, value);
  card.append(...children);
  return card;
};

/** A card in the page. */
export const put = (attributes, ...children) => {
  const card = make(attributes, ...children);
  main.append(card);
  return card;
};

/** A card that is nowhere yet, as a server would have sent it. */
const rendered = async ({ id, dir, src, ...attributes }, data, change = (html) => html) => {
  const { load } = await define();
  const [{ renderHtml }, files] = await Promise.all([load(), (await fetch('/fact-check-card/integrity.json')).json()]);
  const styles = `/fact-check-card/${Object.keys(files).find((name) => name.endsWith('.css'))}`;
  const options = Object.entries(attributes)
    .map(([name, value]) => [name.replace(/-./g, (dash) => dash[1].toUpperCase()), name === 'meter' || value]);
  const holder = document.createElement('div');
  holder.setHTMLUnsafe(change(await renderHtml(data, { ...Object.fromEntries(options), styles })));
  const card = holder.firstElementChild;
  expect(card.shadowRoot, 'a card that stands there before its script');
  for (const [name, value] of Object.entries({ id, dir })) if (value !== undefined) card.setAttribute(name, value);
  return card;
};

/** Whether cards of this page are taken over from HTML. */
const takenOver = location.search.includes('cards=taken-over');

/** A card of the record at an address that is nowhere yet: by that address, or as HTML that is taken over. */
export const made = async (attributes) =>
  takenOver ? rendered(attributes, await (await fetch(attributes.src)).json()) : make(attributes);

const styled = (card) => until(() => {
  const link = card.shadowRoot?.querySelector('link');
  return !link || link.sheet;
}, 'the stylesheet is there');

/** A card in the page, as a server would have sent it: nobody has used it yet. */
export const sent = async (attributes = {}, data = record(), change = (html) => html) => {
  const card = await rendered(attributes, data, change);
  main.append(card);
  await styled(card);
  return card;
};

/** A card in the page that shows a record: by its property, or by HTML that is taken over at once. */
export const shown = async (attributes = {}, data = record()) => {
  await define();
  if (takenOver) {
    const card = await sent({ loading: 'eager', ...attributes }, data);
    await settled(card);
    return card;
  }
  const card = make({ loading: 'eager', ...attributes }, paragraph('The page’s own words.'));
  card.record = data;
  main.append(card);
  await settled(card);
  return card;
};

export const paragraph = (text) => Object.assign(document.createElement('p'), { textContent: text });

/** A record as a child of a card. */
export const data = (record, type = 'application/json') => {
  const script = Object.assign(document.createElement('script'), { type });
  // Data is no script, and is let in; engines report it all the same when a page writes it under Trusted Types.
  allow(/HTMLScriptElement text/);
  script.append(JSON.stringify(record));
  return script;
};

const states = ['loading', 'ready', 'partial', 'error'];

/** The element's states; more than one is a fault, and shows as such. */
export const state = (card) => states.filter((name) => card.matches(`:state(${name})`)).join(' ');

const pause = (time) => new Promise((go) => setTimeout(go, time));

/** Waits until something is so. */
export const until = async (condition, what, time = 10_000) => {
  const end = performance.now() + time;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(10);
  }
};

/** Waits until a card says how it is, and has its styles. */
export const told = async (card) => {
  await until(() => ['ready', 'partial', 'error'].includes(state(card)), `the card is shown or not; it is ${state(card)}`);
  await styled(card);
};

/** Waits until a card says how it is, and until that is drawn. */
export const settled = async (card) => {
  await told(card);
  await frame();
};

/** Waits until all that was to happen by now has happened: tasks, an answer from the server, two frames. */
export const quiet = async () => {
  await fetch(`/records/bare.json?quiet=${performance.now()}`);
  await frame();
};

export const frame = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go))));

export const expect = (condition, what) => {
  if (!condition) throw new Error(`expected ${what}`);
};

/** Fails unless two values are the same as JSON. */
export const same = (found, wanted, what) => {
  const [a, b] = [found, wanted].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: expected ${b}, found ${a}`);
};

const names = ['ready', 'error', 'toggle', 'filter', 'sort', 'cite', 'open', 'action'].map((name) => `fact-check-${name}`);

/** Every event of the cards that reaches the page from now on. */
export const listen = (target = document) => {
  const heard = [];
  for (const name of names) target.addEventListener(name, (event) => heard.push(event));
  return heard;
};

/** The names of events, without what they have in common. */
export const called = (events) => events.map((event) => event.type.replace('fact-check-', ''));

/** The addresses that the page has asked for, but for scripts and wasm. */
export const asked = () =>
  performance.getEntriesByType('resource')
    .map(({ name }) => name.replace(location.origin, ''))
    .filter((name) => !/\.(js|wasm|svg|css)$|integrity\.json$|[?&]quiet=/.test(name));

/** The first element in a card that fits. */
export const inside = (card, css) => card.shadowRoot?.querySelector(css) ?? null;

/** All elements in a card that fit. */
export const all = (card, css) => [...(card.shadowRoot?.querySelectorAll(css) ?? [])];

export const section = (card, name) => inside(card, `details[data-value="${name}"]`);

/** The sections of a card that are open. */
export const open = (card) => all(card, 'details[open]').map((details) => details.dataset.value).join(' ');

/** Whether the page's own content shows in the card. */
export const fallback = (card) => [...card.children].some((child) => child.localName === 'p' && child.checkVisibility());

/** Lets the page have that problem, which would be a fault otherwise. */
export const allow = (pattern) => allowed.push(pattern);

/** Plays a behaviour; returns what is wrong. */
window.play = async (file, name) => {
  allowed = [];
  const wrong = [];
  try {
    const behaviours = await import(`./${file}`);
    await behaviours[name]();
    await frame();
  } catch (error) {
    wrong.push(`${error.message ?? error}\n    ${error.stack ?? ''}`);
  }
  const unwanted = window.pageProblems.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
  return [...wrong, ...unwanted];
};
