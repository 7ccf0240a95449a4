// What a card does: forwards what happens to its host in the core, and performs the effects that the host answers with (see
// `host.rs`). It decides two things only, before the core can: which of the places for a record comes first, and that a filter
// is seen before anything is made of it.

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
 * The core is `{ host(state), styles, names, maxBytes, speak(lang), importFirst(…) }`. `failed` is told when the core is no
 * longer to be trusted. A function rather than a class: what it keeps to itself has names of one letter when it is sent.
 */
export const shim = (card, internals, core, failed) => {
  let own;
  let host;
  let kept = "";
  let fresh = true;
  let updating = false;
  /**
   * The host's last answer, with the document that it is of, until it is performed. An answer comes by `propose`, gets its nodes
   * by `prepare`, and is performed by `settle`: at once for a reader's click, in three steps for cards that start together (see
   * `update`). Whatever happens in between settles it first, so that answers are performed in the order in which they came.
   */
  let pending;
  /** The filter that a reader has chosen, until the host is told of it. */
  let chosen;
  let drawn = false;
  /** What a page has told the card, and where a reader has clicked, since it was started, until it is there. */
  let waiting;
  let abort;
  let answer;
  let unpublish;
  let importing;
  let byTouch;
  let peeking;
  let peeked;

  /** Starts, with the record that the page has set, and with what was done early: what the page has told the card, the paths of a reader's clicks. */
  const start = async (record, early) => {
    own = record;
    host = core.host(kept, drawn);
    waiting = [];
    play(early.splice(0));
    await update();
  };

  /**
   * Whether something waits until the card is there. Which sections the page wants open is how a card begins; all else comes
   * when it is there, and in a card that was there before, after what its reader has done.
   */
  const waits = (use) => waiting && (use[0] !== "toggle" || (card.shadowRoot && !drawn)) && waiting.push(use);

  const play = (early) => {
    for (const use of early) {
      if (waits(use)) continue;
      if (typeof use[0] === "string") {
        try {
          obey(...use);
        } catch (error) {
          // Who called is gone: it is told as what a listener throws is.
          reportError(error);
        }
        continue;
      }
      const button = use.find(({ localName }) => localName === "button");
      if (button && card.shadowRoot?.contains(button)) tell("act", button.dataset.action, button.dataset.value);
    }
  };

  const stop = () => {
    if (chosen) settle();
    abort?.abort();
    answer = undefined;
    kept = host?.close() || kept;
    host = undefined;
    pending = undefined;
    fresh = true;
    mark();
  };

  /** What the page has put into the element shows again; a card that was there before stays. */
  const fail = (error) => {
    host = undefined;
    pending = undefined;
    fresh = true;
    mark();
    if (drawn) card.shadowRoot.replaceChildren(document.createElement("slot"));
    internals.states.clear();
    failed(error);
  };

  /** Hands something to the host and does what it says. Says whether the page let it go on. */
  const tell = (...what) => {
    propose(...what);
    return settle() ?? {};
  };

  /** Hands something to the host; its answer waits, in the place of the one before. */
  const propose = (what, a, b = "", flag = false) => {
    settle();
    // What that has told the page may have ended it.
    if (!host) return;
    try {
      pending = { effects: host.tell(what, a, b, flag), document: b };
    } catch (error) {
      fail(error);
    }
  };

  /** Makes the nodes that the answer asks for, if its card is not there yet: one that is has its own changed when it is settled. */
  const prepare = () => {
    const { anew, program } = pending?.effects ?? {};
    if (anew && !card.shadowRoot) pending.effects.nodes = build(card.ownerDocument, program, names);
  };

  /** Tells the host of a choice that waits, and performs the answer that waits, if there is one; says what `perform` does. */
  const settle = () => {
    const choice = chosen;
    chosen = undefined;
    if (choice) tell("act", "filter", choice);
    if (!pending) return;
    const { effects, document, address } = pending;
    pending = undefined;
    return perform(effects, document, address);
  };

  const ask = (what, detail = "") => host?.ask(what, detail) ?? null;

  /** Asks for one update, however many changes lead to it. */
  const later = () => {
    if (!host || updating) return;
    updating = true;
    queueMicrotask(() => {
      updating = false;
      if (host) update();
    });
  };

  /** The record is another, or may be; this is the one that the page has set. */
  const renew = (record) => {
    own = record;
    fresh = true;
  };

  /**
   * Tells the host what there is to show, now and when its words have come; the promise is of the answer to that. Cards that
   * start together take each step together: a step's code and data are in the processor's caches then, which makes a thousand
   * cards a quarter faster.
   */
  const update = async () => {
    const spoken = look();
    await null;
    prepare();
    await null;
    settle();
    return spoken ?? answer;
  };

  /** Tells the host what there is to show; the promise is of the answer to that when its words have come. */
  const look = () => {
    // A move into another document leaves the stylesheet behind.
    if (drawn) adopt(card.shadowRoot, core.styles);
    const language = core.speak(nearest(card));
    const spoken = language.then?.(() => host && update());
    const attributes = SETTINGS.map((name) => card.getAttribute(name) ?? "\n");
    const settings = [...attributes, location.host, spoken ? "" : language].join("\x1f");
    const again = fresh;
    fresh = false;
    if (own !== undefined && own !== null) {
      let record;
      try {
        // Text only: getters and prototypes stay outside, and no code of the page runs while the host is at work.
        record = again ? text(own) : "";
        if (record === undefined) throw new TypeError(`it is a ${typeof own}`);
      } catch (error) {
        propose("unreadable", `${error?.message ?? error}`);
        return spoken;
      }
      propose("property", settings, record, again);
      return spoken;
    }
    let script = card.firstElementChild;
    while (script && !isData(script)) script = script.nextElementSibling;
    if (script) propose("script", settings, script.textContent, again);
    else propose("src", settings, card.src, again);
    return spoken;
  };

  /**
   * Does what the host says, of a document from an address if it came with one. Gives back whether the event is dealt
   * with: by the host, or by the page, which prevented what follows.
   */
  const perform = (effects, document, address) => {
    const { state, focus, markup, perform: action, events, fetch, import: foreign, handled } = effects;
    if (effects.program) draw(effects);
    if (markup !== undefined) mark(markup);
    if (state) enter(state);
    if (focus) {
      const target = card.shadowRoot?.getElementById(focus);
      target?.focus({ preventScroll: true });
      target?.scrollIntoView({ block: "nearest" });
    }
    if (fetch) answer = load(fetch);
    if (foreign) answer = importFirst(document, address ?? card.baseURI, !address);
    if (action) act(action);
    const prevented = events.map((event) => announce(event)).includes(false);
    // There is a card now, or none to wait for.
    if (state && state !== "loading") {
      const list = waiting ?? [];
      waiting = undefined;
      play(list);
    }
    return { handled: handled || prevented };
  };

  const draw = ({ program, anew, nodes, events }) => {
    const there = card.shadowRoot;
    const root = there ?? card.attachShadow({ mode: "open" });
    const isFirst = !drawn;
    if (isFirst) {
      for (const type of "click change pointerover pointerout focusin focusout".split(" ")) root.addEventListener(type, handle);
      root.addEventListener("toggle", handle, true);
      drawn = true;
      adopt(root, core.styles);
      if (there) program = follow(root, events);
    } else if (!anew) {
      try {
        return run(root, program, names);
      } catch {
        // Something else changed our nodes, as browsers' translators do: build them again.
        program = host.rebuild();
      }
    }
    nodes ??= build(root.ownerDocument, program, names);
    if (!isFirst) {
      if (!root.firstElementChild?.isEqualNode(nodes.firstElementChild)) root.replaceChildren(nodes);
    } else if (there) morph(root, nodes);
    else {
      root.append(nodes);
      // What of the fallback has the focus is shown no longer.
      if (card.contains(card.getRootNode().activeElement)) Object.assign(root.firstElementChild, { tabIndex: -1 }).focus();
    }
  };

  /** Tells the host what a reader has done with a card that was there before; gives the program of what is shown. */
  const follow = (root, events) => {
    const tell = (...what) => {
      try {
        events.push(...host.tell(...what).events);
      } catch {
        // Another version may have written the card, with other sections.
      }
    };
    for (const { dataset, open } of root.querySelectorAll("details")) tell("toggle", dataset.value, "", open);
    for (const { dataset, value } of root.querySelectorAll(":checked")) tell("act", dataset.action, value);
    // The stylesheet is adopted.
    for (const node of root.querySelectorAll("link, style")) node.remove();
    return host.rebuild();
  };

  /** Says in the page's head what the card says, or no longer. */
  const mark = (markup) => {
    unpublish?.();
    unpublish = markup ? publish(card.ownerDocument, markup) : undefined;
  };

  const enter = (state) => {
    internals.states.clear();
    internals.states.add(state);
  };

  const announce = ({ name, detail }) => {
    let both;
    // A record is written as an object only for a listener that asks for it.
    detail ??= {
      get record() { return (both ??= read()).record; },
      get problems() { return (both ??= read()).problems; },
    };
    const cancelable = name === "fact-check-open";
    return card.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  };

  const read = () => ({ record: ask("record"), problems: ask("problems") ?? [] });

  const load = async (url) => {
    abort?.abort();
    const { signal } = (abort = new AbortController());
    let status = 0;
    let bytes;
    let address;
    try {
      const response = await fetch(url, { signal });
      // Where it has come from in the end: what a web page links to is relative to that.
      address = response.url || url;
      if (response.ok) bytes = await upTo(core.maxBytes, response);
      else status = response.status;
    } catch {
      // No answer, or one that broke off: there are no bytes then, and no status.
    }
    // Whoever waits for this one waits for the one that took its place.
    if (signal.aborted) return answer;
    if (!host) return;
    if (!bytes) tell("unfetched", url, `${status}`);
    else {
      propose("fetched", url, bytes);
      if (pending) pending.address = address;
      settle();
      await importing;
    }
  };

  /** Makes a record of a document that is none, with the module for that. */
  const importFirst = async (...document) => {
    const turn = (importing = (async () => core.importFirst(...document))());
    let found;
    try {
      found = await turn;
    } catch (error) {
      if (importing === turn) fail(error);
    }
    // Another document may have come in the meantime.
    if (found && importing === turn && host) tell("imported", ...found);
  };

  /** Does in the browser's name what a reader asked for, and says whether it could be done. */
  const act = async ({ action, text, name }) => {
    let done = true;
    try {
      if (action === "print") print();
      else if (action === "download") save(text, name);
      else if (action === "share") await navigator.share({ text });
      else await navigator.clipboard.writeText(text);
    } catch (error) {
      // A reader who closes the sharing sheet has not failed. Where nothing can be shared, it is copied.
      if (error.name === "AbortError") return;
      if (action === "share") return act({ action: "copy-citation", text });
      done = false;
    }
    if (host) tell("done", action, "", done);
  };

  /**
   * A reader chooses a radio button. A filter is seen in the next frame; what is only heard of it, and what the page's listeners
   * do, comes after that.
   */
  const choose = (action, value) => {
    const list = action === "filter" && card.shadowRoot.querySelector(".sources");
    if (!list) return tell("act", action, value);
    settle();
    list.dataset.stance = chosen = value;
    setTimeout(settle);
  };

  /** What happens in the shadow root. */
  const handle = (event) => {
    const { type, target } = event;
    // What the page has put into a slot is the page's.
    if (!host || !card.shadowRoot.contains(target)) return;
    if (type === "toggle") {
      if (target.dataset.value) tell("toggle", target.dataset.value, "", target.open);
    } else if (type === "change") {
      choose(target.dataset.action ?? "", target.value);
    } else if (type !== "click") {
      peek(event);
    } else {
      const { dataset, href } = target.closest("a[data-action],button[data-action]") ?? {};
      if (!dataset) return;
      const { action, value = "" } = dataset;
      const told = action === "open" ? tell("opens", value, href) : tell("act", action, value);
      if (told.handled) event.preventDefault();
    }
  };

  /**
   * Shows in a moment what the citation stands for that is pointed at or has the focus by keyboard. It stays while it is
   * pointed at itself, and what a reader has sent away with Escape comes back only when they do.
   */
  const peek = ({ pointerType }) => {
    if (pointerType) byTouch = pointerType === "touch";
    clearTimeout(peeking);
    peeking = setTimeout(() => {
      const root = card.shadowRoot;
      if (!host || root.querySelector(".preview:hover")) return;
      const cite = (!byTouch && root.querySelector(".cite:hover")) || root.querySelector(".cite:focus-visible");
      if (cite === peeked) return;
      peeked = cite;
      tell("act", "preview", cite?.dataset.value);
      root.querySelector("[popover]")?.togglePopover(true);
    }, 200);
  };

  const reload = () => {
    fresh = true;
    return update();
  };

  /** Does what a page asks for; a word that means nothing is a TypeError. A click in a card that is there has been dealt with. */
  const obey = (...what) => {
    if (waits(what) || typeof what[0] !== "string") return;
    settle();
    perform(host.tell(...what));
  };

  names ??= core.names.split("\x1f").map((list) => list.split(" "));
  // A record may arrive in the element after the element itself, and change where it stands, as parsers and frameworks have
  // it.
  const isOfRecord = ({ target, addedNodes, removedNodes }) =>
    [target, target.parentNode, ...addedNodes, ...removedNodes].some(isData);
  new MutationObserver((changes) => {
    if (!changes.some(isOfRecord)) return;
    fresh = true;
    later();
  }).observe(card, { childList: true, subtree: true, characterData: true });

  return { start, stop, ask, later, renew, reload, obey };
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
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};
