// The custom element's class: forwards what happens to its host in the core, and performs the effects that the host
// answers with (see `host.rs`). It decides two things only, before the core can: which of the places for a record comes
// first, and which sections a page may name.

import { adopt, build, run } from "../dom/apply.js";
import { publish } from "./head.js";

/** The attributes that the core reads, in the order in which it expects them. */
const SETTINGS = ["density", "order", "meter", "expanded", "heading-level", "structured-data"];

/** Attributes that are properties too, with what the property says when there is no attribute. */
const REFLECTED = {
  theme: "auto",
  density: "full",
  order: "finding-first",
  expanded: "",
  "heading-level": "3",
  loading: "lazy",
  "structured-data": "auto",
};

/** The sections that a page may open before the core is there to know them. */
const SECTIONS = ["details", "sources", "counter-statements", "changes", "about"];

const camel = (name) => name.replace(/-./g, (dash) => dash[1].toUpperCase());
const PROPERTIES = ["record", "src", "meter", ...Object.keys(REFLECTED).map(camel)];
const isData = (node) => node.localName === "script" && /^application\/(ld\+)?json$/.test(node.type);

/**
 * Defines the element under a name; where the name is taken, the element that has it stays.
 *
 * `load` gives the core, or a promise of it: `{ host(state), styles, names, maxBytes }`; `speak` the language of the
 * card's own words where a page is in that language, or a promise of it while they are on their way.
 */
