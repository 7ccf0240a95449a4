//! `cargo xtask bench`: measurements, and the file that keeps them, a section for each who measures.

use std::fs;

use anyhow::{Context as _, Result};

use crate::files::{read_text, root, write};
use crate::run::{command, quietly, run};

/// Measures the command line beside `serde_json`.
///
/// # Errors
///
/// When something can't be built, or a limit is passed.
pub fn native() -> Result<()> {
    run(command("cargo").args([
        "build",
        "--release",
        "--quiet",
        "--features",
        "cli",
        "--bin",
        "fact-check-card",
    ]))?;
    let mut bench = command("cargo");
    bench.args(["run", "--release", "--quiet", "--package", "bench-native", "--"]);
    run(bench.arg(root().join("target/release/fact-check-card")))
}

/// Puts a section into `bench/RESULTS.md`, in place of the one with the same first line, or behind all others.
///
/// # Errors
///
/// When the file can't be written.
pub fn put(section: &str) -> Result<()> {
    let path = root().join("bench/RESULTS.md");
    let before = if path.exists() { read_text(&path)? } else { String::new() };
    write(&path, with_section(&before, section).as_bytes())
}

fn with_section(text: &str, section: &str) -> String {
    let title = |section: &str| section.lines().next().map(str::to_owned);
    let mut sections: Vec<String> = Vec::new();
    for line in text.lines() {
        match sections.last_mut() {
            Some(last) if !line.starts_with("# ") => {
                last.push('\n');
                last.push_str(line);
            }
            _ => sections.push(line.to_owned()),
        }
    }
    match sections.iter_mut().find(|known| title(known) == title(section)) {
        Some(known) => section.clone_into(known),
        None => sections.push(section.to_owned()),
    }
    let trimmed: Vec<&str> =
        sections.iter().map(|section| section.trim()).filter(|it| !it.is_empty()).collect();
    trimmed.join("\n\n") + "\n"
}

/// The machine, for a sentence.
///
/// # Errors
///
/// When it does not say.
pub fn machine() -> Result<String> {
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(": ")?.1.to_owned())
    });
    let cores = std::thread::available_parallelism().context("the number of cores")?;
    let compiler = quietly(command("rustc").arg("--version"))?;
    Ok(format!(
        "{} ({cores} cores, {}, {})",
        processor.unwrap_or_default(),
        std::env::consts::OS,
        compiler.trim()
    ))
}

#[cfg(test)]
mod tests {
    use super::with_section;

    #[test]
    fn a_section_takes_its_own_place() {
        assert_eq!(with_section("", "# A\n1\n"), "# A\n1\n");
        assert_eq!(with_section("# A\n\n## a\n\n# B\n2\n", "# A\n3\n"), "# A\n3\n\n# B\n2\n");
        assert_eq!(with_section("# A\n1\n", "# B\n2"), "# A\n1\n\n# B\n2\n");
    }
}
