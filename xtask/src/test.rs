//! `cargo xtask test`: everything that must hold before a change is merged, in the order in which it fails soonest.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::build::{self, make};
use crate::config::Config;
use crate::e2e;
use crate::files::{read_text, root, target, write};
use crate::html;
use crate::run::{Tally, counted, quietly, run as run_shown, seconds};
use crate::size;
use crate::tools::{Browser, Need, Tools};

/// A part of the tests that can be run by itself.
struct Step {
    name: &'static str,
    what: &'static str,
    needs: &'static [Need],
    run: fn(&Tools, &Tally) -> Result<()>,
}

const STEPS: [Step; 11] = [
    Step { name: "format", what: "the code is laid out as rustfmt does", needs: &[], run: format },
    Step { name: "clippy", what: "no lint has anything to say", needs: &[], run: clippy },
    Step {
        name: "clippy-wasm",
        what: "nor about the browser's half",
        needs: &[Need::Wasm],
        run: clippy_wasm,
    },
    Step {
        name: "docs",
        what: "everything is documented, every link leads somewhere",
        needs: &[],
        run: docs,
    },
    Step {
        name: "native",
        what: "the tests that need no browser, and the house rules",
        needs: &[],
        run: native,
    },
    Step {
        name: "browser",
        what: "the tests that run inside Chromium, Firefox and WebKit",
        needs: &[Need::Wasm, Need::Browsers],
        run: browser,
    },
    Step {
        name: "types",
        what: "what TypeScript knows of the entry fits how pages use it",
        needs: &[Need::Node],
        run: types,
    },
    Step { name: "build", what: "every build of wasm-pack.toml", needs: &build::NEEDS, run: builds },
    Step { name: "size", what: "no build is over its budget", needs: &build::NEEDS, run: sizes },
    Step {
        name: "html",
        what: "the Nu HTML checker has nothing to say of pages and prerendered cards",
        needs: &[Need::Wasm, Need::Node, Need::Java],
        run: html_checker,
    },
    Step {
        name: "e2e",
        what: "the site, as readers meet it in Chromium, Firefox and WebKit",
        needs: &[Need::Wasm, Need::Node, Need::Browsers],
        run: end_to_end,
    },
];

/// Prints the names of the steps.
pub fn list() {
    for step in &STEPS {
        println!("{:<12} {}", step.name, step.what);
    }
}

/// Runs the named steps, or all of them; stops at the first that fails.
///
/// # Errors
///
/// When a step fails or there is none of that name.
pub fn run(names: &[String]) -> Result<()> {
    let steps = chosen(names)?;
    let start = Instant::now();
    let mut needs: Vec<Need> = steps.iter().flat_map(|step| step.needs).copied().collect();
    needs.sort_unstable();
    needs.dedup();
    let tools = Tools::set_up(&needs)?;
    let tally = Tally::default();
    let mut done: Vec<(&str, Duration)> = Vec::new();
    for step in steps {
        println!("\n── {} · {}", step.name, step.what);
        let begun = Instant::now();
        let outcome = (step.run)(&tools, &tally);
        done.push((step.name, begun.elapsed()));
        if let Err(error) = outcome {
            summary(&done, &tally, start.elapsed());
            return Err(
                error.context(format!("{} failed; run it alone: cargo xtask test {}", step.name, step.name))
            );
        }
    }
    summary(&done, &tally, start.elapsed());
    Ok(())
}

fn chosen(names: &[String]) -> Result<Vec<&'static Step>> {
    if names.is_empty() {
        return Ok(STEPS.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            STEPS.iter().find(|step| step.name == name).with_context(|| {
                let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
                format!("expected a step out of {}, found `{name}`", known.join(", "))
            })
        })
        .collect()
}

fn summary(done: &[(&str, Duration)], tally: &Tally, total: Duration) {
    println!();
    for (name, time) in done {
        println!("  {name:<12} {:>14}", seconds(*time));
    }
    println!("  {:<12} {:>14}\n", "all of it", seconds(total));
    println!(
        "{} passed, {} failed",
        tally.passed.load(Ordering::Relaxed),
        tally.failed.load(Ordering::Relaxed)
    );
}

fn cargo(tools: &Tools, arguments: &[&str]) -> Command {
    let mut cargo = tools.command("cargo");
    cargo.args(arguments);
    cargo
}

fn format(tools: &Tools, _: &Tally) -> Result<()> {
    run_shown(&mut cargo(tools, &["fmt", "--all", "--check"])).context("cargo fmt mends it")
}

fn clippy(tools: &Tools, _: &Tally) -> Result<()> {
    run_shown(&mut cargo(
        tools,
        &["clippy", "--workspace", "--all-targets", "--all-features", "--quiet", "--", "-D", "warnings"],
    ))
}

