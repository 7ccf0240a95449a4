//! Where documents come from: files, folders, patterns and standard input become one stream of items, in order.
//! Memory is bounded: at no time is more held than the items that are being worked on.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::GlobBuilder;
use walkdir::WalkDir;

use crate::arguments::Inputs;
use crate::split;

/// A document and where it stands.
#[derive(Debug)]
pub struct Item {
    /// The file.
    pub origin: Arc<Origin>,
    /// The line of the file on which the document begins, from 1.
    pub line: u64,
    /// Whether the document is a line of a file with many.
    pub is_line: bool,
    /// Whether no more has come yet: the next item may take long.
    pub is_last_that_came: bool,
    /// The document, or why there is none.
    pub content: Result<Vec<u8>, String>,
}

/// A file that items come from.
#[derive(Debug)]
pub struct Origin {
    /// Its name, as a person knows it.
    pub name: String,
    /// Where what comes of it belongs in a folder: a relative path without extension, of plain names only.
    pub stem: PathBuf,
}

/// What files hold.
#[derive(Clone, Copy, Debug)]
pub struct Kinds {
    /// The extensions that are looked for in folders.
    pub extensions: &'static [&'static str],
    /// The most bytes of a document that are read; one more is read of a larger one, so that it is seen to be larger.
    pub most: usize,
}

impl Kinds {
    /// Whether a folder's file is one of these.
    pub fn has(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        self.extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
    }
}

/// Takes each item; told to stop, the source stops.
pub type Take<'t> = dyn FnMut(Item) -> ControlFlow<()> + 't;

/// The documents that arguments name.
#[derive(Debug)]
pub struct Source<'a> {
    inputs: &'a Inputs,
    kinds: Kinds,
}

impl<'a> Source<'a> {
    /// The documents that arguments name.
    pub fn new(inputs: &'a Inputs, kinds: Kinds) -> Self {
        Self { inputs, kinds }
    }

    /// Whether what comes out is to be a line an item: where there may be several.
    pub fn is_many(&self) -> bool {
        match self.inputs.names.as_slice() {
            [one] => self.inputs.ndjson || (!is_stdin(one) && (!one.is_file() || is_lines(one))),
            _ => true,
        }
    }

    /// How many bytes there are to read; `None` when that can't be known.
    pub fn size(&self) -> Option<u64> {
        let mut size = 0;
        for input in &self.inputs.names {
            if is_stdin(input) {
                return None;
            }
            for (file, _) in self.files(input).into_iter().flatten().flatten() {
                size += file.metadata().map_or(0, |metadata| metadata.len());
            }
        }
        Some(size)
    }

    /// The folders in which inputs stand, and whether what stands below them counts, too.
    pub fn folders(&self) -> Vec<(PathBuf, bool)> {
        let inputs = self.inputs.names.iter().filter(|input| !is_stdin(input));
        inputs
            .map(|input| match input {
                input if input.is_dir() => (input.clone(), true),
                input if input.exists() || !is_pattern(input) => {
                    let parent = input.parent().filter(|parent| !parent.as_os_str().is_empty());
                    (parent.unwrap_or(Path::new(".")).to_owned(), false)
                }
                input => (parted(input).0, true),
            })
            .collect()
    }

    /// Whether a changed file may be one of the inputs.
    pub fn may_have(&self, path: &Path) -> bool {
        let named = |input: &PathBuf| input.file_name().is_some_and(|name| path.file_name() == Some(name));
        self.kinds.has(path) || self.inputs.names.iter().any(named)
    }

    /// Reads every document, in the order of the arguments; the files of a folder in the order of their names.
    pub fn each(&self, take: &mut Take<'_>) -> ControlFlow<()> {
        for input in &self.inputs.names {
            if is_stdin(input) {
                self.stdin(take)?;
                continue;
            }
            match self.files(input) {
                Ok(files) => {
                    for file in files {
                        match file {
                            Ok((path, stem)) => self.file(&path, stem, take)?,
                            Err((path, why)) => refuse(&path.display().to_string(), why, take)?,
                        }
                    }
                }
                Err(why) => refuse(&input.display().to_string(), why, take)?,
            }
        }
        ControlFlow::Continue(())
    }

