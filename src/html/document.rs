//! What stands around a card: the host element with its record and what readers see without a script, and documents
//! that show one card. Below `view`'s settings, beside `write`, with which and `kind` it alone writes `<`.
//! Source: HTML Living Standard, 4.12.1 (data blocks), 4.12.3 (`shadowrootmode`), 2.5.4 (`base`), 4.2.

use alloc::string::String;

use super::Sink;
use super::write::{self, Writer};
use crate::card::Card;
use crate::card::gaps::Gap;
use crate::cite;
use crate::claimreview::claim_review;
use crate::kind;
use crate::problem::push_number;
use crate::record::write::to_json;
use crate::value::{Lang, Slug};
use crate::view;
use crate::view::state::{Density, Gaps, Order, Section, Settings, ViewState};
#[cfg(not(target_arch = "wasm32"))]
use crate::words::Word;
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
    /// `density`, `order`, `meter`, `expanded`, `heading-level` and `unsaid`; each is written where it is not the default.
    pub settings: Settings,
    /// `theme`; `None` follows the page.
    pub theme: Option<Theme>,
    /// `lang`: the language of the card's own words; `None` follows the page.
    pub lang: Option<Lang>,
    /// Whether the card is there at once (`loading="eager"`), instead of when it comes near the viewport.
    pub eager: bool,
    /// `structured-data`: on or off; `None` leaves it to the page's host.
    pub structured_data: Option<bool>,
}

/// Writes the element that becomes the card: its attributes, the record as an inert script, and the fallback.
///
/// `fallback` is HTML, as [`line()`] writes it. The record is JSON in which no `<` stands, so nothing of it can end the script (HTML, 4.12.1.3).
///
/// # Example
///
/// ```
/// use fact_check_card::html::document;
/// use fact_check_card::read_record;
///
/// let card = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The <b> bridge closes."},
///     "verdict": {"status": "false"}}"#).card.unwrap();
/// let host = document::host(&card, &document::Host::default(), "<p>Wrong.</p>");
/// assert!(host.starts_with("<fact-check-card><script type=\"application/json\">{\"version\":1"));
/// assert!(host.contains(r"The \u003cb> bridge") && host.ends_with("<p>Wrong.</p></fact-check-card>"));
/// ```
pub fn host(card: &Card, host: &Host, fallback: &str) -> String {
    let mut out = beginning(host);
    out.push('>');
    push_record_and_end(&mut out, card, fallback);
    out
}

/// The host element up to the end of its attributes, with room for what comes: growing means copying.
fn beginning(host: &Host) -> String {
    let mut out = String::with_capacity(1 << 14);
    out.push_str(write::HOST);
    push_attributes(&mut out, host);
    out
}

fn push_record_and_end(out: &mut String, card: &Card, fallback: &str) {
    write::push_record(out, &to_json(card.record()));
    out.push_str(fallback);
    out.push_str(write::HOST_END);
}

/// Where a prerendered card has its stylesheet from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styles<'a> {
    /// From an address, which a strict content security policy lets in.
    Linked(&'a str),
    /// From a `<style>` in each card. A policy that forbids those must name the digest `view::STYLES_DIGEST`.
    Inline,
}

