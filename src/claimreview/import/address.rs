//! Addresses as pages write them, as addresses that a record may hold: whole, and of the web.
//! Sources: RFC 3986 sections 2.1 (escapes), 4.2 (relative references), 5.2 (resolution, dot segments).

use alloc::string::String;
use alloc::vec::Vec;

use super::text::is_letter;
use super::{entities, text};
use crate::claimreview::labels::is_of_word;
use crate::parts::{count_chars, cut, cut_at, joined, parts, trimmed};
use crate::value::SafeUrl;
use crate::value::text::{is_space, is_unsafe};

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something on the site of the check: it may be written in short.
    Own,
    /// Something elsewhere: in short it would lead to the wrong site, so it must be whole.
    Foreign,
}

/// What was mended, in words, if anything was; or why there is no address, as the end of a sentence.
type Read = Result<(String, Option<&'static str>), &'static str>;

/// Reads an address. `page` is what short ones are resolved against.
pub(super) fn read(sent: &str, page: Option<&str>, kind: Kind) -> Read {
    let is_escaped = |url: &SafeUrl| {
        ["&amp;", "&#038;", "&#38;"].iter().any(|escape| cut_at(url.as_str(), escape).is_some())
    };
    if let Some(url) = SafeUrl::parse(sent).filter(|url| !is_escaped(url)) {
        return match second_address(sent) {
            Some(second) => whole(&tidy(second).0, Some("two of them run together")),
            None => Ok((String::from(url.as_str()), None)),
        };
    }
    let (tidied, mended) = tidy(sent);
    if let Some(second) = second_address(&tidied) {
        return whole(second, Some("two of them run together"));
    }
    if let Some((scheme, _)) = scheme(&tidied) {
        return match scheme {
            scheme if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") => {
                whole(&with_slashes(&tidied), mended.or(Some("not quite as addresses are written")))
            }
            _ => Err(", of a kind that no page may link to"),
        };
    }
    if tidied.starts_with("//") {
        let scheme = page.and_then(scheme).map_or("https", |(scheme, _)| scheme);
        return whole(&joined(&[scheme, ":", &tidied]), Some("without its scheme"));
    }
    if !tidied.starts_with(['/', '#', '?', '.']) && has_host(&tidied) {
        return whole(&joined(&["https://", &tidied]), Some("without its scheme"));
    }
    match (kind, page) {
        _ if !is_reference(&tidied) => Err(""),
        (Kind::Foreign, _) => Err(", which names no site"),
        (Kind::Own, None) => Err(", which is short for one on its page; the page's address is not known"),
        (Kind::Own, Some(page)) => whole(&resolved(&tidied, page), Some("short for one on its page")),
    }
}

fn whole(url: &str, mended: Option<&'static str>) -> Read {
    SafeUrl::parse(url).map(|url| (String::from(url.as_str()), mended)).ok_or("")
}

/// The address with what does not belong into it taken out or escaped, and what that was.
fn tidy(sent: &str) -> (String, Option<&'static str>) {
    let mut mended = None;
    let mut url = String::from(text::trim(sent));
    if url != sent {
        mended = Some("with white space around it");
    }
    if let Some((decoded, _)) = entities::decode(&url).filter(|(decoded, _)| *decoded != url) {
        (url, mended) = (decoded, Some("with HTML entities"));
    }
    for _ in 0..2 {
        let is_escaped = ["http%3a", "https%3a", "http%253a", "https%253a"]
            .iter()
            .any(|start| url.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)));
        if let Some(unescaped) = is_escaped.then(|| unescaped(&url)).flatten() {
            (url, mended) = (unescaped, Some("escaped as a whole"));
        }
    }
    let mut out = String::with_capacity(url.len());
    let mut rest = url.chars().peekable();
    while let Some(c) = rest.next() {
        let escape = match c {
            // JSON within JSON: `https:\/\/`.
            '\\' if rest.peek() == Some(&'/') => "",
            ' ' | '\u{A0}' => "%20",
            '"' => "%22",
            '<' => "%3C",
            '>' => "%3E",
            '`' => "%60",
            c if is_space(c) || is_unsafe(c) => "",
            c => {
                out.push(c);
                continue;
            }
        };
        out.push_str(escape);
        mended = Some("with characters that have no place in it");
    }
    (out, mended)
}

/// The text with its percent escapes decoded once.
fn unescaped(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high << 4 | low).ok()?);
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).ok()
}

