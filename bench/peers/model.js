// What a card shows, derived from a record: the same for every framework, so that only the frameworks differ.
// It knows the words of one language and the kinds that `bench/record.json` has, judges nothing, and
// leaves out what that record leaves out.

const UTC = { timeZone: 'UTC' };
/** Formatters by the length of a date: a year, a month, a day. */
const DATES = {
  4: new Intl.DateTimeFormat('en-GB', { ...UTC, year: 'numeric' }),
  7: new Intl.DateTimeFormat('en-GB', { ...UTC, year: 'numeric', month: 'long' }),
  10: new Intl.DateTimeFormat('en-GB', { ...UTC, dateStyle: 'long' }),
};
const TONES = { unproven: 'open' };
const KINDS = { 'news-report': 'news report', image: 'image', 'official-statement': 'official statement' };
const ANSWERS = { denial: 'Denial', clarification: 'Clarification' };
const STANCES = {
  supports: { label: 'Supports', filter: 'Supporting', count: 'support', icon: 'M4.5 12.5l5 5L19.5 6.5' },
  context: { label: 'Context', filter: 'Context', count: 'give context', icon: 'M4 6.5h16M4 12h16M4 17.5h10' },
};

export const VERDICT_ICON =
  'M12 1.8L22.2 12L12 22.2L1.8 12ZM9.6 9.7a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2 1-1.2 1.9M12 16.7v.1';
export const ACTIONS = [
  ['share', 'Share'],
  ['copy-embed', 'Copy embed code'],
  ['download', 'Download data'],
  ['download', 'Download JSON-LD', 'jsonld'],
  ['print', 'Print'],
];
export const STYLES = [['plain', 'Plain text'], ['apa', 'APA'], ['chicago', 'Chicago'], ['bibtex', 'BibTeX']];
export const GAPS = ['No primary source is cited.', 'No answer from whoever made the claim.'];

/** The parts of a line of facts, in order; what is missing is left out. */
const factsOf = (...facts) => facts.filter(({ text }) => text);
const dateOf = (iso) => ({ kind: 'date', iso, text: iso && DATES[iso.length].format(new Date(iso)) });
const plain = (text) => ({ kind: 'plain', text });
const personOf = ({ name, role, affiliation }) => [{ kind: 'name', text: name }, plain(role), plain(affiliation)];
const quoted = ({ text, quotation }) => (quotation ? `“${text}”` : text);

/** Cuts a text at its citations, and numbers them on. */
const cutter = (indexes, cited) => (text) => text.split(/\[\^([^\]]+)\]/).map((piece, i) => {
  if (i % 2 === 0) return { text: piece };
  const index = indexes.get(piece);
  const number = cited.push(index);
  return { id: `cite-${number}`, href: `#source-${index + 1}`, value: number, source: index + 1 };
}).filter(({ text }) => text !== '');

const sourceOf = (source, index, sources, cited) => {
  const stance = STANCES[source.stance];
  const number = index + 1;
  const named = source.publisher;
  return {
    id: `source-${number}`,
    number,
    stance: source.stance,
    title: source.title,
    facts: factsOf(
      { kind: 'stance', text: stance.label, icon: stance.icon },
      plain(named),
      dateOf(source.date),
      plain(KINDS[source.kind]),
    ),
    quote: source.quote && `“${source.quote}”`,
    note: source.note,
    interests: source.interests,
    repeats: (source.derivedFrom ?? []).map((id) => linkTo(sources, id)),
    backs: cited.flatMap((other, i) => (other === index ? [i + 1] : [])),
  };
};

const linkTo = (sources, id) => {
  const index = sources.findIndex((source) => source.id === id);
  return { href: `#source-${index + 1}`, value: index, source: index + 1, publisher: sources[index].publisher };
};

/** What the card of this record shows. */
export const modelOf = ({ lang, claim, verdict, sources, counterStatements, review }) => {
  const cited = [];
  const cut = cutter(new Map(sources.map(({ id }, i) => [id, i])), cited);
  const explanation = cut(verdict.explanation);
  const details = verdict.details.split('\n\n').map(cut);
  const counts = Object.entries(STANCES)
    .map(([value, { filter, count }]) => ({
      value, label: filter, said: count, number: sources.filter(({ stance }) => stance === value).length,
    }))
    .filter(({ number }) => number);
  const origins = sources.filter(({ derivedFrom }) => !derivedFrom?.length).length;
  return {
    lang,
    status: verdict.status,
    tone: TONES[verdict.status],
    label: verdict.label,
    explanation,
    asOf: dateOf(verdict.asOf),
    claim: {
      text: quoted(claim),
      facts: factsOf(...claim.claimants.flatMap(personOf), dateOf(claim.date)),
      context: claim.context,
      why: claim.whyChecked,
    },
    details,
    wouldChange: verdict.wouldChange,
    counts: `${sources.length} sources: ${counts.map(({ number, said }) => `${number} ${said}`).join(', ')}`
      + ` · ${origins} independent origins`,
    filters: [{ value: 'all', label: 'All', number: sources.length }, ...counts],
    sources: sources.map((source, i) => sourceOf(source, i, sources, cited)),
    answers: counterStatements.map((answer) => ({
      kind: ANSWERS[answer.kind],
      facts: factsOf(...personOf(answer.speaker)),
      text: quoted(answer),
      sources: answer.sources.map((id) => linkTo(sources, id)),
    })),
    publisher: review.publisher.name,
    about: factsOf(plain(review.publisher.name), plain(review.publisher.role)),
  };
};

/** Many sources in blocks, of which those far from the viewport cost no layout; nothing if they are few. */
export const blocksOf = (sources) => (sources.length < 64
  ? null
  : Array.from({ length: Math.ceil(sources.length / 16) }, (_, i) => sources.slice(16 * i, 16 * i + 16)));

/** How many sources have that stance. */
export const shownOf = (filters, stance) => filters.find(({ value }) => value === stance).number;
