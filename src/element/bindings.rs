//! What JavaScript sees of the core: one function, [`call`], which takes and gives text. `api.js` makes of it what the shim
//! and pages use. Several functions, classes and values that are not text were measured at 1.5 KB (brotli) more, half of it
//! glue in JavaScript; writing results with serde-wasm-bindgen at 2.5 KB.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use wasm_bindgen::prelude::*;

use super::argument::{push_unknown_name, unwritable};
use super::host::{Host, Origin};
use crate::cite::Style;
use crate::claimreview::claim_review;
use crate::closed_set::{closed_set, place_of};
use crate::json::MAX_BYTES;
use crate::json::write::{Keys, push_string};
use crate::normalize::{Reading, read_record};
use crate::parts::cut;
use crate::problem;
use crate::record::write::to_json;
use crate::shared::Kept;
use crate::view::state::{Action, Section, Sort};
use crate::words;
use crate::{dom, view};

/// The hosts of the page's elements, by number. One that is at work is not there, nor is one whose work ended in a panic:
/// whoever calls it again is told that it does not exist.
static HOSTS: Kept<Cell<Vec<Option<Box<Host>>>>> = Kept(Cell::new(Vec::new()));

closed_set! {
    /// What the core can be asked for, with a text `a`, a second text or a document, and a flag.
    pub enum Asked {
        // Of the page.
        /// What all cards share, as JSON: `styles`, `names` that programs call by number, and `maxBytes`, the most that is
        /// fetched for one record.
        About = "about",
        /// A host at a number that is free, the next one or that of one that is gone; `a` is what an earlier host of the same
        /// element kept, the second text the address of the script that defines the element; with the flag, what that host has drawn
        /// is there still.
        Open = "open",
        /// What became of the document; with the flag, of one that could not be written as JSON.
        ReadRecord = "readRecord",
        /// The document as schema.org has it; with the flag, one that could not be written as JSON.
        ToClaimReview = "toClaimReview",
        /// Takes the words of the language `a`; `1` if it has: they are all there, and it is one.
        Learn = "learn",
        // What happens to an element.
        /// The record is in the property, after the attributes (`a`): its text; with the flag, read it again.
        Property = "property",
        /// The record is in a script, likewise.
        Script = "script",
        /// The record is at an address, which may be empty, likewise.
        Src = "src",
        /// The property cannot be written as text, because of `a`.
        Unreadable = "unreadable",
        /// What came of an import: a record's text, or nothing (`a`), and a list of problems as JSON.
        Imported = "imported",
        /// The answer from the address `a`.
        Fetched = "fetched",
        /// No answer from the address `a`, but an HTTP status.
        Unfetched = "unfetched",
        /// A reader's action `a` on the second text; with the flag, a page's, whose words are checked.
        Act = "act",
        /// The link in the second text, of the source at place `a`, is about to be followed.
        Opens = "opens",
        /// The section `a` was opened (flag) or closed.
        Toggle = "toggle",
        /// The action `a` could be done (flag) or not.
        Done = "done",
        // Of an element, as JSON.
        /// The record that is shown.
        Record = "record",
        /// What is wrong with it.
        Problems = "problems",
        /// The check as schema.org has it.
        Review = "review",
        /// How to cite it, in the style `a`.
        Citation = "citation",
        // Of an element, as text.
        /// The program that builds what is shown from nothing.
        Rebuild = "rebuild",
        /// What a later host of the element goes on from; this one is gone.
        Close = "close",
    }
}