/// Writes the element with its card already in it, in a declarative shadow root: readers see the card before there is a
/// script, and where none runs. Sections open and close there, the sources are filtered, and citations lead to their
/// sources; the script takes over what it finds.
///
/// `fallback` is HTML, which programs see that know nothing of shadow roots. The ids of the page that citations lead to begin with
/// the record's `id`, or with `fact-check`; nothing else of the card meets the page's ids.
///
/// # Example
///
/// ```
/// use fact_check_card::html::document;
/// use fact_check_card::{read_record, words::Words};
///
/// let card = read_record(br#"{"version": 1, "lang": "en", "claim": {"text": "The bridge closes."},
///     "verdict": {"status": "false"}}"#).card.unwrap();
/// let styles = document::Styles::Linked("/styles.css");
/// let html = document::prerendered(&card, &document::Host::default(), &Words::english(), styles, "<p>Wrong.</p>");
/// assert!(html.starts_with("<fact-check-card><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/styles.css\">"));
/// assert!(html.contains("<article") && html.ends_with("<p>Wrong.</p></fact-check-card>"));
/// ```
pub fn prerendered(card: &Card, host: &Host, words: &Words, styles: Styles<'_>, fallback: &str) -> String {
    let mut out = beginning(host);
    out.push_str("><template shadowrootmode=\"open\">");
    match styles {
        Styles::Linked(address) => {
            out.push_str("<link rel=\"stylesheet\"");
            write::push_attribute(&mut out, "href", address);
            out.push('>');
        }
        Styles::Inline => {
            out.push_str("<style>");
            out.push_str(view::PRERENDERED_STYLES);
            out.push_str("</style>");
        }
    }
    let prefix = card.record().id().map_or("fact-check", Slug::as_str);
    let state = ViewState::new(card, &host.settings);
    let mut writer = Writer::anchored(out, prefix);
    // A package that builds nodes, too, has the views for a tree: it should not have them twice.
    #[cfg(all(target_arch = "wasm32", feature = "card"))]
    view::card(card, &state, &host.settings, words).put_into(&mut writer);
    #[cfg(not(all(target_arch = "wasm32", feature = "card")))]
    view::put(&mut writer, card, &state, &host.settings, words, view::Sources::All);
    let (mut out, slotted) = writer.finish_anchored();
    out.push_str("</template>");
    out.push_str(&slotted);
    push_record_and_end(&mut out, card, fallback);
    out
}

/// Writes what stands for a card in a line: how the check is cited.
pub fn line(card: &Card, words: &Words, density: Density) -> String {
    let mut out = Writer::new(String::new());
    // A badge stands in a paragraph of the page, where another would end it.
    out.open(if density == Density::Badge { kind!(Span) } else { kind!(P) });
    out.made(cite::citation(card, cite::Style::Plain, words)).close();
    out.finish()
}

/// Writes the finding and the claim in a line, with a link to the check if there is one:
/// `Fact check: Wrong. The bridge closes on Sundays. Read the full check`
#[cfg(not(target_arch = "wasm32"))]
pub fn brief(card: &Card, words: &Words, density: Density) -> String {
    let mut out = Writer::new(String::new());
    out.open(if density == Density::Badge { kind!(Span) } else { kind!(P) });
    out.open(kind!(Span)).made(title(card, words)).close();
    if let Some(url) = card.record().review().and_then(|review| review.url()) {
        out.text(" ").open(kind!(A)).link(url).text(words.get(Word::ReadCheck)).close();
    }
    out.close();
    out.finish()
}

fn push_attributes(out: &mut String, host: &Host) {
    let Settings { density, order, meter, heading_level, expanded, unsaid } = &host.settings;
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
        push_names(out, "expanded", &mut open.map(|section| section.as_str()));
    }
    if *heading_level != Settings::default().heading_level {
        push_numbered(out, "heading-level", u32::from(*heading_level));
    }
    if *unsaid != Gaps::default() {
        let gaps = Gap::ALL.iter().filter(|gap| unsaid.contains(**gap));
        push_names(out, "unsaid", &mut gaps.map(|gap| gap.as_str()));
    }
    if host.eager {
        write::push_attribute(out, "loading", "eager");
    }
    if let Some(on) = host.structured_data {
        write::push_attribute(out, "structured-data", if on { "on" } else { "off" });
    }
}

fn push_names(out: &mut String, attribute: &str, names: &mut dyn Iterator<Item = &'static str>) {
    let mut value = String::new();
    for name in names {
        value.push_str(if value.is_empty() { "" } else { " " });
        value.push_str(name);
    }
    write::push_attribute(out, attribute, &value);
}

/// Writes the check as schema.org `ClaimReview`, to stand in a page as it is.
pub fn markup(card: &Card, words: &Words) -> String {
    let mut out = String::from("<script type=\"application/ld+json\">");
    out.push_str(&claim_review(card, words));
    out.push_str("</script>");
    out
}

