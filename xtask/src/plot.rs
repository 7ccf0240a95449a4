//! Plots of measurements: horizontal bars with their ranges, as SVG that says in words what it shows and can be read
//! on light and on dark ground.

use std::fmt::Write as _;

/// A bar: whose it is, its length, and the least and the most that was measured, where it was measured several times.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Whose it is.
    pub label: String,
    /// The median, or the only value.
    pub value: f64,
    /// The least and the most.
    pub range: Option<(f64, f64)>,
    /// Whether it is the card's own.
    pub own: bool,
}

/// The least room for labels; longer ones get more, by the usual width of a character.
const LABELS: f64 = 150.0;
const CHARACTER: f64 = 7.6;
const LENGTH: f64 = 400.0;
const ROW: f64 = 30.0;
const TOP: f64 = 46.0;

/// Colours differ in lightness from either ground, and the card's own bar from the others' by more than hue.
const STYLE: &str = "text{font:14px system-ui,sans-serif;fill:#1b1b1f}.title{font-weight:600}\
    .bar{fill:#8b93a7}.own{fill:#1d4ed8}.range{stroke:#1b1b1f;stroke-width:1.5}\
    @media(prefers-color-scheme:dark){text{fill:#ececf1}.bar{fill:#737b8f}.own{fill:#7ea6ff}.range{stroke:#ececf1}}";

/// A plot of bars. `unit` stands behind each value.
#[must_use]
pub fn bars(title: &str, unit: &str, bars: &[Bar]) -> String {
    let longest = bars.iter().map(|bar| bar.range.map_or(bar.value, |(_, most)| most)).fold(0.0, f64::max);
    let length = |value: f64| if longest > 0.0 { value / longest * LENGTH } else { 0.0 };
    let labels = bars
        .iter()
        .map(|bar| bar.label.chars().map(|_| CHARACTER).sum::<f64>() + 16.0)
        .fold(LABELS, f64::max)
        .round();
    let width = labels + LENGTH + 110.0;
    let height = TOP + ROW * bars.iter().map(|_| 1.0).sum::<f64>() + 8.0;
    let said: Vec<String> =
        bars.iter().map(|bar| format!("{}: {} {unit}", bar.label, number(bar.value))).collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}.</desc>\n\
         <style>{STYLE}</style>\n<text class=\"title\" x=\"8\" y=\"26\">{}</text>\n",
        escaped(title),
        escaped(&said.join("; ")),
        escaped(title),
    );
    let mut y = TOP;
    for bar in bars {
        let class = if bar.own { "own" } else { "bar" };
        let end = bar.range.map_or(bar.value, |(_, most)| most.max(bar.value));
        let _ = writeln!(
            svg,
            "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"{labels}\" y=\"{:.0}\" width=\"{:.1}\" height=\"18\"/>{}\
             <text x=\"{:.1}\" y=\"{:.0}\">{} {unit}</text>",
            labels - 8.0,
            y + 14.0,
            escaped(&bar.label),
            y,
            length(bar.value),
            bar.range.map_or_else(String::new, |(least, most)| whisker(
                labels + length(least),
                labels + length(most),
                y + 9.0
            )),
            labels + length(end) + 8.0,
            y + 14.0,
            number(bar.value),
        );
        y += ROW;
    }
    svg + "</svg>\n"
}

/// A line from the least to the most, with a stroke at either end.
fn whisker(from: f64, to: f64, y: f64) -> String {
    let (above, below) = (y - 4.0, y + 4.0);
    format!(
        "<path class=\"range\" fill=\"none\" \
         d=\"M{from:.1} {y:.0}H{to:.1}M{from:.1} {above:.0}V{below:.0}M{to:.1} {above:.0}V{below:.0}\"/>"
    )
}

/// Three digits say enough.
fn number(value: f64) -> String {
    if value < 100.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    //! What a plot says and shows.
    use super::{Bar, bars};

    #[test]
    fn a_plot_says_in_words_what_it_shows() {
        let card = Bar { label: "card".into(), value: 50.0, range: None, own: true };
        let other = Bar { label: "a < b".into(), value: 150.0, range: Some((100.0, 200.0)), own: false };
        let plot = bars("Time", "ms", &[card, other]);
        assert!(plot.contains("<desc id=\"desc\">card: 50.0 ms; a &lt; b: 150 ms.</desc>"), "{plot}");
        // The longest range fills the plot.
        assert!(plot.contains("class=\"own\" x=\"150\" y=\"46\" width=\"100.0\""), "{plot}");
        assert!(plot.contains("d=\"M350.0 85H550.0"), "{plot}");
    }
}
