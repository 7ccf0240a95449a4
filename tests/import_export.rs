//! Import, export and import again: the same record, for all that `ClaimReview` can carry.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so best by stopping"
)]

mod record;

use fact_check_card::card::Card;
use fact_check_card::claimreview::import::{Options, import};
use fact_check_card::claimreview::{claim_review, not_carried};
use fact_check_card::read_record;
use fact_check_card::record::Status;
use fact_check_card::record::write::to_json;
use fact_check_card::words::{Word, Words};
use record::{Chance, bytes, full, places, without};
use serde_json::{Map, Value, json};

const CASES: u32 = 10_000;

/// The card of the one review in a document.
fn imported(document: &str) -> Option<Card> {
    let found = import(document.as_bytes(), &Options::default());
    assert!(found.records.len() < 2, "one review in {document}");
    read_record(found.records.first()?.record.as_bytes()).card
}

fn record_of(card: &Card) -> Value {
    serde_json::from_str(&to_json(card.record())).unwrap()
}

/// The record of a card as `ClaimReview` can carry it: without what is `lost`, and without the citations in texts. Where
/// it has no status or no label, what the card shows stands for it.
fn carried(card: &Card, lost: &[String]) -> Value {
    let mut record = record_of(card);
    // A dialect has no version of this format.
    record.as_object_mut().unwrap().remove("version");
    let verdict = record["verdict"].as_object_mut().unwrap();
    verdict.entry("status").or_insert_with(|| json!(card.status().as_str()));
    if !verdict.contains_key("label") && card.status() != Status::Unrated {
        let words = Words::english();
        verdict.insert("label".to_owned(), json!(words.name(Word::Status, card.status() as usize)));
    }
    for source in card.record().sources() {
        let Some(id) = source.id() else { continue };
        let citation = format!("[^{}]", id.as_str());
        for text in ["explanation", "details"] {
            if let Some(Value::String(text)) = verdict.get_mut(text) {
                *text = text.replace(&format!(" {citation}"), "").replace(&citation, "");
            }
        }
    }
    // Who publishes a review is an organization, unless it says otherwise.
    if let Some(publisher) = record.pointer_mut("/review/publisher").and_then(Value::as_object_mut) {
        publisher.entry("kind").or_insert_with(|| json!("organization"));
    }
    for pointer in lost {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let Some(Value::Object(object)) = record.pointer_mut(parent) else { continue };
        object.remove(key);
    }
    without_nothing(&mut record);
    record
}

/// A flag that is not set, and a list or an object of nothing, are as good as none.
fn without_nothing(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(without_nothing);
            object.retain(|_, value| ![json!(false), json!([]), json!({})].contains(value));
        }
        Value::Array(items) => items.iter_mut().for_each(without_nothing),
        _ => {}
    }
}

/// Where a card's export says that something is lost.
fn lost(card: &Card) -> Vec<String> {
    let problems = not_carried(card).into_iter();
    problems.filter(|problem| problem.code.as_str() == "not-carried").map(|problem| problem.pointer).collect()
}

/// Asserts that a card comes back from its export; gives the export.
fn comes_back(card: &Card, from: &str) -> String {
    let exported = claim_review(card, &Words::english());
    let again = imported(&exported).unwrap_or_else(|| panic!("no card from {exported}\nof {from}"));
    let lost = lost(card);
    let (found, wanted) = (carried(&again, &lost), carried(card, &lost));
    let keys = wanted.as_object().unwrap().keys().chain(found.as_object().unwrap().keys());
    let differing: Vec<String> = keys
        .filter(|key| found.get(key) != wanted.get(key))
        .map(|key| format!("{key}: wanted {:?}, found {:?}", wanted.get(key), found.get(key)))
        .collect();
    assert!(found == wanted, "{differing:#?}\nby way of {exported}\nfrom {from}");
    exported
}

