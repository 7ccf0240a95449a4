//! A web server for one folder, on this machine only, that sends every page with the strictest policy the card is promised to work under.
//!
//! Written here, on top of a parser, because the tests need what libraries rightly prevent: an answer that never
//! comes, and one that breaks off in the middle. One request a connection, one thread a request.

mod content_type;
mod faults;
mod http;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::files::digest_of;
use crate::size::packed;
use content_type::{content_type, is_page};
use http::{Request, Response};

pub use faults::FAULTS;

/// Sent with everything. `connect-src` is for records and the wasm.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// The script that notes a page's errors for the tests; put first into every page when [`Options::watch`] is on.
const WATCH: &str = include_str!("watch.js");

/// What the tests switch on.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether `/test/…` answers with [`FAULTS`].
    pub faults: bool,
    /// Whether pages get a script that keeps a list of their errors; and lose theirs by `?without=script`.
    pub watch: bool,
    /// The folder of `/test/pages/`. These are sent with [`POLICY`] too, but for the parts that the query takes out:
    /// `?without=wasm`, `?without=types`.
    pub pages: Option<PathBuf>,
    /// Whether answers are sent as a site would send them and measured as exactly as can be: by brotli at its best, and
    /// with pages in processes of their own.
    pub measured: bool,
}

/// An answer that was given: the path asked for, and the status.
pub type Seen = (String, u16);

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    site: Arc<Site>,
    thread: thread::JoinHandle<()>,
}

/// What all requests share.
#[derive(Debug)]
struct Site {
    folder: PathBuf,
    options: Options,
    seen: Mutex<Vec<Seen>>,
    /// What was packed, by its tag: brotli at its best takes its time.
    packed: Mutex<HashMap<String, Vec<u8>>>,
}

impl Server {
    /// Serves a folder at that port, or at the next that is free; 0 lets the system choose.
    ///
    /// # Errors
    ///
    /// When the folder is not there, or none of a hundred ports is free.
    pub fn start(folder: &Path, port: u16, options: Options) -> Result<Self> {
        let folder = folder.canonicalize().with_context(|| format!("{} is not there", folder.display()))?;
        let listener = listen(port)?;
        let port = listener.local_addr()?.port();
        let pages =
            options.pages.map(|pages| pages.canonicalize()).transpose().context("the tests' pages")?;
        let options = Options { pages, ..options };
        let site = Arc::new(Site { folder, options, seen: Mutex::default(), packed: Mutex::default() });
        let thread = thread::spawn({
            let site = Arc::clone(&site);
            move || {
                for stream in listener.incoming().flatten() {
                    let site = Arc::clone(&site);
                    // A browser that hangs up has seen enough.
                    thread::spawn(move || site.answer(stream).ok());
                }
            }
        });
        Ok(Self { port, site, thread })
    }

    /// The address of the folder's own page, with a slash at its end.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// What was asked since the last time, and answered.
    #[must_use]
    pub fn take_seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.site.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for a server that does not stop by itself.
    ///
    /// # Errors
    ///
    /// When it did stop.
    pub fn serve_for_ever(self) -> Result<()> {
        let _ = self.thread.join();
        bail!("the server stopped")
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    let last = port.saturating_add(if port == 0 { 0 } else { 99 });
    let mut error = None;
    for port in port..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(listener) => return Ok(listener),
            Err(taken) => error = Some(taken),
        }
    }
    Err(error.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
        .with_context(|| format!("no port from {port} to {last} is free: name another with --port"))
}

impl Site {
    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let request = match http::read(&mut stream)? {
            Ok(request) => request,
            Err(status) => return http::write(&mut stream, &Response::plain(status), false),
        };
        if let Some(name) = request
            .path
            .strip_prefix("/test/")
            .filter(|name| self.options.faults && !name.starts_with("pages/"))
        {
            let record = request.query.as_deref().and_then(|path| std::fs::read(self.file(path)?).ok());
            return faults::answer(&mut stream, name, record);
        }
        let response = self.response(&request);
        self.note(request.path.clone(), response.status);
        http::write(&mut stream, &response, request.head_only)
    }

    fn response(&self, request: &Request) -> Response {
        if request.path == "/watch.js" && self.options.watch {
            return Response::new(200, "text/javascript; charset=utf-8", WATCH.into());
        }
        let (file, policy) = match (request.path.strip_prefix("/test/pages"), &self.options.pages) {
            (Some(path), Some(pages)) => (inside(pages, path), policy(request.query.as_deref())),
            _ => (self.file(&request.path), Cow::Borrowed(POLICY)),
        };
        let Some(file) = file else { return Response::plain(404) };
        if file.is_dir() {
            // Without its slash, a folder's links would lead to its neighbours.
            return Response::redirect(&format!("{}/", request.path));
        }
        let Ok(mut bytes) = std::fs::read(&file) else { return Response::plain(404) };
        if self.options.watch && is_page(&file) {
            if request.query.as_deref() == Some("without=script") {
                bytes =
                    String::from_utf8_lossy(&bytes).replace("type=\"module\"", "type=\"text/plain\"").into();
            }
            bytes = watched(&bytes);
        }
        let tag = format!("\"{}\"", digest_of(&bytes).chars().take(20).collect::<String>());
        if request.if_none_match.as_deref() == Some(&tag) {
            return Response::new(304, content_type(&file), Vec::new()).tagged(tag).under(policy);
        }
        let response = Response::new(200, content_type(&file), bytes).tagged(tag.clone()).under(policy);
        if self.options.measured { self.measured(response, tag) } else { response }
    }

    /// The answer as [`Options::measured`] has it.
    fn measured(&self, response: Response, tag: String) -> Response {
        let mut known = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        // What brotli can't pack is sent as it is.
        let bytes = known.entry(tag).or_insert_with(|| packed(&response.body).unwrap_or_default()).clone();
        let response = if bytes.is_empty() { response } else { response.packed(bytes) };
        response.isolated()
    }

    fn file(&self, path: &str) -> Option<PathBuf> {
        inside(&self.folder, path)
    }

    fn note(&self, path: String, status: u16) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push((path, status));
    }
}

/// The file of a folder for a path; none when it would lie outside of the folder.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.strip_prefix('/')?);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || path.contains(['\\', '\0', ':']) {
        return None;
    }
    let mut file = folder.join(relative);
    if path.ends_with('/') {
        file.push("index.html");
    }
    // A link may still lead out.
    file.canonicalize().ok().filter(|file| file.starts_with(folder))
}

/// The policy without what the query takes out of it.
fn policy(query: Option<&str>) -> Cow<'static, str> {
    let part = query.and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("without=")));
    match part {
        Some("wasm") => Cow::Owned(POLICY.replace(" 'wasm-unsafe-eval'", "")),
        Some("types") => {
            Cow::Borrowed(POLICY.split_once("; require-trusted-types-for").map_or(POLICY, |(rest, _)| rest))
        }
        _ => Cow::Borrowed(POLICY),
    }
}

/// The page with the script that notes its errors, before any of its own.
fn watched(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let script = "<script src=\"/watch.js\"></script>";
    match page.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{script}{after}"),
        None => page.replacen('>', &format!(">{script}"), 1),
    }
    .into_bytes()
}

#[cfg(test)]
mod tests;
