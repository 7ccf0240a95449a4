//! Quotation marks by language. Source: Unicode CLDR 47, `delimiters` (main marks) of each language.

use crate::value::Lang;

/// The opening and the closing mark that a language puts around quoted words.
///
/// # Example
///
/// ```
/// use fact_check_card::value::Lang;
/// use fact_check_card::words::quotation;
///
/// let german = Lang::parse("de-AT").unwrap();
/// assert_eq!(quotation::marks(Some(&german)), ("„", "“"));
/// ```
pub fn marks(lang: Option<&Lang>) -> (&'static str, &'static str) {
    let Some(lang) = lang else { return ("“", "”") };
    #[cfg(not(target_arch = "wasm32"))]
    if lang.is("en") {
        // The usual one ends up there anyway, by a longer way.
        return ("“", "”");
    }
    if lang.is("fr") && !lang.names("CH") {
        // French sets its marks off with a narrow space that does not break.
        ("«\u{202F}", "\u{202F}»")
    } else if lang.is_any("ur ar") {
        ("”", "“")
    } else if lang.is_traditional_chinese() || lang.is("ja") {
        ("「", "」")
    } else if lang.is("pt") && lang.names("PT") || lang.is_any("fr es it ru uk fa el no nb nn ca hy be") {
        ("«", "»")
    } else if lang.is_any("de cs sk sl bg et lt is ka lb mk") {
        ("„", "“")
    } else if lang.is_any("pl ro hu hr sr bs") {
        ("„", "”")
    } else if lang.is_any("sv fi he iw") {
        ("”", "”")
    } else {
        ("“", "”")
    }
}
