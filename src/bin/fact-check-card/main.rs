//! The command line: claim records by the file, the folder or the million.
//!
//! ```text
//! arguments ─▶ source ─▶ pipeline ─┬▶ task (a thread a core) ─▶ sink ─▶ standard output, or a folder
//!             (items)              └▶ report (places, words)  ─▶ standard error
//! ```
//!
//! Exit status: 0 all well; 1 some input was refused, or what came of it could not be written; 2 wrong usage.

mod arguments;
mod names;
mod pipeline;
mod place;
mod progress;
mod report;
mod run;
mod sink;
mod snippet;
mod source;
mod split;
mod task;
mod watch;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use arguments::{Arguments, Command};

// Cards are many small values: with the system's allocator, making and freeing them takes a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Why the program ends before its work is done.
#[derive(Debug)]
pub enum Stop {
    /// The arguments ask for something that can't be done.
    Usage(String),
    /// Something could not be written or watched.
    Failed(String),
    /// Nobody reads what is written any more.
    Closed,
}

impl Stop {
    /// Why standard output or a file could not be written.
    pub fn writing(what: &str, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Failed(format!("{what} could not be written: {error}")),
        }
    }

    /// Ends the program: says why, if there is anyone to tell.
    pub fn leave(self) -> ! {
        let status = match self {
            Self::Closed => 0,
            Self::Failed(message) => {
                report::say(&format!("error: {message}\n"));
                1
            }
            Self::Usage(message) => {
                let error = Arguments::command().error(clap::error::ErrorKind::ValueValidation, message);
                report::say(&error.render().to_string());
                2
            }
        };
        std::process::exit(status)
    }
}

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(stop) => stop.leave(),
    }
}

/// Does what was asked; says whether all input was taken.
fn perform(command: Command) -> Result<bool, Stop> {
    match command {
        Command::Validate(validate) => run::run(&validate.inputs, &validate.reports, None, &task::Validate),
        Command::Render(render) => {
            let task = task::Render::new(&render)?;
            if let Some(note) = task.note().filter(|_| !render.reports.quiet) {
                report::say(&note);
            }
            run::run(&render.inputs, &render.reports, render.output.out.as_deref(), &task)
        }
        Command::Import(import) => {
            let task = task::Import::new(&import)?;
            run::run(&import.inputs, &import.reports, import.output.out.as_deref(), &task)
        }
        Command::Export(export) => {
            run::run(&export.inputs, &export.reports, export.output.out.as_deref(), &task::Export)
        }
        Command::Embed(embed) => {
            let task = task::Embed::new(&embed)?;
            run::run(&embed.inputs, &embed.reports, embed.output.out.as_deref(), &task)
        }
        Command::Schema => print(&format!("{:#}\n", fact_check_card::record::claim_record_schema())),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            let mut command = Arguments::command();
            let name = command.get_name().to_owned();
            clap_complete::generate(shell, &mut command, name, &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Command::Man { out } => manual(out.as_deref()),
    }
}

/// The manual: one page on standard output, or a page a command in a folder.
fn manual(folder: Option<&std::path::Path>) -> Result<bool, Stop> {
    let command = Arguments::command();
    if let Some(folder) = folder {
        let failed = |error: std::io::Error| Stop::writing(&folder.display().to_string(), &error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        clap_mangen::generate_to(command, folder).map_err(failed)?;
        return Ok(true);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|error| Stop::writing("the manual", &error))?;
    print(&String::from_utf8_lossy(&page))
}

fn print(text: &str) -> Result<bool, Stop> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Stop::writing("standard output", &error))?;
    Ok(true)
}
