//! What can be asked: commands, their options, and the words that explain them. Help, completions and the manual are
//! made from these.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use fact_check_card::card::gaps::Gap;
use fact_check_card::view::state::{Density, Order, Section};

/// Fact-check cards from claim records: check, render, import, export, embed
#[derive(Debug, Parser)]
#[command(name = "fact-check-card", version, max_term_width = 100, after_help = STATUS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const STATUS: &str = "\
Exit status: 0 all well; 1 some input was refused (it is named, the rest is written); 2 wrong usage.";

const INPUT: &str = "\
INPUT is a file, a folder (every *.json, *.ndjson and *.jsonl in it, at any depth; for import *.jsonld, *.html and *.htm, too), a pattern such as 'checks/**/*.json', \
or `-` for standard input. A *.ndjson or *.jsonl file is one record a line; so is standard input, unless it holds one \
document that goes over several lines.";

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with claim records
    ///
    /// Reads claim records and reports every problem with its place. A record with a problem of severity `fatal` or
    /// `error` is refused; warnings are shown and refuse nothing, unless they are denied. Writes nothing to standard
    /// output.
    #[command(after_long_help = INPUT)]
    Validate(Validate),
    /// Write cards as HTML
    ///
    /// Writes each record that has a card as HTML: the element for an article, a page of its own, or a document for an
    /// iframe. One document in gives HTML out; a folder, a pattern, several files or NDJSON gives a line an item,
    /// {"id": …, "html": …}, or a file an item with --out. Records with a problem of severity `fatal` are refused.
    #[command(after_long_help = INPUT)]
    Render(Render),
    /// Make claim records of ClaimReview, MediaReview, API answers and HTML pages
    ///
    /// One record a check, a line each, or a file each with --out. Every change is reported as a `repair`, with its place
    /// in the document; --quiet leaves the report out. A check that gives no card is refused. What else a record lacks,
    /// `validate` says.
    #[command(after_long_help = INPUT)]
    Import(Import),
    /// Write the checks as schema.org ClaimReview
    ///
    /// One JSON document a line, or a file a record with --out.
    #[command(after_long_help = INPUT)]
    Export(Export),
    /// Print the JSON Schema of the claim record
    Schema,
    /// Write the snippet that shows a card on another page
    ///
    /// A script with the element, an iframe, or the JSON of an oEmbed endpoint.
    #[command(after_long_help = INPUT)]
    Embed(Embed),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man {
        /// Write a page for each command into this folder instead
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
}

/// Which documents.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders, patterns, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub names: Vec<PathBuf>,
    /// Take every input as NDJSON, one document a line, whatever its name or look
    #[arg(long)]
    pub ndjson: bool,
    /// How many threads work; as many as there are cores, if not said
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Run again whenever an input changes, until stopped
    #[arg(long)]
    pub watch: bool,
}

/// How problems are told.
#[derive(Debug, Args)]
pub struct Reports {
    /// How problems are written to standard error
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// What else refuses a record
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
    /// Show only what refuses a record: no warnings, no repairs, no summary
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = clap::ColorChoice::Auto, value_name = "WHEN")]
    pub color: clap::ColorChoice,
}

/// How problems are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Sentences, with the place in the text
    Human,
    /// A JSON object a line: file, line, column, pointer, code, severity, message
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines
    Github,
}

/// What else refuses a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Problems of severity `error`
    Errors,
    /// Problems of severity `error` or `warning`
    Warnings,
}

/// Where what is made goes.
#[derive(Debug, Args)]
pub struct Output {
    /// Write a file an item into this folder, instead of standard output
    #[arg(long, short, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// `validate`
#[derive(Debug, Args)]
pub struct Validate {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub reports: Reports,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub output: Output,
    /// The address of the page that the documents stand on; relative addresses are resolved against it
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// The language of checks that do not say theirs, such as `de`
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// What labels mean: a JSON object from label to status, which beats what is built in
    #[arg(long, value_name = "FILE")]
    pub labels: Option<PathBuf>,
    #[command(flatten)]
    pub reports: Reports,
}

/// `export`
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub reports: Reports,
}

/// Where the browser's part of this project is on the web, if not elsewhere.
const SCRIPT: &str = "/fact-check-card/fact-check-card.js";

