//! `cargo xtask <command>`: reads the arguments and calls the command.

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt as _};
use xtask::{bench, build, demo, e2e, functions, size, test};

const USAGE: &str = "\
cargo xtask <command>

  demo [--port N] [--no-open]   build the site and serve it on 127.0.0.1 (port 8000, or the next that is free)
  test [step...]                everything that must hold before a change is merged, or some steps of it
  e2e [--full] [word...]        the end-to-end tests with all of these words in their name, look or engine; --full runs
                                each that can be both with cards that are built and with cards that are taken over
  bench [--resume] [--quick]    what cards cost in Chromium beside nodes made by hand and in frameworks
  bench frameworks              only the part of it that measures the card beside the same card in frameworks
  bench sources                 only the part that measures what a reader waits for in a card of many sources
  bench native [cards]          what the command line costs beside serde_json, and rendering beside Node; or only that
                                --resume goes on with a run that was broken off, --quick only shows that all works
  build [name...]               the builds of wasm-pack.toml, or some of them
  size                          build what a page loads, and weigh it against the budgets of wasm-pack.toml
  size <module>                 what the program of a module is made of: core, import or render, by module and function

What a command needs and does not find, it installs. `cargo xtask test --list` names the steps.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let mut words: Vec<String> = Vec::new();
    let mut port = None;
    let mut no_open = false;
    let mut list = false;
    let mut flags = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("help") | Short('h') => {
                println!("{USAGE}");
                return Ok(());
            }
            Long("port") => port = Some(arguments.value()?.parse()?),
            Long("no-open") => no_open = true,
            Long("list") => list = true,
            Long("full") => flags.push("--full".to_owned()),
            Long("quick") => flags.push("--quick".to_owned()),
            Long("resume") => flags.push("--resume".to_owned()),
            Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let Some((command, rest)) = words.split_first() else { bail!("expected a command\n\n{USAGE}") };
    match command.as_str() {
        "demo" if rest.is_empty() => demo::run(port, !no_open),
        "test" if list => {
            test::list();
            Ok(())
        }
        "test" => test::run(rest),
        "e2e" => e2e::run(&[&flags, rest].concat()),
        "bench" if rest.is_empty() || rest == ["frameworks"] || rest == ["sources"] => {
            bench::in_browser(&[rest, &flags].concat())
        }
        "bench" if rest == ["native"] => bench::native(false),
        "bench" if rest == ["native", "cards"] => bench::native(true),
        "build" => build::run(rest),
        "size" => match rest {
            [] => size::run(),
            [module] => functions::run(module),
            _ => bail!("expected one module, found {rest:?}"),
        },
        "help" => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("expected one of the commands below, found `{}`\n\n{USAGE}", words.join(" ")),
    }
}
