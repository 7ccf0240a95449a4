// The card in Lit, as HTML: its element with the shadow root, since only there may slots stand.

import { render as parts } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { css, html } from 'lit';

import { define } from '../lit.js';

// The stylesheet would be written into each card again; it is the same for all that is measured here, and left out.
define('lit-card', css``);

export const render = (model) => collectResultSync(parts(html`<lit-card .model=${model}></lit-card>`));
