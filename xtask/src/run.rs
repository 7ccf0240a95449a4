//! Running other programs, and saying in a sentence when one fails.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::files::root;

/// A program, to be run at the root of the repository.
#[must_use]
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    // What `cargo run` told this program about itself is not true of the programs that it runs.
    for (name, _) in std::env::vars_os() {
        let Some(name) = name.to_str() else { continue };
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a program with its output shown.
///
/// # Errors
///
/// When it can't be started or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| could_not_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program and hides its output, unless it fails.
///
/// # Errors
///
/// When it can't be started or does not succeed; its output is in the message.
pub fn quietly(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| could_not_start(command))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({})\n{text}{errors}", line(command), output.status);
    }
    Ok(text)
}

/// How many tests passed and failed, as the programs that ran them said.
#[derive(Debug, Default)]
pub struct Tally {
    /// Tests that passed.
    pub passed: AtomicUsize,
    /// Tests that failed.
    pub failed: AtomicUsize,
}

impl Tally {
    /// How many tests were run.
    pub fn all(&self) -> usize {
        self.passed.load(Ordering::Relaxed) + self.failed.load(Ordering::Relaxed)
    }
}

/// Runs a program with its output shown, and adds up what it says of tests (`3 passed; 0 failed`).
///
/// # Errors
///
/// When it can't be started or does not succeed.
pub fn counted(command: &mut Command, tally: &Tally) -> Result<()> {
    if std::io::stdout().is_terminal() {
        // Its output passes through here, but ends where colours are seen.
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| could_not_start(command))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(|| out.map(|out| pass_on(out, std::io::stdout(), tally)));
        scope.spawn(|| err.map(|err| pass_on(err, std::io::stderr(), tally)));
    });
    let status = child.wait()?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

fn pass_on(from: impl Read, mut to: impl Write, tally: &Tally) {
    let mut from = BufReader::new(from);
    let mut bytes = Vec::new();
    while from.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
        let text = String::from_utf8_lossy(&bytes);
        if text.contains("test result:") {
            tally.passed.fetch_add(number_before(&text, " passed;"), Ordering::Relaxed);
            tally.failed.fetch_add(number_before(&text, " failed"), Ordering::Relaxed);
        }
        // When nobody reads any more there is nobody to tell.
        let _ = to.write_all(&bytes).and_then(|()| to.flush());
        bytes.clear();
    }
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.split_once(word).map_or("", |(before, _)| before);
    before
        .rsplit(|character: char| !character.is_ascii_digit())
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

/// The command as one would type it.
#[must_use]
pub fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn could_not_start(command: &Command) -> String {
    format!("could not start `{}`", line(command))
}

/// Says what is being done, does it, and says how long it took.
///
/// # Errors
///
/// When `work` fails.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("  {what} …");
    let start = Instant::now();
    let done = work()?;
    if start.elapsed() > Duration::from_secs(5) {
        eprintln!("  … {}", seconds(start.elapsed()));
    }
    Ok(done)
}

/// A time as `4.2 s` or `1 min 20 s`.
#[must_use]
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        whole @ 60.. => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    //! What is read from the last lines of test programs.
    use super::{Tally, pass_on};

    #[test]
    fn sums_are_added_up() {
        let tally = Tally::default();
        let said = "test result: ok. 3 passed; 0 failed; 0 ignored\n2 passed; 9 failed\ntest result: FAILED. 40 passed; 2 failed\n";
        pass_on(said.as_bytes(), std::io::sink(), &tally);
        assert_eq!((tally.passed.into_inner(), tally.failed.into_inner()), (43, 2));
    }
}