const TEXTS: &[&str] = &[
    "The bridge closes on Sundays.",
    "&quot;Closed&quot; &amp; barred",
    "<p>Two <b>bold</b> words</p>",
    "जिसे पुल कहते हैं",
    "قال إنّ الجسر مغلق",
    " spaced \u{A0}out\r\n",
    "a < b && c > d",
    "[^nothing] in brackets",
    "&amp;lt;b&amp;gt; twice &amp;amp;amp; thrice",
];
const URLS: &[&str] = &[
    "https://desk.example/checks/bridge",
    "http://posts.example/42?a=b&amp;c=d",
    "//media.example/clip.mp4",
    "www.paper.example/page",
    "https://web.archive.org/web/2024/https://posts.example/42",
    "{{url}}",
];
const DATES: &[&str] =
    &["2024-05-09", "2024-05", "May 9, 2024", "2024-05-09T10:00:00+02:00", "2024", "soon", "09.05.2024"];
const LABELS: &[&str] = &[
    "False",
    "MOSTLY TRUE",
    "Faux",
    "Fishy",
    "pants-fire",
    "Missing context",
    "نادرست",
    "True. But late.",
    "No.",
];
const LANGS: &[&str] = &["en", "pt_BR", "ar", "de-AT", "nonsense language"];

/// Writes a document as publishers do: some properties, in one of the shapes that occur.
struct Publisher(Chance);

impl Publisher {
    fn maybe(&mut self, node: &mut Map<String, Value>, name: &str, write: fn(&mut Self) -> Value) {
        if self.0.below(3) > 0 {
            let value = write(self);
            node.insert(name.to_owned(), if self.0.below(6) == 0 { json!([value]) } else { value });
        }
    }

    fn of(&mut self, choices: &[&str]) -> Value {
        json!(*self.0.of(choices))
    }

    fn text(&mut self) -> Value {
        self.of(TEXTS)
    }

    fn url(&mut self) -> Value {
        self.of(URLS)
    }

    fn date(&mut self) -> Value {
        self.of(DATES)
    }

    fn lang(&mut self) -> Value {
        self.of(LANGS)
    }

    fn agent(&mut self) -> Value {
        let mut agent = Map::new();
        if self.0.below(3) > 0 {
            agent.insert(
                "@type".into(),
                self.of(&["Person", "Organization", "NewsMediaOrganization", "Thing"]),
            );
        }
        self.maybe(&mut agent, "name", Self::text);
        self.maybe(&mut agent, "jobTitle", Self::text);
        self.maybe(&mut agent, "affiliation", Self::text);
        self.maybe(&mut agent, "url", Self::url);
        if self.0.below(8) == 0 { self.text() } else { Value::Object(agent) }
    }

    fn publisher(&mut self) -> Value {
        let mut publisher = Map::new();
        publisher.insert("@type".into(), json!("Organization"));
        self.maybe(&mut publisher, "name", Self::text);
        self.maybe(&mut publisher, "url", Self::url);
        self.maybe(&mut publisher, "logo", Self::url);
        self.maybe(&mut publisher, "correctionsPolicy", Self::url);
        self.maybe(&mut publisher, "actionableFeedbackPolicy", Self::url);
        self.maybe(&mut publisher, "publishingPrinciples", Self::url);
        self.maybe(&mut publisher, "memberOf", Self::agent);
        Value::Object(publisher)
    }

    fn work(&mut self) -> Value {
        let mut work = Map::new();
        work.insert("@type".into(), self.of(&["CreativeWork", "NewsArticle", "Dataset", "VideoObject"]));
        self.maybe(&mut work, "headline", Self::text);
        self.maybe(&mut work, "url", Self::url);
        self.maybe(&mut work, "datePublished", Self::date);
        self.maybe(&mut work, "publisher", Self::agent);
        self.maybe(&mut work, "author", Self::agent);
        self.maybe(&mut work, "archivedAt", Self::url);
        self.maybe(&mut work, "inLanguage", Self::lang);
        if self.0.below(6) == 0 { self.url() } else { Value::Object(work) }
    }

    fn works(&mut self) -> Value {
        let count = self.0.below(4);
        (0..count).map(|_| self.work()).collect()
    }

    fn agents(&mut self) -> Value {
        let count = self.0.below(3);
        (0..count).map(|_| self.agent()).collect()
    }

