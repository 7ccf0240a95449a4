//! `import`: other people's structured data as claim records.

use std::fs;

use fact_check_card::claimreview::import::{self, Options};
use fact_check_card::claimreview::labels::LabelMap;
use fact_check_card::problem::Problem;
use fact_check_card::read_record;
use fact_check_card::value::{Lang, SafeUrl};

use super::{Done, Made, Task, id_of};
use crate::Stop;
use crate::arguments;
use crate::source::Kinds;

/// Makes claim records.
#[derive(Debug)]
pub struct Import {
    url: Option<String>,
    lang: Option<String>,
    labels: Option<LabelMap>,
}

impl Import {
    /// As the arguments say.
    ///
    /// # Errors
    ///
    /// When the map of labels can't be read, or something is wrong with it: what a newsroom means is not guessed. When the
    /// page's address or the language is none.
    pub fn new(arguments: &arguments::Import) -> Result<Self, Stop> {
        let labels = arguments.labels.as_deref().map(|path| {
            let wrong = |why: &str| Stop::Usage(format!("--labels: {}: {why}", path.display()));
            let bytes = fs::read(path).map_err(|error| wrong(&error.to_string()))?;
            let (map, problems) = LabelMap::read(&bytes);
            let said: Vec<String> = problems.iter().map(Problem::to_string).collect();
            if said.is_empty() { Ok(map) } else { Err(wrong(&said.join("; "))) }
        });
        if let Some(url) = arguments.url.as_deref().filter(|url| SafeUrl::parse(url).is_none()) {
            return Err(Stop::Usage(format!("--url: expected an http or https address, found {url:?}")));
        }
        if let Some(lang) = arguments.lang.as_deref().filter(|lang| Lang::parse(lang).is_none()) {
            return Err(Stop::Usage(format!(
                "--lang: expected a language tag such as en or pt-BR, found {lang:?}"
            )));
        }
        Ok(Self { url: arguments.url.clone(), lang: arguments.lang.clone(), labels: labels.transpose()? })
    }
}

impl Task for Import {
    fn kinds(&self) -> Kinds {
        let extensions = &["json", "jsonld", "ndjson", "jsonl", "html", "htm"];
        Kinds { extensions, most: import::MAX_BYTES }
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn run(&self, document: &[u8]) -> Done {
        let options =
            Options { page: self.url.as_deref(), lang: self.lang.as_deref(), labels: self.labels.as_ref() };
        let start = document.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(document).trim_ascii_start();
        let found = match start.first() {
            Some(b'<') => import::import_html(document, &options),
            _ => import::import(document, &options),
        };
        let made = found.records.into_iter().map(|imported| {
            let reading = read_record(imported.record.as_bytes());
            Made {
                id: reading.card.as_ref().and_then(id_of),
                text: one_line(&imported.record),
                problems: imported.problems,
                judged: reading.problems,
            }
        });
        Done { made: made.collect(), problems: found.problems, refusal: None }
    }
}

/// A record as a line. One that was a claim record before is passed through as it was sent, line breaks and all; in JSON
/// they stand between values only.
fn one_line(record: &str) -> String {
    let record = record.trim_start_matches('\u{FEFF}').trim();
    let mut line =
        if record.contains(['\n', '\r']) { record.replace(['\n', '\r'], " ") } else { record.to_owned() };
    line.push('\n');
    line
}
