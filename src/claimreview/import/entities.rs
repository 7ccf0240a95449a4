//! Character references of HTML (`&#039;`, `&rsquo;`) as the characters that they stand for. Used by `text` and `address`.
//! All numeric ones; of the named ones those that publishing systems write. Source: WHATWG HTML sections 13.5, 13.2.5.80.

use alloc::string::String;

use crate::parts::{cut, joined, parts};

/// Names with their characters. Of letters with marks, the name in capitals has the capital.
const NAMED: &str = "amp & lt < gt > quot \" apos ' hellip … ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” \
    bdquo „ laquo « raquo » lsaquo ‹ rsaquo › euro € pound £ yen ¥ cent ¢ copy © reg ® trade ™ deg ° middot · bull • \
    times × divide ÷ plusmn ± frac12 ½ frac14 ¼ frac34 ¾ sup2 ² sup3 ³ sect § para ¶ ordm º ordf ª iexcl ¡ iquest ¿ \
    acute ´ micro µ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê \
    euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù \
    uacute ú ucirc û uuml ü yacute ý thorn þ yuml ÿ oelig œ scaron š Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å \
    AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó \
    Ocirc Ô Otilde Õ Ouml Ö Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ OElig Œ Scaron Š";

/// Names of characters that nobody sees in a table.
const UNSEEN: &[(&str, char)] = &[
    ("nbsp", '\u{A0}'),
    ("shy", '\u{AD}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
];

/// What the numbers 128 to 159 mean to browsers: windows-1252, where it has a character.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The text with its references decoded once, and the first one that is not known; `None` when it has none.
pub(super) fn decode(text: &str) -> Option<(String, Option<String>)> {
    let (mut before, mut rest) = cut(text, b'&')?;
    let mut out = String::with_capacity(text.len());
    let mut unknown = None;
    loop {
        out.push_str(before);
        match reference(rest) {
            Some((Ok(c), behind)) => {
                out.push(c);
                rest = behind;
            }
            Some((Err(name), _)) => {
                if unknown.is_none() {
                    unknown = Some(joined(&["&", name, ";"]));
                }
                out.push('&');
            }
            None => out.push('&'),
        }
        let Some(next) = cut(rest, b'&') else { break };
        (before, rest) = next;
    }
    out.push_str(rest);
    Some((out, unknown))
}

/// The character of the reference that begins here, behind its `&`, or its unknown name; and what stands behind it.
fn reference(text: &str) -> Option<(Result<char, &str>, &str)> {
    const LONGEST: usize = 32;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let end = text.bytes().take(LONGEST).position(|byte| !is_part(byte))?;
    let (name, behind) = text.split_at_checked(end)?;
    let behind = behind.strip_prefix(';')?;
    if let Some(number) = name.strip_prefix('#') {
        return Some((numbered(number).ok_or(name), behind));
    }
    let is_name =
        name.bytes().next()?.is_ascii_alphabetic() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then(|| (named(name).ok_or(name), behind))
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |digits| (digits, 16));
    if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    let windows = code.checked_sub(128).and_then(|place| WINDOWS.chars().nth(usize::try_from(place).ok()?));
    windows.filter(|c| *c != ' ').or_else(|| char::from_u32(code).filter(|c| *c != '\0'))
}

fn named(name: &str) -> Option<char> {
    let mut table = parts(NAMED, b' ');
    while let (Some(known), Some(c)) = (table.next(), table.next()) {
        if known == name {
            return c.chars().next();
        }
    }
    UNSEEN.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        for (sent, expected) in [
            ("Ministry&#039;s figures", "Ministry's figures"),
            ("&#x2019;&#8217;&rsquo;&#146;", "’’’’"),
            ("Gr&ouml;&szlig;e &Uuml; &amp;amp;", "Größe Ü &amp;"),
            ("R&D & AT&T; &; &#; &#xZZ;", "R&D & AT&T; &; &#; &#xZZ;"),
            ("5 &lt; 6 &quot;a&quot;&nbsp;b", "5 < 6 \"a\"\u{A0}b"),
            ("&#0; &#x110000;", "&#0; &#x110000;"),
        ] {
            assert_eq!(decode(sent).map(|(out, _)| out).as_deref(), Some(expected), "{sent}");
        }
        assert_eq!(decode("none"), None);
        assert_eq!(decode("a &zigrarr; b").unwrap().1.as_deref(), Some("&zigrarr;"));
    }

    #[test]
    fn the_tables_are_in_step() {
        assert_eq!(WINDOWS.chars().count(), 32);
        let mut table = parts(NAMED, b' ');
        while let Some(name) = table.next() {
            let c = table.next().unwrap();
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric()) && c.chars().count() == 1, "{name} {c}");
        }
    }
}