    /// The files that an argument stands for.
    fn files(&self, input: &Path) -> Result<Vec<Found>, String> {
        if input.is_dir() {
            let found = under(input, |path| self.kinds.has(path));
            return some(found, || {
                format!(
                    "expected a file of the kind {} in the folder, found none",
                    self.kinds.extensions.join(", ")
                )
            });
        }
        if input.exists() || !is_pattern(input) {
            let stem = input.file_stem().map_or_else(|| PathBuf::from("record"), PathBuf::from);
            return Ok(vec![Ok((input.to_owned(), stem))]);
        }
        let (folder, pattern) = parted(input);
        let glob = GlobBuilder::new(&pattern.to_string_lossy()).literal_separator(true).build();
        let glob =
            glob.map_err(|error| format!("expected a pattern, found one that can't be read: {error}"))?;
        let matcher = glob.compile_matcher();
        let found =
            under(&folder, |path| path.strip_prefix(&folder).is_ok_and(|path| matcher.is_match(path)));
        some(found, || String::from("expected files of this pattern, found none"))
    }

    fn file(&self, path: &Path, stem: PathBuf, take: &mut Take<'_>) -> ControlFlow<()> {
        let name = path.display().to_string();
        let opened = File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() {
                Err(io::Error::from(io::ErrorKind::IsADirectory))
            } else {
                Ok(file)
            }
        });
        match opened {
            Ok(file) => {
                let mut reader = BufReader::with_capacity(BUFFER, file);
                let lines = self.inputs.ndjson || is_lines(path);
                self.read(&mut reader, &Arc::new(Origin { name, stem }), Some(lines), take)
            }
            Err(error) => refuse(&name, format!("the file could not be read: {error}"), take),
        }
    }

    fn stdin(&self, take: &mut Take<'_>) -> ControlFlow<()> {
        let origin = Arc::new(Origin { name: String::from("<stdin>"), stem: PathBuf::from("stdin") });
        let mut reader = BufReader::with_capacity(BUFFER, io::stdin().lock());
        self.read(&mut reader, &origin, self.inputs.ndjson.then_some(true), take)
    }

    /// Parts what a reader gives into items: by lines, as one document, or by its look.
    fn read<R: Read>(
        &self,
        reader: &mut BufReader<R>,
        origin: &Arc<Origin>,
        lines: Option<bool>,
        take: &mut Take<'_>,
    ) -> ControlFlow<()> {
        let name = origin.name.clone();
        let outcome = match lines {
            Some(true) => split::lines(reader, origin, 1, self.kinds.most, take),
            Some(false) => split::document(reader, origin, self.kinds.most, take),
            None => split::either(reader, origin, self.kinds.most, take),
        };
        match outcome {
            Ok(flow) => flow,
            Err(error) => refuse(&name, format!("the file could not be read to its end: {error}"), take),
        }
    }
}

/// How much is read at once.
const BUFFER: usize = 1 << 17;

fn refuse(name: &str, why: String, take: &mut Take<'_>) -> ControlFlow<()> {
    let origin = Arc::new(Origin { name: name.to_owned(), stem: PathBuf::new() });
    take(Item { origin, line: 1, is_line: false, is_last_that_came: true, content: Err(why) })
}

fn is_stdin(input: &Path) -> bool {
    input == Path::new("-")
}

fn is_lines(path: &Path) -> bool {
    let lines = Kinds { extensions: &["ndjson", "jsonl"], most: 0 };
    lines.has(path)
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The folder that a pattern begins with, and the pattern inside it.
fn parted(input: &Path) -> (PathBuf, PathBuf) {
    let mut parts = input.components().peekable();
    let mut folder = PathBuf::new();
    while let Some(part) = parts.next_if(|part| !is_pattern(Path::new(part.as_os_str()))) {
        folder.push(part);
    }
    if folder.as_os_str().is_empty() {
        folder.push(".");
    }
    (folder, parts.collect())
}

/// A file with its stem, or what can't be looked into, and why.
type Found = Result<(PathBuf, PathBuf), (PathBuf, String)>;

/// The wanted files under a folder, sorted. Links are followed; circles are not, nor are links to nothing, which some
/// editors lay beside a file that they have open.
fn under(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<Found> {
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    walk.filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_file() && wanted(entry.path()) => {
            let stem = entry.path().strip_prefix(folder).unwrap_or(entry.path()).with_extension("");
            let stem = stem.components().filter(|part| matches!(part, Component::Normal(_))).collect();
            Some(Ok((entry.into_path(), stem)))
        }
        Ok(_) => None,
        Err(error) => {
            let why = error.io_error().filter(|why| why.kind() != io::ErrorKind::NotFound)?;
            Some(Err((error.path()?.to_owned(), format!("it could not be read: {why}"))))
        }
    })
    .collect()
}

fn some<T>(found: Vec<T>, none: impl FnOnce() -> String) -> Result<Vec<T>, String> {
    if found.is_empty() { Err(none()) } else { Ok(found) }
}
