// The card in Lit: an element with a state, and templates for its parts.

import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { follow } from './follow.js';
import { ACTIONS, GAPS, blocksOf, modelOf, shownOf, STYLES, VERDICT_ICON } from './model.js';

const icon = (path) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;
const time = ({ iso, text }) => html`<time datetime=${iso}>${text}</time>`;

const fact = ({ kind, text, iso, icon: path }) => {
  if (kind === 'date') return time({ iso, text });
  if (kind === 'stance') return html`<span class="stance">${icon(path)}${text}</span>`;
  return kind === 'name' ? html`<span class="name">${text}</span>` : html`<span>${text}</span>`;
};
const facts = (all) => html`<p class="meta">${all.map((one, i) => html`${i > 0 ? ' · ' : nothing}${fact(one)}`)}</p>`;

const cited = (pieces) => pieces.map(({ text, id, href, value, source }) => text ?? html`<a
  class="cite" data-action="cite" id=${id} href=${href} data-value=${value}
  aria-label="Source ${source}">${source}</a>`);
const toSource = ({ href, value, source, publisher }) =>
  html`<a data-action="show-source" href=${href} data-value=${value}>Source ${source} (<span>${publisher}</span>)</a>`;

const finding = ({ status, label, explanation, asOf }) => html`<header class="finding" part="verdict"
  ><slot name="logo"></slot
  ><h3 class="finding-label" id="finding" data-status=${status}
    ><span class="kicker">Fact check: </span>${icon(VERDICT_ICON)}<span class="label" part="badge">${label}</span
  ></h3
  ><p class="explanation" part="explanation">${cited(explanation)}</p
  ><p class="meta"><span>As of ${time(asOf)}</span></p
></header>`;

const claimed = ({ text, facts: all, context, why }) => html`<section class="claim" part="claim"
  ><h4 class="heading">The claim</h4
  ><blockquote class="claim-text"><p>${text}</p></blockquote
  >${facts(all)}${context ? html`<p class="context">${context}</p>` : nothing}${why
    ? html`<dl class="terms"><dt>Why it was checked</dt><dd>${why}</dd></dl>`
    : nothing}</section>`;

const section = ({ name, title, counts, open = false }, content) => html`<details
  class="section" part=${name} data-value=${name} ?open=${open}
  ><summary><h4 class="heading">${title}</h4>${counts
    ? html`<span class="counts">${counts}</span>`
    : nothing}</summary>${content}</details>`;

const back = (number, i) => html`${i > 0 ? ' ' : nothing}<a
  class="back" data-action="back" href="#cite-${number}" data-value=${number}
  aria-label="Back to citation ${number}">↑${number}</a>`;

const evidenceItem = ({ id, number, stance, title, facts: all, quote, note, interests, repeats, backs, role }) => html`<li
  role=${role ?? nothing} class="source" part="source" tabindex="-1" data-stance=${stance} id=${id}
  ><p class="title"><span class="ordinal">${number}. </span><span>${title}</span></p
  >${facts(all)}${quote ? html`<blockquote class="quote"><p>${quote}</p></blockquote>` : nothing}${note
    ? html`<p class="note">${note}</p>`
    : nothing}${interests
    ? html`<p class="named"><span class="term">Interests</span>: ${interests}</p>`
    : nothing}${repeats.map((link) => html`<p class="derived">Repeats ${toSource(link)}</p>`)}${backs.length > 0
    ? html`<p class="cited-at">Cited in the text: ${backs.map(back)}</p>`
    : nothing}</li>`;

const filter = ({ value, label, number }) => html`<label><input
  type="radio" name="stance" value=${value} data-action="filter" ?checked=${value === 'all'}>${label} <span
  class="number">${number}</span></label>`;

const answer = ({ kind, facts: all, text, sources }) => html`<li class="answer"
  ><p class="meta"><span class="strong">${kind}</span></p
  >${facts(all)}<blockquote><p>${text}</p></blockquote
  >${sources.map((link) => html`<p class="derived">Said in ${toSource(link)}</p>`)}</li>`;

const idOf = ({ id }) => id;
const listed = (sources, stance) => {
  const blocks = blocksOf(sources);
  if (!blocks) {
    return html`<ol class="sources" role="list" data-stance=${stance}>${repeat(sources, idOf, evidenceItem)}</ol>`;
  }
  const inBlock = (source) => evidenceItem({ role: 'listitem', ...source });
  return html`<div class="sources long" role="list" data-stance=${stance}>${
    blocks.map((block) => html`<ol class="block" role="none">${repeat(block, idOf, inBlock)}</ol>`)}</div>`;
};

const evidence = ({ sources, filters, counts }, stance, filtered) => section(
  { name: 'sources', title: 'Evidence', counts, open: true },
  html`<fieldset class="filter" @change=${filtered}><legend>Show</legend>${filters.map(filter)}<span
    class="unseen" role="status">${shownOf(filters, stance)} of ${sources.length} sources shown</span></fieldset
  >${listed(sources, stance)}<div class="gaps"><p class="term">What is missing</p><ul role="list">${
    GAPS.map((gap) => html`<li>${gap}</li>`)}</ul></div>`,
);

/** The card of a model, with the sources of one stance; `filtered` hears when a reader chooses another. */
export const card = (model, stance, filtered) => {
  const { tone, lang, claim, details, wouldChange, answers, publisher, about } = model;
  return html`<article
    class="card" part="card" aria-labelledby="finding" data-tone=${tone} lang=${lang} dir="ltr" @click=${follow}
  >${finding(model)}${claimed(claim)}${section({ name: 'details', title: 'How we know' }, html`${
    details.map((pieces) => html`<p>${cited(pieces)}</p>`)}<dl class="terms"
    ><dt>What would change this finding</dt><dd>${wouldChange}</dd></dl>`)}${evidence(model, stance, filtered)}${
    section({ name: 'counter-statements', title: 'Replies', counts: answers.length, open: true },
      html`<ul class="answers" role="list">${answers.map(answer)}</ul>`)}${
    section({ name: 'about', title: 'About this check', counts: publisher },
      html`<dl class="terms"><dt>Checked by</dt><dd>${facts(about)}</dd></dl>`)}<div
    class="actions" part="actions">${ACTIONS.map(([action, label, choice]) => html`<button
      type="button" data-action=${action} data-value=${choice ?? nothing}>${label}</button>`)}<fieldset
      ><legend>Copy citation</legend>${STYLES.map(([style, label]) => html`<button
      type="button" data-action="copy-citation" data-value=${style}>${label}</button>`)}</fieldset><span class="said" role="status"></span></div
  ><slot name="footer"></slot></article>`;
};

export const define = (name, sheet) => customElements.define(name, class extends LitElement {
  static properties = { stance: { state: true } };

  static styles = [sheet];

  constructor() {
    super();
    this.stance = 'all';
  }

  connectedCallback() {
    super.connectedCallback();
    this.model ??= modelOf(JSON.parse(this.querySelector('script').textContent));
  }

  filtered({ target }) {
    this.stance = target.value;
  }

  render() {
    return card(this.model, this.stance, this.filtered);
  }
});
