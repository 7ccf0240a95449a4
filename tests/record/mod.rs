//! Records to test with: the format (written down here once more, apart from the code that is
//! tested), a record that uses all of it, and what may and may not stand at each of its places.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "each test uses its part of this; a test that can't go on says so best by stopping"
)]

pub mod values;

use serde_json::{Value, json};

/// An object of the format.
#[derive(Debug)]
pub struct Object {
    /// Its name in the schema.
    pub name: &'static str,
    pub keys: &'static [Key],
}

/// A key of an object.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub holds: Holds,
}

/// What a place holds.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    Version,
    Text,
    Url,
    Date,
    Lang,
    Slug,
    /// From, to.
    Number(i64, i64),
    Flag,
    Word(&'static [&'static str]),
    Object(&'static Object),
    List(&'static Holds),
}

const fn must(name: &'static str, holds: Holds) -> Key {
    Key { name, required: true, holds }
}

const fn may(name: &'static str, holds: Holds) -> Key {
    Key { name, required: false, holds }
}

use Holds::{Date, Flag, Lang, List, Number, Slug, Text, Url, Version, Word};

const STATUS: Holds = Word(&[
    "true",
    "mostly-true",
    "mixed",
    "mostly-false",
    "false",
    "unproven",
    "disputed",
    "not-checkable",
    "pending",
    "withdrawn",
    "unrated",
]);

const AGENT_KIND: Holds = Word(&["person", "organization", "group"]);

const AGENT: Object = Object {
    name: "Agent",
    keys: &[
        must("name", Text),
        may("kind", AGENT_KIND),
        may("role", Text),
        may("affiliation", Text),
        may("url", Url),
    ],
};

const PUBLISHER: Object = Object {
    name: "Publisher",
    keys: &[
        must("name", Text),
        may("kind", AGENT_KIND),
        may("role", Text),
        may("affiliation", Text),
        may("url", Url),
        may("logo", Url),
    ],
};

const APPEARANCE: Object = Object {
    name: "Appearance",
    keys: &[
        may("title", Text),
        may("url", Url),
        may("archivedUrl", Url),
        may("publisher", Text),
        may("date", Date),
        may("first", Flag),
    ],
};

const CLAIM: Object = Object {
    name: "Claim",
    keys: &[
        must("text", Text),
        may("quotation", Flag),
        may("claimants", List(&Holds::Object(&AGENT))),
        may("date", Date),
        may("context", Text),
        may("appearances", List(&Holds::Object(&APPEARANCE))),
        may("whyChecked", Text),
        may("lang", Lang),
    ],
};

/// A rating of no value says nothing, so the value is required where there is a rating.
const RATING: Object = Object {
    name: "Rating",
    keys: &[
        must("value", Number(-1_000_000_000, 1_000_000_000)),
        may("best", Number(-1_000_000_000, 1_000_000_000)),
        may("worst", Number(-1_000_000_000, 1_000_000_000)),
    ],
};

const CONFIDENCE: Object = Object {
    name: "Confidence",
    keys: &[
        may("percent", Number(0, 100)),
        may("level", Word(&["low", "medium", "high"])),
        may("reason", Text),
    ],
};

const VERDICT: Object = Object {
    name: "Verdict",
    keys: &[
        must("status", STATUS),
        may("label", Text),
        may(
            "issues",
            List(&Word(&[
                "misleading",
                "missing-context",
                "exaggerated",
                "understated",
                "altered",
                "staged",
                "miscaptioned",
                "misattributed",
                "fabricated",
                "impostor",
                "satire",
                "hoax",
                "scam",
                "outdated",
                "ai-generated",
            ])),
        ),
        may("rating", Holds::Object(&RATING)),
        may("explanation", Text),
        may("details", Text),
        may("asOf", Date),
        may("confidence", Holds::Object(&CONFIDENCE)),
        may("wouldChange", Text),
    ],
};

const SOURCE: Object = Object {
    name: "Source",
    keys: &[
        must("id", Slug),
        must("title", Text),
        may("url", Url),
        may("archivedUrl", Url),
        may("accessed", Date),
        may("publisher", Text),
        may("authors", List(&Text)),
        may("date", Date),
        may(
            "kind",
            Word(&[
                "news-report",
                "official-statement",
                "document",
                "dataset",
                "research",
                "expert",
                "witness",
                "image",
                "video",
                "social-post",
                "fact-check",
                "other",
            ]),
        ),
        may("stance", Word(&["supports", "refutes", "context"])),
        may("primary", Flag),
        may("quote", Text),
        may("locator", Text),
        may("note", Text),
        may("interests", Text),
        may("derivedFrom", List(&Slug)),
        may("withheld", Text),
        may("lang", Lang),
    ],
};

/// `text` is required unless the kind is `no-reply`: see [`COUNTER_STATEMENT_TEXT`].
const COUNTER_STATEMENT: Object = Object {
    name: "CounterStatement",
    keys: &[
        must("speaker", Holds::Object(&AGENT)),
        may("kind", Word(&["denial", "rebuttal", "clarification", "confirmation", "apology", "no-reply"])),
        may("text", Text),
        may("quotation", Flag),
        may("date", Date),
        may("asked", Date),
        may("sources", List(&Slug)),
        may("lang", Lang),
    ],
};

/// The place in [`full`] whose lack is a fault although its key is optional.
pub const COUNTER_STATEMENT_TEXT: &str = "/counterStatements/0/text";

const REVIEW: Object = Object {
    name: "Review",
    keys: &[
        may("publisher", Holds::Object(&PUBLISHER)),
        may("authors", List(&Holds::Object(&AGENT))),
        may("url", Url),
        may("published", Date),
        may("modified", Date),
        may("methodologyUrl", Url),
        may("correctionsUrl", Url),
        may("contactUrl", Url),
        may("license", Text),
        may("memberships", List(&Text)),
    ],
};

const JUDGEMENT: Object = Object { name: "Judgement", keys: &[may("status", STATUS), may("label", Text)] };

const CHANGE: Object = Object {
    name: "Change",
    keys: &[
        must("date", Date),
        may("kind", Word(&["typo", "update", "clarification", "correction", "verdict-change", "withdrawal"])),
        must("text", Text),
        may("from", Holds::Object(&JUDGEMENT)),
        may("to", Holds::Object(&JUDGEMENT)),
        may("archivedUrl", Url),
    ],
};

const OTHER_REVIEW: Object = Object {
    name: "OtherReview",
    keys: &[
        must("publisher", Holds::Object(&AGENT)),
        may("label", Text),
        may("status", STATUS),
        may("url", Url),
        may("date", Date),
        may("lang", Lang),
    ],
};

/// The whole format.
pub const RECORD: Object = Object {
    name: "Record",
    keys: &[
        must("version", Version),
        may("id", Slug),
        must("lang", Lang),
        must("claim", Holds::Object(&CLAIM)),
        must("verdict", Holds::Object(&VERDICT)),
        may("sources", List(&Holds::Object(&SOURCE))),
        may("counterStatements", List(&Holds::Object(&COUNTER_STATEMENT))),
        may("review", Holds::Object(&REVIEW)),
        may("changes", List(&Holds::Object(&CHANGE))),
        may("otherReviews", List(&Holds::Object(&OTHER_REVIEW))),
    ],
};

/// A sound record that uses every key of the format and gives no warning.
pub fn full() -> Value {
    let agent = |name: &str| {
        json!({ "name": name, "kind": "person", "role": format!("role of {name}"),
            "affiliation": format!("house of {name}"), "url": "https://people.example/a" })
    };
    json!({
        "version": 1,
        "id": "lanterns",
        "lang": "en",
        "claim": {
            "text": "Every lantern on the quay is green.",
            "quotation": true,
            "claimants": [agent("Tilda Wren")],
            "date": "2024-05-03",
            "context": "Said on a walk along the quay.",
            "appearances": [{
                "title": "Quay walks, spring", "url": "https://walks.example/spring",
                "archivedUrl": "https://archive.example/spring", "publisher": "Walks Monthly", "date": "2024-05",
                "first": true,
            }],
            "whyChecked": "The harbour was about to buy paint.",
            "lang": "en-GB",
        },
        "verdict": {
            "status": "mostly-false",
            "label": "Hardly any",
            "issues": ["exaggerated", "outdated"],
            "rating": { "value": 2, "best": 5, "worst": 1 },
            "explanation": "Two of forty are green.[^count]",
            "details": "We counted by day.[^count]\n\nAn old postcard shows more.[^postcard]",
            "asOf": "2024-06-01",
            "confidence": { "percent": 95, "level": "high", "reason": "All forty were seen." },
            "wouldChange": "A forty-first lantern.",
        },
        "sources": [
            {
                "id": "count", "title": "A count on the quay", "url": "https://quay.example/count",
                "archivedUrl": "https://archive.example/count", "accessed": "2024-05-20", "publisher": "Quay Desk",
                "authors": ["Ines Pell"], "date": "2024-05-19T10:30:00+02:00", "kind": "witness", "stance": "refutes",
                "primary": true, "quote": "Two green, thirty-eight white.", "locator": "table 1",
                "note": "Counted twice.", "interests": "The desk sells postcards.", "derivedFrom": ["ledger"],
                "withheld": "Not withheld at all.", "lang": "en-US",
            },
            { "id": "postcard", "title": "Postcard of the quay", "stance": "supports" },
            { "id": "ledger", "title": "Ledger of the harbour", "stance": "context" },
        ],
        "counterStatements": [{
            "speaker": agent("Tilda Wren"), "kind": "clarification", "text": "I meant the small ones.",
            "quotation": true, "date": "2024-05-22", "asked": "2024-05-21", "sources": ["postcard"], "lang": "en-IE",
        }],
        "review": {
            "publisher": {
                "name": "Quay Desk", "kind": "organization", "role": "newsroom", "affiliation": "Harbour Press",
                "url": "https://desk.example/", "logo": "https://desk.example/logo.svg",
            },
            "authors": [agent("Ines Pell")],
            "url": "https://desk.example/lanterns", "published": "2024-06-01", "modified": "2024-06-03",
            "methodologyUrl": "https://desk.example/method", "correctionsUrl": "https://desk.example/corrections",
            "contactUrl": "https://desk.example/contact", "license": "CC BY 4.0",
            "memberships": ["Circle of Sample Desks"],
        },
        "changes": [{
            "date": "2024-06-03", "kind": "verdict-change", "text": "Two lanterns were counted twice.",
            "from": { "status": "mixed", "label": "Some" }, "to": { "status": "mostly-false", "label": "Hardly any" },
            "archivedUrl": "https://archive.example/lanterns-1",
        }],
        "otherReviews": [{
            "publisher": agent("Second Lamp"), "label": "Nearly none", "status": "mostly-false",
            "url": "https://lamp.example/", "date": "2024-06-02", "lang": "en-AU",
        }],
    })
}

/// The least that gives a card.
pub fn bare() -> Value {
    json!({ "version": 1, "lang": "en", "claim": { "text": "A lantern hums." }, "verdict": { "status": "unproven" } })
}

/// A place in a record: its JSON pointer, what belongs there, and whether it may be taken out.
#[derive(Debug)]
pub struct Place {
    pub pointer: String,
    pub holds: Holds,
    pub required: bool,
}

/// Every place of a record that the format knows and the record uses, outer ones first.
pub fn places(record: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    add_places(record, Holds::Object(&RECORD), "", &mut places);
    places
}

fn add_places(value: &Value, holds: Holds, pointer: &str, places: &mut Vec<Place>) {
    match (holds, value) {
        (Holds::Object(object), Value::Object(map)) => {
            for key in object.keys {
                let Some(inner) = map.get(key.name) else { continue };
                let pointer = format!("{pointer}/{}", key.name);
                places.push(Place { pointer: pointer.clone(), holds: key.holds, required: key.required });
                add_places(inner, key.holds, &pointer, places);
            }
        }
        (List(item), Value::Array(items)) => {
            for (i, inner) in items.iter().enumerate() {
                let pointer = format!("{pointer}/{i}");
                places.push(Place { pointer: pointer.clone(), holds: *item, required: false });
                add_places(inner, *item, &pointer, places);
            }
        }
        _ => {}
    }
}

/// The record with another value at a place.
pub fn with(mut record: Value, pointer: &str, value: Value) -> Value {
    *record.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    record
}

/// The record without the value at a place.
pub fn without(mut record: Value, pointer: &str) -> Value {
    let (outer, last) = pointer.rsplit_once('/').unwrap();
    match record.pointer_mut(outer).unwrap_or_else(|| panic!("{pointer}")) {
        Value::Object(map) => {
            map.shift_remove(last);
        }
        Value::Array(items) => {
            items.remove(last.parse().unwrap());
        }
        _ => panic!("{pointer}: nothing stands inside of this"),
    }
    record
}

/// The record as bytes.
pub fn bytes(record: &Value) -> Vec<u8> {
    serde_json::to_vec(record).unwrap()
}

/// Chance that is the same in every run: `SplitMix64` (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// One of several.
    pub fn of<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        &choices[self.below(choices.len())]
    }
}