/// Asks the core for something. `question` is the word for what is [`Asked`], the flag (`1` or nothing) and the text `a`,
/// parted by U+001F; `bytes` are the second text, as UTF-8, or the document. The number of a host stands for an element; what
/// needs none passes it over.
///
/// The answer to something that happened to an element is what is to be done, as JSON (see [`Effects`]), and behind a line
/// feed the program to run. An answer that begins with `!` says why the question was no good.
///
/// [`Effects`]: super::host::Effects
#[wasm_bindgen]
#[must_use]
pub fn call(host: usize, question: &str, bytes: &[u8]) -> String {
    let (what, rest) = cut(question, 0x1F).unwrap_or_default();
    let (flag, a) = cut(rest, 0x1F).unwrap_or_default();
    let Some(asked) = Asked::parse(what) else { return String::new() };
    let question = Question { asked, a, bytes, flag: !flag.is_empty() };
    match asked {
        Asked::About => about(),
        Asked::Open => open(host, &question),
        Asked::ReadRecord => reading_as_json(&question.reading()),
        Asked::ToClaimReview => {
            question.reading().card.map_or_else(null, |card| claim_review(&card, words::english()))
        }
        Asked::Learn => String::from(if words::learn(a, question.b()) { "1" } else { "" }),
        _ => {
            let Some(mut there) = exchanged(host, None) else {
                return String::from("!expected a card that is not at work");
            };
            let answer = question.put_to(&mut there);
            if asked != Asked::Close {
                exchanged(host, Some(there));
            }
            answer
        }
    }
}

/// Puts a host, or nothing, into a place. Gives what was there.
#[inline(never)]
fn exchanged(place: usize, host: Option<Box<Host>>) -> Option<Box<Host>> {
    let mut hosts = HOSTS.take();
    let there = hosts.get_mut(place).and_then(|there| core::mem::replace(there, host));
    HOSTS.set(hosts);
    there
}

struct Question<'q> {
    asked: Asked,
    a: &'q str,
    bytes: &'q [u8],
    flag: bool,
}

impl Question<'_> {
    fn b(&self) -> &str {
        text(self.bytes)
    }

    fn reading(&self) -> Reading {
        if self.flag { Reading::failed(unwritable("")) } else { read_record(self.bytes) }
    }

    fn put_to(&self, host: &mut Host) -> String {
        match self.asked {
            Asked::Property => self.update(host, Origin::Property),
            Asked::Script => self.update(host, Origin::Script),
            Asked::Src if self.bytes.is_empty() => self.update(host, Origin::None),
            Asked::Src => self.update(host, Origin::Src(String::from(self.b()))),
            Asked::Unreadable => host.unreadable(Origin::Property, unwritable(self.a)),
            Asked::Fetched => host.fetched(self.a, self.bytes),
            Asked::Unfetched => host.unfetched(self.a, self.b()),
            Asked::Imported => host.imported(self.a, self.b()),
            Asked::Opens => host.opens(self.a, self.b()),
            Asked::Done => host.done(self.a, self.flag),
            Asked::Toggle => match Section::parse(self.a) {
                Some(section) => host.toggle(section, self.flag),
                None => return unknown_name("a section", Section::WORDS, self.a),
            },
            Asked::Act => {
                let (what, names, found) = match self.a {
                    "filter" => ("a stance", "all supports refutes context ", self.b()),
                    "sort" => ("an order", Sort::WORDS, self.b()),
                    "source" => ("a source", "", ""),
                    other => ("an action", Action::WORDS, other),
                };
                if self.flag && !names.is_empty() && place_of(names, found).is_none() {
                    return unknown_name(what, names, found);
                }
                host.act(self.a, self.b());
            }
            _ => return self.answer(host),
        }
        effects(host)
    }

    fn answer(&self, host: &Host) -> String {
        let mut json = String::new();
        match self.asked {
            Asked::Record => return host.card().map_or_else(null, |card| to_json(card.record())),
            Asked::Problems => host.push_problems(&mut json),
            Asked::Review => return host.claim_review().unwrap_or_else(null),
            Asked::Citation => match Style::parse(self.a) {
                Some(style) => push_string(&mut json, &host.citation(style)),
                None => return unknown_name("a style", Style::WORDS, self.a),
            },
            Asked::Rebuild => return host.rebuild(),
            _ => return host.kept(),
        }
        json
    }

    /// Takes the attributes, and the record from where it is.
    fn update(&self, host: &mut Host, origin: Origin) {
        host.configure(self.a);
        if !self.flag && !host.moves_to(&origin) {
            host.show();
        } else if matches!(origin, Origin::Property | Origin::Script) {
            host.read(origin, self.bytes);
        } else {
            host.turn_to(origin);
        }
    }
}

