//! Names for the files of a folder: from the input or from a record's id, never outside the folder, never twice.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Component, Path, PathBuf};

/// The names that a folder has been given files of. What is kept of a name is its hash: twelve bytes a file.
#[derive(Debug, Default)]
pub struct Names {
    hasher: RandomState,
    /// The number that the next file of a name gets.
    taken: HashMap<u64, u32>,
}

/// The most bytes of a name before its number and its extension; file systems take 255 in all.
const MOST: usize = 200;

impl Names {
    /// A relative path for a file: `folder` and `name` made safe, a number behind a name that was given before, and the
    /// extension. Says whether the name was free.
    pub fn give(&mut self, folder: &Path, name: &str, extension: &str) -> (PathBuf, bool) {
        let folder: PathBuf = folder
            .components()
            .filter(|part| matches!(part, Component::Normal(_)))
            .map(|part| safe(&part.as_os_str().to_string_lossy()))
            .collect();
        let name = safe(name);
        let first = folder.join(format!("{name}.{extension}"));
        let base = self.hash(&first);
        let mut path = first;
        while self.taken.contains_key(&self.hash(&path)) {
            let number = self.taken.entry(base).or_insert(2);
            path = folder.join(format!("{name}-{number}.{extension}"));
            *number += 1;
        }
        let hash = self.hash(&path);
        self.taken.insert(hash, 2);
        (path, hash == base)
    }

    /// Names that differ only in case are one file on many systems.
    fn hash(&self, path: &Path) -> u64 {
        self.hasher.hash_one(path.to_string_lossy().to_lowercase())
    }
}

/// A name that every system takes for one file's: not too long, no separator, no device of Windows, no dot at either end
/// that would hide it or be dropped.
fn safe(name: &str) -> String {
    let is_bad =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*');
    let mut safe: String = name.chars().map(|c| if is_bad(c) { '_' } else { c }).collect();
    while safe.len() > MOST {
        safe.pop();
    }
    if safe.ends_with(['.', ' ']) {
        safe.push('_');
    }
    let device = safe.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |name: &str| device.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest != "0");
    let is_device =
        matches!(device.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    if is_device || safe.starts_with('.') || safe.is_empty() {
        safe.insert(0, '_');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(names: &mut Names, folder: &str, name: &str) -> String {
        names.give(Path::new(folder), name, "html").0.to_string_lossy().into_owned()
    }

    #[test]
    fn names_stay_in_the_folder() {
        let mut names = Names::default();
        for (folder, name, path) in [
            ("", "a", "a.html"),
            ("b/c", "a", "b/c/a.html"),
            ("../b", "..", "b/_.._.html"),
            ("/etc", "/etc/passwd", "etc/_etc_passwd.html"),
            ("", "..\\a\0b\n", "_..\\a_b_.html".replace('\\', "_").as_str()),
            ("", "con", "_con.html"),
            ("", "COM1.x", "_COM1.x.html"),
            ("", "common", "common.html"),
            ("", "a.", "a._.html"),
            ("", "", "_.html"),
        ] {
            assert_eq!(given(&mut names, folder, name), path);
        }
        assert!(given(&mut names, "", &"é".repeat(300)).len() <= 255);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        assert_eq!(names.give(Path::new(""), "a", "html"), (PathBuf::from("a.html"), true));
        assert_eq!(names.give(Path::new(""), "a-2", "html"), (PathBuf::from("a-2.html"), true));
        assert_eq!(names.give(Path::new(""), "a", "html"), (PathBuf::from("a-3.html"), false));
        assert_eq!(names.give(Path::new(""), "A", "html"), (PathBuf::from("A-4.html"), false));
        assert_eq!(names.give(Path::new("b"), "a", "html"), (PathBuf::from("b/a.html"), true));
    }
}
