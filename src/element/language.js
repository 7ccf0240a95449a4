// Which of the card's languages a page means: the core's script loads the words of that one.

const LANGUAGES = "ar de es fa fr he hi id it ja ko pl pt ru tr uk ur zh-Hans zh-Hant";

/**
 * The name of the file that has the words for a language tag, by lookup (RFC 4647, section 3.4); `en` where there is
 * none. `known_native.rs` says the same natively.
 */
export const language = (tag) => {
  const [code] = tag.toLowerCase().split(/[-_]/);
  // Two languages had other codes until 1989; of Chinese, the tag names the script, or its region tells it.
  const traditional = /^(?!.*hans).*[-_](hant|tw|hk|mo|yue)\b/i.test(tag);
  const name = { iw: "he", in: "id", zh: traditional ? "zh-Hant" : "zh-Hans" }[code] ?? code;
  return LANGUAGES.split(" ").includes(name) ? name : "en";
};
