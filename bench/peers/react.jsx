// The card in React: a root for each card, as where cards stand between other content. It is made at once rather than
// by React's scheduler, so that its time ends with its last node.

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import { Card } from './card.jsx';
import { element } from './element.js';

export const define = (name, sheet) => element(name, sheet, (shadow, model) => {
  const root = createRoot(shadow);
  flushSync(() => root.render(<Card {...model} />));
  return () => root.unmount();
});
