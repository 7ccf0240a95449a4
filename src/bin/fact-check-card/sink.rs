//! Where what is made goes: standard output, or a folder with a file an item. A file is there whole or not at all: it is
//! written beside its place and then moved.

use std::fs;
use std::io::{self, BufWriter, Stdout, Write as _};
use std::path::{Path, PathBuf};

use crate::Stop;
use crate::names::Names;
use crate::source::Origin;
use crate::task::Made;

/// Where what is made goes.
#[derive(Debug)]
pub enum Sink {
    /// Standard output.
    Stream(BufWriter<Stdout>),
    /// A folder.
    Folder(Folder),
}

/// Which item something was made of.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// The item's file.
    pub origin: &'a Origin,
    /// The item's line, if it is a line of a file with many.
    pub line: Option<u64>,
    /// Which one it is of several things that were made of the item, from 1.
    pub place: Option<usize>,
}

impl Sink {
    /// A folder, which is made if it is not there, or standard output.
    ///
    /// # Errors
    ///
    /// When the folder can't be made.
    pub fn new(folder: Option<&Path>, extension: &'static str) -> Result<Self, Stop> {
        let Some(folder) = folder else {
            return Ok(Self::Stream(BufWriter::with_capacity(1 << 16, io::stdout())));
        };
        fs::create_dir_all(folder).map_err(|error| {
            Stop::Usage(format!(
                "--out: expected a folder that can be made or written to, found {}: {error}",
                folder.display()
            ))
        })?;
        Ok(Self::Folder(Folder { path: folder.to_owned(), extension, names: Names::default() }))
    }

    /// Writes what was made of an item. Gives the name of its file if that is not the one that one would look for.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub fn write(&mut self, of: Of<'_>, made: &Made) -> Result<Option<PathBuf>, Stop> {
        match self {
            Self::Stream(out) => {
                out.write_all(made.text.as_bytes())
                    .map_err(|error| Stop::writing("standard output", &error))?;
                Ok(None)
            }
            Self::Folder(folder) => folder.write(of, made),
        }
    }

    /// Hands on what is held back.
    ///
    /// # Errors
    ///
    /// When it can't be written.
    pub fn flush(&mut self) -> Result<(), Stop> {
        match self {
            Self::Stream(out) => out.flush().map_err(|error| Stop::writing("standard output", &error)),
            Self::Folder(_) => Ok(()),
        }
    }
}

/// A folder that gets a file an item.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    extension: &'static str,
    names: Names,
}

impl Folder {
    fn write(&mut self, of: Of<'_>, made: &Made) -> Result<Option<PathBuf>, Stop> {
        let stem = of.origin.stem.file_name().unwrap_or_default().to_string_lossy();
        let name = match (of.line, of.place, &made.id) {
            (None, None, _) => stem.into_owned(),
            (_, _, Some(id)) => id.clone(),
            (Some(line), None, None) => format!("{stem}-{line}"),
            (Some(line), Some(place), None) => format!("{stem}-{line}-{place}"),
            (None, Some(place), None) => format!("{stem}-{place}"),
        };
        let inside = of.origin.stem.parent().unwrap_or(Path::new(""));
        let (path, was_free) = self.names.give(inside, &name, self.extension);
        let path = self.path.join(path);
        put(&path, made.text.as_bytes())
            .map_err(|error| Stop::writing(&path.display().to_string(), &error))?;
        Ok((!was_free).then_some(path))
    }
}

/// Writes a file beside its place and moves it there: whoever reads finds the old one or the new one, never half of it.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fact-check-card-");
    #[cfg(unix)]
    {
        // As any new file; the system takes away what the user's mask says.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}
