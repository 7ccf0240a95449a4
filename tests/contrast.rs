//! Is everything on a card seen against it, whatever colours a page gives? The rules of `card.css` worked out, by the
//! definition of WCAG 2.2: text 7:1 (success criterion 1.4.6), controls and icons 3:1 (1.4.11). What browsers make of the
//! rules is asked in `tests/e2e/pages/contrast.js`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::many_single_char_names,
    reason = "a test that panics has failed"
)]

use std::ops::RangeInclusive;

/// Red, green and blue, linear in light, 0 to 1 on a screen; or x, y and z.
type Colour = [f64; 3];

/// The stylesheet.
const SHEET: &str = include_str!("../src/view/card.css");

/// The words of the stylesheet for colours of text. Findings have an icon of the same colour.
const INKS: [&str; 7] = ["text", "muted", "link", "for", "against", "open", "none"];

/// sRGB to CIE XYZ with the white of D65 (CSS Color 4, section 10).
const TO_XYZ: [[f64; 3]; 3] = [
    [506_752.0 / 1_228_815.0, 87_881.0 / 245_763.0, 12_673.0 / 70_218.0],
    [87_098.0 / 409_605.0, 175_762.0 / 245_763.0, 12_673.0 / 175_545.0],
    [7_918.0 / 409_605.0, 87_881.0 / 737_289.0, 1_001_167.0 / 1_053_270.0],
];

/// And back.
const FROM_XYZ: [[f64; 3]; 3] = [
    [12_831.0 / 3_959.0, -329.0 / 214.0, -1_974.0 / 3_959.0],
    [-851_781.0 / 878_810.0, 1_648_619.0 / 878_810.0, 36_519.0 / 878_810.0],
    [705.0 / 12_673.0, -2_585.0 / 12_673.0, 705.0 / 667.0],
];

fn times(matrix: &[[f64; 3]; 3], [a, b, c]: Colour) -> Colour {
    matrix.map(|[x, y, z]| x * a + y * b + z * c)
}

/// Out of a channel's code, 0 to 1.
fn linear(code: f64) -> f64 {
    if code <= 0.040_45 { code / 12.92 } else { ((code + 0.055) / 1.055).powf(2.4) }
}