    fn claim(&mut self) -> Value {
        let mut claim = Map::new();
        claim.insert("@type".into(), self.of(&["Claim", "CreativeWork"]));
        self.maybe(&mut claim, "author", Self::agents);
        self.maybe(&mut claim, "datePublished", Self::date);
        self.maybe(&mut claim, "appearance", Self::works);
        self.maybe(&mut claim, "firstAppearance", Self::work);
        self.maybe(&mut claim, "inLanguage", Self::lang);
        Value::Object(claim)
    }

    fn rating(&mut self) -> Value {
        let mut rating = Map::new();
        rating.insert("alternateName".into(), self.of(LABELS));
        for name in ["ratingValue", "bestRating", "worstRating"] {
            let number = i64::try_from(self.0.below(8)).unwrap() - 1;
            rating.insert(
                name.into(),
                if self.0.below(4) == 0 { json!(number.to_string()) } else { json!(number) },
            );
        }
        self.maybe(&mut rating, "ratingExplanation", Self::text);
        Value::Object(rating)
    }

    fn corrections(&mut self) -> Value {
        let count = self.0.below(3);
        let comment = |publisher: &mut Self| json!({ "@type": "CorrectionComment", "datePublished": publisher.date(), "text": publisher.text() });
        (0..count).map(|_| comment(self)).collect()
    }

    fn other_review(&mut self) -> Value {
        let mut review = Map::new();
        review.insert("@type".into(), json!("Review"));
        self.maybe(&mut review, "author", Self::agent);
        self.maybe(&mut review, "reviewRating", Self::rating);
        self.maybe(&mut review, "url", Self::url);
        self.maybe(&mut review, "datePublished", Self::date);
        Value::Object(review)
    }

    fn review(&mut self) -> Value {
        let mut review = Map::new();
        review.insert("@context".into(), json!("https://schema.org"));
        review.insert("@type".into(), json!("ClaimReview"));
        review.insert("claimReviewed".into(), self.text());
        review.insert("reviewRating".into(), self.rating());
        self.maybe(&mut review, "identifier", |publisher| publisher.of(&["bridge-2024", "No slug!", "7"]));
        self.maybe(&mut review, "url", Self::url);
        self.maybe(&mut review, "author", Self::publisher);
        self.maybe(&mut review, "creator", Self::agents);
        self.maybe(&mut review, "datePublished", Self::date);
        self.maybe(&mut review, "dateModified", Self::date);
        self.maybe(&mut review, "inLanguage", Self::lang);
        self.maybe(&mut review, "license", Self::text);
        self.maybe(&mut review, "itemReviewed", Self::claim);
        self.maybe(&mut review, "citation", Self::works);
        self.maybe(&mut review, "reviewBody", Self::text);
        self.maybe(&mut review, "correction", Self::corrections);
        self.maybe(&mut review, "associatedReview", Self::other_review);
        Value::Object(review)
    }
}

#[test]
fn what_is_imported_comes_back_from_its_export() {
    let mut cards = 0;
    for seed in 0..CASES {
        let document = Publisher(Chance(u64::from(seed) * 2 + 1)).review().to_string();
        let Some(card) = imported(&document) else { continue };
        cards += 1;
        let exported = comes_back(&card, &document);
        let again = imported(&exported).unwrap();
        assert_eq!(claim_review(&again, &Words::english()), exported, "the second export of {document}");
    }
    assert!(cards > CASES * 9 / 10, "{cards} cards");
}

/// Records of this format, which have more than an import gives, each without some of the places of the full one.
#[test]
fn what_a_record_says_comes_back_from_its_export() {
    // A source without a title is found again by its name, one without either is nothing.
    let named = |pointer: &String| !(pointer.starts_with("/sources/") && pointer.ends_with("/id"));
    let all: Vec<String> = places(&full()).into_iter().map(|place| place.pointer).filter(named).collect();
    let mut chance = Chance(7);
    let mut cards = 0;
    for left_out in 0..2_000_usize {
        let mut record = full();
        for _ in 0..left_out % 20 {
            let pointer = chance.of(&all);
            if record.pointer(pointer).is_some() {
                record = without(record, pointer);
            }
        }
        let Some(card) = read_record(&bytes(&record)).card else { continue };
        cards += 1;
        comes_back(&card, &record.to_string());
    }
    assert!(cards > 1_000, "{cards} cards");
}
