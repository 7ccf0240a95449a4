//! What may and may not stand at a place, by what it holds: boundaries first.

use serde_json::{Value, json};

use super::{Chance, Holds, Object};

/// Texts that are shown, unchanged or with their white space collapsed.
const TEXTS: &[&str] = &[
    "a",
    "é",
    "😀",
    "a b",
    " a ",
    "a\n\nb",
    "a\tb",
    "a\u{A0}b",
    "\u{3000}a",
    "<b>&amp;</b>",
    "مرحبا",
    "می\u{200C}خواهم",
    "\u{200F}a",
    "e\u{301}",
    "\u{301}",
    "\u{10FFFD}",
    "﷽",
    "[^",
    "{count}",
    "\"",
    "\\",
    "]]>",
    "👨\u{200D}👩",
];

/// Texts that are not, or not as they were sent.
const HIDDEN_TEXTS: &[&str] = &[
    "",
    " ",
    "\n",
    "\u{A0}",
    "\u{200B}",
    "\u{200E}\u{200F}",
    "\u{200D}",
    "\u{AD}",
    "\u{3164}",
    "\u{2800}",
    "\u{FE0F}",
    "\u{E0001}",
    "\u{E0100}",
    "a\0",
    "\u{1}a",
    "a\u{1B}[1m",
    "a\u{7F}",
    "a\u{80}",
    "a\u{9F}",
    "a\u{200B}b",
    "a\u{202A}",
    "a\u{202E}b",
    "a\u{2060}",
    "a\u{2066}b\u{2069}",
    "a\u{206F}",
    "a\u{FEFF}",
    "\u{FEFF}a",
    "a\u{FFF9}",
    "a\u{FFFD}",
    "a\u{FDD0}",
    "a\u{FFFE}",
    "a\u{FFFF}",
    "a\u{180E}",
];

const URLS: &[&str] = &[
    "https://a",
    "http://a",
    "HTTPS://A.EXAMPLE",
    "https://a.example/",
    "https://a.example:1/",
    "https://a.example:65535",
    "https://a.example?",
    "https://a.example#",
    "https://a.example/?a=b&c='d'#e",
    "https://[::1]/",
    "https://[2001:db8::1]:80",
    "https://_a.example",
    "https://a_b.example",
    "https://xn--bcher-kva.example/",
    "https://bücher.example/ü?ü#ü",
    "https://مثال.example/",
    "https://.ü",
    "https://a.example/😀",
    "https://a.example/a|b{c}^d[e]",
    "https://a.example//",
    "https://127.0.0.1/",
    "https://a.",
    "https://-a",
];

const BAD_URLS: &[&str] = &[
    "",
    "a",
    "a.example",
    "www.a.example",
    "//a.example",
    "/a",
    "#a",
    "?a",
    "https:",
    "https:/",
    "https://",
    "https:///a",
    "https:a.example",
    "https:/a.example",
    "https://:80",
    "https://?a",
    "https://#a",
    "ftp://a",
    "javascript:alert(1)",
    "javascript://a.example/%0Aalert(1)",
    "data:text/html,a",
    "blob:https://a.example/a",
    "file:///a",
    "mailto:a@a.example",
    "https://a b",
    "https://a.example/a b",
    " https://a",
    "https://a ",
    "https://a\n",
    "\thttps://a",
    "https://a.example/\n",
    "https://user@a.example",
    "https://user:word@a.example/",
    "https://a.example@b.example",
    "https://a.example:",
    "https://a:b",
    "https://a.example:123456",
    "https://.a",
    "https://[::1",
    "https://[]/",
    "https://[g]/",
    "https://[::1]a",
    "https://[::1]:",
    "https://a\\b",
    "https://a.example/\\b",
    "https://a.example/\"",
    "https://a.example/<b>",
    "https://a.example/`",
    "https://a.example/\u{200B}",
    "https://a\u{200D}b.example",
    "https://a.example/\u{202E}",
    "https://a.example/\u{A0}",
    "https://a\u{AD}b",
    "https://a.example/\0",
    "https://a%20b/",
    "https://a!b",
    "https://a,b",
    "https://ü,b",
    "https://ü b",
    "https://ü@b",
    "https+a://b",
    "http s://a",
    "ｈttps://a",
];

const DATES: &[&str] = &[
    "0001",
    "9999",
    "2024",
    "2024-01",
    "2024-12",
    "2024-01-01",
    "2024-01-31",
    "2024-02-29",
    "2000-02-29",
    "2400-02-29",
    "1600-02-29",
    "0004-02-29",
    "2023-02-28",
    "2024-04-30",
    "2024-12-31",
    "2024-05-03T00:00:00Z",
    "2024-05-03T23:59:59Z",
    "2016-12-31T23:59:60Z",
    "2024-05-03t10:20:30z",
    "2024-05-03T10:20:30.5Z",
    "2024-05-03T10:20:30.123456789123Z",
    "2024-05-03T10:20:30+23:59",
    "2024-05-03T10:20:30-00:00",
    "2024-02-29T10:20:30+05:45",
];

