// What a page that is written in TypeScript does with the card: it must compile, and what is wrong in it must not.

import { define, load, type ClaimRecord } from "../../src/element/fact-check-card.js";

const record: ClaimRecord = {
  version: 1,
  lang: "en",
  claim: { text: "The pier has two ends." },
  verdict: { status: "unproven" },
};

const card = document.createElement("fact-check-card");
card.record = record;
card.record = JSON.stringify(record);
card.record = null;
card.headingLevel = "2";
card.meter = true;
card.src = undefined;
card.meter = null;
// @ts-expect-error: a number is no text
card.density = 5;
const address: string = card.src;
card.expand("counter-statements");
// @ts-expect-error: no section has the name
card.collapse("everything");
card.filter("refutes");
card.filter();
// @ts-expect-error: no stance has the name
card.filter("all");
card.sort("date");
card.cite("minutes");
card.act("print");
// @ts-expect-error: no action has the name
card.act("delete");
// @ts-expect-error: no style has the name
card.citation("mla");
const shown = document.querySelector("fact-check-card")?.record;
const text: string = shown?.claim.text ?? card.citation("apa");

card.addEventListener("fact-check-toggle", ({ detail }) => text.concat(detail.section, detail.open ? "+" : "-"));
card.addEventListener("fact-check-sort", ({ detail }) => text.concat(detail.by));
card.addEventListener("fact-check-cite", ({ detail }) => text.concat(detail.sourceId ?? "back"));
document.addEventListener("fact-check-open", (event) => {
  if (event.detail.url.startsWith("https://example.org/")) event.preventDefault();
  // @ts-expect-error: the detail has no such member
  event.detail.stance;
});
document.querySelector("fact-check-card")?.addEventListener("fact-check-ready", ({ detail }) => {
  for (const { pointer, message } of detail.problems) text.concat(pointer, message);
});

define("check-card");
const core = await load("de");
const { problems } = core.readRecord(record);
const html: string = await core.renderHtml(record, { density: "compact", headingLevel: 2, styles: "/styles.css" });
// @ts-expect-error: no such density
await core.renderHtml(record, { density: "thin" });
const { records } = await core.importClaimReview({ "@type": "ClaimReview" }, { page: "https://example.org/" });
// @ts-expect-error: a number is no record
core.toClaimReview(5);
export { address, html, problems, records };
