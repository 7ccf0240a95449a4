//! Addresses that may become links: absolute `http` and `https`, nothing else.
//! Source: WHATWG URL, RFC 3986 section 3; stricter than both: no credentials, no unseen characters.

use alloc::string::String;

#[cfg(not(target_arch = "wasm32"))]
use wide::u8x16;

use super::text::{is_unsafe, is_visible};
use crate::parts::{cut, is_all};
#[cfg(not(target_arch = "wasm32"))]
use crate::scan;

/// An absolute `http` or `https` address, kept as it was sent.
///
/// # Example
///
/// ```
/// use fact_check_card::value::SafeUrl;
///
/// assert!(SafeUrl::parse("https://example.org/a?b=c#d").is_some());
/// assert!(SafeUrl::parse("javascript:alert(1)").is_none());
/// assert!(SafeUrl::parse("https://bank.example@evil.example/").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeUrl(String);

impl SafeUrl {
    /// The grammar as a regular expression (ECMA-262, with the `u` flag), for the JSON Schema.
    /// `{unseen}` stands for the characters that no reader sees.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const PATTERN: &'static str = "^[Hh][Tt][Tt][Pp][Ss]?://\
        ([A-Za-z0-9_-][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9_.-]*[^{unseen}\\x00-\\x7F][^{unseen}\\x00-,/:-@\\[-^`\\{-\\x7F]*)\
        (:[0-9]{1,5})?([/?#][^{unseen}\"<>\\\\`]*)?$";

    /// Checks an address; `None` when it is not absolute, not `http` or `https`, names a user, or holds white
    /// space, quotation marks, angle brackets, backslashes or characters that no reader sees.
    pub fn parse(sent: &str) -> Option<Self> {
        let (scheme, rest) = split_scheme(sent)?;
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        let (authority, path) = split_authority(rest);
        (is_safe(path) && is_host_and_port(authority)).then(|| Self(String::from(sent)))
    }

    /// The address as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, without a leading `www.`: what a reader knows a site by.
    pub fn host(&self) -> &str {
        let rest = split_scheme(&self.0).map_or("", |(_, rest)| rest);
        let (authority, _) = split_authority(rest);
        authority.strip_prefix("www.").unwrap_or(authority)
    }
}

/// Whether nothing in the part of an address behind the host is unseen or ends addresses where they are written.
fn is_safe(path: &str) -> bool {
    #[cfg(not(target_arch = "wasm32"))]
    if scan::before(path.as_bytes(), are_not_safe) == path.len() {
        return true;
    }
    path.chars().all(|c| !matches!(c, '"' | '<' | '>' | '\\' | '`') && is_visible(c) && !is_unsafe(c))
}

/// Which bytes are not safe by themselves: `<` and `>` differ in one bit, and what is no ASCII is to be looked at again.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn are_not_safe(bytes: u8x16) -> u8x16 {
    let brackets = scan::are(bytes & u8x16::splat(!(b'<' ^ b'>')), b'<');
    let quotes = scan::are(bytes, b'"') | scan::are(bytes, b'`');
    scan::are_unusual(bytes) | scan::are(bytes, b' ') | scan::are(bytes, b'\\') | brackets | quotes
}

/// Parts an address at `://`.
fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = cut(address, b':')?;
    Some((scheme, rest.strip_prefix("//")?))
}

/// Parts what stands behind `://` into host and port, and all else.
fn split_authority(rest: &str) -> (&str, &str) {
    let mut end = 0;
    while rest.as_bytes().get(end).is_some_and(|byte| !matches!(byte, b'/' | b'?' | b'#')) {
        end += 1;
    }
    rest.split_at_checked(end).unwrap_or((rest, ""))
}

fn is_host_and_port(authority: &str) -> bool {
    if let Some(rest) = authority.strip_prefix('[') {
        let Some((address, port)) = cut(rest, b']') else { return false };
        return !address.is_empty()
            && is_all(address, |byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
            && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let (host, port) = cut(authority, b':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let is_host = host.chars().all(|c| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') || (!c.is_ascii() && is_visible(c))
    });
    is_host && !host.is_empty() && (!host.is_ascii() || !host.starts_with('.')) && port.is_none_or(is_port)
}

fn is_port(port: &str) -> bool {
    (1..=5).contains(&port.len()) && is_all(port, u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_pass() {
        for url in [
            "https://example.org",
            "http://example.org:8080/a/b?c=d&e=f#g",
            "HTTPS://EXAMPLE.ORG/",
            "https://مثال.example/تحقق؟",
            "https://[2001:db8::1]:443/",
            "https://example.org/a(b)_c,d;e|f{g}",
        ] {
            assert_eq!(SafeUrl::parse(url).as_ref().map(SafeUrl::as_str), Some(url));
        }
    }

    #[test]
    fn nothing_else_passes() {
        for url in [
            "",
            "ww.example",
            "//example.org",
            "/a",
            "javascript:alert(1)",
            "JaVaScRiPt://%0aalert(1)",
            "data:text/html,x",
            "ftp://example.org",
            "https:example.org",
            "https:///a",
            "https://",
            "https://a b",
            "https://a/ b",
            "https://user@example.org",
            "https://example.org@evil.example",
            "https://user:pw@example.org",
            "https://example.org:port",
            "https://example.org:123456",
            "https://.example",
            " https://example.org",
            "https://example.org/\u{202E}gpj",
            "https://exam\u{200B}ple.org",
            "https://example.org\\@evil",
            "https://a\"b",
            "https://a/<b>",
            "https://a\0b",
            "java\nscript:alert(1)",
            "https://[::1",
            "https://[x]/",
            "http:/\\a",
        ] {
            assert_eq!(SafeUrl::parse(url), None, "{url:?}");
        }
    }

    #[test]
    fn every_ascii_character_of_a_path_is_judged_the_same_in_long_ones() {
        for c in '\0'..='\u{7F}' {
            let is_safe = c.is_ascii_graphic() && !"\"<>\\`".contains(c);
            for padding in ["", "0123456789abcdef"] {
                let address = ["https://a/", padding, &String::from(c), padding].concat();
                assert_eq!(SafeUrl::parse(&address).is_some(), is_safe, "{address:?}");
            }
        }
    }

    #[test]
    fn the_host_is_what_readers_know() {
        assert_eq!(SafeUrl::parse("https://www.example.org/a").unwrap().host(), "example.org");
    }
}
