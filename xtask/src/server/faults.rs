//! The ways in which a server lets a page down, for the tests: `/test/<name>`, or `/test/<name>?<path of a record>`.

use std::io::{self, Write as _};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Duration;

use super::http::{self, Response};

const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "<!doctype html><title>Sign in</title><p>Please sign in to go on.</p>";

/// A fault, by the last part of its address.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The last part of the address.
    pub name: &'static str,
    /// What the reader's browser meets.
    pub what: &'static str,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    /// An answer, made from the record that was asked for.
    Answer(fn(Vec<u8>) -> Response),
    /// The record, after that time.
    After(Duration),
    /// Half of the record, then the connection is closed.
    Half,
    /// Nothing, for longer than anyone waits.
    Nothing,
}

/// Every fault there is.
pub const FAULTS: [Fault; 10] = [
    Fault { name: "404", what: "the record is gone", how: How::Answer(|_| Response::plain(404)) },
    Fault { name: "500", what: "the server is broken", how: How::Answer(|_| Response::plain(500)) },
    Fault {
        name: "empty",
        what: "no bytes at all",
        how: How::Answer(|_| Response::new(200, JSON, Vec::new())),
    },
    Fault {
        name: "html",
        what: "a page to sign in, said to be JSON",
        how: How::Answer(|_| Response::new(200, JSON, HTML.into())),
    },
    Fault {
        name: "big",
        what: "2 MiB of JSON",
        how: How::Answer(|_| {
            Response::new(200, JSON, format!("{{\"claim\":\"{}\"}}", "a".repeat(2 << 20)).into())
        }),
    },
    Fault {
        name: "utf-16",
        what: "the record in UTF-16, said to be UTF-8",
        how: How::Answer(|record| Response::new(200, JSON, utf_16(&record))),
    },
    Fault {
        name: "plain",
        what: "the record, said to be plain text",
        how: How::Answer(|record| Response::new(200, "text/plain", record)),
    },
    Fault { name: "slow", what: "the record, after two seconds", how: How::After(Duration::from_secs(2)) },
    Fault { name: "cut", what: "half of the record, then the line breaks", how: How::Half },
    Fault { name: "hang", what: "no answer", how: How::Nothing },
];

/// Answers with the fault of that name.
pub(super) fn answer(stream: &mut TcpStream, name: &str, record: Option<Vec<u8>>) -> io::Result<()> {
    let record = record.unwrap_or_else(|| b"{}".to_vec());
    let Some(fault) = FAULTS.iter().find(|fault| fault.name == name) else {
        return http::write(stream, &Response::plain(404), false);
    };
    match fault.how {
        How::Answer(answer) => http::write(stream, &answer(record), false),
        How::After(time) => {
            sleep(time);
            http::write(stream, &Response::new(200, JSON, record), false)
        }
        How::Half => {
            let response = Response::new(200, JSON, record);
            stream.write_all(response.head().as_bytes())?;
            let (half, _) = response.body.split_at(response.body.len() / 2);
            stream.write_all(half)?;
            stream.flush()
        }
        How::Nothing => {
            sleep(Duration::from_mins(2));
            Ok(())
        }
    }
}

fn utf_16(text: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(text).encode_utf16().flat_map(u16::to_le_bytes).collect()
}
