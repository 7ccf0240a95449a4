// What the browser's `Intl` says of dates, numbers and plurals; each formatter is made once. Arabic of no country has
// European digits, as lists do in CSS; older engines would write Arabic-Indic ones.

const UTC = { timeZone: "UTC", calendar: "gregory" };

/** Formatters by purpose, as `locale_browser.rs` numbers them. */
const MAKERS = [
  (lang) => new Intl.DateTimeFormat(lang, { ...UTC, year: "numeric" }),
  (lang) => new Intl.DateTimeFormat(lang, { ...UTC, year: "numeric", month: "long" }),
  (lang) => new Intl.DateTimeFormat(lang, { ...UTC, dateStyle: "long" }),
  (lang) => new Intl.NumberFormat(lang, { maximumFractionDigits: 20 }),
  (lang) => new Intl.PluralRules(lang),
];

const made = {};

/** What was said, a thousand texts at most: a card writes its dates again whenever a reader does something with it. */
const said = new Map();

const formatterOf = (lang, purpose) => {
  try {
    return MAKERS[purpose](lang === "ar" ? "ar-u-nu-latn" : lang);
  } catch {
    // A tag may be well formed and refused all the same; it is not tried again.
    return "";
  }
};

/**
 * What a language says for a date (`2016`, `2016-10`, `2016-10-20`) or a number; an empty text when the browser does not
 * know the language.
 */
export const say = (lang, purpose, value) => {
  const key = `${purpose}${lang} ${value}`;
  if (said.size > 999) said.clear();
  if (!said.has(key)) {
    const formatter = (made[purpose + lang] ??= formatterOf(lang, purpose));
    said.set(key, formatter && (formatter.select?.(value) ?? formatter.format(purpose < 3 ? Date.parse(value) : value)));
  }
  return said.get(key);
};
