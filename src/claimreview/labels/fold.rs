//! What of a label is compared: its letters and digits, without case, accents and decoration.
//! Used twice: by `labels`, on the labels of documents, and by `build.rs`, on those of the table; so it needs nothing of
//! the crate.
//!
//! The folding is small, and errs on the side of two labels that differ. What it does not know it keeps, and a label with
//! something kept is in no table. Sources: the Unicode Character Database 16 (canonical decompositions, simple lower
//! case) for Latin, Greek, Cyrillic, Arabic, Hebrew, Indic scripts, Hangul and kana, which `tests` compares with ICU4X.
//!
//! - Case goes, and so do accents: `FALSÓ`, `falso`. Turkish `I`, `İ`, `ı` and `i` are one. `ß` is `ss`, `ø` is `o`.
//! - Arabic short vowels, tatweel and hamza carriers, the Persian and Urdu forms of kaf, yeh and heh; Hebrew points; the
//!   nuktas of India, which many leave out. Vowel signs of Indic scripts are letters, and stay.
//! - White space, punctuation and pictures (`❌`) are one space, however many there are; at the ends they are nothing.
//! - Characters that cannot be seen are nothing at all. Full-width forms are the usual ones.
//! - A question mark and an ellipsis are words: `True?` asks, and `True...` was cut before it said `but`.
//! - A stroke through a letter, a mathematical sign and a fraction stay, since `≠ true` and `½ true` are not `true`.

use alloc::string::String;

/// A label as it is compared; empty when there is nothing to compare, `None` when that is longer than `most` bytes.
pub(crate) fn folded(label: &str, most: usize) -> Option<String> {
    let mut key = Key { text: String::new(), is_apart: false };
    let mut before = ' ';
    for sent in label.chars().filter(|c| !is_in(NOTHING, *c)) {
        let c = usual(sent);
        match c {
            '.' if before == '.' => key.push_word('…'),
            '…' => key.push_word('…'),
            // The semicolon is a question mark in Greek, and in Unicode's view.
            '?' | ';' | '\u{37E}' | '\u{55E}' | '\u{61F}' | '\u{1367}' => key.push_word('?'),
            c if is_in(SPACE, c) => key.is_apart = true,
            c => key.push_letter(c),
        }
        before = c;
        if key.text.len() > most {
            return None;
        }
    }
    Some(key.text)
}

struct Key {
    text: String,
    /// Whether a space has to stand before what comes.
    is_apart: bool,
}

impl Key {
    fn push_word(&mut self, sign: char) {
        self.is_apart = true;
        if !self.text.ends_with(sign) {
            self.push(sign);
        }
        self.is_apart = true;
    }

    fn push(&mut self, c: char) {
        self.part();
        self.text.push(c);
    }

    fn part(&mut self) {
        if self.is_apart && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.is_apart = false;
    }

    fn push_letter(&mut self, c: char) {
        match c {
            '\u{3099}' | '\u{309A}' if !self.is_apart => self.voice(c),
            '가'..='힣' => {
                self.part();
                self.push_syllable(u32::from(c) - u32::from('가'));
            }
            c => match several(c) {
                "" => self.push(lower(c)),
                letters => letters.chars().for_each(|letter| self.push(letter)),
            },
        }
    }

    /// Takes the letters of a Hangul syllable apart (The Unicode Standard, section 3.12).
    fn push_syllable(&mut self, place: u32) {
        // The first initial, the first vowel, and what is before the first final, since many have none; how many
        // syllables stand together that share it; how many there are.
        for (first, together, count) in [(0x1100, 588, 19), (0x1161, 28, 21), (0x11A7, 1, 28)] {
            let letter = place / together % count;
            if letter > 0 || together > 1 {
                self.text.extend(char::from_u32(first + letter));
            }
        }
    }

    /// Puts a sound mark onto the kana before it.
    fn voice(&mut self, mark: char) {
        let Some(kana) = self.text.pop() else { return };
        let up = match kana {
            'う' | 'ウ' => 0x4E,
            'ワ'..='ヲ' => 8,
            'ぁ'..='ヾ' if mark == '\u{3099}' => 1,
            'ぁ'..='ヾ' => 2,
            _ => 0,
        };
        self.text.push(moved(kana, up));
    }
}

/// The usual form of a full-width one.
fn usual(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => moved(c, -0xFEE0),
        c => c,
    }
}

/// The character so many places behind another, or before it.
fn moved(c: char, by: i32) -> char {
    char::from_u32(u32::from(c).wrapping_add_signed(by)).unwrap_or(c)
}

/// Whether one of the ranges, which stand in order, has the character.
pub(super) fn is_in(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().take_while(|(from, _)| *from <= c).any(|(_, to)| c <= *to)
}

