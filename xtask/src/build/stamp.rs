//! Whether a build is still that of its inputs: a note, left beside it, of the digests of both.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::compiler;
use crate::files::{digest, digest_of, target, write};

/// Does the work unless it was done for these inputs and its output is as it was left.
pub(super) fn unless_fresh(
    name: &str,
    inputs: &[PathBuf],
    output: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let note = target().join("xtask").join(format!("{name}.stamp"));
    let made_of = digest_of(format!("{} {}", compiler()?, digest(inputs)?).as_bytes());
    let as_found = format!("{made_of} {}", digest(&[output.to_path_buf()])?);
    if std::fs::read_to_string(&note).is_ok_and(|left| left == as_found) {
        return Ok(());
    }
    work()?;
    write(&note, format!("{made_of} {}", digest(&[output.to_path_buf()])?).as_bytes())
}