/// A text that was written by a browser, which writes UTF-8.
fn text(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}

fn null() -> String {
    String::from("null")
}

/// Makes a host.
fn open(number: usize, question: &Question<'_>) -> String {
    let mut host = Host::new(question.b());
    host.resume(question.a, question.flag);
    let mut hosts = HOSTS.take();
    if number == hosts.len() {
        hosts.push(None);
    }
    HOSTS.set(hosts);
    exchanged(number, Some(Box::new(host)));
    String::new()
}

/// What a host wants done. All is written as one JSON text but the program, which is long and would need escaping.
fn effects(host: &mut Host) -> String {
    let effects = core::mem::take(&mut host.todo);
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    keys.present("fetch", effects.fetch.as_deref());
    keys.present("state", effects.state);
    keys.present("focus", effects.focus.as_deref());
    keys.present("markup", effects.markup.as_deref());
    if let Some(perform) = &effects.perform {
        let mut inner = Keys::open(keys.value("perform"));
        inner.string("action", perform.action.as_str());
        inner.string("text", &perform.text);
        inner.string("name", &perform.name);
        inner.close();
    }
    keys.flag("anew", effects.anew);
    keys.flag("handled", effects.handled);
    keys.flag("import", effects.import);
    let events = keys.value("events");
    let mut separator = "[";
    for event in &effects.events {
        events.push_str(separator);
        event.push_json(host, events);
        separator = ",";
    }
    events.push_str(if effects.events.is_empty() { "[]" } else { "]" });
    keys.close();
    json.push('\n');
    json.push_str(&effects.program);
    json
}

/// The answer to a name that is not one of a few.
fn unknown_name(what: &str, names: &str, found: &str) -> String {
    let mut message = String::from("!");
    push_unknown_name(&mut message, what, names, found);
    message
}

fn about() -> String {
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    keys.string("styles", view::STYLES);
    keys.string("names", &dom::names());
    problem::push_number(keys.value("maxBytes"), u32::try_from(MAX_BYTES).unwrap_or(u32::MAX));
    keys.close();
    json
}

fn reading_as_json(reading: &Reading) -> String {
    let mut json = String::new();
    let mut keys = Keys::open(&mut json);
    let record = reading.card.as_ref().map_or_else(null, |card| to_json(card.record()));
    keys.value("record").push_str(&record);
    problem::push_json(&reading.problems, keys.value("problems"));
    keys.close();
    json
}

/// The functions of the wasm-pack package, which has no entry of its own to make them.
#[cfg(feature = "define")]
mod package {
    use alloc::string::String;
    use alloc::vec::Vec;

    use wasm_bindgen::prelude::*;

    use super::call;
    use crate::shared::Shared;

