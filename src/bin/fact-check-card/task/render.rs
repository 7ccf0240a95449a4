//! `render`: cards as HTML.

use fact_check_card::card::Card;
use fact_check_card::html::document::{self, Host, Purpose, Styles, Theme};
use fact_check_card::html::plain;
use fact_check_card::value::Lang;
use fact_check_card::view;
use fact_check_card::view::state::{Density, Gaps, Order, Sections, Settings, ViewState};
use fact_check_card::words::Words;

use super::{Done, Task, words_for};
use crate::Stop;
use crate::arguments;
use crate::arguments::{Around, Fallback};

/// Writes cards as HTML.
#[derive(Debug)]
pub struct Render {
    around: Around,
    fallback: Fallback,
    prerender: bool,
    styles: Option<String>,
    structured_data: bool,
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
            unsaid: Gaps::parse(&arguments.unsaid.join(" ")),
        };
        let theme = match arguments.theme.as_deref() {
            Some("light") => Some(Theme::Light),
            Some("dark") => Some(Theme::Dark),
            _ => None,
        };
        let prerender = arguments.prerender;
        // What is there already is taken over when it is used.
        let eager = arguments.around != Around::Element && !prerender;
        Ok(Self {
            around: arguments.around,
            fallback: arguments.fallback,
            prerender,
            styles: arguments.styles.clone(),
            structured_data: arguments.structured_data,
            script: arguments.script.clone(),
            host: Host { settings, theme, lang: lang.transpose()?, eager, structured_data: None },
        })
    }

    /// What whoever publishes the pages has to know.
    pub fn note(&self) -> Option<String> {
        let inline = self.prerender && self.styles.is_none();
        inline.then(|| {
            format!(
                "note: a content security policy must let the cards' style in: style-src '{}'\n",
                view::STYLES_DIGEST
            )
        })
    }

    /// The words that the script will find to be the page's: where that is not known, English.
    fn words(&self, card: &Card) -> &'static Words {
        let page = if self.around == Around::Element { None } else { card.record().lang() };
        Words::of(self.host.lang.as_ref().or(page).map_or("en", Lang::as_str))
    }

    fn host(&self, card: &Card) -> String {
        let settings = &self.host.settings;
        let words = words_for(card, self.host.lang.as_ref());
        let state = ViewState::new(card, settings);
        // A badge is a line, and so is what stands for it.
        let fallback = if self.fallback == Fallback::Brief || settings.density == Density::Badge {
            document::brief(card, words, settings.density)
        } else {
            plain::plain(&view::card(card, &state, settings, words))
        };
        let mut html = if self.prerender {
            let styles = self.styles.as_deref().map_or(Styles::Inline, Styles::Linked);
            document::prerendered(card, &self.host, self.words(card), styles, &fallback)
        } else {
            document::host(card, &self.host, &fallback)
        };
        if self.structured_data {
            html.push_str(&document::markup(card, words));
        }
        html
    }
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
            let words = words_for(card, self.host.lang.as_ref());
            let lang = self.host.lang.as_ref().or(card.record().lang()).unwrap_or(words.lang());
            document::document(purpose, card, words, lang, &self.script, &host)
        })
    }
}
