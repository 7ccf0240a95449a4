//! Links the programs for browsers, where rustc would call the linker itself: the linker makes code of what rustc has
//! optimized, with two results in two values. rustc's own code writes them into memory, for the caller to read there
//! (`&str` is two: where it is, and how long), and has no switch for it: 0.5 KB (brotli) of every reader's download.
//!
//! That changes how functions are called, so all of them must be there when code is made: a build with `lto`. What was
//! compiled before, which is memcpy and its kin, has one result. Another would be a warning of the linker, and so an error.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Result;

/// How rustc begins when it calls a linker of the kind that `flags` names.
const BEGIN: [&str; 2] = ["-flavor", "wasm"];

/// What makes rustc call this program, and keep what it has optimized beside the code that it makes of that.
///
/// # Errors
///
/// When nobody knows where this program is.
pub(super) fn flags() -> Result<[String; 3]> {
    let linker = format!("-Clinker={}", std::env::current_exe()?.display());
    Ok([linker, "-Clinker-flavor=wasm-ld".into(), "-Csave-temps".into()])
}

/// What the linker is told besides. The first stands in `.cargo/config.toml`, too, for rustc.
const MORE: [&str; 6] =
    ["-mllvm", "-disable-lsr", "-mllvm", "-target-abi=experimental-mv", "--lto-O0", "--fatal-warnings"];

/// Links, if it is rustc that has called this program, and says how it went.
#[must_use]
pub fn called_as_linker() -> Option<ExitCode> {
    let sent: Vec<OsString> = std::env::args_os().skip(1).collect();
    if !sent.starts_with(&BEGIN.map(OsString::from)) {
        return None;
    }
    // rustc puts the folder of its linker on the path.
    let linked = Command::new("rust-lld").args(arguments(sent)).args(MORE).status();
    Some(if linked.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What rustc says, with what it has optimized in the place of the code that it has made of that.
fn arguments(sent: Vec<OsString>) -> Vec<OsString> {
    sent.into_iter()
        .map(|argument| {
            let optimized = Path::new(&argument).with_extension("bc");
            let is_code = argument.to_string_lossy().ends_with(".rcgu.o") && optimized.is_file();
            if is_code { optimized.into() } else { argument }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    //! What the linker is given.
    use super::arguments;

    #[test]
    fn what_was_optimized_stands_in_the_place_of_its_code() -> anyhow::Result<()> {
        let folder = std::env::temp_dir().join("fact-check-card-link");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("a.rcgu.bc"), "")?;
        let of = |name: &str| folder.join(name).into_os_string();
        let sent = ["-o".into(), of("a.wasm"), of("a.rcgu.o"), of("b.rcgu.o"), of("c.rlib")];
        let told = arguments(sent.to_vec());
        std::fs::remove_dir_all(&folder)?;
        assert_eq!(told, ["-o".into(), of("a.wasm"), of("a.rcgu.bc"), of("b.rcgu.o"), of("c.rlib")]);
        Ok(())
    }
}