const BAD_DATES: &[&str] = &[
    "",
    "0000",
    "0000-01-01",
    "24",
    "224",
    "20244",
    "+2024",
    "-2024",
    "2024-",
    "2024-0",
    "2024-1",
    "2024-00",
    "2024-13",
    "2024-01-",
    "2024-01-0",
    "2024-01-00",
    "2024-01-32",
    "2024-04-31",
    "2024-06-31",
    "2024-09-31",
    "2024-11-31",
    "2024-02-30",
    "2023-02-29",
    "1900-02-29",
    "2100-02-29",
    "2200-02-29",
    "2023-02-29T10:20:30Z",
    "2024-5-3",
    "2024/05/03",
    "20240503",
    "03.05.2024",
    "2024-W18",
    "2024-124",
    "2024-05-03 ",
    " 2024",
    "2024\n",
    "2024-05-03\n",
    "2024-05-03T10:20:30Z\n",
    "2024-05-03T",
    "2024-05-03Z",
    "2024-05-03T10",
    "2024-05-03T10:20",
    "2024-05-03T10:20Z",
    "2024-05-03T10:20:30",
    "2024-05-03 10:20:30Z",
    "2024-05-03T24:00:00Z",
    "2024-05-03T10:60:00Z",
    "2024-05-03T10:20:61Z",
    "2024-05-03T10:20:30.Z",
    "2024-05-03T10:20:30+24:00",
    "2024-05-03T10:20:30+10:60",
    "2024-05-03T10:20:30+1000",
    "2024-05-03T10:20:30+10",
    "2024-05-03T10:20:30ZZ",
    "2024-05T10:20:30Z",
    "2024T10:20:30Z",
    "May 2024",
    "２０２４",
    "2024-05-03T10:20:30−02:00",
];

const LANGS: &[&str] = &[
    "en",
    "EN",
    "eng",
    "en-GB",
    "en-gb",
    "zh-Hant",
    "zh-Hant-TW",
    "es-419",
    "sl-rozaj",
    "sl-rozaj-biske-1994",
    "de-1996",
    "de-CH-1996",
    "ca-valencia",
    "ar-u-nu-latn",
    "en-a-bb",
    "en-a-bb-b-cc",
    "en-x-a",
    "en-x-a-b-12345678",
    "en-X-a",
    "en-US-u-co-phonebk-x-a",
    "en-0-aa",
    "und",
];

const BAD_LANGS: &[&str] = &[
    "",
    "e",
    "engl",
    "english",
    "e1",
    "12",
    "en_GB",
    "en-",
    "-en",
    "en--GB",
    "en ",
    " en",
    "en\n",
    "en-G",
    "en-GBR1",
    "en-GB-Latn",
    "en-Latn-Latn",
    "en-x",
    "en-x-",
    "en-u",
    "en-u-a",
    "en-u-x",
    "en-x-123456789",
    "en-abcdefghi",
    "en-a",
    "x-a",
    "i-klingon",
    "français",
    "en-ＧＢ",
    "en-1",
    "en-12",
    "en-a1",
    "zh-cmn-Hans",
];

const SLUGS: &[&str] =
    &["a", "A", "0", "_", "a-b", "a.b", "a_b", "a--", "a..", "2024.05", "__proto__", "constructor"];

const BAD_SLUGS: &[&str] = &[
    "",
    "-",
    ".",
    "-a",
    ".a",
    "a b",
    " a",
    "a ",
    "a\n",
    "a/b",
    "a#b",
    "é",
    "aé",
    "a\0",
    "a\u{200B}",
    "[^a]",
    "a,b",
];

/// What may stand at such a place.
pub fn good(holds: Holds) -> Vec<Value> {
    match holds {
        Holds::Version => vec![json!(1), json!(1.0)],
        Holds::Text => {
            let longest = ["a".repeat(20_000), "😀".repeat(20_000)];
            TEXTS.iter().map(|text| json!(text)).chain(longest.map(Value::from)).collect()
        }
        Holds::Url => strings(URLS),
        Holds::Date => strings(DATES),
        Holds::Lang => strings(LANGS),
        Holds::Slug => {
            let mut slugs = strings(SLUGS);
            slugs.push("a".repeat(100).into());
            slugs
        }
        Holds::Number(least, most) => {
            let inside = [0.5, 1.0, 99.999_999];
            let mut numbers = vec![json!(least), json!(most), json!(0), json!(-0.0), json!(1e-7)];
            numbers.extend(inside.map(|number| json!(number)));
            numbers
        }
        Holds::Flag => vec![json!(true), json!(false)],
        Holds::Word(words) => strings(words),
        Holds::Object(object) if object.keys.iter().any(|key| key.required) => Vec::new(),
        Holds::Object(_) => vec![json!({})],
        Holds::List(_) => vec![json!([])],
    }
}

