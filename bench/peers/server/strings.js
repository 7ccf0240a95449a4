// The card as strings that are put together by hand, as fast as JavaScript gets.

import { ACTIONS, GAPS, STYLES, VERDICT_ICON } from '../model.js';

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const NEEDS = /[&<>"]/;
const text = (value) => (NEEDS.test(value) ? value.replace(/[&<>"]/g, (one) => ESCAPES[one]) : value);

const icon = (path) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"></path></svg>`;
const time = ({ iso, text: said }) => `<time datetime="${text(iso)}">${text(said)}</time>`;

const fact = (one) => {
  if (one.kind === 'date') return time(one);
  if (one.kind === 'stance') return `<span class="stance">${icon(one.icon)}${one.text}</span>`;
  return one.kind === 'name' ? `<span class="name">${text(one.text)}</span>` : `<span>${text(one.text)}</span>`;
};
const facts = (all) => `<p class="meta">${all.map(fact).join(' · ')}</p>`;

const cited = (pieces) => {
  let html = '';
  for (const { text: plain, id, href, value, source } of pieces) {
    html += plain === undefined
      ? `<a class="cite" data-action="cite" id="${id}" href="${href}" data-value="${value}" aria-label="Source ${source}">${source}</a>`
      : text(plain);
  }
  return html;
};
const toSource = ({ href, value, source, publisher }) =>
  `<a data-action="show-source" href="${href}" data-value="${value}">Source ${source} (<span>${text(publisher)}</span>)</a>`;

const section = ({ name, title, counts, open }, content) =>
  `<details class="section" part="${name}" data-value="${name}"${open ? ' open=""' : ''}><summary><h4 class="heading">${title}</h4>${
    counts ? `<span class="counts">${text(`${counts}`)}</span>` : ''}</summary>${content}</details>`;

const back = (number) =>
  `<a class="back" data-action="back" href="#cite-${number}" data-value="${number}" aria-label="Back to citation ${number}">↑${number}</a>`;

const source = ({ id, number, stance, title, facts: all, quote, note, interests, repeats, backs }) =>
  `<li class="source" part="source" tabindex="-1" data-stance="${stance}" id="${id}"><p class="title"><span class="ordinal">${number}. </span><span>${text(title)}</span></p>${
    facts(all)}${quote ? `<blockquote class="quote"><p>${text(quote)}</p></blockquote>` : ''}${
    note ? `<p class="note">${text(note)}</p>` : ''}${
    interests ? `<p class="named"><span class="term">Interests</span>: ${text(interests)}</p>` : ''}${
    repeats.map((link) => `<p class="derived">Repeats ${toSource(link)}</p>`).join('')}${
    backs.length > 0 ? `<p class="cited-at">Cited in the text: ${backs.map(back).join(' ')}</p>` : ''}</li>`;

const filter = ({ value, label, number }) =>
  `<label><input type="radio" name="stance" value="${value}" data-action="filter"${
    value === 'all' ? ' checked=""' : ''}>${label} <span class="number">${number}</span></label>`;

const evidence = ({ sources, filters, counts }) => section(
  { name: 'sources', title: 'Evidence', counts, open: true },
  `<fieldset class="filter"><legend>Show</legend>${filters.map(filter).join('')}<span class="unseen" role="status">${
    sources.length} of ${sources.length} sources shown</span></fieldset><ol class="sources" role="list" data-stance="all">${
    sources.map(source).join('')}</ol><div class="gaps"><p class="term">What is missing</p><ul role="list">${
    GAPS.map((gap) => `<li>${gap}</li>`).join('')}</ul></div>`,
);

const answer = ({ kind, facts: all, text: said, sources }) =>
  `<li class="answer"><p class="meta"><span class="strong">${kind}</span></p>${facts(all)}<blockquote><p>${text(said)}</p></blockquote>${
    sources.map((link) => `<p class="derived">Said in ${toSource(link)}</p>`).join('')}</li>`;

const button = ([action, name, choice]) =>
  `<button type="button" data-action="${action}"${choice ? ` data-value="${choice}"` : ''}>${name}</button>`;

export const render = (model) => {
  const { tone, lang, status, label, explanation, asOf, claim, details, wouldChange, answers, publisher, about } = model;
  return `<article class="card" part="card" aria-labelledby="finding" data-tone="${tone}" lang="${text(lang)}" dir="ltr"><header class="finding" part="verdict"><slot name="logo"></slot><h3 class="finding-label" id="finding" data-status="${status}"><span class="kicker">Fact check: </span>${
    icon(VERDICT_ICON)}<span class="label" part="badge">${text(label)}</span></h3><p class="explanation" part="explanation">${
    cited(explanation)}</p><p class="meta"><span>As of ${time(asOf)}</span></p></header><section class="claim" part="claim"><h4 class="heading">The claim</h4><blockquote class="claim-text"><p>${
    text(claim.text)}</p></blockquote>${facts(claim.facts)}${claim.context ? `<p class="context">${text(claim.context)}</p>` : ''}${
    claim.why ? `<dl class="terms"><dt>Why it was checked</dt><dd>${text(claim.why)}</dd></dl>` : ''}</section>${
    section({ name: 'details', title: 'How we know' }, `${details.map((pieces) => `<p>${cited(pieces)}</p>`).join('')}<dl class="terms"><dt>What would change this finding</dt><dd>${text(wouldChange)}</dd></dl>`)}${
    evidence(model)}${
    section({ name: 'counter-statements', title: 'Replies', counts: answers.length, open: true }, `<ul class="answers" role="list">${answers.map(answer).join('')}</ul>`)}${
    section({ name: 'about', title: 'About this check', counts: publisher }, `<dl class="terms"><dt>Checked by</dt><dd>${facts(about)}</dd></dl>`)}<div class="actions" part="actions">${
    ACTIONS.map(button).join('')}<fieldset><legend>Copy citation</legend>${
    STYLES.map(([style, name]) => button(['copy-citation', name, style])).join('')}</fieldset><span class="said" role="status"></span></div><slot name="footer"></slot></article>`;
};
