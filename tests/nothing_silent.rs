//! Nothing is lost silently: every value of a document that is imported is in its record as it stood, or a problem names
//! it. Documents are generated: each value is another, so what is found in a record came from that one place.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

mod record;

use std::collections::BTreeSet;

use fact_check_card::claimreview::import::{Imported, Options, import};
use fact_check_card::problem::Problem;
use record::Chance;
use serde_json::{Map, Value, json};

const CASES: u64 = 3_000;

/// How the message begins that lists what no other names.
const LISTED: &str = "expected what a claim record has a place for, found ";

/// Keys that say how an object is to be read; the format has no place for them.
const STRUCTURE: &[&str] = &["@context", "@id", "@type"];

/// Keys under which an address is expected, of which a node that stands there is the page.
const ADDRESSES: &[&str] = &[
    "actionableFeedbackPolicy",
    "archivedAt",
    "contentUrl",
    "correctionsPolicy",
    "logo",
    "mainEntityOfPage",
    "publishingPrinciples",
    "sameAs",
    "url",
    "verificationFactCheckingPolicy",
];

/// The texts and numbers that a record holds.
#[derive(Default)]
struct Said {
    texts: BTreeSet<String>,
    numbers: Vec<f64>,
}

impl Said {
    fn gather(&mut self, value: &Value) {
        match value {
            Value::String(text) => drop(self.texts.insert(text.clone())),
            Value::Number(number) => self.numbers.extend(number.as_f64()),
            Value::Array(items) => items.iter().for_each(|item| self.gather(item)),
            Value::Object(members) => members.values().for_each(|value| self.gather(value)),
            _ => {}
        }
    }

    /// Whether it has a text as it stands, by itself or as a part of a longer one.
    fn has(&self, text: &str) -> bool {
        self.texts.contains(text) || self.texts.iter().any(|said| said.contains(text))
    }
}

/// A value of a document, with its place.
struct Leaf<'d> {
    pointer: String,
    value: &'d Value,
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The values of a document that say something; a reference to another node counts as one.
fn leaves<'d>(value: &'d Value, pointer: &str, out: &mut Vec<Leaf<'d>>) {
    match value {
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                leaves(item, &format!("{pointer}/{place}"), out);
            }
        }
        Value::Object(members) => {
            let is_reference =
                members.contains_key("@id") && members.keys().all(|key| STRUCTURE.contains(&key.as_str()));
            // What a page says beside its address is not the check's.
            if is_reference && !ADDRESSES.contains(&key_of(pointer)) {
                out.push(Leaf { pointer: pointer.to_owned(), value: &members["@id"] });
            }
            for (key, value) in members.iter().filter(|(key, _)| !STRUCTURE.contains(&key.as_str())) {
                leaves(value, &format!("{pointer}/{}", escaped(key)), out);
            }
        }
        Value::Null => {}
        Value::String(text) if text.trim().is_empty() => {}
        _ => out.push(Leaf { pointer: pointer.to_owned(), value }),
    }
}

/// The key that a value stands under, be it in a list.
fn key_of(pointer: &str) -> &str {
    pointer.rsplit('/').find(|step| step.parse::<usize>().is_err()).unwrap_or_default()
}

/// What a message shows of a text.
fn quoted(text: &str) -> String {
    let shown: String = text.chars().take(60).collect();
    format!("\"{}", shown.replace('"', "\\\"").replace('\n', "U+000A").replace('\u{200B}', "U+200B"))
}

