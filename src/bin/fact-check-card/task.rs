//! What is done with a document: judged, shown, exported, or made into a snippet to paste.

use std::sync::LazyLock;

use fact_check_card::card::Card;
use fact_check_card::claimreview::claim_review;
use fact_check_card::html::document::{self, Host, Purpose, Theme};
use fact_check_card::html::{Attr, Element, Tag, plain};
use fact_check_card::json::MAX_BYTES;
use fact_check_card::problem::{Problem, Severity};
use fact_check_card::read_record;
use fact_check_card::value::Lang;
use fact_check_card::view;
use fact_check_card::view::state::{Density, Order, Sections, Settings, ViewState};
use fact_check_card::words::{Word, Words};
use serde_json::json;

use crate::Stop;
use crate::arguments;
use crate::arguments::{Around, Fallback, Snippet};
use crate::source::Kinds;

/// Something to do with documents.
pub trait Task: Sync {
    /// Which files of a folder are such documents.
    fn kinds(&self) -> Kinds {
        Kinds { extensions: &["json", "ndjson", "jsonl"], most: MAX_BYTES }
    }

    /// The least grave problem that refuses a document.
    fn refusing(&self) -> Severity {
        Severity::Fatal
    }

    /// The extension of a file that holds what is made.
    fn extension(&self) -> &'static str;

    /// The key under which what is made stands in a line of NDJSON; `None` if it is JSON itself.
    fn key(&self) -> Option<&'static str> {
        None
    }

    /// Reads a document and makes of it what there is to make.
    fn run(&self, document: &[u8]) -> Done;
}

/// What came of a document.
#[derive(Debug, Default)]
pub struct Done {
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What was made of it.
    pub made: Vec<Made>,
}

/// Something made of a document.
#[derive(Debug)]
pub struct Made {
    /// The record's id.
    pub id: Option<String>,
    /// What was made.
    pub text: String,
}

impl Done {
    /// Reads a record and makes one thing of its card, if it has one.
    fn of_card(document: &[u8], text: impl FnOnce(&Card) -> String) -> Self {
        let reading = read_record(document);
        let made = reading
            .card
            .map(|card| Made { id: card.record().id().map(|id| id.as_str().to_owned()), text: text(&card) });
        Self { problems: reading.problems, made: made.into_iter().collect() }
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

/// Says what is wrong.
#[derive(Debug)]
pub struct Validate;

impl Task for Validate {
    fn refusing(&self) -> Severity {
        Severity::Error
    }

    fn extension(&self) -> &'static str {
        ""
    }

    fn run(&self, document: &[u8]) -> Done {
        Done { problems: read_record(document).problems, made: Vec::new() }
    }
}

/// Writes `ClaimReview`.
#[derive(Debug)]
pub struct Export;

impl Task for Export {
    fn extension(&self) -> &'static str {
        "json"
    }

    fn run(&self, document: &[u8]) -> Done {
        Done::of_card(document, |card| claim_review(card, &WORDS) + "\n")
    }
}

/// Writes cards as HTML.
#[derive(Debug)]
pub struct Render {
    around: Around,
    fallback: Fallback,
    script: String,
    host: Host,
}

impl Render {
    /// As the arguments say.
    ///
    /// # Errors
    ///
    /// When the language is none.
    pub fn new(arguments: &arguments::Render) -> Result<Self, Stop> {
        let lang = arguments.lang.as_deref().map(|tag| {
            Lang::parse(tag).ok_or_else(|| {
                Stop::Usage(format!("--lang: expected a language tag such as en or pt-BR, found {tag:?}"))
            })
        });
        // The other values were checked when the arguments were read.
        let settings = Settings {
            density: arguments.density.as_deref().and_then(Density::parse).unwrap_or(Density::Full),
            order: arguments.order.as_deref().and_then(Order::parse).unwrap_or(Order::FindingFirst),
            meter: arguments.meter,
            heading_level: arguments.heading_level.unwrap_or(Settings::default().heading_level),
            expanded: arguments.expanded.as_ref().map(|names| Sections::parse(&names.join(" "))),
        };
        let theme = match arguments.theme.as_deref() {
            Some("light") => Some(Theme::Light),
            Some("dark") => Some(Theme::Dark),
            _ => None,
        };
        let eager = arguments.around != Around::Element;
        Ok(Self {
            around: arguments.around,
            fallback: arguments.fallback,
            script: arguments.script.clone(),
            host: Host { settings, theme, lang: lang.transpose()?, eager },
        })
    }

