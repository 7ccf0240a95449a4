// What a reader waits for in a card of many sources: from what they do to the frame that shows it.

import { CARD, drawn, framed, main, ready, settle } from './page.js';

const frame = () => new Promise((go) => requestAnimationFrame(go));

const STANCES = ['supports', 'refutes', 'context'];
const KINDS = ['news-report', 'document', 'witness', 'dataset'];

const sourceOf = (_, i) => ({
  id: `s${i}`,
  title: `Log of the harbour master, sheet ${i + 1}, with the tides of that week`,
  publisher: `Harbour office ${i % 40}`,
  url: `https://example.org/log/${i + 1}`,
  archivedUrl: `https://archive.example/log/${i + 1}`,
  accessed: '2024-05-20',
  date: `${1900 + ((i * 7) % 120)}-0${1 + (i % 9)}-1${i % 10}`,
  kind: KINDS[i % KINDS.length],
  stance: STANCES[i % 5 % 3],
  primary: i % 3 === 0,
  quote: `At high water the mark stood at ${i % 90} inches, which two of the watch had seen and signed for.`,
  note: i % 2 ? 'Written the same evening.' : undefined,
  derivedFrom: i % 10 === 9 ? [`s${i - 1}`] : undefined,
});

/** A record of that many sources; the last ones are cited, so that a citation leads far. */
const recordOf = (count) => ({
  version: 1,
  id: `tides-${count}`,
  lang: 'en',
  claim: { text: 'The tide never came to the ninth step.', date: '2024-05', claimants: [{ name: 'Harbour Guide' }] },
  verdict: {
    status: 'false',
    explanation: `It did.[^s${count - 2}] Often.[^s${count - 5}]`,
    details: Array.from({ length: 20 }, (_, i) => `Sheet ${i} says so.[^s${(i * 97) % count}]`).join('\n\n'),
  },
  sources: Array.from({ length: count }, sourceOf),
  review: { publisher: { name: 'The Pier Check' }, published: '2024-05-30' },
});

let card;
const inside = (css) => card.shadowRoot.querySelector(css);

/** What a reader does, and the event that says that the card has answered; which of them is seen before that. */
const ACTIONS = {
  open: { act: () => inside('[data-value="sources"] > summary').click(), said: 'toggle' },
  filter: { act: () => inside('[name="stance"]:not(:checked)').click(), said: 'filter', isSeenFirst: true },
  sort: { act: () => inside('[name="sort"]:not(:checked)').click(), said: 'sort' },
  cite: { act: () => inside('.cite').click(), said: 'cite' },
  back: { act: () => inside('.marked .back').click(), said: 'cite' },
};

/** Sixty sources of which most repeat others, in a column as narrow as a card can be. */
const diagram = async () => {
  const holder = document.createElement('div');
  holder.style.inlineSize = '280px';
  main.append(holder);
  card = document.createElement(CARD);
  card.setAttribute('loading', 'eager');
  card.setAttribute('expanded', 'provenance');
  card.style.setProperty('content-visibility', 'visible');
  card.record = await (await fetch('/records/provenance-60.json')).text();
  const there = ready(1);
  holder.append(card);
  await there;
  await drawn();
  return inside('[part="provenance"] > .rows');
};

const heard = (name) => new Promise((go) => card.addEventListener(`fact-check-${name}`, go, { once: true }));

window.bench = {
  /** Milliseconds that the browser takes to lay the rows of the diagram out, styles and boxes made anew. */
  layOut: async () => {
    await settle();
    const rows = await diagram();
    await frame();
    rows.style.display = 'none';
    void rows.offsetHeight;
    const start = performance.now();
    rows.style.display = '';
    void rows.offsetHeight;
    return performance.now() - start;
  },
  /** Milliseconds from the record to a card of that many sources on the screen. */
  show: async (count) => {
    await settle();
    card = document.createElement(CARD);
    card.setAttribute('loading', 'eager');
    card.record = recordOf(count);
    const there = ready(1);
    const start = performance.now();
    main.append(card);
    await there;
    return (await drawn()) - start;
  },
  /** Closes the section, for the next round to open it. */
  close: async () => { inside('[data-value="sources"]').open = false; await drawn(); return 0; },
  /** Milliseconds from what a reader does to the frame that shows it. */
  act: async (name) => {
    await drawn();
    const { act, said, isSeenFirst } = ACTIONS[name];
    const answered = heard(said);
    const [, time] = await framed(() => {
      act();
      return isSeenFirst || answered;
    });
    await answered;
    return time;
  },
};
