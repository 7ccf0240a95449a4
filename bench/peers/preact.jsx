// The card in Preact.

import { render } from 'preact';

import { Card } from './card.jsx';
import { element } from './element.js';

export const define = (name, sheet) => element(name, sheet, (shadow, model) => {
  render(<Card {...model} />, shadow);
  return () => render(null, shadow);
});
