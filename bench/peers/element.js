// The custom element around a component of a framework that has none of its own: it takes its record from a script
// inside, as the card does, and takes the component down when it leaves the page.

import { modelOf } from './model.js';

/** Defines the element; `show` puts a model into a shadow root, and gives what takes it away again. */
export const element = (name, sheet, show) => customElements.define(name, class extends HTMLElement {
  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.takeDown = show(root, modelOf(JSON.parse(this.querySelector('script').textContent)));
  }

  disconnectedCallback() {
    this.takeDown();
  }
});
