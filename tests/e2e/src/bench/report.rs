//! What was found beside frameworks, as a section of `bench/RESULTS.md` with its tables, plots and aims.

use std::fmt::Write as _;

use anyhow::Result;
use xtask::bench::Aim;
use xtask::files::write as write_file;
use xtask::peers::{self, PEERS};
use xtask::plot::{Bar, bars};

use super::frameworks::{
    CARDS, COUNTS, DRAWN, FILTER, FILTER_SCRIPT, HEAP, LEFT, LOAD, MEMORY, PROGRAM, TOLD, fastest, frame,
    script,
};
use super::runs::{Runs, Sample};
use super::start::{self, AHEAD, LINES, PRERENDERED, STATIC};

/// Who is measured: the name of its element in `bench/frameworks.js`, and the one that people read.
pub(super) struct Runner {
    pub(super) name: &'static str,
    pub(super) title: String,
}

impl Runner {
    pub(super) fn new(name: &'static str, title: &str) -> Self {
        Self { name, title: title.to_owned() }
    }
}

pub(super) const CARD: &str = "card";
pub(super) const TEMPLATE: &str = "template";

/// How much of a growth is only the measurement's.
const NO_GROWTH: f64 = 1.02;
/// The rounds after which what stays is shown; growth is counted from the second of these on.
const SHOWN_ROUNDS: [usize; 8] = [1, 2, 5, 10, 20, 30, 40, 50];
/// What an entry may take before a prerendered card is seen, in bytes.
const ENTRY: f64 = 1200.0;

/// What there is to report.
pub(super) struct Found<'a> {
    pub(super) runners: &'a [Runner],
    pub(super) runs: &'a Runs,
    /// The browser, and how many nodes each runner's card has.
    pub(super) about: (String, Vec<String>),
}

/// The section, and the aims in it.
pub(super) fn write(found: &Found<'_>) -> Result<(String, Vec<Aim>)> {
    let aims = found.aims()?;
    let (browser, nodes) = &found.about;
    let text = format!(
        include_str!("frameworks.md"),
        machine = xtask::bench::machine()?,
        browser = browser,
        load = found.median(LOAD, "before"),
        nodes = nodes.join(", "),
        aims = Aim::table(&aims),
        download = found.download()?,
        starts = found.starts()?,
        sent = found.sent(),
        counts = found.counts(),
        script = found.figure("script", "Script time for 1,000 cards", "ms", 0, &script(CARDS))?,
        drawn = found.usual()?,
        filter = found.figure("filter", "Filter click to frame, 200 sources, 4 × CPU", "ms", 1, FILTER)?,
        filter_script = found.in_words(FILTER_SCRIPT),
        memory = found.memory()?,
        growth = found.growth(),
    );
    Ok((text, aims))
}