/// Whether a problem names a value: it stands at its place, or at that of an object or a list that holds it and says by
/// its key, by its text, or of the whole, that it is left out.
fn names(problem: &Problem, leaf: &Leaf<'_>) -> bool {
    let said = problem.message.as_ref();
    if said.starts_with("expected the key ") {
        // How a key was read, and nothing of what stands there.
        return false;
    }
    if problem.pointer == leaf.pointer {
        return true;
    }
    // A number that is left out takes the ends of its scale along.
    if said.ends_with("with its ends") {
        let end = ["/bestRating", "/worstRating"].iter().find_map(|end| leaf.pointer.strip_suffix(end));
        return end.is_some_and(|rating| problem.pointer.starts_with(rating));
    }
    let Some(below) = leaf.pointer.strip_prefix(&problem.pointer).and_then(|rest| rest.strip_prefix('/'))
    else {
        return false;
    };
    let step = below.split('/').next().unwrap().replace("~1", "/").replace("~0", "~");
    match said.strip_prefix(LISTED) {
        Some(listed) => {
            let is_text = leaf.value.as_str().is_some_and(|text| listed.contains(&quoted(text)));
            let is_item = step.parse::<usize>().is_ok() && (is_text || listed.contains("one more"));
            listed.contains(&format!("\"{step}\"")) || is_item || listed.contains(" and ")
        }
        None => said.ends_with(": left out") || said.ends_with(": joined in one"),
    }
}

/// Whether a value is in the record or named. A reference is, too, when all of the node is that it leads to.
fn is_told(document: &Value, leaf: &Leaf<'_>, said: &Said, problems: &[Problem]) -> bool {
    let key = key_of(&leaf.pointer).to_lowercase();
    let is_number = key.ends_with("rating") || key.ends_with("ratingvalue");
    let number = match leaf.value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().replace(',', ".").parse().ok(),
        _ => None,
    };
    let is_kept = match leaf.value {
        _ if is_number && number.is_some_and(|number| said.numbers.contains(&number)) => true,
        Value::String(text) => said.has(text),
        Value::Number(number) => said.texts.contains(&number.to_string()),
        _ => false,
    };
    let node = leaf.value.as_str().and_then(|id| node_named(document, id));
    is_kept
        || problems.iter().any(|problem| names(problem, leaf))
        || node.is_some_and(|node| {
            let all = all_leaves(document, &node);
            // References in a circle say nothing beside each other.
            let mut values = all
                .iter()
                .filter(|leaf| leaf.value.as_str().is_none_or(|id| node_named(document, id).is_none()));
            values.all(|leaf| is_told(document, leaf, said, problems))
        })
}

/// The values of a node.
fn all_leaves<'d>(document: &'d Value, root: &str) -> Vec<Leaf<'d>> {
    let mut out = Vec::new();
    leaves(document.pointer(root).unwrap(), root, &mut out);
    out
}

/// What is wrong with what was said of one review: values that are lost, and values that are named though they are kept.
fn faults(document: &Value, root: &str, imported: &Imported) -> Vec<String> {
    let record: Value = serde_json::from_str(&imported.record).unwrap();
    let mut said = Said::default();
    said.gather(&record);
    let mut out = Vec::new();
    for leaf in all_leaves(document, root) {
        let text = leaf.value.as_str().unwrap_or_default();
        if !is_told(document, &leaf, &said, &imported.problems) {
            out.push(format!("{} is lost: {}", leaf.pointer, leaf.value));
        }
        let (holder, key) = leaf.pointer.rsplit_once('/').unwrap();
        let is_listed = |problem: &Problem| {
            let listed = problem.message.strip_prefix(LISTED).filter(|_| problem.pointer == holder);
            listed.is_some_and(|listed| {
                listed.contains(&format!("\"{key}\"")) || listed.contains(&quoted(text))
            })
        };
        // A category or a label may stand in a record for another one.
        let is_one = text.contains(|c: char| c.is_ascii_digit());
        if is_one && said.texts.contains(text) && imported.problems.iter().any(is_listed) {
            out.push(format!("{} is kept: {text}", leaf.pointer));
        }
    }
    out
}

fn nothing_is_silent(document: &Value, root: &str, imported: &Imported) {
    let faults = faults(document, root, imported);
    let problems: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
    let Imported { record, .. } = imported;
    assert!(faults.is_empty(), "{faults:#?}\nof {document:#}\n{record}\n{problems:#?}");
}

