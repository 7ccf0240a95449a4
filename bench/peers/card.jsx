// The card as components of React, and of Preact, which differ in where `useState` comes from: the bundler says.

import { useState } from 'hooks';

import { follow } from './follow.js';
import { ACTIONS, GAPS, blocksOf, shownOf, STYLES, VERDICT_ICON } from './model.js';

const Icon = ({ path }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg>
);

const Time = ({ iso, text }) => <time dateTime={iso}>{text}</time>;

const Fact = ({ kind, text, iso, icon }) => {
  if (kind === 'date') return <Time iso={iso} text={text} />;
  if (kind === 'stance') return <span className="stance"><Icon path={icon} />{text}</span>;
  return <span className={kind === 'name' ? 'name' : undefined}>{text}</span>;
};

const Facts = ({ facts }) => (
  <p className="meta">{facts.flatMap((fact, i) => [i > 0 && ' · ', <Fact key={i} {...fact} />])}</p>
);

const Cited = ({ pieces }) => pieces.map(({ text, id, href, value, source }, i) => (text ?? (
  <a
    key={i} className="cite" data-action="cite" id={id} href={href} data-value={value}
    aria-label={`Source ${source}`}
  >{source}</a>
)));

const ToSource = ({ href, value, source, publisher }) => (
  <a data-action="show-source" href={href} data-value={value}>Source {source} (<span>{publisher}</span>)</a>
);

const Finding = ({ status, label, explanation, asOf }) => (
  <header className="finding" part="verdict">
    <slot name="logo" />
    <h3 className="finding-label" id="finding" data-status={status}>
      <span className="kicker">Fact check: </span>
      <Icon path={VERDICT_ICON} />
      <span className="label" part="badge">{label}</span>
    </h3>
    <p className="explanation" part="explanation"><Cited pieces={explanation} /></p>
    <p className="meta"><span>As of <Time {...asOf} /></span></p>
  </header>
);

const Claim = ({ text, facts, context, why }) => (
  <section className="claim" part="claim">
    <h4 className="heading">The claim</h4>
    <blockquote className="claim-text"><p>{text}</p></blockquote>
    <Facts facts={facts} />
    {context && <p className="context">{context}</p>}
    {why && <dl className="terms"><dt>Why it was checked</dt><dd>{why}</dd></dl>}
  </section>
);

const Section = ({ name, title, counts, open, children }) => (
  <details className="section" part={name} data-value={name} open={open}>
    <summary><h4 className="heading">{title}</h4>{counts && <span className="counts">{counts}</span>}</summary>
    {children}
  </details>
);

const Source = ({ id, number, stance, title, facts, quote, note, interests, repeats, backs, role }) => (
  <li role={role} className="source" part="source" tabIndex={-1} data-stance={stance} id={id}>
    <p className="title"><span className="ordinal">{number}. </span><span>{title}</span></p>
    <Facts facts={facts} />
    {quote && <blockquote className="quote"><p>{quote}</p></blockquote>}
    {note && <p className="note">{note}</p>}
    {interests && <p className="named"><span className="term">Interests</span>: {interests}</p>}
    {repeats.map((link) => <p key={link.value} className="derived">Repeats <ToSource {...link} /></p>)}
    {backs.length > 0 && (
      <p className="cited-at">
        {'Cited in the text: '}
        {backs.flatMap((number, i) => [i > 0 && ' ', (
          <a
            key={number} className="back" data-action="back" href={`#cite-${number}`} data-value={number}
            aria-label={`Back to citation ${number}`}
          >↑{number}</a>
        )])}
      </p>
    )}
  </li>
);

const Sources = ({ sources, stance }) => {
  const blocks = blocksOf(sources);
  if (!blocks) {
    return (
      <ol className="sources" role="list" data-stance={stance}>
        {sources.map((source) => <Source key={source.id} {...source} />)}
      </ol>
    );
  }
  return (
    <div className="sources long" role="list" data-stance={stance}>
      {blocks.map((block) => (
        <ol key={block[0].id} className="block" role="none">
          {block.map((source) => <Source key={source.id} role="listitem" {...source} />)}
        </ol>
      ))}
    </div>
  );
};

const Evidence = ({ sources, filters, counts }) => {
  const [stance, setStance] = useState('all');
  return (
    <Section name="sources" title="Evidence" counts={counts} open>
      <fieldset className="filter" onChange={({ target }) => setStance(target.value)}>
        <legend>Show</legend>
        {filters.map(({ value, label, number }) => (
          <label key={value}>
            <input type="radio" name="stance" value={value} data-action="filter" defaultChecked={value === 'all'} />
            {label} <span className="number">{number}</span>
          </label>
        ))}
        <span className="unseen" role="status">{shownOf(filters, stance)} of {sources.length} sources shown</span>
      </fieldset>
      <Sources sources={sources} stance={stance} />
      <div className="gaps">
        <p className="term">What is missing</p>
        <ul role="list">{GAPS.map((gap) => <li key={gap}>{gap}</li>)}</ul>
      </div>
    </Section>
  );
};

const Answer = ({ kind, facts, text, sources }) => (
  <li className="answer">
    <p className="meta"><span className="strong">{kind}</span></p>
    <Facts facts={facts} />
    <blockquote><p>{text}</p></blockquote>
    {sources.map((link) => <p key={link.value} className="derived">Said in <ToSource {...link} /></p>)}
  </li>
);

export const Card = (model) => (
  <article
    className="card" part="card" aria-labelledby="finding" data-tone={model.tone} lang={model.lang} dir="ltr"
    onClick={follow}
  >
    <Finding {...model} />
    <Claim {...model.claim} />
    <Section name="details" title="How we know">
      {model.details.map((pieces, i) => <p key={i}><Cited pieces={pieces} /></p>)}
      <dl className="terms"><dt>What would change this finding</dt><dd>{model.wouldChange}</dd></dl>
    </Section>
    <Evidence {...model} />
    <Section name="counter-statements" title="Replies" counts={model.answers.length} open>
      <ul className="answers" role="list">{model.answers.map((answer, i) => <Answer key={i} {...answer} />)}</ul>
    </Section>
    <Section name="about" title="About this check" counts={model.publisher}>
      <dl className="terms"><dt>Checked by</dt><dd><Facts facts={model.about} /></dd></dl>
    </Section>
    <div className="actions" part="actions">
      {ACTIONS.map(([action, label, choice]) => (
        <button key={label} type="button" data-action={action} data-value={choice}>{label}</button>
      ))}
      <fieldset>
        <legend>Copy citation</legend>
        {STYLES.map(([style, label]) => (
          <button key={style} type="button" data-action="copy-citation" data-value={style}>{label}</button>
        ))}
      </fieldset>
      <span className="said" role="status" />
    </div>
    <slot name="footer" />
  </article>
);