    #[wasm_bindgen(module = "/src/element/package.js")]
    extern "C" {
        /// What `api.js` makes of [`call`].
        type Core;
        fn over(call: &JsValue) -> Core;
        #[wasm_bindgen(method, catch, js_name = readRecord)]
        fn read_record(this: &Core, value: &JsValue) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(method, catch, js_name = toClaimReview)]
        fn to_claim_review(this: &Core, value: &JsValue) -> Result<JsValue, JsValue>;
        #[cfg(feature = "import")]
        #[wasm_bindgen(method, setter, js_name = importFirst)]
        fn set_import_first(this: &Core, import: &JsValue);
        #[wasm_bindgen(method)]
        fn learn(this: &Core, lang: &str, lines: &str) -> bool;
    }

    #[wasm_bindgen(module = "/src/element/package.js")]
    extern "C" {
        #[wasm_bindgen(js_name = define)]
        fn define_element(name: &str, core: &JsValue);
    }

    // These are imported by that; named here, they become part of the package.
    #[wasm_bindgen(module = "/src/element/api.js")]
    extern "C" {
        #[wasm_bindgen(js_name = over)]
        fn made_over(call: &JsValue) -> JsValue;
    }
    #[wasm_bindgen(module = "/src/element/element.js")]
    extern "C" {
        #[wasm_bindgen(js_name = define)]
        fn define_class(name: &str, load: &JsValue);
    }
    #[wasm_bindgen(module = "/src/element/shim.js")]
    extern "C" {
        fn shim(card: &JsValue) -> JsValue;
    }
    #[wasm_bindgen(module = "/src/dom/apply.js")]
    extern "C" {
        #[wasm_bindgen(js_name = run)]
        fn run_program(root: &JsValue, program: &str, names: &JsValue);
    }
    #[wasm_bindgen(module = "/src/element/record.js")]
    extern "C" {
        #[wasm_bindgen(js_name = bytesOf)]
        fn bytes_of(record: &JsValue, function: &str) -> JsValue;
    }
    #[wasm_bindgen(module = "/src/element/head.js")]
    extern "C" {
        #[wasm_bindgen(js_name = publish)]
        fn publish_markup(page: &JsValue, text: &str);
    }

    /// What `api.js` makes of [`call`]; it lives as long as the page.
    fn core() -> Core {
        let call = Closure::<dyn Fn(usize, String, Vec<u8>) -> String>::new(
            |host, question: String, bytes: Vec<u8>| call(host, &question, &bytes),
        );
        over(&call.into_js_value())
    }

    static CORE: Shared<Core> = Shared::new(core);

    /// Reads a claim record, given as an object, a text or bytes: `{ record, problems }`, where `record` is `null` when a
    /// problem is fatal.
    ///
    /// # Errors
    ///
    /// A `TypeError` when the argument is nothing that could be a record.
    #[wasm_bindgen(js_name = readRecord)]
    pub fn read_record(value: &JsValue) -> Result<JsValue, JsValue> {
        CORE.read_record(value)
    }

    /// Writes a check as schema.org `ClaimReview`, given its record as an object, a text or bytes; `null` when there is no
    /// card to show.
    ///
    /// # Errors
    ///
    /// A `TypeError` when the argument is nothing that could be a record.
    #[wasm_bindgen(js_name = toClaimReview)]
    pub fn to_claim_review(value: &JsValue) -> Result<JsValue, JsValue> {
        CORE.to_claim_review(value)
    }

    /// Takes the words of a language, as the file of a CDN build has them; says whether they are all there. Cards speak
    /// it where a page's `lang` says so, to the letter.
    #[wasm_bindgen]
    pub fn learn(lang: &str, lines: &str) -> bool {
        CORE.learn(lang, lines)
    }

    /// Defines `<fact-check-card>`, or the card under another name. Where the name is taken, nothing happens.
    ///
    /// The wasm-pack package's way to start: `import init, { define } from "./pkg/fact_check_card.js"; await init(); define();`
    #[wasm_bindgen]
    #[expect(clippy::needless_pass_by_value, reason = "so wasm-bindgen hands texts over")]
    pub fn define(name: Option<String>) {
        #[cfg(feature = "import")]
        let import = Closure::<dyn Fn(JsValue, String, bool) -> Result<Vec<String>, JsValue>>::new(
            |document: JsValue, address: String, inside| {
                crate::element::import::import_first(&document, &address, inside)
            },
        );
        #[cfg(feature = "import")]
        CORE.set_import_first(&import.into_js_value());
        define_element(name.as_deref().unwrap_or("fact-check-card"), &CORE);
    }
}
