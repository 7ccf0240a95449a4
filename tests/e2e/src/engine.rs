//! How each engine is started, and how it is made to look as its reader prefers.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use xtask::files::{read_text, root, target, write};
use xtask::tools::{Browser, mini_browser};

/// What a reader prefers, or what the page is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
    ForcedColors,
    MoreContrast,
    ReducedMotion,
    Print,
}

impl Look {
    pub const ALL: [Self; 6] =
        [Self::Light, Self::Dark, Self::ForcedColors, Self::MoreContrast, Self::ReducedMotion, Self::Print];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::ForcedColors => "forced-colors",
            Self::MoreContrast => "more-contrast",
            Self::ReducedMotion => "reduced-motion",
            Self::Print => "print",
        }
    }

    /// What a page of that look answers `true` to.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Light => "(prefers-color-scheme: light)",
            Self::Dark => "(prefers-color-scheme: dark)",
            Self::ForcedColors => "(forced-colors: active)",
            Self::MoreContrast => "(prefers-contrast: more)",
            Self::ReducedMotion => "(prefers-reduced-motion: reduce)",
            Self::Print => "print",
        }
    }

    /// For Chromium's `Emulation.setEmulatedMedia`.
    pub fn emulated_media(self) -> Value {
        let feature =
            |name: &str, value: &str| json!({ "media": "", "features": [{ "name": name, "value": value }] });
        match self {
            Self::Light => feature("prefers-color-scheme", "light"),
            Self::Dark => feature("prefers-color-scheme", "dark"),
            Self::ForcedColors => feature("forced-colors", "active"),
            Self::MoreContrast => feature("prefers-contrast", "more"),
            Self::ReducedMotion => feature("prefers-reduced-motion", "reduce"),
            Self::Print => json!({ "media": "print" }),
        }
    }

    fn firefox_prefs(self) -> Value {
        match self {
            Self::Light => {
                json!({ "ui.systemUsesDarkTheme": 0, "layout.css.prefers-color-scheme.content-override": 1 })
            }
            Self::Dark => {
                json!({ "ui.systemUsesDarkTheme": 1, "layout.css.prefers-color-scheme.content-override": 0 })
            }
            Self::ForcedColors => {
                json!({ "ui.useAccessibilityTheme": 1, "browser.display.document_color_use": 2 })
            }
            Self::MoreContrast => {
                json!({ "ui.useAccessibilityTheme": 1, "browser.display.prefers_contrast": 1 })
            }
            Self::ReducedMotion => json!({ "ui.prefersReducedMotion": 1 }),
            Self::Print => json!({}),
        }
    }
}

/// Whether an engine can be made to look so.
pub const fn has(browser: Browser, look: Look) -> bool {
    match browser {
        Browser::Chromium => true,
        Browser::Firefox => !matches!(look, Look::Print),
        Browser::WebKit => !matches!(look, Look::Print | Look::ForcedColors),
    }
}

/// A driver that runs until it is dropped.
pub struct Driver {
    process: Child,
    pub port: u16,
}

impl Driver {
    pub fn start(browser: Browser, look: Look) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(browser.driver());
        command.arg(format!("--port={port}"));
        match browser {
            Browser::Chromium => {}
            // For `Session::allow_narrow_windows`.
            Browser::Firefox => {
                command.arg("--allow-system-access");
            }
            Browser::WebKit => webkit_preferences(&mut command, look)?,
        }
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {}", browser.driver()))?;
        Ok(Self { process, port })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may be gone already, which is what we want.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// WebKitGTK reads them from the desktop's own settings.
fn webkit_preferences(command: &mut Command, look: Look) -> Result<()> {
    let theme = match look {
        Look::Dark => "Adwaita:dark",
        Look::MoreContrast => "HighContrast",
        _ => "Adwaita",
    };
    let settings = target().join("e2e/webkit").join(look.name());
    let animations = u8::from(look != Look::ReducedMotion);
    write(
        &settings.join("gtk-3.0/settings.ini"),
        format!("[Settings]\ngtk-enable-animations={animations}\n").as_bytes(),
    )?;
    // A window is never narrower than its buttons, shown or not.
    write(&settings.join("gtk-3.0/gtk.css"), b"* { min-width: 0; margin: 0; padding: 0; border-width: 0; }")?;
    // Without a graphics card, what one would draw is worked out by OpenGL in software, which takes longer than drawing.
    command.env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1");
    command.env("GTK_THEME", theme).env("XDG_CONFIG_HOME", settings);
    Ok(())
}

/// What a session is asked to be; the arguments are Chromium's.
pub fn capabilities(browser: Browser, look: Look, more: &[&str]) -> Result<Value> {
    let mut shared: Value = serde_json::from_str(&read_text(&root().join("tests/webdriver.json"))?)
        .context("tests/webdriver.json")?;
    Ok(match browser {
        Browser::Chromium => {
            let mut options = shared["goog:chromeOptions"].take();
            if let Some(arguments) = options["args"].as_array_mut() {
                arguments
                    .extend(["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"].map(Value::from));
                arguments.extend(more.iter().copied().map(Value::from));
            }
            json!({ "goog:chromeOptions": options })
        }
        Browser::Firefox => {
            let mut options = shared["moz:firefoxOptions"].take();
            options["args"] = json!(["-headless"]);
            if let (Some(prefs), Value::Object(more)) =
                (options["prefs"].as_object_mut(), look.firefox_prefs())
            {
                prefs.extend(more);
                // As on a telephone, scrollbars take no room.
                prefs.insert("ui.useOverlayScrollbars".to_owned(), json!(1));
            }
            json!({ "moz:firefoxOptions": options })
        }
        Browser::WebKit => {
            // The second is for `Session::allow_narrow_windows`.
            let arguments = ["--automation", "--javascript-can-open-windows-automatically=true"];
            json!({ "webkitgtk:browserOptions": { "binary": shown(&mini_browser()?), "args": arguments } })
        }
    })
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
