// The card in Preact, as HTML.

import { renderToString } from 'preact-render-to-string';

import { Card } from '../card.jsx';

export const render = (model) => renderToString(<Card {...model} />);