fn push_numbered(out: &mut String, name: &str, number: u32) {
    let mut value = String::new();
    push_number(&mut value, number);
    write::push_attribute(out, name, &value);
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
    push_numbered(&mut out, "height", height);
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

#[cfg(test)]
mod tests {
    //! What a prerendered card has besides the card.
    use super::*;
    use crate::read_record;

    const RECORD: &str = r#"{"version": 1, "id": "pier", "lang": "en", "claim": {"text": "See </template> ends."},
        "verdict": {"status": "false", "explanation": "It does not.[^map] Nor here.[^map]"},
        "sources": [{"id": "map", "title": "Map"}]}"#;

    const FALLBACK: &str = "<p>Wrong.</p>";

    #[test]
    fn without_its_anchors_it_is_the_card() {
        let card = read_record(RECORD.as_bytes()).card.unwrap();
        let (host, words) = (Host::default(), Words::english());
        let html = prerendered(&card, &host, &words, Styles::Linked("/a&b.css"), FALLBACK);
        let (before, rest) =
            html.split_once("<link rel=\"stylesheet\" href=\"/a&amp;b.css\">").expect("the stylesheet");
        assert_eq!(before, "<fact-check-card><template shadowrootmode=\"open\">");
        let (inside, outside) = rest.split_once("</template>").expect("the end of the shadow root");
        let mut plain = inside.replace(" target=\"_self\" href=\"#pier-", " href=\"#");
        for place in ["source-1", "cite-1", "cite-2"] {
            let slot = format!("<slot name=\"{place}\"></slot>");
            assert_eq!(plain.matches(&slot).count(), 1, "{place}");
            plain = plain.replace(&slot, "");
            assert!(outside.contains(&format!("<span id=\"pier-{place}\" slot=\"{place}\"></span>")));
            assert!(inside.contains(&format!(" href=\"#pier-{place}\"")), "{place} is led to");
        }
        let state = ViewState::new(&card, &host.settings);
        assert_eq!(plain, view::html(&card, &state, &host.settings, &words));
        assert_eq!(outside.matches("<span").count(), 3);
        assert!(outside.ends_with("</script><p>Wrong.</p></fact-check-card>"), "{outside}");
    }

    #[test]
    fn its_style_may_stand_inside() {
        let card = read_record(RECORD.as_bytes()).card.unwrap();
        let html = prerendered(&card, &Host::default(), &Words::english(), Styles::Inline, FALLBACK);
        assert!(html.contains(&format!("<style>{}</style><article", view::PRERENDERED_STYLES)));
        assert!(!view::PRERENDERED_STYLES.contains("</"), "nothing that would end it");
        assert!(view::STYLES_DIGEST.starts_with("sha256-") && view::STYLES_DIGEST.len() == 51);
    }

    #[test]
    fn all_that_a_page_may_ask_for_is_an_attribute() {
        let host = Host {
            settings: Settings {
                density: Density::Badge,
                order: Order::ClaimFirst,
                meter: true,
                heading_level: 6,
                expanded: Some(view::state::Sections::default()),
                unsaid: Gaps::parse("no-reply nonsense no-sources"),
            },
            theme: Some(Theme::Dark),
            lang: Lang::parse("pt-BR"),
            eager: true,
            structured_data: Some(false),
        };
        let mut out = String::new();
        push_attributes(&mut out, &host);
        assert_eq!(
            out,
            " lang=\"pt-BR\" theme=\"dark\" density=\"badge\" order=\"claim-first\" meter expanded=\"\" \
             heading-level=\"6\" unsaid=\"no-sources no-reply\" loading=\"eager\" structured-data=\"off\""
        );
    }

    #[test]
    fn a_badge_stays_in_its_paragraph() {
        let card = read_record(RECORD.as_bytes()).card.unwrap();
        let words = Words::english();
        assert!(line(&card, &words, Density::Badge).starts_with("<span>"));
        assert!(line(&card, &words, Density::Full).starts_with("<p>"));
        assert!(brief(&card, &words, Density::Badge).ends_with("</span>"));
        let host =
            Host { settings: Settings { density: Density::Badge, ..Settings::default() }, ..Host::default() };
        let html = prerendered(&card, &host, &words, Styles::Inline, &line(&card, &words, Density::Badge));
        assert!(!html.contains(" slot="), "a badge has no places: {html}");
    }
}
