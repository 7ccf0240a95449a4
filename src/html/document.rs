//! What stands around a card: the host element with its record and what readers see without a script, and documents
//! that show one card. Below `view`'s settings, beside `write`, with which it alone writes `<`.
//! Source: HTML Living Standard, 4.12.1 (data blocks), 2.5.4 (`base`), 4.2.

use alloc::string::String;

use super::{Element, write};
use crate::card::Card;
use crate::cite;
use crate::record::write::to_json;
use crate::value::Lang;
use crate::view::state::{Density, Order, Section, Settings};
use crate::words::Words;

/// The colours that a card is asked to take, where not the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light surface.
    Light,
    /// Light text on a dark surface.
    Dark,
}

impl Theme {
    /// The value of the attribute `theme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// How the host element asks for its card to be shown: its attributes.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// `density`, `order`, `meter`, `expanded` and `heading-level`; each is written where it is not the default.
    pub settings: Settings,
    /// `theme`; `None` follows the page.
    pub theme: Option<Theme>,
    /// `lang`: the language of the card's own words; `None` follows the page.
    pub lang: Option<Lang>,
    /// Whether the card is there at once (`loading="eager"`), instead of when it comes near the viewport.
    pub eager: bool,
}

/// Writes the element that becomes the card: its attributes, the record as an inert script, and the fallback.
///
/// The record is JSON in which no `<` stands, so nothing of it can end the script (HTML, 4.12.1.3).
///
/// # Example
///
/// ```
/// use fact_check_card::html::{Element, Tag, document};
/// use fact_check_card::read_record;
///
/// let card = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The <b> bridge closes."},
///     "verdict": {"status": "false"}}"#).card.unwrap();
/// let host = document::host(&card, &document::Host::default(), &Element::new(Tag::P).child("Wrong."));
/// assert!(host.starts_with("<fact-check-card><script type=\"application/json\">{\"version\":1"));
/// assert!(host.contains(r"The \u003cb> bridge") && host.ends_with("<p>Wrong.</p></fact-check-card>"));
/// ```
pub fn host(card: &Card, host: &Host, fallback: &Element<'_>) -> String {
    let mut out = String::from("<fact-check-card");
    push_attributes(&mut out, host);
    out.push_str("><script type=\"application/json\">");
    out.push_str(&to_json(card.record()));
    out.push_str("</script>");
    write::push_element(&mut out, fallback);
    out.push_str("</fact-check-card>");
    out
}

fn push_attributes(out: &mut String, host: &Host) {
    let Settings { density, order, meter, heading_level, expanded } = &host.settings;
    if let Some(lang) = &host.lang {
        write::push_attribute(out, "lang", lang.as_str());
    }
    if let Some(theme) = host.theme {
        write::push_attribute(out, "theme", theme.as_str());
    }
    if *density != Density::Full {
        write::push_attribute(out, "density", density.as_str());
    }
    if *order != Order::FindingFirst {
        write::push_attribute(out, "order", order.as_str());
    }
    if *meter {
        out.push_str(" meter");
    }
    if let Some(expanded) = expanded {
        let open = Section::ALL.iter().filter(|section| expanded.contains(**section));
        let names: Vec<&str> = open.map(|section| section.as_str()).collect();
        write::push_attribute(out, "expanded", &names.join(" "));
    }
    if *heading_level != Settings::default().heading_level {
        write::push_attribute(out, "heading-level", &heading_level.to_string());
    }
    if host.eager {
        write::push_attribute(out, "loading", "eager");
    }
}

/// What a document around a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A page of its own.
    Page,
    /// The inside of an `<iframe>` on another page: links leave the frame, and search engines are told to pass over it.
    Frame,
}

/// Writes a whole HTML document that shows one card and needs nothing but the script that defines the element.
///
/// `script` is that script's address, `host` the element as [`host`] writes it, `lang` the document's language.
pub fn document(
    purpose: Purpose,
    card: &Card,
    words: &Words,
    lang: &Lang,
    script: &str,
    host: &str,
) -> String {
    let mut out = String::from("<!doctype html>\n<html");
    write::push_attribute(&mut out, "lang", lang.as_str());
    write::push_attribute(&mut out, "dir", lang.direction().as_str());
    out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
    if purpose == Purpose::Frame {
        out.push_str("<base target=\"_blank\">\n<meta name=\"robots\" content=\"noindex\">\n");
    }
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    write::push_escaped(&mut out, &title(card, words), '<');
    out.push_str("</title>\n");
    if let Some(url) = card.record().review().and_then(|review| review.url()) {
        out.push_str("<link rel=\"canonical\"");
        write::push_attribute(&mut out, "href", url.as_str());
        out.push_str(">\n");
    }
    write::push_script(&mut out, script);
    out.push_str("</head>\n<body>\n<main>\n");
    out.push_str(host);
    out.push_str("\n</main>\n</body>\n</html>\n");
    out
}

/// Writes what shows a card on another page by a frame. `src` is the address of a document as [`document`] writes it.
pub fn frame(card: &Card, words: &Words, src: &str, width: &str, height: u32) -> String {
    let mut out = String::from("<iframe");
    write::push_attribute(&mut out, "src", src);
    write::push_attribute(&mut out, "title", &title(card, words));
    write::push_attribute(&mut out, "width", width);
    write::push_attribute(&mut out, "height", &height.to_string());
    out.push_str(" loading=\"lazy\" allow=\"clipboard-write; web-share\"></iframe>");
    out
}

/// Writes what shows a card on another page by a script: the record is fetched from `src`, or stands inside.
pub fn script(card: &Card, words: &Words, script: &str, src: Option<&str>) -> String {
    let record = if src.is_some() { String::new() } else { to_json(card.record()) };
    write::embed(script, src, &record, &cite::citation(card, cite::Style::Plain, words))
}

/// The finding and the claim, in one line.
pub fn title(card: &Card, words: &Words) -> String {
    let mut out = cite::finding(card, words);
    out.push_str(". ");
    out.push_str(card.record().claim().text().as_str());
    out
}