/// A letter in lower case, without accent.
fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7F}' => c,
        'µ' => 'μ',
        // Armenian and Georgian have capitals in ranges of their own.
        'Ա'..='Ֆ' => moved(c, 0x30),
        'Ა'..='Ჿ' => moved(c, -0xBC0),
        // Arabic: alef, waw and yeh carry a hamza; kaf, yeh and heh have forms of their own in Persian and Urdu.
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{624}' => '\u{648}',
        '\u{626}' | '\u{649}' | '\u{6CC}' => '\u{64A}',
        '\u{6A9}' => '\u{643}',
        '\u{629}' | '\u{6BE}' | '\u{6C0}'..='\u{6C3}' | '\u{6D5}' => '\u{647}',
        '\u{6D3}' => '\u{6D2}',
        // Letters that hold a nukta: Devanagari, Bengali, Gurmukhi, Odia.
        '\u{929}' | '\u{931}' | '\u{934}' | '\u{A33}' => moved(c, -1),
        '\u{958}'..='\u{95A}' | '\u{A59}' | '\u{A5A}' => moved(c, -0x43),
        '\u{95B}' | '\u{A5B}' => moved(c, -0x3F),
        '\u{95C}' | '\u{95D}' | '\u{9DC}' | '\u{9DD}' | '\u{B5C}' | '\u{B5D}' => moved(c, -0x3B),
        '\u{95E}' | '\u{A5E}' => moved(c, -0x33),
        '\u{95F}' | '\u{9DF}' => moved(c, -0x30),
        '\u{A36}' => '\u{A38}',
        c => in_block(c).unwrap_or(c),
    }
}

fn in_block(c: char) -> Option<char> {
    BLOCKS.iter().find_map(|&(first, letters)| {
        let place = u32::from(c).checked_sub(u32::from(first))?;
        letters.chars().nth(usize::try_from(place).ok()?)
    })
}

/// The letters that one stands for; none when it is one itself.
fn several(c: char) -> &'static str {
    match c {
        'ß' | 'ẞ' => "ss",
        'Æ' | 'æ' | 'Ǽ' | 'ǽ' | 'Ǣ' | 'ǣ' => "ae",
        'Œ' | 'œ' => "oe",
        'Þ' | 'þ' => "th",
        'Ĳ' | 'ĳ' => "ij",
        // Vowel signs in two parts: Bengali, Odia, Tamil, Telugu, Kannada, Malayalam, Sinhala; a vowel of Burmese.
        '\u{9CB}' => "\u{9C7}\u{9BE}",
        '\u{9CC}' => "\u{9C7}\u{9D7}",
        '\u{B48}' => "\u{B47}\u{B56}",
        '\u{B4B}' => "\u{B47}\u{B3E}",
        '\u{B4C}' => "\u{B47}\u{B57}",
        '\u{B94}' => "\u{B92}\u{BD7}",
        '\u{BCA}' => "\u{BC6}\u{BBE}",
        '\u{BCB}' => "\u{BC7}\u{BBE}",
        '\u{BCC}' => "\u{BC6}\u{BD7}",
        '\u{C48}' => "\u{C46}\u{C56}",
        '\u{CC0}' => "\u{CBF}\u{CD5}",
        '\u{CC7}' => "\u{CC6}\u{CD5}",
        '\u{CC8}' => "\u{CC6}\u{CD6}",
        '\u{CCA}' => "\u{CC6}\u{CC2}",
        '\u{CCB}' => "\u{CC6}\u{CC2}\u{CD5}",
        '\u{D4A}' => "\u{D46}\u{D3E}",
        '\u{D4B}' => "\u{D47}\u{D3E}",
        '\u{D4C}' => "\u{D46}\u{D57}",
        '\u{DDA}' => "\u{DD9}\u{DCA}",
        '\u{DDC}' => "\u{DD9}\u{DCF}",
        '\u{DDD}' => "\u{DD9}\u{DCF}\u{DCA}",
        '\u{DDE}' => "\u{DD9}\u{DDF}",
        '\u{1026}' => "\u{1025}\u{102E}",
        _ => "",
    }
}

/// Blocks in which each letter has its own place: the letter without case and accent, in the block's order.
const BLOCKS: &[(char, &str)] = &[
    // Latin-1 Supplement, Latin Extended-A and -B.
    (
        '\u{C0}',
        "aaaaaaæceeeeiiiidnooooo ouuuuyþßaaaaaaæceeeeiiiidnooooo ouuuuyþyaaaaaaccccccccddddeeeeee\
         eeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸllllllllllnnnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuu\
         uuuuwwyyyzzzzzzsbɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴzzʒƹƹƺƻƽƽƾƿǀǁǂǃǆǆǆǉ\
         ǉǉǌǌǌaaiioouuuuuuuuuuǝaaaaææǥǥggkkooooʒʒjǳǳǳggƕƿnnaaææooaaaaeeeeiiiioooorrrruuuussttȝȝhh\
         ƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥccƚⱦȿɀɂɂbʉʌɇɇɉɉɋɋɍɍɏɏ",
    ),
    // Greek.
    ('\u{386}', "α εηι_ο_υωιαβγδεζηθικλμνξοπρ_στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουω"),
    // Cyrillic.
    (
        '\u{400}',
        "ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмнопрстуфхцчшщъыьэюяееђгєѕіі\
         јљњћкиуџѡѡѣѣѥѥѧѧѩѩѫѫѭѭѯѯѱѱѳѳѵѵѵѵѹѹѻѻѽѽѿѿҁҁ҂҂҂҂҂҂҂҂ҋҋҍҍҏҏґґғғҕҕҗҗҙҙққҝҝҟҟҡҡңңҥҥҧҧҩҩҫҫҭҭүү\
         ұұҳҳҵҵҷҷҹҹһһҽҽҿҿӏжжӄӄӆӆӈӈӊӊӌӌӎӎӏааааӕӕееәәәәжжззӡӡииииооөөөөээууууууччӷӷыыӻӻӽӽӿӿ",
    ),
    // Latin Extended Additional.
    (
        '\u{1E00}',
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppp\
         rrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyasẜẝßẟaaaaaaaaaaaaaaaa\
         aaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ",
    ),
];