export const define = (name, load, speak = (lang) => lang || "en") => {
  if (customElements.get(name)) return;

  class FactCheckCard extends HTMLElement {
    static observedAttributes = ["src", "loading", "lang", ...SETTINGS];

    // One observer for all cards: a card starts when it comes within half a screen of the viewport.
    static #near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#begin();
    }, { rootMargin: "50%" });

    // A record may arrive in the element after the element itself, as parsers and frameworks have it.
    static #inside = new MutationObserver((changes) => {
      for (const { target, addedNodes, removedNodes } of changes) {
        if ([...addedNodes, ...removedNodes].some(isData)) target.#renew();
      }
    });

    static #names;

    #internals = this.attachInternals();
    #core;
    #host;
    #kept = "";
    #record;
    #fresh = true;
    #starting;
    #updating = false;
    #drawn = false;
    #failed = false;
    #early = [];
    #abort;
    #answer;
    #unpublish;
    #importing;

    constructor() {
      super();
      FactCheckCard.#inside.observe(this, { childList: true });
    }

    connectedCallback() {
      // A page may have set properties before the class was there: they would hide the accessors.
      for (const name of PROPERTIES) {
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      // A move into another document leaves the stylesheet behind.
      if (this.#drawn) adopt(this.shadowRoot, this.#core.styles);
      if (this.#host) this.#later();
      if (this.loading === "eager" || this.shadowRoot) this.#begin();
      else FactCheckCard.#near.observe(this);
    }

    disconnectedCallback() {
      FactCheckCard.#near.unobserve(this);
      // Moving an element in the page disconnects it for a moment; only one that stays away gives its memory back.
      queueMicrotask(() => this.isConnected || this.#stop());
    }

    attributeChangedCallback(name) {
      if (name === "loading" && this.loading === "eager" && this.isConnected) this.#begin();
      this.#later();
    }

    /** Starts the card now, wherever on the page it stands. */
    #begin() {
      FactCheckCard.#near.unobserve(this);
      return (this.#starting ??= this.#start());
    }

    async #start() {
      // The words are fetched beside the core.
      speak(nearest(this));
      try {
        this.#core ??= await load();
      } catch (error) {
        return this.#fail(error);
      }
      if (!this.isConnected) return this.#stop();
      FactCheckCard.#names ??= this.#core.names.split("\x1f").map((list) => list.split(" "));
      this.#failed = false;
      this.#host = this.#core.host(this.#kept);
      for (const call of this.#early.splice(0)) call();
      return this.#update();
    }

    #stop() {
      this.#abort?.abort();
      this.#kept = this.#host?.close() ?? this.#kept;
      this.#host = this.#starting = undefined;
      this.#fresh = true;
      this.#publish();
    }

    /** The core is not there, or no longer to be trusted: what the page has put into the element shows again. */
    #fail(error) {
      this.#host = this.#starting = undefined;
      this.#fresh = this.#failed = true;
      this.#publish();
      this.#enter("error");
      this.shadowRoot?.replaceChildren(document.createElement("slot"));
      const message = `expected the card's program to run, found that it does not: ${error?.message ?? error}`;
      const problems = [{ pointer: "", code: "engine", severity: "fatal", message }];
      this.#announce({ name: "fact-check-error", detail: { kind: "engine", problems } });
    }

    /** Hands something to the host and does what it says. Says whether the page let it go on. */
    #tell(what, a, b = "", flag = false) {
      let effects;
      try {
        effects = this.#host.tell(what, a, b, flag);
      } catch (error) {
        this.#fail(error);
        return {};
      }
      return this.#perform(effects, b);
    }

    #ask(what, detail = "") {
      return this.#host?.ask(what, detail) ?? null;
    }

    /** Asks for one update, however many changes lead to it. */
    #later() {
      if (this.#failed && this.isConnected) this.#begin();
      if (!this.#host || this.#updating) return;
      this.#updating = true;
      queueMicrotask(() => {
        this.#updating = false;
        if (this.#host) this.#update();
      });
    }

    #renew() {
      this.#fresh = true;
      this.#later();
    }

    /** Tells the host what there is to show, now and when its words have come; the promise is of the answer to that. */
    #update() {
      const language = speak(nearest(this));
      const spoken = language.then?.(() => this.#host && this.#update());
      const attributes = SETTINGS.map((name) => this.getAttribute(name) ?? "\n");
      const settings = [...attributes, location.host, spoken ? "" : language].join("\x1f");
      const fresh = this.#fresh;
      this.#fresh = false;
      if (this.#record !== undefined && this.#record !== null) {
        let record;
        try {
          // Text only: getters and prototypes stay outside, and no code of the page runs while the host is at work.
          record = fresh ? text(this.#record) : "";
          if (record === undefined) throw new TypeError(`it is a ${typeof this.#record}`);
        } catch (error) {
          this.#tell("unreadable", `${error?.message ?? error}`);
          return spoken ?? this.#answer;
        }
        this.#tell("property", settings, record, fresh);
        return spoken ?? this.#answer;
      }
      const script = [...this.children].find(isData);
      if (script) this.#tell("script", settings, script.textContent, fresh);
      else this.#tell("src", settings, this.src, fresh);
      return spoken ?? this.#answer;
    }

    /**
     * Does what the host says, of a document from an address if it came with one. Gives back whether the event is dealt
     * with: by the host, or by the page, which prevented what follows.
     */
    #perform({ program, anew, state, focus, markup, perform, events, fetch, import: foreign, handled }, document, address) {
      if (program) this.#draw(program, anew);
      if (markup !== undefined) this.#publish(markup);
      if (state) this.#enter(state);
      if (focus) {
        const target = this.shadowRoot?.getElementById(focus);
        target?.focus({ preventScroll: true });
        target?.scrollIntoView({ block: "nearest" });
      }
      if (fetch) this.#answer = this.#fetch(fetch);
      if (foreign) this.#answer = this.#import(document, address ?? this.baseURI, !address);
      if (perform) this.#act(perform);
      const prevented = events.map((event) => this.#announce(event)).includes(false);
      return { handled: handled || prevented };
    }

    #draw(program, anew) {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      if (!this.#drawn) {
        for (const type of ["click", "change"]) root.addEventListener(type, this);
        root.addEventListener("toggle", this, true);
        adopt(root, this.#core.styles);
        this.#drawn = true;
      }
      if (!anew) {
        try {
          return run(root, program, FactCheckCard.#names);
        } catch {
          // Something else changed our nodes, as browsers' translators do: build them again.
          program = this.#host.rebuild();
        }
      }
      const fresh = build(this.ownerDocument, program, FactCheckCard.#names);
      const there = root.firstElementChild;
      if (!there?.isEqualNode(fresh.firstElementChild)) root.replaceChildren(fresh);
    }

    /** Says in the page's head what the card says, or no longer. */
    #publish(markup) {
      this.#unpublish?.();
      this.#unpublish = markup ? publish(this.ownerDocument, markup) : undefined;
    }

    #enter(state) {
      this.#internals.states.clear();
      this.#internals.states.add(state);
    }

    #announce({ name, detail }) {
      const host = this;
      let read;
      // A record is written as an object only for a listener that asks for it.
      detail ??= {
        get record() { return (read ??= host.#read()).record; },
        get problems() { return (read ??= host.#read()).problems; },
      };
      const cancelable = name === "fact-check-open";
      return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
    }

    #read() {
      return { record: this.#ask("record"), problems: this.#ask("problems") ?? [] };
    }

    async #fetch(url) {
      this.#abort?.abort();
      const { signal } = (this.#abort = new AbortController());
      let status = 0;
      let bytes;
      try {
        const response = await fetch(url, { signal });
        if (response.ok) bytes = await upTo(this.#core.maxBytes, response);
        else status = response.status;
      } catch {
        // No answer, or one that broke off: there are no bytes then, and no status.
      }
      if (signal.aborted || !this.#host) return;
      if (!bytes) this.#tell("unfetched", url, `${status}`);
      else {
        this.#perform(this.#host.tell("fetched", url, bytes), bytes, url);
        await this.#importing;
      }
    }

    /** Makes a record of a document that is none, with the module for that. */
    async #import(...document) {
      const turn = (this.#importing = (async () => this.#core.importFirst(...document))());
      let found;
      try {
        found = await turn;
      } catch (error) {
        if (this.#importing === turn) this.#fail(error);
      }
      // Another document may have come in the meantime.
      if (found && this.#importing === turn && this.#host) this.#tell("imported", ...found);
    }

    /** Does in the browser's name what a reader asked for, and says whether it could be done. */
    async #act({ action, text, name }) {
      let done = true;
      try {
        if (action === "print") print();
        else if (action === "download") save(text, name);
        else if (action === "share" && navigator.share) await navigator.share({ text });
        else await navigator.clipboard.writeText(text);
      } catch (error) {
        // A reader who closes the sharing sheet has not failed.
        if (error?.name === "AbortError") return;
        done = false;
      }
      if (this.#host) this.#tell("done", action, "", done);
    }

    /** What happens in the shadow root. */
    handleEvent(event) {
      if (!this.#host) return;
      const { type, target } = event;
      if (type === "toggle") {
        if (target.dataset?.value) this.#tell("toggle", target.dataset.value, "", target.open);
      } else if (type === "change") {
        this.#tell("act", target.dataset.action ?? "", target.value);
      } else {
        const { dataset, href } = target.closest?.("a[data-action],button[data-action]") ?? {};
        if (!dataset) return;
        const { action, value = "" } = dataset;
        const told = action === "open" ? this.#tell("opens", value, href) : this.#tell("act", action, value);
        if (told.handled) event.preventDefault();
      }
    }

    /** Reads the record again from where it is. */
    async reload() {
      this.#fresh = true;
      if (this.#host) await this.#update();
      else if (this.isConnected) await this.#begin();
    }

    /** Opens a section: `details`, `sources`, `counter-statements`, `changes` or `about`. */
    expand(section) {
      this.#toggle(section, true);
    }

    /** Closes a section. */
    collapse(section) {
      this.#toggle(section, false);
    }

    #toggle(section, open) {
      if (this.#host) this.#perform(this.#host.tell("toggle", `${section}`, "", open));
      else if (SECTIONS.includes(`${section}`)) this.#early.push(() => this.#toggle(section, open));
      else throw new TypeError(`expected a section (${SECTIONS.join(", ")}), found "${section}"`);
    }

    /** How to cite the check: `plain`, `apa`, `chicago` or `bibtex`. Empty before there is a card. */
    citation(style = "plain") {
      return this.#ask("citation", `${style}`) ?? "";
    }

    /** The check as schema.org ClaimReview; `null` before there is a card. */
    toClaimReview() {
      return this.#ask("review");
    }

    /** The record that is shown; before there is a card, what the page has set. */
    get record() {
      return this.#ask("record") ?? this.#record ?? null;
    }

    set record(value) {
      this.#record = value;
      this.#renew();
    }

    /** The record's address, resolved against the page's. */
    get src() {
      const src = this.getAttribute("src");
      return src ? (URL.parse?.(src, this.baseURI)?.href ?? src) : "";
    }

    set src(value) {
      this.setAttribute("src", value);
    }

    get meter() {
      return this.hasAttribute("meter");
    }

    set meter(value) {
      this.toggleAttribute("meter", Boolean(value));
    }
  }

  for (const [name, fallback] of Object.entries(REFLECTED)) {
    Object.defineProperty(FactCheckCard.prototype, camel(name), {
      configurable: true,
      enumerable: true,
      get() { return this.getAttribute(name) ?? fallback; },
      set(value) { this.setAttribute(name, value); },
    });
  }

  customElements.define(name, FactCheckCard);
};

/** The language of an element: the nearest `lang`, its own or that of what holds it, also outside its shadow tree. */
const nearest = (element) =>
  element ? (element.closest("[lang]")?.lang ?? nearest(element.getRootNode().host)) : "";

/** A record as text, however the page holds it. */
const text = (record) => {
  if (ArrayBuffer.isView(record)) return new TextDecoder().decode(record);
  return typeof record === "string" ? record : JSON.stringify(record);
};

/** Saves a text as a file. */
const save = (text, name) => {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
};

/** The bytes of a response; of one that is too long, just enough to tell. */
const upTo = async (limit, response) => {
  const parts = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader && length <= limit) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  if (length > limit) reader.cancel();
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};
