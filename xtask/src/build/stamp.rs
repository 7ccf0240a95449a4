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

#[cfg(test)]
mod tests {
    //! When the work is done, and when it is not.
    use std::cell::Cell;

    use anyhow::Result;

    use super::unless_fresh;
    use crate::files::{remove, write};

    #[test]
    fn work_is_done_again_only_for_other_inputs_or_a_lost_output() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("fact-check-card-stamp-{}", std::process::id()));
        remove(&folder)?;
        let (input, output) = (folder.join("in/a.txt"), folder.join("out"));
        let done = Cell::new(0);
        let make = || {
            unless_fresh("stamp-test", &[folder.join("in")], &output, || {
                done.set(done.get() + 1);
                write(&output.join("b.txt"), b"made")
            })
        };
        write(&input, format!("one {}", std::process::id()).as_bytes())?;
        make()?;
        make()?;
        assert_eq!(done.get(), 1, "nothing had changed");
        write(&input, b"two")?;
        make()?;
        assert_eq!(done.get(), 2, "an input had changed");
        write(&output.join("b.txt"), b"spoilt")?;
        make()?;
        assert_eq!(done.get(), 3, "the output had been touched");
        remove(&folder)
    }
}
