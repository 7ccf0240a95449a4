//! A folder to run the program in, and what came of running it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The built program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_fact-check-card");

/// A record without any problem.
pub const SOUND: &str = r#"{"version":1,"id":"sound","lang":"en","claim":{"text":"The bridge closes on Sundays.","date":"2024-05-05"},"verdict":{"status":"false","label":"Wrong"},"sources":[{"id":"a","title":"Timetable","primary":true},{"id":"b","title":"Answer of the wardens"}],"review":{"url":"https://example.org/checks/bridge"}}"#;

/// A record with a problem of severity `warning`, and none graver.
pub const GAPS: &str = r#"{"version":1,"id":"gaps","lang":"en","claim":{"text":"Ducks swim.","date":"2024"},"verdict":{"status":"true"}}"#;

/// A record with a problem of severity `error`, and none graver but a warning.
pub const FAULTY: &str = r#"{"version":1,"id":"faulty","lang":"en","claim":{"text":"Geese fly.","date":"2024"},"verdict":{"status":"true"},"review":{"url":"ww.example"}}"#;

/// A line that is no JSON.
pub const BROKEN: &str = r#"{"version":1,"id":"#;

/// A folder that is gone after the test.
pub struct Place(tempfile::TempDir);

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    /// The exit status.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Place {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let place = Self::new();
        for (name, text) in files {
            place.put(name, text.as_bytes());
        }
        place
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders that it needs.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// A file's text.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every file, as paths from here with slashes, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(self.path().join(&folder)).unwrap() {
                let entry = entry.unwrap();
                let path = folder.join(entry.file_name());
                if entry.file_type().unwrap().is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found.sort();
        found
    }

    /// The program, to be run here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.path()).env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs the program with something on standard input.
    pub fn pipe(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // A program that has seen enough may close its end.
            scope.spawn(move || stdin.write_all(input));
            child.wait_with_output().unwrap().into()
        })
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// Fails unless the program ended with this status.
    #[track_caller]
    pub fn ended(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{self:#?}");
        self
    }

    /// The lines of standard output, each read as JSON.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(read).collect()
    }

    /// The lines of standard error, each read as JSON.
    #[track_caller]
    pub fn told(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.err.lines().map(read).collect()
    }

    /// The ids of the lines of standard output.
    #[track_caller]
    pub fn ids(&self) -> Vec<String> {
        self.lines().iter().map(|line| line["id"].as_str().unwrap_or("none").to_owned()).collect()
    }
}