fn clippy_wasm(tools: &Tools, _: &Tally) -> Result<()> {
    let target = ["clippy", "--target", "wasm32-unknown-unknown", "--lib", "--quiet", "--", "-D", "warnings"];
    run_shown(&mut cargo(tools, &target))
}

fn docs(tools: &Tools, _: &Tally) -> Result<()> {
    let mut cargo = cargo(tools, &["doc", "--workspace", "--all-features", "--no-deps", "--quiet"]);
    run_shown(cargo.env("RUSTDOCFLAGS", "-D warnings"))
}

fn native(tools: &Tools, tally: &Tally) -> Result<()> {
    counted(&mut cargo(tools, &["test", "--workspace", "--all-features", "--no-fail-fast", "--quiet"]), tally)
}

fn types(tools: &Tools, _: &Tally) -> Result<()> {
    let mut tsc = tools.command("tsc");
    tsc.args(["--noEmit", "--strict", "--noUnusedLocals", "--target", "es2022", "--lib", "es2022,dom"]);
    tsc.args(["--module", "esnext", "--moduleResolution", "bundler"]);
    run_shown(tsc.arg(root().join("tests/types/usage.ts")))
}

/// How many seconds a browser's page of tests gets to load, and then to run, each time that it is started. The runner's
/// small server leaves a connection unanswered at times; then the page never loads. A slow machine gets there with the
/// longer ones.
const STARTS: [u32; 8] = [5, 5, 5, 5, 5, 20, 20, 60];

fn browser(tools: &Tools, tally: &Tally) -> Result<()> {
    // Not by `wasm-pack test`, which compiles the native tests for the browser, too.
    let mut failed = Vec::new();
    for browser in Browser::ALL {
        println!("\n{}", browser.name());
        let mut cargo = tools.on_screen("cargo");
        cargo.args(["test", "--target", "wasm32-unknown-unknown", "--test", "browser"]);
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
        // Tests check themselves as they run, which code that is made small does not.
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Copt-level=0");
        for variable in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER"] {
            cargo.env_remove(variable);
        }
        let (variable, driver) = match browser {
            Browser::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Browser::Firefox => ("GECKODRIVER", "geckodriver"),
            // Known to the runner by the name that it has on a Mac.
            Browser::WebKit => ("SAFARIDRIVER", "safaridriver"),
        };
        cargo.env(variable, tools.place(driver));
        let before = tally.all();
        let mut outcome = Ok(());
        for (start, seconds) in STARTS.iter().enumerate() {
            if start > 0 {
                // Not a test that failed: none was run, because the page that runs them did not load.
                println!("{} did not come up; trying once more", browser.name());
            }
            cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(*seconds)?);
            outcome = counted(cargo.env("WASM_BINDGEN_TEST_TIMEOUT", seconds.to_string()), tally);
            if outcome.is_ok() || tally.all() > before {
                break;
            }
        }
        if outcome.is_err() {
            failed.push(browser.name());
        }
    }
    if !failed.is_empty() {
        bail!("tests failed in {}", failed.join(", "));
    }
    Ok(())
}

/// Writes what browsers are started with, so that one waits at most some seconds for a page.
fn capabilities(seconds: u32) -> Result<PathBuf> {
    let mut capabilities: serde_json::Value =
        serde_json::from_str(&read_text(&root().join("tests/webdriver.json"))?)?;
    if let Some(capabilities) = capabilities.as_object_mut() {
        let milliseconds = seconds * 1000;
        let timeouts = serde_json::json!({ "pageLoad": milliseconds, "script": milliseconds });
        capabilities.insert(String::from("timeouts"), timeouts);
    }
    let file = target().join("xtask/webdriver.json");
    write(&file, capabilities.to_string().as_bytes())?;
    Ok(file)
}

fn builds(tools: &Tools, _: &Tally) -> Result<()> {
    let config = Config::read()?;
    config.names().into_iter().try_for_each(|name| make(&config, tools, name))?;
    // All else that is asked of pages is asked of the CDN build.
    let package = root().join(config.output("pkg")?);
    quietly(build::node_script(tools, "package.js").arg(package)).map(drop)
}

fn sizes(tools: &Tools, _: &Tally) -> Result<()> {
    let config = Config::read()?;
    for (name, _) in config.budgets() {
        make(&config, tools, name)?;
    }
    size::check(&config)
}

fn html_checker(tools: &Tools, tally: &Tally) -> Result<()> {
    let config = Config::read()?;
    make(&config, tools, "site")?;
    html::check(tools, &root().join(config.output("site")?), tally)
}

fn end_to_end(tools: &Tools, tally: &Tally) -> Result<()> {
    counted(&mut e2e::command(tools)?, tally)
}
