//! Takes out of a wasm program what only panics would say. The release build's panic handler ends the call without a look
//! at the message, but the compiler and the linker, who see one function at a time, keep what would write it: 0.8 KB
//! (brotli) of every reader's download.

use std::ops::Range;

use anyhow::{Result, bail};

use crate::program::{CODE, Program, push_number};

/// What the functions are called that are only called to panic, or to write a message for a panic. Nothing else formats:
/// `xtask/tests/tidy.rs` holds the house rule.
const FUNCTIONS: [&str; 3] = ["::panicking::panic", "__rdl_alloc_error_handler", "::fmt::"];

/// What panics of the standard library say.
const MESSAGES: [&str; 7] = [
    "internal error: entered unreachable code",
    "Tried to shrink to a larger capacity",
    "capacity overflow",
    "memory allocation of ",
    " bytes failed",
    "to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive",
    // Two digits each, by which numbers are written.
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
     5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899",
];

/// How they begin to say where they are: the path of a file of the standard library.
const PATHS: &str = "/rustc/";

/// The program with such functions ending the call at once, and zeros for such texts: those take no room when sent.
///
/// # Errors
///
/// When this is no wasm program, or one without the names of its functions.
pub(super) fn silenced(program: &[u8]) -> Result<Vec<u8>> {
    let Program { sections, bodies, data, names, .. } = Program::read(program)?;
    if names.is_empty() {
        bail!("expected the names of the functions, found none: `strip` in Cargo.toml must leave them there");
    }
    let is_mute = |name: &str| FUNCTIONS.iter().any(|part| name.contains(part));
    let mute: Vec<usize> =
        names.into_iter().filter(|(_, name)| is_mute(name)).map(|(place, _)| place).collect();
    let mut text = program.to_vec();
    for range in data {
        blank(text.get_mut(range).unwrap_or_default());
    }
    let mut out = program.get(..8).unwrap_or_default().to_vec();
    for (id, range) in sections {
        if id == CODE {
            let mut code = Vec::new();
            push_number(&mut code, bodies.len());
            for (place, body) in bodies.iter().enumerate() {
                let body = text.get(body.clone()).unwrap_or_default();
                push_sized(&mut code, if mute.contains(&place) { &UNREACHABLE } else { body });
            }
            out.push(id);
            push_sized(&mut out, &code);
        } else {
            out.push(id);
            push_sized(&mut out, text.get(range).unwrap_or_default());
        }
    }
    Ok(out)
}

/// A function without locals: `unreachable`, `end`.
const UNREACHABLE: [u8; 3] = [0, 0x00, 0x0B];

/// Puts zeros over what panics say.
fn blank(data: &mut [u8]) {
    for message in MESSAGES {
        while let Some(place) = data.windows(message.len()).position(|at| at == message.as_bytes()) {
            zero(data, place..place + message.len());
        }
    }
    while let Some(place) = data.windows(PATHS.len()).position(|at| at == PATHS.as_bytes()) {
        let rest = data.get(place..).unwrap_or_default();
        let length = rest.windows(3).position(|end| end == b".rs").map_or(PATHS.len(), |end| end + 3);
        zero(data, place..place + length);
    }
}

fn zero(data: &mut [u8], range: Range<usize>) {
    data.get_mut(range).unwrap_or_default().fill(0);
}

fn push_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    //! What becomes of a small program.
    use super::{UNREACHABLE, push_sized, silenced};

    /// A program of two functions that do nothing, the first of them named so, and a text.
    fn program(name: Option<&str>, text: &str) -> Vec<u8> {
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        let section = |out: &mut Vec<u8>, id, content: &[u8]| {
            out.push(id);
            push_sized(out, content);
        };
        section(&mut out, 1, &[1, 0x60, 0, 0]);
        section(&mut out, 3, &[2, 0, 0]);
        section(&mut out, 5, &[1, 0, 1]);
        section(&mut out, 10, &[2, 3, 0, 0x01, 0x0B, 3, 0, 0x01, 0x0B]);
        let mut data = vec![1, 0, 0x41, 0, 0x0B];
        push_sized(&mut data, text.as_bytes());
        section(&mut out, 11, &data);
        if let Some(name) = name {
            let mut names = vec![1, 0];
            push_sized(&mut names, name.as_bytes());
            let mut custom = vec![4, b'n', b'a', b'm', b'e', 1];
            push_sized(&mut custom, &names);
            section(&mut out, 0, &custom);
        }
        out
    }

    #[test]
    fn what_panics_call_ends_the_call() -> anyhow::Result<()> {
        let quiet = silenced(&program(Some("core[1]::panicking::panic_fmt"), ""))?;
        let bodies = [&[10, 9, 2, 3][..], &UNREACHABLE, &[3, 0, 0x01, 0x0B]].concat();
        assert!(quiet.windows(bodies.len()).any(|at| at == bodies));
        let other = program(Some("card::panics"), "");
        assert_eq!(silenced(&other)?, other);
        Ok(())
    }

    #[test]
    fn what_panics_say_is_blank_and_nothing_else() -> anyhow::Result<()> {
        let found = |text: &str| silenced(&program(Some("f"), text));
        assert_eq!(found("acapacity overflowb")?, program(Some("f"), "a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0b"));
        assert_eq!(found("a/rustc/1/a.rsb")?, program(Some("f"), "a\0\0\0\0\0\0\0\0\0\0\0\0\0b"));
        assert_eq!(found("an overflow of capacity")?, program(Some("f"), "an overflow of capacity"));
        Ok(())
    }

    #[test]
    fn a_program_without_names_is_refused() {
        assert!(silenced(&program(None, "")).is_err());
        assert!(silenced(b"no program").is_err());
    }
}
