//! From the crate to wasm and glue: wasm-pack, then without what panics say, then wasm-opt, then in
//! the best order, then a look at whether an engine takes it; for the CDN build also in parts.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::order::in_order;
use super::part::parted;
use super::silence::silenced;
use super::{Wasm, node_script};
use crate::files::{self, read, read_text, root, write};
use crate::run::quietly;

/// The package of `wasm-pack build`, its wasm made smaller.
pub(super) fn package(wasm: &Wasm, output: &Path) -> Result<()> {
    files::remove(output)?;
    wasm_pack(wasm, output, &[])?;
    for file in
        files::under(output)?.into_iter().filter(|file| file.extension().is_some_and(|it| it == "wasm"))
    {
        shrink(wasm, &wasm.opt.args, &file)?;
    }
    Ok(())
}

/// `<module>.js` and `<module>_bg.wasm`, and nothing else of a package.
pub(super) fn module(wasm: &Wasm, module: &str, output: &Path) -> Result<()> {
    wasm_pack(wasm, output, &["--no-typescript", "--no-pack", "--out-name", module])?;
    let file = output.join(format!("{module}_bg.wasm"));
    // What each calls the other is read by nobody: a letter will do. First, since wasm-opt writes what it has not just made
    // small itself with more bytes than it needs; and with the names of functions, by which some are silenced.
    let mut args = vec!["--minify-imports-and-exports-and-modules", "-g"];
    args.extend(wasm.opt.args.iter().map(String::as_str).filter(|arg| arg.starts_with("--enable-")));
    let names = opt(wasm, &args, &file)?;
    shrink(wasm, &wasm.opt.args, &file)?;
    let glue = output.join(format!("{module}.js"));
    let text = renamed(&read_text(&glue)?, module, &names).with_context(|| glue.display().to_string())?;
    write(&glue, text.as_bytes())?;
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
    wasm_pack(wasm, output, &["--no-typescript", "--no-pack", "--out-name", module])?;
    let file = output.join(format!("{module}_bg.wasm"));
    let args = wasm.opt.args.iter().map(String::as_str).filter(|arg| *arg != "--strip-debug");
    shrink(wasm, &args.chain(["-g", "--strip-dwarf"]).collect::<Vec<_>>(), &file)?;
    Ok(file)
}

/// What glue does for those who start a program otherwise than our scripts do, which is once, as `{ module }`, and compiled;
/// and shorter ways to see that memory has grown, and so is another buffer.
const SHORTER: [(&str, &str); 6] = [
    (
        "    if (wasm !== undefined) return wasm;


    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module} = module)
        } else {
            console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
        }
    }
",
        "",
    ),
    ("function initSync(module) {", "function initSync({module}) {"),
    (
        "    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
",
        "",
    ),
    (
        "let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    cachedDataViewMemory0 = null;
    cachedUint8ArrayMemory0 = null;
",
        "let wasm;
function __wbg_finalize_init(instance) {
    wasm = instance.exports;
",
    ),
    (
        "cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || \
         (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        "cachedDataViewMemory0?.buffer !== wasm.memory.buffer",
    ),
    (
        "cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0",
        "cachedUint8ArrayMemory0?.buffer !== wasm.memory.buffer",
    ),
];

