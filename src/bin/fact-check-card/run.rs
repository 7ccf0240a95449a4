//! One command over its documents: reads, works on every core, tells and writes in order.

use std::path::Path;
use std::{fs, thread};

use serde_json::Value;

use crate::arguments::{Inputs, Reports};
use crate::progress::Progress;
use crate::report::{Reporter, Sum};
use crate::sink::{Of, Sink};
use crate::snippet::visible;
use crate::source::{Item, Source};
use crate::task::{Done, Made, Task};
use crate::{Stop, pipeline, watch};

/// Runs a task over all documents, once or at every change; says whether all were taken.
///
/// # Errors
///
/// When something can't be written, or the arguments can't be followed.
pub fn run(inputs: &Inputs, reports: &Reports, out: Option<&Path>, task: &impl Task) -> Result<bool, Stop> {
    let source = Source::new(inputs, task.kinds());
    if let Some(out) = out.filter(|_| task.extension() == "json") {
        spare_inputs(&source, out)?;
    }
    if inputs.watch {
        return watch::run(&source, || once(inputs, &source, reports, out, task));
    }
    once(inputs, &source, reports, out, task)
}

/// Records that are written among the records that are read would replace them, and be read in their turn.
fn spare_inputs(source: &Source<'_>, out: &Path) -> Result<(), Stop> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let parent = out.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let inside = out.strip_prefix(parent).unwrap_or(out);
    let out = real(parent).join(inside);
    for (folder, with_all_below) in source.folders() {
        let folder = real(&folder);
        if out == folder || (with_all_below && out.starts_with(&folder)) {
            return Err(Stop::Usage(format!(
                "--out: expected a folder apart from the inputs, found {}: what is written would replace them",
                out.display()
            )));
        }
    }
    Ok(())
}

/// What came of an item, ready to be told and written.
struct Outcome {
    item: Item,
    size: usize,
    told: String,
    made: Vec<Made>,
    sum: Sum,
}

fn once(
    inputs: &Inputs,
    source: &Source<'_>,
    reports: &Reports,
    out: Option<&Path>,
    task: &impl Task,
) -> Result<bool, Stop> {
    let reporter = Reporter::new(reports, task.refusing());
    let mut sink = Sink::new(out, task.extension())?;
    let jobs = inputs.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    let is_many = source.is_many();
    let to_folder = out.is_some();
    let prints = !to_folder && !task.extension().is_empty();
    let progress = Progress::new(reporter.is_human() && !reporter.is_quiet(), prints, source.size());
    let mut sum = Sum::default();
    pipeline::run(
        jobs,
        |take| {
            // Told to stop, the source stops: that is all that this says.
            let _ = source.each(take);
        },
        |item| work(item, task, reporter, if to_folder { None } else { Some(is_many) }),
        |outcome| {
            sum.add(&outcome.sum);
            if let Err(stop) = deliver(&outcome, &mut sink, &progress, reporter) {
                progress.end();
                // The reading thread may wait for input that never comes: there is no waiting for it.
                stop.leave();
            }
        },
    );
    progress.end();
    sink.flush()?;
    if reporter.is_human() && !reporter.is_quiet() {
        crate::report::say(&sum.sentence());
    }
    Ok(sum.refused == 0)
}

/// Works on an item, on one of many threads. `lines`: standard output gets a line an item, at least for items that are
/// lines themselves; `None` when a folder gets it.
fn work(item: Item, task: &impl Task, reporter: Reporter, lines: Option<bool>) -> Outcome {
    let mut sum = Sum { read: 1, ..Sum::default() };
    let bytes = match &item.content {
        Ok(bytes) => bytes,
        Err(why) => {
            sum.refused = 1;
            let told = reporter.tell_refusal(&item, "unreadable", why);
            return Outcome { item, size: 0, told, made: Vec::new(), sum };
        }
    };
    let Done { problems, mut made, refusal } = task.run(bytes);
    if let Some(why) = refusal {
        sum.refused = 1;
        let told = reporter.tell_refusal(&item, "no-id", why);
        return Outcome { item, size: 0, told, made: Vec::new(), sum };
    }
    let refused = |made: &Made| made.problems.iter().chain(&made.judged).any(|it| reporter.refuses(it));
    let is_refused = problems.iter().any(|problem| reporter.refuses(problem)) || made.iter().any(refused);
    sum.refused = u64::from(is_refused);
    let told = reporter.tell(&item, bytes, &problems, &made, &mut sum);
    made.retain(|made| !refused(made));
    sum.written = made.len() as u64;
    if let Some(key) = task.key().filter(|_| lines.is_some_and(|many| many || item.is_line)) {
        for made in &mut made {
            made.text = line(key, made);
        }
    }
    let size = bytes.len();
    // What has been worked on is not held until its turn comes to be written.
    Outcome { item: Item { content: Ok(Vec::new()), ..item }, size, told, made, sum }
}

/// `{"id":…,"html":…}`
fn line(key: &str, made: &Made) -> String {
    let id = made.id.as_deref().map_or(Value::Null, Value::from);
    let mut line = format!("{{\"id\":{id},\"{key}\":");
    // A text is always written.
    line.push_str(&serde_json::to_string(made.text.trim_end_matches('\n')).unwrap_or_default());
    line.push_str("}\n");
    line
}

fn deliver(outcome: &Outcome, sink: &mut Sink, progress: &Progress, reporter: Reporter) -> Result<(), Stop> {
    let Outcome { item, made, .. } = outcome;
    if !outcome.told.is_empty() {
        progress.say(&outcome.told);
    }
    for (place, one) in made.iter().enumerate() {
        let place = (made.len() > 1).then_some(place + 1);
        let of = Of { origin: &item.origin, line: item.is_line.then_some(item.line), place };
        let renamed = sink.write(of, one)?;
        if let Some(path) = renamed.filter(|_| reporter.is_human() && !reporter.is_quiet()) {
            progress.say(&renaming(&item.origin.name, item.line, &path));
        }
    }
    if item.is_last_that_came {
        sink.flush()?;
    }
    progress.add(outcome.size);
    Ok(())
}

fn renaming(file: &str, line: u64, path: &Path) -> String {
    let written = visible(&path.display().to_string());
    format!("note: {}:{line}: the name is taken; written as {written}\n", visible(file))
}