/// `render`
#[derive(Debug, Args)]
pub struct Render {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub output: Output,
    /// What is written around a card
    #[arg(long = "as", value_enum, default_value_t = Around::Element, value_name = "WHAT")]
    pub around: Around,
    /// The address of the script that defines the element, for `page` and `iframe`
    #[arg(long, value_name = "URL", default_value = SCRIPT)]
    pub script: String,
    /// Write the card itself into the element, so that it is there before any script, and where none runs
    #[arg(long)]
    pub prerender: bool,
    /// The address of the stylesheet of prerendered cards; without it, each card holds the stylesheet itself
    #[arg(long, value_name = "URL", requires = "prerender")]
    pub styles: Option<String>,
    /// What stands in the element for readers without a script
    #[arg(long, value_enum, default_value_t = Fallback::Brief)]
    pub fallback: Fallback,
    /// Write the check as schema.org ClaimReview behind each element, for search engines
    #[arg(long)]
    pub structured_data: bool,
    /// The language of the card's own words, such as `de`. Without it they are in the record's language, and change to
    /// that of the page where a script runs
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// The attribute `theme`
    #[arg(long, value_parser = ["auto", "light", "dark"], value_name = "THEME")]
    pub theme: Option<String>,
    /// The attribute `density`
    #[arg(long, value_parser = one_of(Density::ALL, Density::as_str), value_name = "DENSITY")]
    pub density: Option<String>,
    /// The attribute `order`
    #[arg(long, value_parser = one_of(Order::ALL, Order::as_str), value_name = "ORDER")]
    pub order: Option<String>,
    /// The attribute `meter`: show where the rating stands on its publisher's scale
    #[arg(long)]
    pub meter: bool,
    /// The attribute `expanded`: the sections that are open at first, with commas between
    #[arg(long, value_delimiter = ',', value_name = "SECTIONS",
        value_parser = one_of(Section::ALL, Section::as_str))]
    pub expanded: Option<Vec<String>>,
    /// The attribute `heading-level`
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=6), value_name = "LEVEL")]
    pub heading_level: Option<u8>,
    /// The attribute `unsaid`: what the check lacks and the card does not say, with commas between
    #[arg(long, value_delimiter = ',', value_name = "GAPS", value_parser = one_of(Gap::ALL, Gap::as_str))]
    pub unsaid: Vec<String>,
    #[command(flatten)]
    pub reports: Reports,
}

/// The words of a closed set of the card, so that the command line takes what the card takes.
fn one_of<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> PossibleValuesParser {
    PossibleValuesParser::new(all.iter().map(|&value| word(value)))
}

/// What is written around a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Around {
    /// The element with its record inside, for an article that loads the script
    Element,
    /// A whole HTML document
    Page,
    /// A whole HTML document, to be shown in an iframe
    Iframe,
}

/// What readers see where no script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Fallback {
    /// A line: the finding, the claim, and a link to the check
    Brief,
    /// The whole check, as plain markup
    Whole,
}

/// `embed`
#[derive(Debug, Args)]
pub struct Embed {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub output: Output,
    /// The kind of snippet
    #[arg(long = "as", value_enum, default_value_t = Snippet::Script, value_name = "KIND")]
    pub kind: Snippet,
    /// The address of the script that defines the element
    #[arg(long, value_name = "URL", default_value = SCRIPT)]
    pub script: String,
    /// The address of the record; `{id}` stands for its id. Without it, the snippet holds the record
    #[arg(long, value_name = "URL")]
    pub src: Option<String>,
    /// The address of the document that `render --as iframe` wrote; `{id}` stands for the record's id
    #[arg(long, value_name = "URL")]
    pub frame: Option<String>,
    /// The iframe's width in pixels; as wide as its place, if not said
    #[arg(long, value_name = "PIXELS")]
    pub width: Option<u32>,
    /// The iframe's height in pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 600)]
    pub height: u32,
    #[command(flatten)]
    pub reports: Reports,
}

/// The kind of snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Snippet {
    /// The script and the element
    Script,
    /// An iframe; needs --frame
    Iframe,
    /// The answer of an oEmbed endpoint (oembed.com, type `rich`); with --frame it holds the iframe
    Oembed,
}
