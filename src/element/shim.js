// What a card does: forwards what happens to its host in the core, and performs the effects that the host answers with (see
// `host.rs`). It decides one thing only, before the core can: which of the places for a record comes first.

import { adopt, build, morph, run } from "../dom/apply.js";
import { publish } from "./head.js";

/** The attributes that the core reads, in the order in which it expects them. */
const SETTINGS = ["density", "order", "meter", "expanded", "heading-level", "unsaid", "structured-data"];

const isData = (node) => node?.localName === "script" && /^application\/(ld\+)?json$/.test(node.type);

/** The names that programs call by number. */
let names;

/**
 * A card's life from when it is needed; its element has the shadow root, the attributes and the events.
 *
 * The core is `{ host(state), styles, names, maxBytes, speak(lang), importFirst(…) }`. `failed` is told when the core is no longer to be trusted.
 */
export class Shim {
  #card;
  #internals;
  #core;
  #own;
  #failed;
  #host;
  #kept = "";
  #fresh = true;
  #updating = false;
  #drawn = false;
  #abort;
  #answer;
  #unpublish;
  #importing;
  #byTouch;
  #peeking;
  #peeked;

  constructor(card, internals, core, failed) {
    this.#card = card;
    this.#internals = internals;
    this.#core = core;
    this.#failed = failed;
    names ??= core.names.split("\x1f").map((list) => list.split(" "));
    // A record may arrive in the element after the element itself, and change where it stands, as parsers and frameworks have
    // it.
    const isOfRecord = ({ target, addedNodes, removedNodes }) =>
      [target, target.parentNode, ...addedNodes, ...removedNodes].some(isData);
    new MutationObserver((changes) => {
      if (!changes.some(isOfRecord)) return;
      this.#fresh = true;
      this.later();
    }).observe(card, { childList: true, subtree: true, characterData: true });
  }

