// The custom element's class: all that a page sees of a card before the card is needed. What a card does is fetched then:
// `shim.js` and the core. Until it is there, calls wait. It decides one thing only, before the core can: when a card is
// needed.

/** Attributes that are properties too, with what the property says when there is no attribute. */
const REFLECTED = {
  theme: "auto",
  "structured-data": "auto",
  density: "full",
  order: "finding-first",
  "heading-level": "3",
  loading: "lazy",
  meter: false,
  expanded: "",
  unsaid: "",
  src: "",
  // As every element has it; named here because it is observed.
  lang: "",
};

/** What a reader does first with a card; each of these leaves the shadow root. */
const USES = ["pointerdown", "focusin", "click"];

/**
 * Defines the element under a name; where the name is taken, the element that has it stays.
 *
 * `load` gives the core, or a promise of it: what `shim.js` needs, and `shim` itself.
 */
export const define = (name, load) => {
  if (customElements.get(name)) return;

  class FactCheckCard extends HTMLElement {
    static observedAttributes = Object.keys(REFLECTED);

    // One observer for all cards: a card starts when it comes within half a screen of the viewport, and one that is there
    // already when it is used then.
    static #near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting && !target.shadowRoot) target.#begin();
      }
    }, { rootMargin: "50%" });

    #internals = this.attachInternals();
    /** What runs the card, and what has run it, which knows how far its reader had got. */
    #shim;
    #last;
    /** The promise of that; `null` after it has failed. */
    #starting;
    #record;
    #early = [];
    /** Whether it is in the page: a browser tells of its attributes before. */
    #inPage;

    constructor() {
      super();
      for (const use of USES) this.addEventListener(use, this);
    }

    connectedCallback() {
      this.#inPage = true;
      // A page may have set properties before the class was there: they would hide the accessors.
      for (const [name, value] of Object.entries(this)) {
        if (!(name in FactCheckCard.prototype)) continue;
        delete this[name];
        this[name] = value;
      }
      FactCheckCard.#near.observe(this);
      if (this.#last || this.loading === "eager") this.#begin();
      this.#shim?.later();
    }

    disconnectedCallback() {
      this.#inPage = false;
      FactCheckCard.#near.unobserve(this);
      // Moving an element in the page disconnects it for a moment; only one that stays away gives its memory back.
      queueMicrotask(() => this.#inPage || (this.#shim = this.#starting = this.#shim?.stop()));
    }

    attributeChangedCallback() {
      this.#later();
    }

    /** Starts the card now, wherever on the page it stands. */
    #begin() {
      FactCheckCard.#near.unobserve(this);
      return (this.#starting ??= load().then((core) => {
        if (this.#inPage && !this.#shim) {
          return (this.#shim = this.#last ??= core.shim(this, this.#internals, core, this.#fail))
            .start(this.#record, this.#early);
        }
      }).catch(this.#fail));
    }

    /** The core is not there, or no longer to be trusted. */
    #fail = (error) => {
      this.#shim = undefined;
      this.#starting = null;
      this.#early = [];
      this.#internals.states.add("error");
      const message = `expected the card's program, found ${error}`;
      const detail = { kind: "engine", problems: [{ severity: "fatal", code: "engine", pointer: "", message }] };
      this.dispatchEvent(new CustomEvent("fact-check-error", { detail, bubbles: true, composed: true }));
    };

    /** Something has changed: a card that runs follows in a moment; one that is there already, or has failed, starts. */
    #later() {
      if (this.#shim) this.#shim.later();
      else if (this.#inPage && (this.#starting === null || this.shadowRoot || this.loading === "eager")) this.#begin();
    }

    /** A reader uses a card that is there already. Sections and the filter work by themselves, buttons when they can. */
    handleEvent(event) {
      if (event.type === "click") this.#tell(...event.composedPath());
      else if (!this.#shim) this.#later();
    }

    /** Reads the record again from where it is. */
    async reload() {
      await (this.#shim ? this.#shim.reload() : this.#inPage && this.#begin());
    }

    /** Opens a section: `details`, `sources`, `provenance`, `counter-statements`, `changes` or `about`. */
    expand(section) {
      this.#tell("toggle", section, "", true);
    }

    /** Closes a section. */
    collapse(section) {
      this.#tell("toggle", section);
    }

    /** Shows the sources of a stance: `supports`, `refutes` or `context`; without one, all. */
    filter(stance) {
      this.act("filter", stance ?? "all");
    }

    /** Puts the sources into an order: `number`, or `date` from the newest on. */
    sort(by) {
      this.act("sort", by);
    }

    /** Leads to a source, as following a citation does. */
    cite(sourceId) {
      this.act("source", sourceId);
    }

    /** Does what a button of the card does: `share`, `copy-citation`, `copy-embed`, `download` or `print`, in the way chosen. */
    act(action, choice = "") {
      this.#tell("act", action, `${choice}`, true);
    }

    /** Tells the card what to do, or the path of a reader's click: it is for a card that is not there yet. */
    #tell(...what) {
      if (this.#shim) this.#shim.obey(...what);
      else {
        this.#early.push(what);
        this.#later();
      }
    }

    /** Whoever hears of a failure may ask: a card that has failed does not start for that. */
    #ask(what, style) {
      if (this.#starting !== null) this.#later();
      return this.#shim?.ask(what, style);
    }

    /** How to cite the check: `plain`, `apa`, `chicago` or `bibtex`. Empty before there is a card. */
    citation(style = "plain") {
      return this.#ask("citation", style) ?? "";
    }

    /** The check as schema.org ClaimReview; `null` before there is a card. */
    toClaimReview() {
      return this.#ask("review") ?? null;
    }

    /** The record that is shown; before there is a card, what the page has set. */
    get record() {
      return this.#shim?.ask("record") ?? this.#record ?? null;
    }

    set record(value) {
      this.#record = value;
      this.#shim?.renew(value);
      this.#later();
    }

  }

  for (const [name, fallback] of Object.entries(REFLECTED)) {
    // Two of the names are of two words.
    Object.defineProperty(FactCheckCard.prototype, name.replace(/-./, (dash) => dash[1].toUpperCase()), {
      get() {
        const value = this.getAttribute(name) ?? fallback;
        if (name === "meter") return value !== fallback;
        // The record's address is resolved against the page's.
        return name === "src" && value ? (URL.parse?.(value, this.baseURI)?.href ?? value) : value;
      },
      set(value) {
        // Frameworks take a property back by setting it to nothing.
        if (name === "meter" || value == null) this.toggleAttribute(name, !!value);
        else this.setAttribute(name, value);
      },
    });
  }

  customElements.define(name, FactCheckCard);
};