/// Marks that sit on letters, and what cannot be seen.
pub(super) const NOTHING: &[(char, char)] = &[
    ('\u{AD}', '\u{AD}'),
    // Accents. Not U+0334 to U+0338, which strike a letter out.
    ('\u{300}', '\u{333}'),
    ('\u{339}', '\u{36F}'),
    ('\u{483}', '\u{487}'),
    // Hebrew points.
    ('\u{591}', '\u{5BD}'),
    ('\u{5BF}', '\u{5BF}'),
    ('\u{5C1}', '\u{5C2}'),
    ('\u{5C4}', '\u{5C5}'),
    ('\u{5C7}', '\u{5C7}'),
    // Arabic vowels and marks, tatweel.
    ('\u{610}', '\u{61A}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{640}', '\u{640}'),
    ('\u{64B}', '\u{65F}'),
    ('\u{670}', '\u{670}'),
    ('\u{6D6}', '\u{6DC}'),
    ('\u{6DF}', '\u{6E4}'),
    ('\u{6E7}', '\u{6E8}'),
    ('\u{6EA}', '\u{6ED}'),
    // Nuktas.
    ('\u{93C}', '\u{93C}'),
    ('\u{9BC}', '\u{9BC}'),
    ('\u{A3C}', '\u{A3C}'),
    ('\u{ABC}', '\u{ABC}'),
    ('\u{B3C}', '\u{B3C}'),
    // Joiners, directions, variation selectors.
    ('\u{200B}', '\u{200F}'),
    ('\u{202A}', '\u{202E}'),
    ('\u{2060}', '\u{206F}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{E0000}', '\u{E0FFF}'),
];

/// White space, punctuation and pictures.
pub(super) const SPACE: &[(char, char)] = &[
    ('\0', '/'),
    (':', '@'),
    ('[', '`'),
    ('{', '\u{A9}'),
    ('\u{AB}', '\u{AB}'),
    ('\u{AE}', '\u{B1}'),
    ('\u{B4}', '\u{B4}'),
    ('\u{B6}', '\u{B8}'),
    ('\u{BB}', '\u{BB}'),
    ('\u{BF}', '\u{BF}'),
    ('×', '×'),
    ('÷', '÷'),
    ('\u{2B9}', '\u{2DF}'),
    ('\u{384}', '\u{385}'),
    ('\u{387}', '\u{387}'),
    ('\u{55A}', '\u{55F}'),
    ('\u{589}', '\u{58A}'),
    ('\u{5BE}', '\u{5BE}'),
    ('\u{5C0}', '\u{5C0}'),
    ('\u{5C3}', '\u{5C3}'),
    ('\u{5F3}', '\u{5F4}'),
    ('\u{60C}', '\u{60D}'),
    ('\u{61B}', '\u{61B}'),
    ('\u{66A}', '\u{66D}'),
    ('\u{6D4}', '\u{6D4}'),
    ('\u{964}', '\u{965}'),
    ('\u{104A}', '\u{104B}'),
    ('\u{10FB}', '\u{10FB}'),
    ('\u{1361}', '\u{1366}'),
    ('\u{17D4}', '\u{17D6}'),
    ('\u{2000}', '\u{205F}'),
    ('\u{20A0}', '\u{20CF}'),
    // Arrows, technical signs, shapes, pictures, dingbats; not the digits in circles.
    ('\u{2190}', '\u{21FF}'),
    ('\u{2300}', '\u{245F}'),
    ('\u{2500}', '\u{2775}'),
    ('\u{2794}', '\u{27BF}'),
    ('\u{2B00}', '\u{2BFF}'),
    ('\u{2E00}', '\u{2E7F}'),
    ('\u{3000}', '\u{3004}'),
    ('\u{3008}', '\u{3020}'),
    ('\u{3030}', '\u{3030}'),
    ('\u{30A0}', '\u{30A0}'),
    ('\u{30FB}', '\u{30FB}'),
    ('\u{FE30}', '\u{FE4F}'),
    ('\u{FF5F}', '\u{FF65}'),
    ('\u{1F300}', '\u{1FAFF}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_stand_in_order() {
        for ranges in [NOTHING, SPACE] {
            assert!(ranges.iter().all(|(from, to)| from <= to));
            assert!(ranges.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