  /** Starts, with the record that the page has set, and with what was done early: what the page has told the card, the paths of a reader's clicks. */
  async start(own, early) {
    this.#own = own;
    this.#host = this.#core.host(this.#kept);
    // Which sections the page wants open is how a card begins; all else comes when it is there, and in a card that was
    // there before, after what its reader has done.
    const isThere = this.#card.shadowRoot && !this.#drawn;
    const begins = (use) => !isThere && use[0] === "toggle";
    this.#play(early.filter(begins));
    await this.#update();
    if (this.#host) this.#play(early.filter((use) => !begins(use)));
  }

  #play(early) {
    for (const use of early) {
      if (typeof use[0] === "string") {
        try {
          this.tell(...use);
        } catch (error) {
          // Who called is gone: it is told as what a listener throws is.
          reportError(error);
        }
        continue;
      }
      const button = use.find(({ localName }) => localName === "button");
      if (button && this.#card.shadowRoot?.contains(button)) this.#tell("act", button.dataset.action, button.dataset.value);
    }
  }

  stop() {
    this.#abort?.abort();
    this.#kept = this.#host?.close() ?? this.#kept;
    this.#host = undefined;
    this.#fresh = true;
    this.#publish();
  }

  /** What the page has put into the element shows again; a card that was there before stays. */
  #fail(error) {
    this.#host = undefined;
    this.#fresh = true;
    this.#publish();
    if (this.#drawn) this.#card.shadowRoot.replaceChildren(document.createElement("slot"));
    this.#internals.states.clear();
    this.#failed(error);
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

  ask(what, detail = "") {
    return this.#host?.ask(what, detail) ?? null;
  }

  /** Asks for one update, however many changes lead to it. */
  later() {
    if (!this.#host || this.#updating) return;
    this.#updating = true;
    queueMicrotask(() => {
      this.#updating = false;
      if (this.#host) this.#update();
    });
  }

  /** The record is another, or may be; `own` is the one that the page has set. */
  renew(own) {
    this.#own = own;
    this.#fresh = true;
  }

  /** Tells the host what there is to show, now and when its words have come; the promise is of the answer to that. */
  #update() {
    const card = this.#card;
    const own = this.#own;
    // A move into another document leaves the stylesheet behind.
    if (this.#drawn) adopt(card.shadowRoot, this.#core.styles);
    const language = this.#core.speak(nearest(card));
    const spoken = language.then?.(() => this.#host && this.#update());
    const attributes = SETTINGS.map((name) => card.getAttribute(name) ?? "\n");
    const settings = [...attributes, location.host, spoken ? "" : language].join("\x1f");
    const fresh = this.#fresh;
    this.#fresh = false;
    if (own !== undefined && own !== null) {
      let record;
      try {
        // Text only: getters and prototypes stay outside, and no code of the page runs while the host is at work.
        record = fresh ? text(own) : "";
        if (record === undefined) throw new TypeError(`it is a ${typeof own}`);
      } catch (error) {
        this.#tell("unreadable", `${error?.message ?? error}`);
        return spoken ?? this.#answer;
      }
      this.#tell("property", settings, record, fresh);
      return spoken ?? this.#answer;
    }
    const script = [...card.children].find(isData);
    if (script) this.#tell("script", settings, script.textContent, fresh);
    else this.#tell("src", settings, card.src, fresh);
    return spoken ?? this.#answer;
  }

  /**
   * Does what the host says, of a document from an address if it came with one. Gives back whether the event is dealt
   * with: by the host, or by the page, which prevented what follows.
   */
  #perform({ program, anew, state, focus, markup, perform, events, fetch, import: foreign, handled }, document, address) {
    if (program) this.#draw(program, anew, events);
    if (markup !== undefined) this.#publish(markup);
    if (state) this.#enter(state);
    if (focus) {
      const target = this.#card.shadowRoot?.getElementById(focus);
      target?.focus({ preventScroll: true });
      target?.scrollIntoView({ block: "nearest" });
    }
    if (fetch) this.#answer = this.#fetch(fetch);
    if (foreign) this.#answer = this.#import(document, address ?? this.#card.baseURI, !address);
    if (perform) this.#act(perform);
    const prevented = events.map((event) => this.#announce(event)).includes(false);
    return { handled: handled || prevented };
  }

  #draw(program, anew, events) {
    const there = this.#card.shadowRoot;
    const root = there ?? this.#card.attachShadow({ mode: "open" });
    const isFirst = !this.#drawn;
    if (isFirst) {
      for (const type of "click change pointerover pointerout focusin focusout".split(" ")) root.addEventListener(type, this);
      root.addEventListener("toggle", this, true);
      this.#drawn = true;
      adopt(root, this.#core.styles);
      if (there) program = this.#follow(root, events);
    } else if (!anew) {
      try {
        return run(root, program, names);
      } catch {
        // Something else changed our nodes, as browsers' translators do: build them again.
        program = this.#host.rebuild();
      }
    }
    const fresh = build(root.ownerDocument, program, names);
    if (isFirst) {
      morph(root, fresh);
      // What of the fallback has the focus is shown no longer.
      if (!there && this.#card.contains(document.activeElement)) Object.assign(root.firstElementChild, { tabIndex: -1 }).focus();
    } else if (!root.firstElementChild?.isEqualNode(fresh.firstElementChild)) root.replaceChildren(fresh);
  }

  /** Tells the host what a reader has done with a card that was there before; gives the program of what is shown. */
  #follow(root, events) {
    const tell = (...what) => {
      try {
        events.push(...this.#host.tell(...what).events);
      } catch {
        // Another version may have written the card, with other sections.
      }
    };
    for (const { dataset, open } of root.querySelectorAll("details")) tell("toggle", dataset.value, "", open);
    for (const { dataset, value } of root.querySelectorAll(":checked")) tell("act", dataset.action, value);
    // The stylesheet is adopted.
    for (const node of root.querySelectorAll("link, style")) node.remove();
    return this.#host.rebuild();
  }

  /** Says in the page's head what the card says, or no longer. */
  #publish(markup) {
    this.#unpublish?.();
    this.#unpublish = markup ? publish(this.#card.ownerDocument, markup) : undefined;
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
    return this.#card.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }

  #read() {
    return { record: this.ask("record"), problems: this.ask("problems") ?? [] };
  }

  async #fetch(url) {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    let status = 0;
    let bytes;
    let address;
    try {
      const response = await fetch(url, { signal });
      // Where it has come from in the end: what a web page links to is relative to that.
      address = response.url || url;
      if (response.ok) bytes = await upTo(this.#core.maxBytes, response);
      else status = response.status;
    } catch {
      // No answer, or one that broke off: there are no bytes then, and no status.
    }
    if (signal.aborted || !this.#host) return;
    if (!bytes) this.#tell("unfetched", url, `${status}`);
    else {
      this.#perform(this.#host.tell("fetched", url, bytes), bytes, address);
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
      else if (action === "share") await navigator.share({ text });
      else await navigator.clipboard.writeText(text);
    } catch (error) {
      // A reader who closes the sharing sheet has not failed. Where nothing can be shared, it is copied.
      if (error.name === "AbortError") return;
      if (action === "share") return this.#act({ action: "copy-citation", text });
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
    } else if (type !== "click") {
      this.#peek(event);
    } else {
      const { dataset, href } = target.closest?.("a[data-action],button[data-action]") ?? {};
      if (!dataset) return;
      const { action, value = "" } = dataset;
      const told = action === "open" ? this.#tell("opens", value, href) : this.#tell("act", action, value);
      if (told.handled) event.preventDefault();
    }
  }

  /**
   * Shows in a moment what the citation stands for that is pointed at or has the focus by keyboard. It stays while it is
   * pointed at itself, and what a reader has sent away with Escape comes back only when they do.
   */
  #peek({ pointerType }) {
    if (pointerType) this.#byTouch = pointerType === "touch";
    clearTimeout(this.#peeking);
    this.#peeking = setTimeout(() => {
      const root = this.#card.shadowRoot;
      if (!this.#host || root.querySelector(".preview:hover")) return;
      const cite = (!this.#byTouch && root.querySelector(".cite:hover")) || root.querySelector(".cite:focus-visible");
      if (cite === this.#peeked) return;
      this.#peeked = cite;
      this.#tell("act", "preview", cite?.dataset.value);
      root.querySelector("[popover]")?.togglePopover(true);
    }, 200);
  }

  reload() {
    this.#fresh = true;
    return this.#update();
  }

  /** Does what a page asks for; a word that means nothing is a TypeError. */
  tell(...what) {
    this.#perform(this.#host.tell(...what));
  }
}

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
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};
