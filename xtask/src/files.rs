//! The repository's places, and what is done with whole folders.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    // Set by `cargo run`; the other is where this program was compiled.
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.ancestors().find(|folder| folder.join("wasm-pack.toml").is_file()).unwrap_or(&here).to_path_buf()
}

/// Where cargo writes what it compiles.
#[must_use]
pub fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from))
}

/// Every file under a folder, sorted; none when there is no such folder.
///
/// # Errors
///
/// When a folder can't be listed.
pub fn under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if folder.is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { found.extend(under(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

/// The bytes of a file.
///
/// # Errors
///
/// When it can't be read; the message names it.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

/// The text of a file.
///
/// # Errors
///
/// When it can't be read; the message names it.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))
}

/// Writes a file, and the folders that it needs.
///
/// # Errors
///
/// When that can't be done; the message names the file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

/// Removes a folder with all that is in it, if it is there.
///
/// # Errors
///
/// When it is there and can't be removed.
pub fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    Ok(())
}

/// Copies a folder with all that is in it.
///
/// # Errors
///
/// When a file can't be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for path in under(from)? {
        write(&to.join(path.strip_prefix(from)?), &read(&path)?)?;
    }
    Ok(())
}

/// SHA-256 over the names and bytes of everything under these paths, in hexadecimal.
///
/// # Errors
///
/// When a file can't be read.
pub fn digest(paths: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for path in paths {
        for file in under(path)? {
            let bytes = read(&file)?;
            hash.update(file.to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(bytes.len().to_le_bytes());
            hash.update(&bytes);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn digest_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The bytes that a text in base64 stands for.
///
/// # Errors
///
/// When it is no base64.
pub fn from_base64(text: &str) -> Result<Vec<u8>> {
    STANDARD.decode(text).context("expected base64")
}

/// Bytes as base64.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