impl Found<'_> {
    fn sample(&self, figure: &str, name: &str) -> Sample {
        self.runs.sample(figure, name)
    }

    fn median(&self, figure: &str, name: &str) -> f64 {
        self.sample(figure, name).median()
    }

    fn aims(&self) -> Result<Vec<Aim>> {
        let [_, slow] = LINES;
        let sent = |name| self.sample(&start::figure(slow, "visible"), name);
        let [all, drawn] = [script(CARDS), DRAWN.to_owned()];
        let [own, hand] = [CARD, TEMPLATE].map(|name| self.sample(&all, name));
        let shown = self.median(&frame(CARDS), CARD);
        let others = |figure: &str| fastest(self.runs, figure, self.runners, &[CARD]);
        let frameworks = |figure: &str| fastest(self.runs, figure, self.runners, &[CARD, TEMPLATE]);
        let growth = |figure: &str| {
            let all = self.sample(figure, CARD).0;
            all.last().zip(all.get(1)).map_or(f64::NAN, |(last, second)| last / second)
        };
        Ok(vec![
            Aim::at_most(
                "Prerendered, slow line: time until it is seen, of a plain page’s",
                1.05,
                sent(PRERENDERED).of(&sent(STATIC)).median(),
            ),
            Aim::at_most(
                "Prerendered: bytes of script asked for before it is seen",
                ENTRY,
                self.median(&start::figure(slow, "bytes"), PRERENDERED),
            ),
            Aim::at_most(
                "Bytes of the card, of those of React and ReactDOM alone",
                1.0,
                ratio(peers::card_weight()?, peers::react_alone()?),
            ),
            Aim::at_most(
                "1,000 cards, JSON to frame: of the template’s without `content-visibility`",
                0.5,
                shown / self.median(&drawn, TEMPLATE),
            ),
            Aim::at_most(
                "1,000 cards, JSON to frame: of the fastest peer’s as they are usually written",
                1.0,
                shown / others(&drawn).median(),
            ),
            Aim::at_most(
                "1,000 cards, same style sheet: script time, of the template’s",
                1.5,
                own.of(&hand).median(),
            ),
            Aim::at_most(
                "1,000 cards, same style sheet: script time, of the fastest framework’s",
                1.0,
                own.of(&frameworks(&all)).median(),
            ),
            Aim::at_most("Filter click to frame, milliseconds", 50.0, self.median(FILTER, CARD)),
            Aim::at_most(
                "Filter click to frame, of the fastest peer’s",
                1.0,
                self.sample(FILTER, CARD).of(&others(FILTER)).median(),
            ),
            Aim::at_most(
                "Memory of a card, of the template’s",
                1.2,
                self.median(MEMORY, CARD) / self.median(MEMORY, TEMPLATE),
            ),
            Aim::at_most("Heap after the last round, of that after the second", NO_GROWTH, growth(HEAP)),
            Aim::at_most(
                "Program’s memory after the last round, of that after the second",
                NO_GROWTH,
                growth(LEFT),
            ),
        ])
    }

    /// A table of times or sizes, each beside the card's; writes its plot too.
    fn figure(&self, file: &str, title: &str, unit: &str, digits: usize, figure: &str) -> Result<String> {
        let samples: Vec<(String, Sample)> =
            self.runners.iter().map(|it| (it.title.clone(), self.sample(figure, it.name))).collect();
        self.beside(file, title, unit, digits, &samples)
    }

    fn beside(
        &self,
        file: &str,
        title: &str,
        unit: &str,
        digits: usize,
        samples: &[(String, Sample)],
    ) -> Result<String> {
        let own = samples.first().map_or(f64::NAN, |(_, sample)| sample.median());
        let mut table = format!("| | median, {unit} | range | of the card’s |\n|---|---|---|---|\n");
        let mut plotted: Vec<Bar> = Vec::new();
        for (title, sample) in samples {
            let (median, (least, most)) = (sample.median(), sample.range());
            let _ = writeln!(
                table,
                "| {title} | {median:.digits$} | {least:.digits$}–{most:.digits$} | {:.2} |",
                median / own
            );
            let own = plotted.is_empty();
            plotted.push(Bar { label: title.clone(), value: median, range: Some((least, most)), own });
        }
        self.plot(file, title, unit, &plotted, &table)
    }

    /// Writes a plot; gives it with the table of its figures below it.
    fn plot(&self, file: &str, title: &str, unit: &str, plotted: &[Bar], table: &str) -> Result<String> {
        write_file(&self.runs.plots().join(format!("{file}.svg")), bars(title, unit, plotted).as_bytes())?;
        Ok(format!("![{title}, as a plot](plots/{file}.svg)\n\n{table}"))
    }

    /// The medians of a figure, as a sentence has them.
    fn in_words(&self, figure: &str) -> String {
        let said =
            self.runners.iter().map(|it| format!("{} {}", it.title, time(self.median(figure, it.name))));
        said.collect::<Vec<_>>().join(", ")
    }

    /// What a reader downloads.
    fn download(&self) -> Result<String> {
        let mut rows = vec![("fact-check-card".to_owned(), peers::card_weight()?)];
        for (peer, runner) in PEERS.iter().zip(self.runners.iter().skip(2)) {
            rows.push((runner.title.clone(), peers::weight(&peers::sent(peer))?));
        }
        rows.push(("React and ReactDOM alone".to_owned(), peers::react_alone()?));
        rows.push(("by hand, for one shape of records".to_owned(), peers::weight(&[start::by_hand()])?));
        let mut table = String::from("| | bytes |\n|---|---|\n");
        let mut plotted: Vec<Bar> = Vec::new();
        for (title, bytes) in rows {
            let _ = writeln!(table, "| {title} | {bytes} |");
            let own = plotted.is_empty();
            plotted.push(Bar { label: title, value: ratio(bytes, 1000), range: None, own });
        }
        self.plot("download", "Bytes to download", "kB", &plotted, &table)
    }

    /// When the first card is seen and can be used, on every line.
    fn starts(&self) -> Result<String> {
        let own =
            [(CARD, "fact-check-card"), (AHEAD, "– core fetched ahead"), (PRERENDERED, "– prerendered")];
        let mut rows: Vec<(&str, String)> = own.map(|(name, title)| (name, title.to_owned())).into();
        rows.extend(self.runners.iter().skip(1).map(|it| (it.name, it.title.clone())));
        let mut table = String::from(
            "| | seen | range | used | range | seen, slow | range | used, slow | range |\n\
             |---|---|---|---|---|---|---|---|---|\n",
        );
        for (name, title) in &rows {
            let _ = write!(table, "| {title} |");
            for line in LINES {
                for noted in ["visible", "usable"] {
                    let _ = write!(table, " {} |", self.sample(&start::figure(line, noted), name).shown());
                }
            }
            table.push('\n');
        }
        let [_, slow] = LINES;
        let bar = |(name, title): &(&str, String)| {
            let sample = self.sample(&start::figure(slow, "visible"), name);
            let own = name.starts_with(CARD);
            Bar { label: title.clone(), value: sample.median(), range: Some(sample.range()), own }
        };
        let plotted: Vec<Bar> = rows.iter().map(bar).collect();
        self.plot("start", "Until the first card is seen, slow line", "ms", &plotted, &table)
    }

    /// A prerendered card beside a plain page.
    fn sent(&self) -> String {
        let mut table = String::from(
            "| | line | seen | range | first paint | range | bytes of script before |\n|---|---|---|---|---|---|---|\n",
        );
        for line in LINES {
            for (name, title) in [(PRERENDERED, "prerendered card"), (STATIC, "plain page")] {
                let shown = |noted| self.sample(&start::figure(line, noted), name).shown();
                let bytes = self.median(&start::figure(line, "bytes"), name);
                let _ = writeln!(
                    table,
                    "| {title} | {} | {} | {} | {bytes:.0} |",
                    line.name,
                    shown("visible"),
                    shown("paint")
                );
            }
        }
        table
    }

    /// From one card to many: script time, and the time to the frame.
    fn counts(&self) -> String {
        let mut table = String::from("| |");
        for (count, _) in COUNTS {
            let _ = write!(table, " {count}: script | to frame |");
        }
        let _ = write!(table, "\n|---|{}\n", "---|---|".repeat(COUNTS.len()));
        for runner in self.runners {
            let _ = write!(table, "| {} |", runner.title);
            for (count, _) in COUNTS {
                for figure in [script(count), frame(count)] {
                    let _ = write!(table, " {} |", time(self.median(&figure, runner.name)));
                }
            }
            table.push('\n');
        }
        table
    }

    /// The card as it is, and its peers without `content-visibility`.
    fn usual(&self) -> Result<String> {
        let sample = |runner: &Runner| {
            let figure = if runner.name == CARD { frame(CARDS) } else { DRAWN.to_owned() };
            (runner.title.clone(), self.sample(&figure, runner.name))
        };
        let samples: Vec<_> = self.runners.iter().map(sample).collect();
        self.beside("usual", "1,000 cards, from JSON to the frame", "ms", 0, &samples)
    }

    fn memory(&self) -> Result<String> {
        let kib = |figure: &str, name: &str| {
            Sample(self.sample(figure, name).0.iter().map(|bytes| bytes / 1024.0).collect())
        };
        let own = kib(MEMORY, CARD).median();
        let mut table = String::from(
            "| | median, KiB | range | of the card’s | of it the program’s | as the page is told |\n|---|---|---|---|---|---|\n",
        );
        let mut plotted = Vec::new();
        for Runner { name, title } in self.runners {
            let (all, told) = (kib(MEMORY, name), kib(TOLD, name));
            let (median, (least, most)) = (all.median(), all.range());
            let _ = writeln!(
                table,
                "| {title} | {median:.1} | {least:.1}–{most:.1} | {:.2} | {:.1} | {:.1} |",
                median / own,
                kib(PROGRAM, name).median(),
                told.median()
            );
            let own = *name == CARD;
            plotted.push(Bar { label: title.clone(), value: median, range: Some((least, most)), own });
        }
        self.plot("memory", "Memory of a standing card", "KiB", &plotted, &table)
    }

    fn growth(&self) -> String {
        let mut table = String::from("| round | heap, KiB | program, KiB |\n|---|---|---|\n");
        let all = [HEAP, LEFT].map(|figure| self.sample(figure, CARD).0);
        for round in SHOWN_ROUNDS {
            let [Some(heap), Some(program)] = [0, 1].map(|at| all.get(at).and_then(|it| it.get(round - 1)))
            else {
                continue;
            };
            let _ = writeln!(table, "| {round} | {:.0} | {:.0} |", heap / 1024.0, program / 1024.0);
        }
        table
    }
}

fn ratio(bytes: usize, of: usize) -> f64 {
    let [bytes, of] = [bytes, of].map(|it| u32::try_from(it).map_or(f64::NAN, f64::from));
    bytes / of
}

/// Milliseconds, as exact as they are worth.
fn time(milliseconds: f64) -> String {
    if milliseconds < 10.0 { format!("{milliseconds:.1}") } else { format!("{milliseconds:.0}") }
}
