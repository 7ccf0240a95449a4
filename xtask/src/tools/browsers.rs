//! The three browsers that the tests drive, from the system's packages.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::{installing, shelf};
use crate::run::{self, command};

/// A browser that the tests drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Browser {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's `MiniBrowser`, by `WebKitWebDriver`.
    WebKit,
}

impl Browser {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name that people know it by, in small letters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The program that drives it.
    #[must_use]
    pub const fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }
}

/// A program by the names that it may have, and the Debian packages that bring it.
const PROGRAMS: [(&[&str], &[&str]); 4] = [
    (&["chromedriver"], &["chromium", "chromium-driver"]),
    (&["firefox", "firefox-esr"], &["firefox-esr"]),
    (&["WebKitWebDriver"], &["webkit2gtk-driver"]),
    (&["xvfb-run"], &["xvfb", "xauth"]),
];

/// The folder with links to the drivers, under the names that wasm-pack looks for.
pub(super) fn find_or_install() -> Result<PathBuf> {
    let missing: Vec<&str> = PROGRAMS
        .into_iter()
        .filter(|(names, _)| !names.iter().any(|name| is_there(name)))
        .flat_map(|(_, packages)| packages.iter().copied())
        .collect();
    if !missing.is_empty() {
        installing(&missing.join(", "), "browsers for the tests", "1 to 2 minutes");
        apt(&missing).with_context(|| {
            format!(
                "browsers are missing: install {}, by the names they have on this system",
                missing.join(", ")
            )
        })?;
    }
    let folder = shelf()?.join("drivers");
    link_safari_driver(&folder)?;
    Ok(folder)
}

/// Whether a program is on PATH.
pub(super) fn is_there(program: &str) -> bool {
    place_of(program).is_some()
}

fn place_of(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|place| place.is_file())
}

/// wasm-pack knows WebKit's driver only by Safari's name for it, which takes the same arguments.
#[cfg(unix)]
fn link_safari_driver(folder: &Path) -> Result<()> {
    let link = folder.join("safaridriver");
    let driver = place_of("WebKitWebDriver").context("WebKitWebDriver is not on PATH")?;
    if std::fs::read_link(&link).is_ok_and(|place| place == driver) {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(driver, &link)
        .with_context(|| format!("could not make the link {}", link.display()))
}

#[cfg(not(unix))]
fn link_safari_driver(_folder: &Path) -> Result<()> {
    bail!("the browser tests need WebKitGTK, which only Linux has: run them there")
}

/// Where `MiniBrowser` is: its package puts it in the library's own folder.
///
/// # Errors
///
/// When it is in none of the folders that distributions use.
pub fn mini_browser() -> Result<PathBuf> {
    for folder in ["/usr/lib", "/usr/lib64", "/usr/libexec"] {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        folders.push(folder.into());
        for version in ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"] {
            if let Some(found) = folders
                .iter()
                .map(|folder| folder.join(version).join("MiniBrowser"))
                .find(|place| place.is_file())
            {
                return Ok(found);
            }
        }
    }
    bail!(
        "MiniBrowser is in none of the usual folders: install webkit2gtk-driver, or the package of WebKitGTK that has it"
    )
}

/// Installs Debian packages, if this is a system that has them and we may.
pub(super) fn apt(packages: &[&str]) -> Result<()> {
    if !is_there("apt-get") {
        bail!("this system has no apt-get");
    }
    let root = run::quietly(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root && run::quietly(command("sudo").args(["-n", "true"])).is_err() {
        bail!(
            "apt-get needs root: run `sudo apt-get install --no-install-recommends {}`",
            packages.join(" ")
        );
    }
    let apt_get = |arguments: &[&str]| {
        let mut apt = if root { command("apt-get") } else { command("sudo") };
        if !root {
            apt.args(["-n", "apt-get"]);
        }
        run::quietly(apt.args(["-q", "-y"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "--no-install-recommends"], packages].concat())?;
    Ok(())
}