    fn host(&self, card: &Card) -> String {
        let settings = &self.host.settings;
        let state = ViewState::new(card, settings);
        // A badge is a line, and so is what stands for it.
        let fallback = if self.fallback == Fallback::Brief || settings.density == Density::Badge {
            brief(card)
        } else {
            plain::plain(view::card(card, &state, settings, &WORDS))
        };
        document::host(card, &self.host, &fallback)
    }
}

/// `Fact check: Wrong. The bridge closes on Sundays. Read the full check`
fn brief(card: &Card) -> Element<'_> {
    let url = card.record().review().and_then(|review| review.url());
    let link = url.map(|url| Element::new(Tag::A).attr(Attr::Href(url)).child(WORDS.get(Word::ReadCheck)));
    let finding = Element::new(Tag::Span).child(document::title(card, &WORDS));
    Element::new(Tag::P).child(finding).child(link.is_some().then_some(" ")).child(link)
}

impl Task for Render {
    fn extension(&self) -> &'static str {
        "html"
    }

    fn key(&self) -> Option<&'static str> {
        Some("html")
    }

    fn run(&self, document: &[u8]) -> Done {
        Done::of_card(document, |card| {
            let host = self.host(card);
            let purpose = match self.around {
                Around::Element => return host + "\n",
                Around::Page => Purpose::Page,
                Around::Iframe => Purpose::Frame,
            };
            let lang = self.host.lang.as_ref().or(card.record().lang()).unwrap_or(WORDS.lang());
            document::document(purpose, card, &WORDS, lang, &self.script, &host)
        })
    }
}

/// Writes the snippet that shows a card elsewhere.
#[derive(Debug)]
pub struct Embed {
    kind: Snippet,
    script: String,
    src: Option<String>,
    frame: Option<String>,
    width: Option<u32>,
    height: u32,
}

impl Embed {
    /// As the arguments say.
    ///
    /// # Errors
    ///
    /// When an iframe has no address.
    pub fn new(arguments: &arguments::Embed) -> Result<Self, Stop> {
        if arguments.kind == Snippet::Iframe && arguments.frame.is_none() {
            return Err(Stop::Usage(String::from(
                "--as iframe: expected --frame URL, the address of the document to show, found none",
            )));
        }
        Ok(Self {
            kind: arguments.kind,
            script: arguments.script.clone(),
            src: arguments.src.clone(),
            frame: arguments.frame.clone(),
            width: arguments.width,
            height: arguments.height,
        })
    }

    fn snippet(&self, card: &Card) -> String {
        let id = card.record().id().map_or("", |id| id.as_str());
        let at = |address: &Option<String>| address.as_ref().map(|address| address.replace("{id}", id));
        match (self.kind, at(&self.frame)) {
            (Snippet::Script, _) | (_, None) => {
                document::script(card, &WORDS, &self.script, at(&self.src).as_deref())
            }
            (_, Some(frame)) => {
                let width = self.width.map_or_else(|| String::from("100%"), |width| width.to_string());
                document::frame(card, &WORDS, &frame, &width, self.height)
            }
        }
    }

    /// Source: oembed.com, 2.3.4 (response parameters) and 2.3.4.4 (the type `rich`).
    fn oembed(&self, card: &Card) -> String {
        let publisher = card.record().review().and_then(|review| review.publisher());
        let mut answer = json!({ "version": "1.0", "type": "rich", "title": document::title(card, &WORDS) });
        if let (Some(answer), Some(publisher)) = (answer.as_object_mut(), publisher) {
            answer.insert(String::from("provider_name"), json!(publisher.name().as_str()));
            if let Some(url) = publisher.url() {
                answer.insert(String::from("provider_url"), json!(url.as_str()));
            }
        }
        if let Some(answer) = answer.as_object_mut() {
            answer.insert(String::from("html"), json!(self.snippet(card)));
            answer.insert(String::from("width"), json!(self.width));
            answer.insert(String::from("height"), json!(self.height));
        }
        answer.to_string()
    }
}

impl Task for Embed {
    fn extension(&self) -> &'static str {
        if self.kind == Snippet::Oembed { "json" } else { "html" }
    }

    fn key(&self) -> Option<&'static str> {
        (self.kind != Snippet::Oembed).then_some("html")
    }

    fn run(&self, document: &[u8]) -> Done {
        Done::of_card(document, |card| {
            let text = if self.kind == Snippet::Oembed { self.oembed(card) } else { self.snippet(card) };
            text + "\n"
        })
    }
}