/// Where the node of an `@id` stands, in a document that is a graph.
fn node_named(document: &Value, id: &str) -> Option<String> {
    let nodes = document.get("@graph")?.as_array()?;
    let place = nodes.iter().position(|node| node.get("@id").and_then(Value::as_str) == Some(id))?;
    Some(format!("/@graph/{place}"))
}

/// What writes a value.
type Write = fn(&mut Publisher) -> Value;

/// What stands under a key in sound markup.
const KEYS: &[(&str, Write)] = &[
    ("actionableFeedbackPolicy", Publisher::url),
    ("affiliation", Publisher::thing),
    ("alternateName", Publisher::text),
    ("appearance", Publisher::things),
    ("archivedAt", Publisher::url),
    ("associatedClaimReview", Publisher::thing),
    ("associatedMediaReview", Publisher::thing),
    ("associatedReview", Publisher::things),
    ("author", Publisher::things),
    ("caption", Publisher::text),
    ("citation", Publisher::things),
    ("colour", Publisher::text),
    ("contentUrl", Publisher::url),
    ("correction", Publisher::things),
    ("correctionsPolicy", Publisher::url),
    ("creator", Publisher::things),
    ("dateCreated", Publisher::date),
    ("dateModified", Publisher::date),
    ("datePublished", Publisher::date),
    ("description", Publisher::text),
    ("familyName", Publisher::text),
    ("firstAppearance", Publisher::thing),
    ("givenName", Publisher::text),
    ("headline", Publisher::text),
    ("identifier", Publisher::slug),
    ("inLanguage", Publisher::lang),
    ("interpretedAsClaim", Publisher::thing),
    ("isBasedOn", Publisher::things),
    ("itemReviewed", Publisher::thing),
    ("jobTitle", Publisher::text),
    ("legalName", Publisher::text),
    ("license", Publisher::url),
    ("logo", Publisher::url),
    ("mainEntityOfPage", Publisher::url),
    ("mediaAuthenticityCategory", Publisher::category),
    ("mediaItemAppearance", Publisher::things),
    ("memberOf", Publisher::things),
    ("name", Publisher::text),
    ("originalMediaContextDescription", Publisher::text),
    ("originalMediaLink", Publisher::url),
    ("position", Publisher::number),
    ("publisher", Publisher::thing),
    ("publishingPrinciples", Publisher::url),
    ("ratingExplanation", Publisher::text),
    ("ratingValue", Publisher::number),
    ("reviewBody", Publisher::text),
    ("reviewRating", Publisher::rating),
    ("sameAs", Publisher::url),
    ("text", Publisher::text),
    ("uploadDate", Publisher::date),
    ("url", Publisher::url),
    ("verificationFactCheckingPolicy", Publisher::url),
    ("worksFor", Publisher::thing),
];

const TYPES: &[&str] = &[
    "Claim",
    "Claim",
    "Comment",
    "CreativeWork",
    "CorrectionComment",
    "ImageObject",
    "Language",
    "NewsArticle",
    "Organization",
    "Person",
    "Rating",
    "Review",
    "Thing",
    "WebPage",
];

/// Writes documents of which no two values are one.
struct Publisher {
    chance: Chance,
    count: usize,
    depth: usize,
}

