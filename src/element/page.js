// A web page as the texts that import reads: its JSON-LD, its microdata as JSON, its language. The rules stand in
// `claimreview/import/mod.rs`, for `claimreview/import/html.rs` has the same.

/** How deep items may be nested in items, as natively. */
const MAX_DEPTH = 30;

/** How much work the items of a page may be: elements are looked at, and say their text, once for each item and each name. */
const MAX_WORK = 1 << 22;
let left;

/**
 * The page's address, and the texts. The document is inert: no script runs and nothing is loaded. Under Trusted Types no
 * script may parse a page, and this throws.
 */
export const textsOf = (html, address) => {
  // A `base` would be judged by the policy of the page that this runs in, and reported to it.
  const text = html.replace(/<base(?=[\s/>])/gi, "<x-base");
  const page = new DOMParser().parseFromString(text, "text/html");
  const texts = [];
  left = MAX_WORK;
  for (const script of page.scripts) {
    if (/^\s*application\/ld\+json\s*(;|$)/i.test(script.getAttribute("type"))) texts.push(script.textContent);
  }
  for (const element of page.querySelectorAll("[itemscope]:not([itemprop])")) {
    texts.push(JSON.stringify(item(element, MAX_DEPTH)));
  }
  const lang = page.documentElement.getAttribute("lang");
  if (lang?.trim()) texts.push(JSON.stringify({ "@type": "WebPage", inLanguage: lang }));
  return [addressOf(page, address), ...texts];
};

/** An item of microdata as JSON-LD has it. */
const item = (element, depth) => {
  const found = {};
  const types = words(element, "itemtype");
  if (types.length) found["@type"] = types;
  if (element.hasAttribute("itemid")) found["@id"] = element.getAttribute("itemid");
  // What the item says of itself comes before what a property of that name says.
  const own = Object.keys(found);
  for (const inner of element.querySelectorAll("[itemprop]")) {
    if ((left -= 9 + inner.getAttribute("itemprop").length) < 0) break;
    // What stands within an inner item is that item's.
    if (inner.parentElement.closest("[itemscope]") !== element) continue;
    for (const name of words(inner, "itemprop")) {
      if (own.includes(name)) continue;
      if (!Object.hasOwn(found, name)) Object.defineProperty(found, name, { value: [], enumerable: true });
      found[name].push(value(inner, depth));
    }
  }
  return found;
};

/** Where elements of a kind keep what they stand for; all may have it in `content`. */
const PLACES = {
  a: "href", area: "href", link: "href", object: "data", data: "value", meter: "value", time: "datetime",
  audio: "src", embed: "src", iframe: "src", img: "src", source: "src", track: "src", video: "src",
};

const value = (element, depth) => {
  if (left < 0) return null;
  if (element.hasAttribute("itemscope")) return depth ? item(element, depth - 1) : null;
  const place = PLACES[element.localName] ?? "content";
  const text = element.getAttribute("content") ?? element.getAttribute(place) ?? element.textContent;
  left -= text.length;
  return text;
};

const words = (element, name) => element.getAttribute(name)?.split(/\s+/).filter(Boolean) ?? [];

/** What relative addresses in the page are relative to. */
const addressOf = (page, address) => {
  const [base, canonical] = ["x-base[href]", 'link[rel~="canonical" i][href]'].map((css) =>
    page.querySelector(css)?.getAttribute("href"));
  return whole(base, address) || address || whole(canonical) || "";
};

const whole = (link, address) => {
  try {
    // A link that is not there would be one to "undefined".
    return link && new URL(link, address || undefined).href;
  } catch {
    return "";
  }
};
