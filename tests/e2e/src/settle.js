// Brings every card into view, as a reader who scrolls would, and waits until it says how it is.
// Returns one line a card that is not as the page says it should be (`data-expect`).
const settled = ['ready', 'partial', 'error'];
const stateOf = (card) => settled.filter((state) => card.matches(`:state(${state})`)).join(' ');
const pause = (time) => new Promise((go) => setTimeout(go, time));
const cards = [...document.querySelectorAll('fact-check-card')].filter((card) => card.checkVisibility());
const wrong = [];
for (const [index, card] of cards.entries()) {
  const end = performance.now() + 10_000;
  // A prerendered card waits until it is used.
  if (card.shadowRoot && !stateOf(card)) continue;
  while (!stateOf(card) && performance.now() < end) {
    // Again and again: cards above that become taller push it away.
    card.scrollIntoView({ block: 'center', behavior: 'instant' });
    await pause(20);
  }
  const wanted = card.dataset.expect ?? 'ready';
  const state = stateOf(card);
  if (state !== wanted) {
    const name = card.id || card.getAttribute('src') || `number ${index + 1}`;
    wrong.push(`card ${name}: expected the state ${wanted}, found ${state || 'none'}`);
  }
}
scrollTo({ top: 0, behavior: 'instant' });
await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
return wrong;
