//! Checks from HTML pages, natively: what a browser's caller does by `DOMParser`, done with the same rules.
//! Above `microdata`; gives `import_blocks` its blocks. Source: WHATWG HTML, by way of `html5ever`.

use std::borrow::Cow;

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use scraper::{ElementRef, Html, HtmlTreeSink};

use super::{Import, Options, address, import_blocks, microdata};
use crate::json::write::Keys;
use crate::problem::{Code, Problem};

/// The largest page that is parsed, in bytes (4 MiB). Articles have a twentieth; the few above hold their images, too.
pub const MAX_PAGE_BYTES: usize = 4 << 20;

/// How deep a page's elements may be nested. Browsers stop at 512; trees far deeper take time and memory by the square.
const MAX_DEPTH: usize = 1024;

/// How much of a page is parsed between two looks at its depth.
const PIECE: usize = 1024;

/// Imports the checks of a page: its JSON-LD and its microdata. The page's own language and addresses count; see
/// [the module](super) for the rules.
///
/// Pages in another encoding than UTF-8 are decoded as they declare it, or else as windows-1252, which is reported.
///
/// # Example
///
/// ```
/// use fact_check_card::claimreview::import::{Options, import_html};
///
/// let page = br#"<!doctype html><html lang="en"><base href="https://desk.example/">
///     <article itemscope itemtype="http://schema.org/ClaimReview">
///         <a itemprop="url" href="/checks/bridge">The bridge</a>
///         <h1 itemprop="claimReviewed">The bridge closes on Sundays.</h1>
///         <p itemprop="reviewRating" itemscope><b itemprop="alternateName">False</b></p>
///     </article></html>"#;
/// let found = import_html(page, &Options::default());
/// assert!(found.records[0].record.contains("https://desk.example/checks/bridge"));
/// ```
pub fn import_html(page: &[u8], options: &Options<'_>) -> Import {
    if page.len() > MAX_PAGE_BYTES {
        let message = "expected a page of at most 4 MiB, found a larger one";
        return Import::refused(Problem::of_document(Code::TooLarge, message));
    }
    let (text, guessed) = decoded(page);
    let Some(page) = parsed(&text) else {
        let message = "expected elements nested at most 1,024 deep, found deeper ones";
        return Import::refused(Problem::of_document(Code::TooDeep, message));
    };
    let found = Page::new(&page, options.page);
    let blocks: Vec<&str> = found.blocks.iter().map(String::as_str).collect();
    let mut out = import_blocks(&blocks, &Options { page: found.address.as_deref(), ..*options });
    if found.is_cut {
        let message = "expected items of at most 200 properties, 30 levels and about 1 MiB, found larger ones: what is beyond is left out";
        out.problems.insert(0, Problem::of_document(Code::LeftOut, message));
    }
    if let Some((encoding, has_faults)) = guessed {
        let faults = if has_faults { ", and what is none of it as U+FFFD" } else { "" };
        let message = ["expected UTF-8 text, found another encoding: read as ", encoding, faults].concat();
        out.problems.insert(0, Problem::of_document(Code::Repaired, message));
    }
    out
}

/// The page as text; if it is not UTF-8, the encoding's name, and whether some of it is not of that encoding either.
fn decoded(page: &[u8]) -> (Cow<'_, str>, Option<(&'static str, bool)>) {
    let page = page.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(page);
    if let Ok(text) = std::str::from_utf8(page) {
        return (Cow::Borrowed(text), None);
    }
    // WHATWG HTML section 13.2.3.2: what the first kilobyte declares counts.
    let declared = page.get(..1024.min(page.len())).and_then(|head| {
        let at = head.windows(8).position(|window| window.eq_ignore_ascii_case(b"charset="))?;
        let label = head.get(at + 8..)?;
        let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
        let end = label.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:".contains(byte)));
        encoding_rs::Encoding::for_label(label.get(..end?)?)
    });
    let (text, encoding, has_faults) = declared.unwrap_or(encoding_rs::WINDOWS_1252).decode(page);
    (text, Some((encoding.name(), has_faults)))
}

/// Parses a page; `None` when it is nested too deep.
fn parsed(text: &str) -> Option<Html> {
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let end = (PIECE.min(rest.len())..=rest.len()).find(|end| rest.is_char_boundary(*end))?;
        let (piece, behind) = rest.split_at_checked(end)?;
        parser.process(piece.into());
        rest = behind;
        let page = parser.tokenizer.sink.sink.0.borrow();
        // What was parsed last is what is nested now.
        if page.tree.nodes().next_back()?.ancestors().count() > MAX_DEPTH {
            return None;
        }
    }
    Some(parser.finish())
}

/// What a page has for import.
struct Page {
    blocks: Vec<String>,
    address: Option<String>,
    /// Whether some of its microdata is left out.
    is_cut: bool,
}

impl Page {
    fn new(page: &Html, given: Option<&str>) -> Self {
        let root = page.root_element();
        let mut found = Self { blocks: Vec::new(), address: None, is_cut: false };
        let (mut base, mut canonical) = (None, None);
        let mut items = Vec::new();
        for element in microdata::shown(root) {
            match element.value().name() {
                "script" if is_json_ld(element) => found.blocks.push(element.text().collect()),
                "base" if base.is_none() => base = element.attr("href"),
                "link" if is_canonical(element) && canonical.is_none() => canonical = element.attr("href"),
                _ => {}
            }
            let is_item = element.attr("itemscope").is_some() && element.attr("itemprop").is_none();
            // What a page says in microdata is shorter than the page; more is one said many times.
            if is_item && items.iter().map(String::len).sum::<usize>() < MAX_PAGE_BYTES {
                let (item, is_cut) = microdata::item(element);
                items.push(item);
                found.is_cut |= is_cut;
            } else {
                found.is_cut |= is_item;
            }
        }
        found.blocks.extend(items);
        if let Some(lang) = root.attr("lang").filter(|lang| !lang.trim().is_empty()) {
            let mut block = String::new();
            let mut keys = Keys::open(&mut block);
            keys.string("@type", "WebPage");
            keys.string("inLanguage", lang);
            keys.close();
            found.blocks.push(block);
        }
        let whole =
            |address: &str, page| address::read(address, page, address::Kind::Own).ok().map(|read| read.0);
        found.address = base
            .and_then(|base| whole(base, given))
            .or_else(|| given.map(String::from))
            .or_else(|| canonical.and_then(|canonical| whole(canonical, None)));
        found
    }
}

/// Whether an element is a block of JSON-LD: `type` may have parameters and any case.
fn is_json_ld(element: ElementRef<'_>) -> bool {
    let kind = element.attr("type").unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

fn is_canonical(element: ElementRef<'_>) -> bool {
    element
        .attr("rel")
        .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical")))
}