/// The later of two addresses that were written without anything between them (`example.orghttps://example.org/a`).
fn second_address(url: &str) -> Option<&str> {
    let mut at = 0;
    while let Some((before, _)) = cut(url.get(at..)?, b':') {
        let colon = at + before.len();
        for scheme in ["https", "http"] {
            let start = colon.checked_sub(scheme.len())?;
            let is_here = url.get(start..colon).is_some_and(|found| found.eq_ignore_ascii_case(scheme))
                && url.get(colon..).is_some_and(|rest| rest.starts_with("://"));
            let first = url.get(..start).unwrap_or_default();
            // Within a path or query, an address is a part of the first: archives and redirects have it there.
            let host = cut(first, b':').map_or(first, |(_, host)| host.strip_prefix("//").unwrap_or("/"));
            if is_here
                && start > 0
                && !host.bytes().any(|byte| matches!(byte, b'/' | b'?' | b'=' | b'#' | b'&'))
                && has_host(host)
            {
                return url.get(start..);
            }
        }
        at = colon + 1;
    }
    None
}

/// The scheme of an address, and what stands behind its colon. A port is no scheme's end: `example.org:80`.
fn scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = cut(url, b':')?;
    let is_scheme = scheme.bytes().next()?.is_ascii_alphabetic()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-'));
    is_scheme.then_some((scheme, rest))
}

/// `https:/a` and `https:///a` with the two slashes that there should be.
fn with_slashes(url: &str) -> String {
    let Some((scheme, mut rest)) = scheme(url) else { return String::from(url) };
    while let Some(inner) = rest.strip_prefix('/') {
        rest = inner;
    }
    joined(&[scheme, "://", rest])
}

/// Endings of names that are files more often than hosts.
const FILES: &str =
    "html htm php asp aspx jsp jpg jpeg png gif webp svg pdf mp3 mp4 mov avi txt doc docx xml json js css";

/// Whether a text begins with the name of a host: labels with points between them, the last of them letters.
fn has_host(url: &str) -> bool {
    let end = url.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(url.len());
    let authority = url.get(..end).unwrap_or_default();
    let host = cut(authority, b':').map_or(authority, |(host, _)| host);
    let last = parts(host, b'.').last().unwrap_or_default();
    let labels = parts(host, b'.').count();
    labels > 1
        && parts(host, b'.')
            .all(|label| !label.is_empty() && label.chars().all(|c| is_of_word(c) || c == '-' || c == '_'))
        && count_chars(last) > 1
        && last.chars().all(is_letter)
        && (end < url.len() || labels > 2 || !parts(FILES, b' ').any(|file| file.eq_ignore_ascii_case(last)))
}

/// Whether a text may be a relative reference, and not just a word or a sentence.
fn is_reference(url: &str) -> bool {
    let is_mark = |byte: u8| matches!(byte, b'/' | b'.' | b'?' | b'#');
    url.bytes().next().is_some_and(is_mark) || url.bytes().any(is_mark) && cut_at(url, "%20").is_none()
}

/// A relative reference on a page's own site (RFC 3986 section 5.2).
fn resolved(reference: &str, page: &str) -> String {
    let without = |url: &'_ str, mark: u8| String::from(cut(url, mark).map_or(url, |(before, _)| before));
    let page = without(page, b'#');
    if reference.starts_with('#') {
        return page + reference;
    }
    let page = without(&page, b'?');
    if reference.starts_with('?') {
        return page + reference;
    }
    let authority = scheme(&page).map_or(0, |(scheme, _)| scheme.len() + 3);
    let path =
        page.bytes().skip(authority).position(|byte| byte == b'/').map_or(page.len(), |at| authority + at);
    let (site, folder) = page.split_at_checked(path).unwrap_or((&page, ""));
    let (target, query) = reference
        .bytes()
        .position(|byte| matches!(byte, b'?' | b'#'))
        .and_then(|at| reference.split_at_checked(at))
        .unwrap_or((reference, ""));
    let mut segments: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        segments.extend(parts(folder, b'/').skip(1));
        segments.pop();
    }
    let mut steps = parts(target.strip_prefix('/').unwrap_or(target), b'/').peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        match step {
            "." | ".." => {
                if step == ".." {
                    segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
            step => segments.push(step),
        }
    }
    let mut out = String::from(site);
    for segment in segments {
        out.push('/');
        out.push_str(segment);
    }
    out + query
}

/// The host of an address, by which one site is told from another.
pub(super) fn host(url: &str) -> Option<String> {
    SafeUrl::parse(url).map(|url| url.host().to_ascii_lowercase())
}

/// Hosts of archives: what they show is a copy of something that stood elsewhere.
const ARCHIVES: &str = "archive.is archive.today archive.ph archive.vn archive.md archive.fo archive.li archive.org \
    web.archive.org perma.cc ghostarchive.org webcitation.org megalodon.jp arquivo.pt";