/// What may not, of the right type or not.
pub fn bad(holds: Holds) -> Vec<Value> {
    let mut bad = of_another_type(holds);
    match holds {
        Holds::Version => bad.extend([0.0, 2.0, -1.0, 1.5, 11.0].map(|number| json!(number))),
        Holds::Text => {
            let too_long = ["a".repeat(20_001), "😀".repeat(20_001), " ".repeat(20_001)];
            bad.extend(strings(HIDDEN_TEXTS).into_iter().chain(too_long.map(Value::from)));
        }
        Holds::Url => bad.extend(strings(BAD_URLS)),
        Holds::Date => bad.extend(strings(BAD_DATES)),
        Holds::Lang => bad.extend(strings(BAD_LANGS)),
        Holds::Slug => {
            bad.extend(strings(BAD_SLUGS));
            bad.push("a".repeat(101).into());
        }
        Holds::Number(least, most) => {
            bad.extend([
                json!(least - 1),
                json!(most + 1),
                json!(1e300),
                json!(-1e300),
                json!(u64::MAX),
                json!(i64::MIN),
            ]);
            bad.extend([least.to_string(), "a".into()].map(Value::from));
        }
        Holds::Flag => bad.extend([json!("true"), json!("yes"), json!("")]),
        Holds::Word(words) => {
            bad.extend(strings(&["", " ", "nonsense"]));
            for word in words {
                bad.extend(
                    [word.to_uppercase(), format!(" {word}"), format!("{word} "), format!("{word}\n")]
                        .map(Value::from),
                );
            }
        }
        Holds::Object(object) => {
            bad.push(json!({ "nonsense": 1 }));
            if object.keys.iter().any(|key| key.required) {
                bad.push(json!({}));
            }
        }
        Holds::List(item) => bad.extend(of_another_type(*item).into_iter().map(|value| json!([value]))),
    }
    bad
}

fn strings(texts: &[&str]) -> Vec<Value> {
    texts.iter().map(|text| json!(text)).collect()
}

/// Values whose type alone is wrong.
fn of_another_type(holds: Holds) -> Vec<Value> {
    let all = [json!(null), json!(true), json!(7), json!("a text"), json!([7]), json!({ "a": 7 })];
    let fits = |value: &Value| match holds {
        Holds::Version | Holds::Number(..) => value.is_number(),
        Holds::Flag => value.is_boolean(),
        Holds::Object(_) => value.is_object(),
        Holds::List(_) => value.is_array(),
        _ => value.is_string(),
    };
    all.into_iter().filter(|value| !fits(value)).collect()
}

/// Characters that grammars trip over.
const ODD: &[char] = &[
    '-', '.', '_', ':', '/', '?', '#', '@', '[', ']', '%', '+', 'T', 'Z', 't', 'z', 'x', 'u', 'a', 'é', '0',
    '1', '2', '3', '6', '9', ' ', '\n', '\0', '\u{200B}', '\u{200D}', '\u{202E}', '\u{A0}', '\u{FFFD}', '😀',
    '\\', '"', '<', '`', '٣', 'ｈ',
];

/// A value of the right type that is probably, but not surely, no good: one that is good, or was, a few characters off.
pub fn doubtful(holds: Holds, chance: &mut Chance) -> Option<Value> {
    let known: Vec<String> = good(holds)
        .into_iter()
        .chain(bad(holds))
        .filter_map(|value| value.as_str().filter(|text| text.len() < 200).map(str::to_owned))
        .collect();
    if known.is_empty() {
        return None;
    }
    let mut characters: Vec<char> = chance.of(&known).chars().collect();
    for _ in 0..=chance.below(3) {
        let place = chance.below(characters.len() + 1);
        match chance.below(3) {
            0 => characters.insert(place, *chance.of(ODD)),
            1 if place < characters.len() => characters[place] = *chance.of(ODD),
            _ if place < characters.len() => {
                characters.remove(place);
            }
            _ => {}
        }
    }
    Some(characters.into_iter().collect::<String>().into())
}

/// An object that the format does not know, in place of one that it does.
pub fn keys_of(object: &Object) -> Vec<&'static str> {
    object.keys.iter().map(|key| key.name).collect()
}