/// What the core's glue does for cases that its one function does not have: an argument or an answer is left behind only when
/// memory has run out, which ends the core, and no JavaScript value is handed over, so no table for them is filled.
const SHORTER_CORE: [(&str, &str); 4] = [
    (
        "    let deferred4_0;
    let deferred4_1;
    try {
        const val3 = +host;
        let ptr0, len0, ptr1, len1;
        try {
            ptr0 = passArray8ToWasm0(question, wasm.__wbindgen_malloc);
            len0 = WASM_VECTOR_LEN;
            ptr1 = passArray8ToWasm0(bytes, wasm.__wbindgen_malloc);
            len1 = WASM_VECTOR_LEN;
        } catch (e) {
            if (ptr1) { wasm.__wbindgen_free(ptr1, len1 * 1, 1); }
            if (ptr0) { wasm.__wbindgen_free(ptr0, len0 * 1, 1); }
            throw e;
        }
        const ret = wasm.call(val3, ptr0, len0, ptr1, len1);
        deferred4_0 = ret[0];
        deferred4_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
    } finally {
        wasm.__wbindgen_free(deferred4_0, deferred4_1, 1);
    }
",
        "    const ptr0 = passArray8ToWasm0(question, wasm.__wbindgen_malloc);
    const ptr1 = passArray8ToWasm0(bytes, wasm.__wbindgen_malloc);
    const ret = wasm.call(host, ptr0, question.length, ptr1, bytes.length);
    const answer = getStringFromWasm0(ret[0], ret[1]);
    wasm.__wbindgen_free(ret[0], ret[1], 1);
    return answer;
",
    ),
    (
        "            const table = wasm.__wbindgen_externrefs;
            table.set(0, undefined);
            table.set(1024, undefined);
            table.set(1025, null);
            table.set(1026, true);
            table.set(1027, false);
",
        "",
    ),
    (
        "            const len1 = WASM_VECTOR_LEN;\n            getDataView",
        "            const len1 = ret.length;\n            getDataView",
    ),
    ("    WASM_VECTOR_LEN = arg.length;\n", ""),
];

/// The glue with the names that wasm-opt says it has given to what goes in and out; without its own way to fetch the
/// program, which the entry has compiled already.
fn renamed(glue: &str, module: &str, names: &str) -> Result<String> {
    let names: Names = serde_json::from_str(names).context("what wasm-opt says of names")?;
    let mut glue = once(glue, "export { initSync, __wbg_init as default }", "export { initSync }")?;
    let of_core = if module == "core" { &SHORTER_CORE[..] } else { &[] };
    for (from, to) in SHORTER.iter().chain(of_core) {
        glue = once(&glue, from, to)?;
    }
    glue = once(&glue, &format!("\"./{module}_bg.js\": "), "a: ")?;
    for (_, old, new) in &names.imports {
        glue = once(&glue, &format!(" {old}: function("), &format!(" {new}: function("))?;
    }
    for (old, new) in &names.exports {
        let called = format!("wasm.{old}");
        let mut pieces = glue.split(&called);
        let mut text = String::from(pieces.next().unwrap_or_default());
        for piece in pieces {
            // A longer name only begins with this one.
            let whole = !piece.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_');
            text.extend(["wasm.", if whole { new } else { old }, piece]);
        }
        glue = text;
    }
    Ok(glue)
}

/// `imports` as module, name, new name; `exports` as name, new name.
#[derive(serde::Deserialize)]
struct Names {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

fn once(text: &str, from: &str, to: &str) -> Result<String> {
    if text.matches(from).count() != 1 {
        bail!(
            "expected `{from}` once in what wasm-bindgen writes, found it {} times",
            text.matches(from).count()
        );
    }
    Ok(text.replace(from, to))
}

fn wasm_pack(wasm: &Wasm, output: &Path, more: &[&str]) -> Result<()> {
    let mut command = wasm.tools.command("wasm-pack");
    command.args(["build", "--mode", "no-install", "--target", &wasm.build.target]);
    command.arg(format!("--{}", wasm.build.profile)).arg("--out-dir").arg(output).args(more);
    // From here on the arguments are cargo's.
    command.args(["--", "--no-default-features", "--config", &no_local_paths()]);
    if !wasm.build.features.is_empty() {
        command.args(["--features", &wasm.build.features.join(",")]);
    }
    quietly(&mut command).map(drop)
}

/// Flags that keep the folders of this machine out of the wasm, and so make it the same on every machine.
fn no_local_paths() -> String {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let rustup = env::var_os("RUSTUP_HOME").map_or_else(|| home.join(".rustup"), PathBuf::from);
    let folders = [(root(), "fact-check-card"), (cargo, "cargo"), (rustup, "rustup")];
    let flags = folders.map(|(from, to)| {
        // A Rust string is a TOML string for any path that one would work in.
        format!("{:?}", format!("--remap-path-prefix={}={to}", from.display()))
    });
    format!("target.wasm32-unknown-unknown.rustflags=[{}]", flags.join(","))
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
