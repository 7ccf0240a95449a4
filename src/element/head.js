// The check as ClaimReview in the page's head, for search engines: once for a check, however many cards show it.

const pages = new WeakMap();

/** Puts markup into the page's head, unless the page has it already; gives what takes it away again. */
export const publish = (page, text) => {
  const known = pages.get(page) ?? new Map();
  pages.set(page, known);
  const check = JSON.parse(text).url ?? text;
  let markup = known.get(check);
  if (!markup) {
    if (isThere(page, check)) return () => {};
    const script = dataScript(page);
    script.append(text);
    page.head?.append(script);
    markup = { script, cards: 0 };
    known.set(check, markup);
  }
  markup.cards++;
  return () => {
    markup.cards--;
    if (markup.cards) return;
    markup.script.remove();
    known.delete(check);
  };
};

/**
 * A script that holds data. Under Trusted Types engines report each script whose text did not come with the page, also
 * those that only hold data; one that has run does not run again, and is not looked at again, and its copies neither.
 */
const dataScript = (page) => {
  const script = page.querySelector("script[src]")?.cloneNode() ?? page.createElement("script");
  for (const { name } of [...script.attributes]) script.removeAttribute(name);
  script.type = "application/ld+json";
  return script;
};

/**
 * Whether the page says itself what another card, another copy of this program, or its publisher's system would say. An
 * address that only begins like the check's is another check's.
 */
const isThere = (page, check) =>
  [...page.querySelectorAll('script[type="application/ld+json"]')].some(({ textContent }) => {
    const said = textContent.replaceAll("\\/", "/");
    return said.includes('"ClaimReview"') && said.split(check).some((rest, i) => i && /^(["#]|$)/.test(rest));
  });
