// What TypeScript knows of the entry, and by it of the element: `import { load } from "./fact-check-card.js"`.
// A record's members are those of `claim-record.schema.json`.

/** A section that a reader opens and closes. */
export type Section = "details" | "sources" | "provenance" | "counter-statements" | "changes" | "about";

/** On which side of the claim a source is. */
export type Stance = "supports" | "refutes" | "context";

/** The order of the sources: as they are cited, or the newest first. */
export type Sort = "number" | "date";

/** What a reader may do with a card by its buttons. */
export type Action = "share" | "copy-citation" | "copy-embed" | "download" | "print";

/** A problem of a document: where it is, and what was expected and found. */
export interface Problem {
  /** A JSON Pointer (RFC 6901); empty for the document. */
  pointer: string;
  code: string;
  severity: "fatal" | "error" | "warning" | "repair";
  message: string;
}

/** A claim record, version 1; `claim-record.schema.json` describes all of its members. */
export interface ClaimRecord {
  version: 1;
  id?: string;
  lang: string;
  claim: { text: string; [member: string]: unknown };
  verdict: { status: string; label?: string; [member: string]: unknown };
  sources?: { id: string; title: string; stance?: Stance; [member: string]: unknown }[];
  [member: string]: unknown;
}

/** What can be a record: an object, JSON text, or UTF-8 bytes. */
export type RecordInput = ClaimRecord | object | string | Uint8Array;

/** Attributes of the element that is written, and where its stylesheet is. */
export interface RenderOptions {
  lang?: string;
  theme?: "auto" | "light" | "dark";
  density?: "full" | "compact" | "badge";
  order?: "finding-first" | "claim-first";
  meter?: boolean;
  /** Sections, with spaces between. */
  expanded?: string;
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6;
  /** What the check lacks and the card does not say: codes of warnings, with spaces between. */
  unsaid?: string;
  loading?: "lazy" | "eager";
  structuredData?: "auto" | "on" | "off";
  /** The address of the stylesheet; without it, the element holds the stylesheet itself. */
  styles?: string;
}

/** The core, as `load()` gives it. A bad argument is a `TypeError`. */
export interface Core {
  readRecord(record: RecordInput): { record: ClaimRecord | null; problems: Problem[] };
  toClaimReview(record: RecordInput): object | null;
  importClaimReview(
    document: object | string | Uint8Array,
    options?: { page?: string; labels?: object | string },
  ): Promise<{ records: { record: ClaimRecord; problems: Problem[] }[]; problems: Problem[] }>;
  renderHtml(record: RecordInput, options?: RenderOptions): Promise<string>;
}

/** The details of the element's events, by name. */
export interface FactCheckEvents {
  "fact-check-ready": CustomEvent<{ readonly record: ClaimRecord; readonly problems: Problem[] }>;
  "fact-check-error": CustomEvent<{ kind: "network" | "parse" | "invalid" | "engine"; problems: Problem[] }>;
  "fact-check-toggle": CustomEvent<{ section: Section; open: boolean }>;
  "fact-check-filter": CustomEvent<{ stance: Stance | null }>;
  "fact-check-sort": CustomEvent<{ by: Sort }>;
  /** A source was shown and marked; `null` when a reader went back. */
  "fact-check-cite": CustomEvent<{ sourceId: string | null }>;
  /** Cancelable: `preventDefault()` keeps the link from being followed. */
  "fact-check-open": CustomEvent<{ sourceId: string | null; url: string }>;
  "fact-check-action": CustomEvent<{ action: Action }>;
}

/** What the property of an attribute can be set to; `null` and `undefined` take the attribute away. */
export type Attribute = string | null | undefined;

/** `<fact-check-card>`. */
export interface FactCheckCard extends HTMLElement {
  /** The record that is shown; before there is a card, what the page has set. */
  get record(): ClaimRecord | null;
  set record(record: RecordInput | null | undefined);
  get src(): string;
  set src(value: Attribute);
  get theme(): string;
  set theme(value: Attribute);
  get density(): string;
  set density(value: Attribute);
  get order(): string;
  set order(value: Attribute);
  get meter(): boolean;
  set meter(value: boolean | null | undefined);
  get expanded(): string;
  set expanded(value: Attribute);
  get headingLevel(): string;
  set headingLevel(value: Attribute);
  get unsaid(): string;
  set unsaid(value: Attribute);
  get loading(): string;
  set loading(value: Attribute);
  get structuredData(): string;
  set structuredData(value: Attribute);
  reload(): Promise<void>;
  expand(section: Section): void;
  collapse(section: Section): void;
  /** Shows the sources of a stance; without one, all. */
  filter(stance?: Stance | null): void;
  /** Puts the sources into an order, where the card offers that. */
  sort(by: Sort): void;
  /** Leads to a source, as following a citation does. */
  cite(sourceId: string): void;
  /** Does what a button does. Browsers allow some of these only as the answer to a click. */
  act(action: Action, choice?: "plain" | "apa" | "chicago" | "bibtex" | "jsonld"): void;
  /** Empty before there is a card. */
  citation(style?: "plain" | "apa" | "chicago" | "bibtex"): string;
  /** schema.org ClaimReview; `null` before there is a card. */
  toClaimReview(): object | null;
}

/** Defines the card under another name. The entry has defined the usual one. */
export function define(name?: string): void;

/** Fetches and starts the core, once; beside it the words of the language that a page is in, if one is named. */
export function load(lang?: string): Promise<Core>;

declare global {
  interface HTMLElementTagNameMap {
    "fact-check-card": FactCheckCard;
  }
  interface HTMLElementEventMap extends FactCheckEvents {}
  interface DocumentEventMap extends FactCheckEvents {}
}
