// The card in React, as HTML.

import { renderToString } from 'react-dom/server';

import { Card } from '../card.jsx';

export const render = (model) => renderToString(<Card {...model} />);
