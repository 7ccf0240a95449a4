//! One browser with one look, and the server whose pages it opens.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use fantoccini::wd::{TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;
use xtask::files::root;
use xtask::server::{Options, Server};
use xtask::tools::Browser;

use crate::engine::{Driver, Look, capabilities};

/// A script may look at a page of a thousand cards for this long.
const LONGEST_SCRIPT: Duration = Duration::from_mins(2);

/// A browser that runs until it is closed.
pub struct Session {
    pub browser: Browser,
    pub look: Look,
    pub client: Client,
    pub server: Server,
    pub site: PathBuf,
    /// The size of the page in CSS pixels, once it was asked for.
    pub inner: Cell<Option<(u32, u32)>>,
    /// How much wider and higher than its page the browser's window is.
    pub frame: Cell<(i64, i64)>,
    _driver: Driver,
}

impl Session {
    /// Starts a session with the server that tests need, and a Chromium with more arguments.
    pub async fn start(browser: Browser, look: Look, site: &Path, arguments: &[&str]) -> Result<Self> {
        let pages = Some(root().join("tests/e2e/pages"));
        let options = Options { faults: true, watch: true, pages, measured: false };
        Self::start_on(browser, look, site, options, arguments).await
    }

    /// Starts a session with a server of its own kind, and a Chromium with more arguments.
    pub async fn start_on(
        browser: Browser,
        look: Look,
        site: &Path,
        options: Options,
        arguments: &[&str],
    ) -> Result<Self> {
        let server = Server::start(site, 0, options)?;
        let driver = Driver::start(browser, look)?;
        let client = connect(driver.port, &capabilities(browser, look, arguments)?).await?;
        let timeouts = TimeoutConfiguration::new(Some(LONGEST_SCRIPT), Some(Duration::from_mins(1)), None);
        client.update_timeouts(timeouts).await?;
        let site = site.to_path_buf();
        let (inner, frame) = (Cell::new(None), Cell::new((0, 0)));
        let session = Self { browser, look, client, server, site, inner, frame, _driver: driver };
        if browser == Browser::Chromium {
            session.devtools("Emulation.setEmulatedMedia", look.emulated_media()).await?;
            // As on a telephone, scrollbars take no room.
            session.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
        }
        session.allow_narrow_windows().await?;
        Ok(session)
    }

    /// Takes away what keeps a browser's window wider than a telephone; Chromium has no need of it.
    async fn allow_narrow_windows(&self) -> Result<()> {
        match self.browser {
            Browser::Chromium => Ok(()),
            Browser::Firefox => {
                // The style of its own window says so.
                let script = "document.documentElement.style.setProperty('min-width', '0', 'important')";
                self.in_browser_window(script, Vec::new()).await.map(drop)
            }
            Browser::WebKit => {
                // Its toolbar does, and a window that a page opens may have none.
                let first = self.client.window().await?;
                let script =
                    "window.open('about:blank', 'bare', 'popup,width=800,height=600,toolbar=no,menubar=no')";
                self.client.execute(script, Vec::new()).await?;
                let windows = self.client.windows().await?;
                let bare = windows
                    .into_iter()
                    .find(|window| *window != first)
                    .context("no second window was opened")?;
                Ok(self.client.switch_to_window(bare).await?)
            }
        }
    }

    /// Runs a script in Firefox's own window rather than in the page.
    pub async fn in_browser_window(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let context = |name: &str| Some(json!({ "context": name }));
        self.command(Method::POST, "moz/context", context("chrome")).await?;
        let answer = self.client.execute(script, arguments).await;
        // Whatever came of it, what is asked next is asked of the page.
        self.command(Method::POST, "moz/context", context("content")).await?;
        Ok(answer?)
    }

    /// Sends Chromium a command of its `DevTools` protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.command(Method::POST, "goog/cdp/execute", Some(body)).await
    }

    /// Sends a `WebDriver` command that fantoccini has no name for.
    pub async fn command(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value> {
        let command = Command { method, path: path.to_owned(), body: body.map(|body| body.to_string()) };
        self.client.issue_cmd(command).await.with_context(|| format!("{}: {path}", self.browser.name()))
    }

    pub async fn close(self) {
        // The driver is stopped next, whether or not the browser said goodbye.
        let _ = self.client.close().await;
    }
}

/// Asks for a session until the driver is up.
async fn connect(port: u16, capabilities: &Value) -> Result<Client> {
    let address = format!("http://127.0.0.1:{port}");
    let capabilities = capabilities.as_object().cloned().unwrap_or_default();
    for _ in 0..150 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities)
                .connect(&address)
                .await
                .context("the browser did not start");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("the driver did not answer at {address} for 15 seconds")
}

/// Any command of a session.
#[derive(Debug)]
struct Command {
    method: Method,
    path: String,
    body: Option<String>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.clone())
    }
}
