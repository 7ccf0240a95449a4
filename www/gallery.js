// The gallery's controls: one setting for all cards, the problems that cards report, and many cards at once.

/** The attributes with which each card was written. */
const written = new WeakMap();
const settings = ['theme', 'density', 'order', 'meter'];

/** The records that made cards take their turn with. */
const records = [
  'true', 'mostly-true', 'mixed', 'mostly-false', 'false', 'unproven',
  'disputed', 'not-checkable', 'pending', 'withdrawn', 'unrated',
].map((status) => `records/status-${status}.json`);

const controls = document.getElementById('controls');
const make = document.getElementById('make');
const made = document.getElementById('made');

/** Sets an attribute, or takes it off where there is no value; leaves it alone if it is so already. */
function set(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** The value that a card gets for a setting: the chosen one, or the one it was written with. */
function chosen(name, choice, original) {
  if (!choice) return original;
  if (name === 'meter') return choice === 'on' ? '' : null;
  return choice;
}

/** Gives every card the settings chosen in the controls. */
function apply() {
  const choices = new FormData(controls);
  set(document.documentElement, 'data-theme', choices.get('theme') || null);
  for (const card of document.querySelectorAll('fact-check-card')) {
    if (!written.has(card)) {
      written.set(card, Object.fromEntries(settings.map((name) => [name, card.getAttribute(name)])));
    }
    const original = written.get(card);
    for (const name of settings) set(card, name, chosen(name, choices.get(name), original[name]));
  }
}

/** An element with text in it. */
function text(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

/** Lists below a sample what its card reported. */
function report(event) {
  const sample = event.target.closest('[data-problems]');
  if (!sample) return;
  const { kind, problems = [] } = event.detail;
  const box = document.createElement('div');
  box.className = 'problems';
  box.append(text('p', kind ? `No card: ${kind}` : `Card shown; ${problems.length} problems`));
  const list = document.createElement('ul');
  for (const { severity, pointer, message } of problems) {
    const item = text('li', `${severity}: `);
    if (pointer) item.append(text('code', pointer), ' ');
    item.append(message);
    list.append(item);
  }
  if (problems.length > 0) box.append(list);
  sample.querySelector('.problems')?.remove();
  sample.append(box);
}

/** Puts a number of cards on the page in place of those made before. */
function fill(count) {
  const cards = document.createDocumentFragment();
  for (let i = 0; i < count; i += 1) {
    const card = document.createElement('fact-check-card');
    card.setAttribute('src', records[i % records.length]);
    card.setAttribute('density', 'compact');
    card.setAttribute('heading-level', '3');
    cards.append(card);
  }
  made.replaceChildren(cards);
  apply();
}

document.addEventListener('fact-check-ready', report);
document.addEventListener('fact-check-error', report);

controls.addEventListener('change', apply);
// The fields have their first values again only after the event.
controls.addEventListener('reset', () => setTimeout(apply));
controls.hidden = false;

make.addEventListener('submit', (event) => {
  event.preventDefault();
  const count = Number(new FormData(make).get('count'));
  const before = performance.now();
  fill(count);
  const time = Math.round(performance.now() - before);
  make.querySelector('output').textContent = `${count.toLocaleString('en-GB')} made in ${time} ms`;
});
make.hidden = false;

apply();
