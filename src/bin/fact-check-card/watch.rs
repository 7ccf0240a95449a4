//! `--watch`: the same run again whenever an input has changed.

use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher as _};

use crate::Stop;
use crate::report::say;
use crate::source::Source;

/// How long nothing may change before the change counts as over: editors write a file in several steps.
const SETTLED: Duration = Duration::from_millis(100);

/// Runs now and after each change of an input. Ends when what is made can't be written or nothing can be watched.
///
/// # Errors
///
/// When an input is no file, or a run ends with an error.
pub fn run(source: &Source<'_>, mut once: impl FnMut() -> Result<bool, Stop>) -> Result<bool, Stop> {
    let folders = source.folders();
    if folders.is_empty() {
        return Err(Stop::Usage(String::from(
            "--watch: expected files or folders, found only standard input",
        )));
    }
    let (tell, told) = channel::<PathBuf>();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if event.kind.is_access() {
            return;
        }
        for path in event.paths {
            // The channel is open as long as there is someone to run.
            let _ = tell.send(path);
        }
    })
    .map_err(|error| failed(&error))?;
    for (folder, with_all_below) in &folders {
        let mode = if *with_all_below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        watcher.watch(folder, mode).map_err(|error| failed(&error))?;
    }
    loop {
        once()?;
        say("watching; Ctrl-C ends it\n");
        let mut changed = false;
        while !changed {
            let path = told.recv().map_err(|_| Stop::Failed(String::from("the watching has ended")))?;
            changed = source.may_have(&path);
        }
        while told.recv_timeout(SETTLED) != Err(RecvTimeoutError::Timeout) {}
    }
}

fn failed(error: &notify::Error) -> Stop {
    Stop::Failed(format!("the inputs can't be watched: {error}"))
}
