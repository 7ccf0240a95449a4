//! As much of HTTP/1.1 as a browser on the same machine needs: GET and HEAD, one request a connection.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;

use super::POLICY;

/// More than a browser sends.
const LONGEST_HEAD: usize = 64 * 1024;

/// What was asked.
#[derive(Debug)]
pub(super) struct Request {
    /// The path, its percent signs read; begins with a slash.
    pub path: String,
    /// What follows the question mark, its percent signs read.
    pub query: Option<String>,
    pub if_none_match: Option<String>,
    /// Whether no body is wanted.
    pub head_only: bool,
}

/// What is answered.
#[derive(Debug)]
pub(super) struct Response {
    pub status: u16,
    pub body: Vec<u8>,
    content_type: &'static str,
    tag: Option<String>,
    location: Option<String>,
    policy: Cow<'static, str>,
    packed: bool,
    isolated: bool,
}

impl Response {
    pub(super) const fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status,
            body,
            content_type,
            tag: None,
            location: None,
            policy: Cow::Borrowed(POLICY),
            packed: false,
            isolated: false,
        }
    }

    /// The status, said in words.
    pub(super) fn plain(status: u16) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{status} {}\n", reason(status)).into())
    }

    pub(super) fn redirect(to: &str) -> Self {
        Self { location: Some(to.to_owned()), ..Self::plain(308) }
    }

    pub(super) fn tagged(self, tag: String) -> Self {
        Self { tag: Some(tag), ..self }
    }

    pub(super) fn under(self, policy: Cow<'static, str>) -> Self {
        Self { policy, ..self }
    }

    /// With this body, which is the former one by brotli.
    pub(super) fn packed(self, body: Vec<u8>) -> Self {
        Self { body, packed: true, ..self }
    }

    /// Sends the page into a process of its own, where clocks are exact and memory can be asked for.
    pub(super) fn isolated(self) -> Self {
        Self { isolated: true, ..self }
    }

    /// Status line and headers.
    pub(super) fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let length = self.body.len().to_string();
        let headers = [
            ("Content-Type", Some(self.content_type)),
            ("Content-Length", Some(length.as_str())),
            ("ETag", self.tag.as_deref()),
            ("Location", self.location.as_deref()),
            ("Cache-Control", Some("no-cache")),
            ("Content-Security-Policy", Some(&*self.policy)),
            ("X-Content-Type-Options", Some("nosniff")),
            ("Referrer-Policy", Some("no-referrer")),
            ("Content-Encoding", self.packed.then_some("br")),
            ("Cross-Origin-Opener-Policy", self.isolated.then_some("same-origin")),
            ("Cross-Origin-Embedder-Policy", self.isolated.then_some("require-corp")),
            ("Connection", Some("close")),
        ];
        for (name, value) in headers.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            // Writing to a `String` can't fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head + "\r\n"
    }
}

/// Reads a request; the inner error is the status to answer with.
pub(super) fn read(stream: &mut TcpStream) -> io::Result<Result<Request, u16>> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut part)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend(part.iter().take(read));
        if bytes.len() > LONGEST_HEAD {
            return Ok(Err(431));
        }
    }
    Ok(parse(&bytes))
}

fn parse(bytes: &[u8]) -> Result<Request, u16> {
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut head = httparse::Request::new(&mut headers);
    head.parse(bytes).map_err(|_| 400_u16)?;
    let method = head.method.ok_or(400_u16)?;
    if !matches!(method, "GET" | "HEAD") {
        return Err(405);
    }
    let target = head.path.ok_or(400_u16)?;
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let if_none_match = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case("if-none-match"));
    Ok(Request {
        path: percent_decoded(path).filter(|path| path.starts_with('/')).ok_or(400_u16)?,
        query: query.and_then(percent_decoded),
        if_none_match: if_none_match.and_then(|header| String::from_utf8(header.value.to_vec()).ok()),
        head_only: method == "HEAD",
    })
}

/// `%20` and its like read; none when that is no text.
pub(super) fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Sends an answer.
pub(super) fn write(stream: &mut TcpStream, response: &Response, head_only: bool) -> io::Result<()> {
    stream.write_all(response.head().as_bytes())?;
    if !head_only {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        304 => "Not Modified",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        _ => "Internal Server Error",
    }
}
