// The card in Leptos: its components are Rust, in `leptos/`; this is the custom element around them.

import start, { show } from './node_modules/.bundled/leptos/leptos_card.js';

/** Defines the element once the program is there; gives what says how many bytes of memory that has taken. */
export const define = async (name, sheet) => {
  const { memory } = await start();
  customElements.define(name, class extends HTMLElement {
    connectedCallback() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [sheet];
      this.shown = show(root, this.querySelector('script').textContent);
    }

    disconnectedCallback() {
      this.shown.free();
    }
  });
  return () => memory.buffer.byteLength;
};
