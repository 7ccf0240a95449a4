//! Bytes to documents: a document a line (NDJSON), or one document. What is too large is cut, not held.

use std::io::{self, BufRead as _, BufReader, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use fact_check_card::json;

use crate::source::{Item, Origin, Take};

/// The whole of a reader as one document.
///
/// # Errors
///
/// When the reader fails.
pub fn document<R: Read>(
    reader: &mut BufReader<R>,
    origin: &Arc<Origin>,
    most: usize,
    take: &mut Take<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(take(Item {
        origin: Arc::clone(origin),
        line: 1,
        is_line: false,
        is_last_that_came: true,
        content: Ok(bytes),
    }))
}

/// A document a line; blank lines are passed over. `first` is the number of the first line.
///
/// # Errors
///
/// When the reader fails.
pub fn lines<R: Read>(
    reader: &mut BufReader<R>,
    origin: &Arc<Origin>,
    first: u64,
    most: usize,
    take: &mut Take<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut number = first;
    while let Some(bytes) = line(reader, most)? {
        if !is_blank(&bytes) && take(of_line(origin, number, bytes, reader.buffer().is_empty())).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        number += 1;
    }
    Ok(ControlFlow::Continue(()))
}

/// Lines, or one document, by what stands at the beginning: NDJSON if the first line is a whole document and another
/// line follows, or if it is broken and the next one begins a document anew.
///
/// # Errors
///
/// When the reader fails.
pub fn either<R: Read>(
    reader: &mut BufReader<R>,
    origin: &Arc<Origin>,
    most: usize,
    take: &mut Take<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut read = 0;
    let mut head = Vec::new();
    while let Some(line) = line(reader, most)? {
        read += 1;
        let blank = is_blank(&line);
        head.extend_from_slice(&line);
        if !blank {
            break;
        }
        head.clear();
    }
    if head.is_empty() {
        return Ok(ControlFlow::Continue(()));
    }
    if head.trim_ascii_start().starts_with(b"<") {
        // A web page.
        return rest(reader, origin, read, head, most, take);
    }
    let is_whole = json::parse(&head).is_ok();
    let mut next = Vec::new();
    while next.is_empty() {
        let Some(line) = line(reader, most)? else { break };
        if is_whole && is_blank(&line) {
            read += 1;
            continue;
        }
        next = line;
    }
    let begins = |bytes: &[u8]| bytes.starts_with(b"{") || bytes.starts_with(b"[");
    if if is_whole { !next.is_empty() } else { begins(&head) && begins(&next) } {
        for (line, bytes) in [(read, head), (read + 1, next)] {
            if take(of_line(origin, line, bytes, reader.buffer().is_empty())).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        return lines(reader, origin, read + 2, most, take);
    }
    head.extend_from_slice(&next);
    rest(reader, origin, read, head, most, take)
}

/// One document of which the beginning has been read.
fn rest<R: Read>(
    reader: &mut BufReader<R>,
    origin: &Arc<Origin>,
    line: u64,
    mut bytes: Vec<u8>,
    most: usize,
    take: &mut Take<'_>,
) -> io::Result<ControlFlow<()>> {
    let room = (most as u64 + 1).saturating_sub(bytes.len() as u64);
    reader.take(room).read_to_end(&mut bytes)?;
    Ok(take(Item {
        origin: Arc::clone(origin),
        line,
        is_line: false,
        is_last_that_came: true,
        content: Ok(bytes),
    }))
}

fn of_line(origin: &Arc<Origin>, line: u64, mut bytes: Vec<u8>, is_last_that_came: bool) -> Item {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    Item { origin: Arc::clone(origin), line, is_line: true, is_last_that_came, content: Ok(bytes) }
}

/// The next line with its line break, of which at most `most` bytes and one are kept; `None` at the end.
fn line<R: Read>(reader: &mut BufReader<R>, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_until(b'\n', &mut bytes)?;
    if bytes.len() > most && !bytes.ends_with(b"\n") {
        // What is too large to be read is too large to be kept.
        reader.skip_until(b'\n')?;
    }
    Ok((!bytes.is_empty()).then_some(bytes))
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty()
}