/// Whether an address is that of an archived copy.
pub(super) fn is_archive(url: &str) -> bool {
    host(url).is_some_and(|host| parts(ARCHIVES, b' ').any(|known| known == host))
}

/// Sites where everybody publishes: the same host there does not mean the same publisher.
const PLATFORMS: &str = "facebook.com m.facebook.com youtube.com youtu.be twitter.com x.com instagram.com tiktok.com t.me \
    medium.com linkedin.com reddit.com wa.me whatsapp.com threads.net vk.com";

/// Whether two addresses are on one publisher's site.
pub(super) fn is_one_site(one: &str, other: &str) -> bool {
    let host = host(one);
    host.is_some()
        && host == self::host(other)
        && !host.is_some_and(|host| parts(PLATFORMS, b' ').any(|known| known == host))
}

/// The addresses that stand in one text, with commas, white space or “and” between them; none unless it holds at least two.
pub(super) fn several(text: &str) -> Vec<&str> {
    let words = text.split([' ', ',', ';', '\n', '\r', '\t', '|']).map(trimmed);
    let words: Vec<&str> =
        words.filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("and") && *word != "&").collect();
    let starts = |word: &&str| word.starts_with("http://") || word.starts_with("https://");
    if words.len() > 1 && words.iter().all(starts) { words } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://desk.example/checks/2024/bridge?x=1#top";

    fn own(sent: &str) -> Option<String> {
        read(sent, Some(PAGE), Kind::Own).ok().map(|(url, _)| url)
    }

    #[test]
    fn addresses_are_completed() {
        for (sent, expected) in [
            ("https://desk.example/a", "https://desk.example/a"),
            ("/a/b/", "https://desk.example/a/b/"),
            ("a", ""),
            ("a.html", "https://desk.example/checks/2024/a.html"),
            ("../a.html?q=/..", "https://desk.example/checks/a.html?q=/.."),
            ("./..", "https://desk.example/checks/"),
            ("#b", "https://desk.example/checks/2024/bridge?x=1#b"),
            ("?b", "https://desk.example/checks/2024/bridge?b"),
            ("//cdn.example/a", "https://cdn.example/a"),
            ("desk.example/a", "https://desk.example/a"),
            ("desk.example:8080/a", "https://desk.example:8080/a"),
            (" https://desk.example/a\n", "https://desk.example/a"),
            ("https://desk.example/a b", "https://desk.example/a%20b"),
            ("https:\\/\\/desk.example\\/a", "https://desk.example/a"),
            ("https://desk.example/?a=1&amp;b=2&#038;c", "https://desk.example/?a=1&b=2&c"),
            ("https%3A%2F%2Fdesk.example%2Fa", "https://desk.example/a"),
            ("https%253A%252F%252Fdesk.example%252Fa", "https://desk.example/a"),
            ("https://desk.example/http%253A%252F%252Fa", "https://desk.example/http%253A%252F%252Fa"),
            ("https:/desk.example/a", "https://desk.example/a"),
            ("desk.examplehttps://desk.example/a", "https://desk.example/a"),
            ("https://desk.examplehttps://desk.example/a", "https://desk.example/a"),
            (
                "https://web.archive.org/web/1/https://a.example/",
                "https://web.archive.org/web/1/https://a.example/",
            ),
            ("https://a.example/?to=https://b.example/", "https://a.example/?to=https://b.example/"),
            ("https://desk.example/publicações/a", "https://desk.example/publicações/a"),
            ("javascript:alert(1)", ""),
            ("data:text/html,a", ""),
            ("mailto:a@desk.example", ""),
            ("in an ad", ""),
            ("https://user@desk.example/", ""),
            ("self#jumbf=c2pa", "https://desk.example/checks/2024/self#jumbf=c2pa"),
            ("", ""),
        ] {
            assert_eq!(own(sent).unwrap_or_default(), expected, "{sent}");
        }
    }

    #[test]
    fn elsewhere_must_name_a_site() {
        let foreign = |sent| read(sent, Some(PAGE), Kind::Foreign).ok().map(|(url, _)| url);
        assert_eq!(foreign("/a"), None);
        assert_eq!(foreign("a-story.html"), None);
        assert_eq!(foreign("gazette.example").as_deref(), Some("https://gazette.example"));
        assert_eq!(foreign("1"), None);
    }

    #[test]
    fn several_addresses_come_apart() {
        let expected = ["https://a.example/1", "https://b.example/2"];
        for text in
            ["https://a.example/1, https://b.example/2", "https://a.example/1 and https://b.example/2"]
        {
            assert_eq!(several(text), expected);
        }
        assert!(several("https://a.example/1").is_empty());
        assert!(several("a post on https://a.example/1").is_empty());
    }
}
