//! What stands between JavaScript and a module of the CDN build: the core's is `src/element/glue.js`, that of the others what
//! wasm-bindgen writes, made shorter. Both with the letters that wasm-opt has given to what goes in and out of the program.

use std::convert::Infallible;

use anyhow::{Context as _, Result, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, Module};
use wasmparser::{Export, Parser};

use crate::files::{read_text, root};

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

/// What the core's program has for wasm-bindgen's glue only: that fills a table with JavaScript values, of which none is handed
/// over, makes room for a text before it knows for how much, and can be told what to do when a call ends in a panic.
const UNUSED: [&str; 5] = [
    "__abort_handler",
    "__instance_terminated",
    "__wbindgen_externrefs",
    "__wbindgen_realloc",
    "__wbindgen_start",
];

/// The core's program without what its own glue has no use for.
///
/// # Errors
///
/// When this is no wasm program.
pub(super) fn core_program(program: &[u8]) -> Result<Vec<u8>> {
    struct Used;

    impl Reencode for Used {
        type Error = Infallible;

        fn parse_export(
            &mut self,
            exports: &mut ExportSection,
            export: Export<'_>,
        ) -> Result<(), Error<Self::Error>> {
            if UNUSED.contains(&export.name) {
                return Ok(());
            }
            wasm_encoder::reencode::utils::parse_export(self, exports, export)
        }
    }

    let mut module = Module::new();
    Used.parse_core_module(&mut module, Parser::new(0), program)?;
    Ok(module.finish())
}

/// The core's glue.
///
/// # Errors
///
/// When the program does not have what the glue asks of it.
pub(super) fn core_glue(names: &str) -> Result<String> {
    let names = Names::read(names)?;
    let folder = root().join("src");
    let glue = read_text(&folder.join("element/glue.js"))?;
    let locale = folder.join("words/locale.js").display().to_string();
    let glue = once(&glue, "\"../words/locale.js\"", &format!("{locale:?}"))?;
    // Behind the name that it has in Rust stand digits.
    let say = names.imports.iter().find(|(_, old, _)| old.starts_with("__wbg_say_"));
    let (_, _, say) = say.context("expected `say` among what the core imports, found none of that name")?;
    let glue = once(&once(&glue, "\"./core_bg.js\": ", "a: ")?, "__wbg_say: ", &format!("{say}: "))?;
    Ok(with_exports(glue, &names))
}

/// The glue of another module; without its own way to fetch the program, which the core's script has compiled already.
///
/// # Errors
///
/// When wasm-bindgen writes other glue than is known here.
pub(super) fn module_glue(glue: &str, module: &str, names: &str) -> Result<String> {
    let names = Names::read(names)?;
    let mut glue = once(glue, "export { initSync, __wbg_init as default }", "export { initSync }")?;
    for (from, to) in &SHORTER {
        glue = once(&glue, from, to)?;
    }
    glue = once(&glue, &format!("\"./{module}_bg.js\": "), "a: ")?;
    for (_, old, new) in &names.imports {
        glue = once(&glue, &format!(" {old}: function("), &format!(" {new}: function("))?;
    }
    Ok(with_exports(glue, &names))
}

/// The glue with the names that wasm-opt has given to what comes out of the program.
fn with_exports(mut glue: String, names: &Names) -> String {
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
    glue
}

/// `imports` as module, name, new name; `exports` as name, new name.
#[derive(serde::Deserialize)]
struct Names {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

impl Names {
    fn read(said: &str) -> Result<Self> {
        serde_json::from_str(said).context("what wasm-opt says of names")
    }
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