fn code(linear: f64) -> f64 {
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

/// What a screen of eight bits a channel shows of x, y and z.
fn drawn(xyz: Colour) -> Colour {
    times(&FROM_XYZ, xyz).map(|channel| linear((code(channel.clamp(0.0, 1.0)) * 255.0).round() / 255.0))
}

/// As WCAG 2.2 defines it, of a colour that a screen shows.
fn luminance([r, g, b]: Colour) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// OKLCH to linear sRGB, which may be no screen's (CSS Color 4, section 10).
fn from_oklch(lightness: f64, chroma: f64, hue: f64) -> Colour {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let cone = |a_part: f64, b_part: f64| (lightness + a_part * a + b_part * b).powi(3);
    let (l, m, s) = (
        cone(0.396_337_777_376_174_9, 0.215_803_757_309_913_6),
        cone(-0.105_561_345_815_658_6, -0.063_854_172_825_813_4),
        cone(-0.089_484_177_529_811_9, -1.291_485_548_019_409_2),
    );
    [
        4.076_741_636_075_958 * l - 3.307_711_539_258_063 * m + 0.230_969_903_182_104_3 * s,
        -1.268_437_973_285_031_7 * l + 2.609_757_349_287_689_4 * m - 0.341_319_376_002_657_3 * s,
        -0.004_196_076_138_675_4 * l - 0.703_418_617_935_936_3 * m + 1.707_614_694_074_612 * s,
    ]
}

/// What the stylesheet says of the light and of the dark.
struct Rules {
    /// Text is at most so luminous in the light, and the surface at least; in the dark it is the other way round.
    ink: [f64; 2],
    surface: [f64; 2],
}

impl Rules {
    /// Reads the numbers out of the stylesheet, and that its rules are those that are worked out here.
    fn read() -> Self {
        let on = "--on-screen: srgb-linear clamp(0, r, 1) clamp(0, g, 1) clamp(0, b, 1) / 1;";
        assert!(SHEET.contains(on), "expected {on}");
        let most = |name: &str| {
            let bound = number_after(&format!("--{name}: xyz-d65 calc(x * "));
            let rule =
                ["x", "y", "z"].map(|it| format!("calc({it} * {0} / max({0}, y))", shown(bound))).join(" ");
            assert!(SHEET.contains(&format!("--{name}: xyz-d65 {rule};")), "expected {rule}");
            bound
        };
        let least = |name: &str| {
            let rest = number_after(&format!("--{name}: xyz-d65 calc(.95 - (.95 - x) * "));
            let rule = [("x", ".95"), ("y", "1"), ("z", "1.09")]
                .map(|(it, white)| {
                    format!("calc({white} - ({white} - {it}) * {0} / max({0}, 1 - y))", shown(rest))
                })
                .join(" ");
            assert!(SHEET.contains(&format!("--{name}: xyz-d65 {rule};")), "expected {rule}");
            1.0 - rest
        };
        Self {
            ink: [most("ink-light"), least("ink-dark")],
            surface: [least("surface-light"), most("surface-dark")],
        }
    }

    /// What is drawn of a colour that a page gives, in the light and in the dark.
    fn ink(&self, colour: Colour) -> [Colour; 2] {
        [at_most(self.ink[0], on_screen(colour)), at_least(self.ink[1], on_screen(colour))].map(drawn)
    }

    fn surface(&self, colour: Colour) -> [Colour; 2] {
        [at_least(self.surface[0], on_screen(colour)), at_most(self.surface[1], on_screen(colour))].map(drawn)
    }
}

/// What a screen shows of a colour, as x, y and z.
fn on_screen(colour: Colour) -> Colour {
    times(&TO_XYZ, colour.map(|channel| channel.clamp(0.0, 1.0)))
}

fn at_most(bound: f64, xyz: Colour) -> Colour {
    xyz.map(|part| part * bound / xyz[1].max(bound))
}

fn at_least(bound: f64, xyz: Colour) -> Colour {
    let rest = 1.0 - bound;
    let far = rest / (1.0 - xyz[1]).max(rest);
    [0.95 - (0.95 - xyz[0]) * far, 1.0 - (1.0 - xyz[1]) * far, 1.09 - (1.09 - xyz[2]) * far]
}

/// As the stylesheet writes a number below 1.
fn shown(number: f64) -> String {
    number.to_string().trim_start_matches('0').to_owned()
}

fn number_after(before: &str) -> f64 {
    let (_, rest) = SHEET.split_once(before).unwrap_or_else(|| panic!("expected {before}"));
    let end = rest.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap();
    rest[..end].parse().unwrap()
}

/// The colours that the stylesheet itself gives something, in the light and in the dark.
fn own(name: &str) -> [Colour; 2] {
    let before = format!("var(--fact-check-{name},");
    let (_, rest) = SHEET.split_once(&before).unwrap_or_else(|| panic!("expected {before}"));
    let mut found = rest.split('#').skip(1).map(hex);
    [(); 2].map(|()| found.next().unwrap())
}

fn hex(text: &str) -> Colour {
    let end = text.find(|c: char| !c.is_ascii_hexdigit()).unwrap();
    let digits: Vec<u32> = text[..end].chars().map(|c| c.to_digit(16).unwrap()).collect();
    let channels = match digits[..] {
        [r, g, b] => [r * 17, g * 17, b * 17],
        [r, s, g, h, b, c] => [r * 16 + s, g * 16 + h, b * 16 + c],
        _ => panic!("expected a colour, found #{}", &text[..end]),
    };
    channels.map(|channel| linear(f64::from(channel) / 255.0))
}

fn controls() -> [f64; 2] {
    let (_, rest) = SHEET.split_once("--control: light-dark(").unwrap();
    let (light, dark) = rest.split_once(')').unwrap().0.split_once(',').unwrap();
    [light, dark].map(|colour| luminance(hex(&format!("{};", colour.trim().trim_start_matches('#')))))
}

/// Colours of all kinds: those of screens, and more colourful ones than any screen has.
fn every_colour(mut look: impl FnMut(Colour)) {
    let steps = |range: RangeInclusive<u32>, step: f64| range.map(move |at| f64::from(at) * step);
    for r in steps(0..=32, 1.0 / 32.0) {
        for g in steps(0..=32, 1.0 / 32.0) {
            for b in steps(0..=32, 1.0 / 32.0) {
                look([r, g, b].map(linear));
            }
        }
    }
    for lightness in steps(0..=50, 0.02) {
        for chroma in steps(0..=25, 0.02) {
            for hue in steps(0..=119, 3.0) {
                look(from_oklch(lightness, chroma, hue));
            }
        }
    }
}

/// The range of luminances that something may have.
#[derive(Clone, Copy, Debug)]
struct Range {
    least: f64,
    most: f64,
}

impl Range {
    const EMPTY: Self = Self { least: f64::INFINITY, most: f64::NEG_INFINITY };

    fn add(&mut self, luminance: f64) {
        self.least = self.least.min(luminance);
        self.most = self.most.max(luminance);
    }
}

#[test]
fn text_of_any_colour_is_read_on_a_surface_of_any_colour() {
    let rules = Rules::read();
    let (mut ink, mut surface) = ([Range::EMPTY; 2], [Range::EMPTY; 2]);
    every_colour(|colour| {
        for look in 0..2 {
            ink[look].add(luminance(rules.ink(colour)[look]));
            surface[look].add(luminance(rules.surface(colour)[look]));
        }
    });
    // The worst of all pairs: so it holds for each.
    let worst = [contrast(ink[0].most, surface[0].least), contrast(ink[1].least, surface[1].most)];
    assert!(
        worst.iter().all(|ratio| *ratio >= 7.0),
        "expected 7:1, found {worst:.3?} of {ink:?} on {surface:?}"
    );
    let [light, dark] = controls();
    let worst = [contrast(light, surface[0].least), contrast(dark, surface[1].most)];
    assert!(
        worst.iter().all(|ratio| *ratio >= 3.0),
        "expected 3:1 of controls, found {worst:.3?} on {surface:?}"
    );
}

#[test]
fn colours_that_need_no_correction_stay_as_they_are() {
    let rules = Rules::read();
    let [light, dark] = own("surface");
    let near = |a: Colour, b: Colour| a.iter().zip(b).all(|(a, b)| (code(*a) - code(b)).abs() < 0.5 / 255.0);
    assert!(near(rules.surface(light)[0], light) && near(rules.surface(dark)[1], dark), "the surface");
    for name in INKS {
        let [light, dark] = own(name);
        assert!(near(rules.ink(light)[0], light), "{name}, in the light");
        assert!(near(rules.ink(dark)[1], dark), "{name}, in the dark");
    }
}

#[test]
fn the_cards_own_colours_are_seen() {
    let surfaces = own("surface");
    for look in 0..2 {
        let surface = luminance(surfaces[look]);
        // The source that a citation led to.
        let mark = own("link")[look];
        let mixed: [f64; 3] =
            std::array::from_fn(|at| linear(0.12 * code(mark[at]) + 0.88 * code(surfaces[look][at])));
        for name in INKS {
            let ink = luminance(own(name)[look]);
            for (on, ratio) in
                [("the surface", contrast(ink, surface)), ("a mark", contrast(ink, luminance(mixed)))]
            {
                assert!(ratio >= 7.0, "{name} on {on}, {}: {ratio:.2}", ["light", "dark"][look]);
            }
        }
        let ratio = contrast(controls()[look], surface);
        assert!(ratio >= 3.0, "controls, {}: {ratio:.2}", ["light", "dark"][look]);
    }
}

#[test]
fn a_corrected_colour_keeps_its_hue() {
    let rules = Rules::read();
    every_colour(|colour| {
        if colour.iter().any(|channel| !(0.0..=1.0).contains(channel)) {
            return;
        }
        // Darker: the channels keep their relation. Lighter: their order, since white is added.
        let [darker, lighter] =
            [at_most(rules.ink[0], on_screen(colour)), at_least(rules.ink[1], on_screen(colour))]
                .map(|xyz| times(&FROM_XYZ, xyz));
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            assert!(
                (darker[a] * colour[b] - darker[b] * colour[a]).abs() < 1e-9,
                "{colour:?} becomes {darker:?}"
            );
            let (before, after) = (colour[a] - colour[b], lighter[a] - lighter[b]);
            assert!(before * after > -1e-3, "{colour:?} becomes {lighter:?}");
        }
    });
}
