//! From the crate to wasm and glue: wasm-pack, or for the CDN build rustc and wasm-bindgen, then without what panics say, then
//! wasm-opt, then in the best order, then a look at whether an engine takes it; for the CDN build also in parts.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::glue::{core_glue, core_program, module_glue};
use super::order::in_order;
use super::part::parted;
use super::silence::silenced;
use super::{Wasm, node_script};
use crate::files::{self, read, read_text, root, target, write};
use crate::run::quietly;

/// The package of `wasm-pack build`, its wasm made smaller.
pub(super) fn package(wasm: &Wasm, output: &Path) -> Result<()> {
    files::remove(output)?;
    wasm_pack(wasm, output)?;
    for file in
        files::under(output)?.into_iter().filter(|file| file.extension().is_some_and(|it| it == "wasm"))
    {
        shrink(wasm, &wasm.opt.args, &file)?;
    }
    Ok(())
}

/// `<module>.js` and `<module>_bg.wasm`, and nothing else of a package.
pub(super) fn module(wasm: &Wasm, module: &str, output: &Path) -> Result<()> {
    compile(wasm, module, output)?;
    let file = output.join(format!("{module}_bg.wasm"));
    let is_core = module == "core";
    if is_core {
        write(&file, &core_program(&read(&file)?)?)?;
    }
    // What each calls the other is read by nobody: a letter will do. First, since wasm-opt writes what it has not just made
    // small itself with more bytes than it needs; and with the names of functions, by which some are silenced.
    let mut args = vec!["--minify-imports-and-exports-and-modules", "-g"];
    args.extend(wasm.opt.args.iter().map(String::as_str).filter(|arg| arg.starts_with("--enable-")));
    let names = opt(wasm, &args, &file)?;
    shrink(wasm, &wasm.opt.args, &file)?;
    let glue = output.join(format!("{module}.js"));
    let text = if is_core { core_glue(&names) } else { module_glue(&read_text(&glue)?, module, &names) };
    write(&glue, text.with_context(|| glue.display().to_string())?.as_bytes())?;
    part(wasm, &file)
}

/// Parts a program for the way to the browser, and looks at whether it is the same program there.
fn part(wasm: &Wasm, file: &Path) -> Result<()> {
    let parted = parted(&read(file)?).with_context(|| file.display().to_string())?;
    let joined = file.with_extension("joined.wasm");
    write(file, &parted.file)?;
    write(&joined, &parted.joined)?;
    let join = root().join("src/element/join.js");
    quietly(node_script(wasm.tools, "joins.js").args([&join, file, &joined]))?;
    std::fs::remove_file(&joined).with_context(|| joined.display().to_string())
}

/// The program of a module as it is shipped, but with the names of its functions.
pub(super) fn named(wasm: &Wasm, module: &str, output: &Path) -> Result<PathBuf> {
    compile(wasm, module, output)?;
    let file = output.join(format!("{module}_bg.wasm"));
    let args = wasm.opt.args.iter().map(String::as_str).filter(|arg| *arg != "--strip-debug");
    shrink(wasm, &args.chain(["-g", "--strip-dwarf"]).collect::<Vec<_>>(), &file)?;
    Ok(file)
}

fn wasm_pack(wasm: &Wasm, output: &Path) -> Result<()> {
    let mut command = wasm.tools.command("wasm-pack");
    command.args(["build", "--mode", "no-install", "--target", &wasm.build.target]);
    command.arg(format!("--{}", wasm.build.profile)).arg("--out-dir").arg(output);
    // From here on the arguments are cargo's.
    command.args(["--", "--no-default-features", "--config", &rustflags(&no_local_paths())]);
    command.args(["--features", &wasm.build.features.join(",")]);
    quietly(&mut command).map(drop)
}

/// The glue and the program of a module. By hand, since wasm-pack compiles for other crates, too, and rustc optimizes no two
/// crates together then.
fn compile(wasm: &Wasm, module: &str, output: &Path) -> Result<()> {
    let mut cargo = wasm.tools.command("cargo");
    cargo.args([
        "rustc",
        "--lib",
        "--crate-type",
        "cdylib",
        "--target",
        TARGET,
        "--profile",
        &wasm.build.profile,
    ]);
    cargo.args(["--no-default-features", "--features", &wasm.build.features.join(",")]);
    let flags = [&no_local_paths()[..], &wasm.build.rustflags].concat();
    quietly(cargo.args(["--config", &rustflags(&flags)]))?;
    let program = target().join(TARGET).join(&wasm.build.profile).join("fact_check_card.wasm");
    let mut glue = wasm.tools.command("wasm-bindgen");
    glue.arg(program).args(["--no-typescript", "--target", &wasm.build.target, "--out-name", module]);
    quietly(glue.arg("--out-dir").arg(output)).map(drop)
}

/// What the crate is compiled for.
const TARGET: &str = "wasm32-unknown-unknown";

/// Flags of rustc as cargo reads them; a Rust string is a TOML string for any path that one would work in.
fn rustflags(flags: &[String]) -> String {
    format!("target.{TARGET}.rustflags={flags:?}")
}

/// Flags that keep the folders of this machine out of the wasm, and so make it the same on every machine.
fn no_local_paths() -> [String; 3] {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let rustup = env::var_os("RUSTUP_HOME").map_or_else(|| home.join(".rustup"), PathBuf::from);
    let folders = [(root(), "fact-check-card"), (cargo, "cargo"), (rustup, "rustup")];
    folders.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
}

/// Makes a program small, and looks at whether an engine takes what came of it.
fn shrink(wasm: &Wasm, args: &[impl AsRef<OsStr>], file: &Path) -> Result<()> {
    let program = silenced(&read(file)?).with_context(|| file.display().to_string())?;
    write(file, &program)?;
    opt(wasm, args, file)?;
    write(file, &in_order(&read(file)?)?)?;
    quietly(node_script(wasm.tools, "validate.js").arg(file))
        .with_context(|| format!("{}: no engine would take what was made of it", file.display()))?;
    Ok(())
}

/// Runs wasm-opt on a file. Gives what it said.
fn opt(wasm: &Wasm, args: &[impl AsRef<OsStr>], file: &Path) -> Result<String> {
    let small = file.with_extension("small.wasm");
    let said = quietly(wasm.tools.command("wasm-opt").args(args).arg(file).arg("-o").arg(&small))?;
    std::fs::rename(&small, file)?;
    Ok(said)
}