impl Publisher {
    fn number_of_its_own(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    fn text(&mut self) -> Value {
        let number = self.number_of_its_own();
        let text = match self.chance.below(12) {
            0 => format!(" Bridge {number}.\n"),
            1 => format!("The  bridge {number}"),
            2 => format!("<p>Bridge <b>{number}</b></p>"),
            3 => format!("Bridge &amp; {number}"),
            4 => format!("\u{200B}Bridge {number}"),
            5 => format!("Bridge_{number}"),
            6 => format!("False. Bridge {number}."),
            7 => format!("{{{{bridge{number}}}}}"),
            _ => format!("Bridge {number}."),
        };
        json!(text)
    }

    fn slug(&mut self) -> Value {
        json!(format!("bridge-{}", self.number_of_its_own()))
    }

    fn url(&mut self) -> Value {
        let number = self.number_of_its_own();
        json!(match self.chance.below(12) {
            0 => format!("/bridge/{number}"),
            1 => format!("//posts.example/{number}"),
            2 => format!("posts.example/{number} "),
            3 => format!("https://web.archive.org/web/{number}/https://posts.example/"),
            4 => format!("https://posts.example/{number} https://posts.example/{number}/again"),
            5 => format!("javascript:{number}"),
            6 => format!("https://desk.example/?a={number}&amp;b"),
            7 => format!("https://desk.example/{number}"),
            _ => format!("https://posts{number}.example/"),
        })
    }

    fn date(&mut self) -> Value {
        let number = self.number_of_its_own();
        let (year, month, day) = (1980 + number / 300, 1 + number / 25 % 12, 1 + number % 25);
        json!(match self.chance.below(8) {
            0 => format!("{day} May {year}, {number}"),
            1 => format!("{month}/{day}/{year}"),
            2 => format!(" {year:04}-{month:02}-{day:02}"),
            3 => format!("{year}-{month}-{day}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        })
    }

    fn lang(&mut self) -> Value {
        let letter = char::from(b'a' + u8::try_from(self.number_of_its_own() % 26).unwrap());
        json!(match self.chance.below(5) {
            0 => format!("e{letter}_GB"),
            1 => format!(" q{letter} "),
            2 => format!("language {letter}"),
            _ => format!("q{letter}"),
        })
    }

    fn category(&mut self) -> Value {
        json!(*self.chance.of(&[
            "DecontextualizedContent",
            "https://schema.org/StagedContent",
            "OriginalMediaContent",
            "UnknownContent",
        ]))
    }

    fn number(&mut self) -> Value {
        let number = self.chance.below(9);
        match self.chance.below(6) {
            0 => json!(format!("{number},5")),
            1 => json!(format!(" {number}")),
            2 => json!(1e30),
            _ => json!(number),
        }
    }

    fn rating(&mut self) -> Value {
        let mut rating = self.object(&["Rating"]);
        for key in ["ratingValue", "bestRating", "worstRating"] {
            if self.chance.below(3) > 0 {
                rating.insert(key.to_owned(), self.number());
            }
        }
        if self.chance.below(3) > 0 {
            let number = self.number_of_its_own();
            let label = *self.chance.of(&["False. Bridge", "Mostly_true", "Fishy", "True"]);
            let labels = [format!("{label} {number}"), label.to_owned()];
            rating.insert("alternateName".to_owned(), json!(self.chance.of(&labels)));
        }
        Value::Object(rating)
    }

    fn thing(&mut self) -> Value {
        if self.chance.below(8) == 0 {
            return json!({ "@id": self.chance.of(&["_:a", "_:b", "https://desk.example/#c"]) });
        }
        Value::Object(self.object(TYPES))
    }

    fn things(&mut self) -> Value {
        let count = self.chance.below(4);
        (0..count).map(|_| if self.chance.below(4) == 0 { self.url() } else { self.thing() }).collect()
    }

    fn object(&mut self, types: &[&str]) -> Map<String, Value> {
        let mut object = Map::new();
        if self.chance.below(5) > 0 {
            object.insert("@type".to_owned(), json!(self.chance.of(types)));
        }
        if self.depth < 4 {
            self.depth += 1;
            let most = [16, 8, 6, 4][self.depth - 1];
            for _ in 0..self.chance.below(most) {
                let (key, value) = self.property();
                object.insert(key, value);
            }
            self.depth -= 1;
        }
        object
    }

    /// A key with what belongs under it, as a rule.
    fn property(&mut self) -> (String, Value) {
        let (key, usual) = *self.chance.of(KEYS);
        let (_, other) = *self.chance.of(KEYS);
        let value = match self.chance.below(24) {
            0 | 1 => other(self),
            2 => json!([usual(self), other(self)]),
            3 => json!([usual(self), [usual(self)]]),
            4 => json!({ "@value": usual(self), "@language": "xx" }),
            5 => json!({ "@list": [usual(self), usual(self)] }),
            6 => json!({ "properties": self.object(TYPES) }),
            7 => json!(true),
            8 => json!(""),
            9 => json!(self.number_of_its_own()),
            10 => json!({ "name": usual(self), "url": self.url() }),
            _ => usual(self),
        };
        let is_odd = self.chance.below(30) == 0;
        let key = if is_odd { format!("schema:{}", key.to_uppercase()) } else { key.to_owned() };
        (key, value)
    }

    /// A review in a graph with two nodes that may be referred to.
    fn graph(&mut self) -> Value {
        let kind = *self.chance.of(&["ClaimReview", "ClaimReview", "MediaReview"]);
        let mut review = self.object(&[kind]);
        review.insert("@type".to_owned(), json!(kind));
        for (key, write) in [
            ("claimReviewed", Self::text as Write),
            ("itemReviewed", Self::thing),
            ("reviewRating", Self::rating),
            ("url", Self::url),
        ] {
            if self.chance.below(4) > 0 {
                review.insert(key.to_owned(), write(self));
            }
        }
        let mut nodes = vec![Value::Object(review)];
        for id in ["_:a", "_:b"] {
            let mut node = self.object(&["Organization", "Person", "Claim", "Rating"]);
            node.insert("@id".to_owned(), json!(id));
            node.insert("name".to_owned(), self.text());
            nodes.push(Value::Object(node));
        }
        json!({ "@context": "https://schema.org", "@graph": nodes })
    }

    /// An answer of the Fact Check Tools API, with one review.
    fn answer(&mut self) -> Value {
        let keys = |publisher: &mut Self, keys: &[&str]| -> Value {
            let mut object = Map::new();
            for key in keys {
                let usual = if key.contains("Date") { Self::date } else { Self::text };
                if publisher.chance.below(4) > 0 {
                    let value =
                        if publisher.chance.below(6) > 0 { usual(publisher) } else { publisher.property().1 };
                    object.insert((*key).to_owned(), value);
                }
            }
            Value::Object(object)
        };
        let mut claim = keys(self, &["text", "claimant", "claimDate", "colour"]);
        let mut review = keys(self, &["url", "title", "reviewDate", "textualRating", "languageCode"]);
        review["publisher"] = keys(self, &["name", "site", "colour"]);
        claim["claimReview"] = json!([review]);
        json!({ "claims": [claim] })
    }
}

fn publisher(seed: u64) -> Publisher {
    Publisher { chance: Chance(seed * 2 + 1), count: 0, depth: 0 }
}

#[test]
fn every_value_of_a_review_is_in_its_record_or_named() {
    let mut records = 0;
    for seed in 0..CASES {
        let document = publisher(seed).graph();
        for imported in import(document.to_string().as_bytes(), &Options::default()).records {
            records += 1;
            nothing_is_silent(&document, "/@graph/0", &imported);
        }
    }
    assert!(records > CASES * 9 / 10, "{records} records");
}

#[test]
fn every_value_of_an_answer_is_in_its_record_or_named() {
    let mut records = 0;
    for seed in 0..CASES {
        let document = publisher(seed).answer();
        for imported in import(document.to_string().as_bytes(), &Options::default()).records {
            records += 1;
            nothing_is_silent(&document, "/claims/0", &imported);
        }
    }
    assert!(records > CASES * 9 / 10, "{records} records");
}

/// Keys that stand twice in an object: the first is read, the second named.
#[test]
fn a_key_that_stands_twice_is_named() {
    let document =
        r#"{"@type": "ClaimReview", "claimReviewed": "The bridge closes.", "claimReviewed": "It opens."}"#;
    let found = import(document.as_bytes(), &Options::default());
    let said: Vec<String> = found.records[0].problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, [format!("{LISTED}\"claimReviewed\": left out")]);
}
