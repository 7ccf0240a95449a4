//! `cargo xtask demo`: the site, built and served on this machine.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::build::{self, make};
use crate::config::Config;
use crate::server::{Options, Server};
use crate::tools::Tools;

/// Where the site is served when nobody says otherwise.
const PORT: u16 = 8000;

/// Builds the site and serves it until the process is stopped.
///
/// # Errors
///
/// When the site can't be built, or no port can be had.
pub fn run(port: Option<u16>, open: bool) -> Result<()> {
    let config = Config::read()?;
    let tools = Tools::set_up(&build::NEEDS)?;
    make(&config, &tools, "site")?;
    let server = Server::start(&config.output("site")?, port.unwrap_or(PORT), Options::default())?;
    println!("The card is at {} (stop with Ctrl+C)", server.address());
    if open {
        open_browser(&server.address());
    }
    server.serve_for_ever()
}

/// Shows the address in the reader's browser, where there is a screen for it.
fn open_browser(address: &str) {
    let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ if has_screen => "xdg-open",
        _ => return,
    };
    // The address is printed already; a browser that does not open is no error.
    let _ = Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
