//! Parts the code of a program into streams in which like stands by like: all opcodes, all numbers of locals, all offsets of
//! loads. Brotli makes 3 KB less of them than of the code, in which each of these stands between the others. `join.js` puts
//! the code together again before a browser compiles it.
//!
//! What is shipped stays a wasm file: an empty program with a section of its own (`parted`), so that servers know what it is
//! and engines say whether it is whole. The section holds 32-bit numbers, little-endian,
//!
//! - how many of them follow,
//! - how long the program is,
//! - the length of each stream,
//!
//! and then the streams:
//!
//! - what stands before the first function, and what behind the last;
//! - for each of 256 symbols its opcode, and for each the stream of the number that follows it, or 0;
//! - the symbols of all functions. 255 ends a function; 254 stands for an instruction that is none of an opcode and a number:
//!   it is in the stream of others, whole and behind its length;
//! - those others;
//! - the numbers that follow opcodes.
//!
//! What a function says of its locals, before its first instruction, is written as if it were instructions: it is bytes with
//! numbers behind them, too.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use anyhow::{Context as _, Result, bail};
use wasm_encoder::{CustomSection, Module};
use wasmparser::{BinaryReader, FunctionBody};

use crate::program::Program;

/// The number of the section that holds the code.
const CODE: u8 = 10;

/// Loads and stores: how a place is aligned stands between their opcode and their offset. `order` has made it 0.
const ACCESSES: RangeInclusive<u8> = LOAD..=LAST_STORE;

const BLOCK: u8 = 0x02;
const IF: u8 = 0x04;
/// It also ends a function.
const END: u8 = 0x0B;
const CALL: u8 = 0x10;
const DROP: u8 = 0x1A;
const GET: u8 = 0x20;
const SET: u8 = 0x21;
const TEE: u8 = 0x22;
const GET_GLOBAL: u8 = 0x23;
const SET_GLOBAL: u8 = 0x24;
const LOAD: u8 = 0x28;
const STORE: u8 = 0x36;
const LAST_STORE: u8 = 0x3E;
const CONST: u8 = 0x41;
const LONG_CONST: u8 = 0x42;
const ADD: u8 = 0x6A;
const SUB: u8 = 0x6B;

/// The symbols that are always the same.
const LAST: u8 = 255;
const OTHER: u8 = 254;

/// The first stream of numbers.
const FIRST: usize = 6;

/// A program in parts.
pub(super) struct Parted {
    /// The wasm file that is shipped.
    pub(super) file: Vec<u8>,
    /// The program that `join.js` makes of it: the one that was parted, but each function's length takes three bytes.
    pub(super) joined: Vec<u8>,
}

/// Parts a program.
///
/// # Errors
///
/// When this is no wasm program, or one with more kinds of instructions or longer functions than the parts have room for.
pub(super) fn parted(program: &[u8]) -> Result<Parted> {
    let parts = Program::read(program)?;
    let code = parts.sections.iter().find(|(id, _)| *id == CODE).map(|(_, range)| range.clone());
    let code = code.context("expected functions in the program, found none")?;
    let before = before(program, &parts);
    let behind = program.get(code.end..).unwrap_or_default();
    let (mut joined, mut functions) = (before.clone(), Streams::default());
    for body in &parts.bodies {
        let body = program.get(body.clone()).unwrap_or_default();
        joined.extend(three_bytes(body.len())?);
        joined.extend(body);
        functions.push(&pieces(body)?)?;
    }
    joined.extend(behind);
    let mut streams = vec![before, behind.to_vec()];
    streams.extend(functions.in_order()?);
    let mut data = Vec::new();
    for number in [1 + streams.len(), joined.len()].into_iter().chain(streams.iter().map(Vec::len)) {
        data.extend(u32::try_from(number)?.to_le_bytes());
    }
    data.extend(streams.concat());
    // It is read as a list of numbers, too.
    data.resize(data.len().next_multiple_of(4), 0);
    let mut module = Module::new();
    module.section(&CustomSection { name: "parted".into(), data: data.into() });
    Ok(Parted { file: module.finish(), joined })
}

/// All that stands before the first function, with the length that the section of the code has when those of its functions
/// take three bytes each.
fn before(program: &[u8], parts: &Program<'_>) -> Vec<u8> {
    let mut before = Module::HEADER.to_vec();
    for (id, range) in parts.sections.iter().take_while(|(id, _)| *id != CODE) {
        before.push(*id);
        push_number(&mut before, range.len());
        before.extend(program.get(range.clone()).unwrap_or_default());
    }
    let mut count = Vec::new();
    push_number(&mut count, parts.bodies.len());
    before.push(CODE);
    push_number(&mut before, count.len() + parts.bodies.iter().map(|body| 3 + body.len()).sum::<usize>());
    before.extend(count);
    before
}

/// An unsigned number as wasm has it (LEB128, 5.2.2).
fn push_number(out: &mut Vec<u8>, number: usize) {
    let low = u8::try_from(number & 0x7F).unwrap_or_default();
    if number > 0x7F {
        out.push(low | 0x80);
        push_number(out, number >> 7);
    } else {
        out.push(low);
    }
}

/// The same in three bytes, whatever the number.
fn three_bytes(number: usize) -> Result<[u8; 3]> {
    let mut digits = [0, 7, 14].map(|shift| u8::try_from(number >> shift & 0x7F).unwrap_or_default());
    if number >> 21 > 0 {
        bail!("expected no function of more than 2,097,151 bytes, found one of {number}");
    }
    digits[0] |= 0x80;
    digits[1] |= 0x80;
    Ok(digits)
}

/// What a symbol can stand for: an instruction, or a byte of what a function says of its locals with the number behind it.
#[derive(Clone, Copy, Default)]
struct Piece<'a> {
    bytes: &'a [u8],
    is_of_locals: bool,
}

/// The pieces of a function's body, without the end, which every function has.
fn pieces(body: &[u8]) -> Result<Vec<Piece<'_>>> {
    let mut operators = FunctionBody::new(BinaryReader::new(body, 0)).get_operators_reader()?;
    let mut pieces = Vec::new();
    // How many kinds of locals there are; for each, how many and which: so a number stands behind all but the last.
    let mut locals = body.get(..operators.original_position()).unwrap_or_default();
    while let Some(behind) = locals.get(1..) {
        let number = behind.iter().position(|byte| *byte < 0x80).map_or(0, |last| last + 1);
        let (bytes, rest) = locals.split_at(1 + number);
        pieces.push(Piece { bytes, is_of_locals: true });
        locals = rest;
    }
    while !operators.eof() {
        let from = operators.original_position();
        operators.read()?;
        let bytes = body.get(from..operators.original_position()).unwrap_or_default();
        pieces.push(Piece { bytes, is_of_locals: false });
    }
    pieces.pop();
    Ok(pieces)
}

impl<'a> Piece<'a> {
    fn opcode(self) -> u8 {
        self.bytes.first().copied().unwrap_or(END)
    }

    /// The number behind the opcode, empty where there is none; nothing where there is something else, which no symbol can
    /// stand for.
    fn number(self) -> Option<&'a [u8]> {
        let behind = self.bytes.get(1..)?;
        let number = if ACCESSES.contains(&self.opcode()) { behind.strip_prefix(&[0])? } else { behind };
        // Only the last byte of a number is less than 128.
        let ends = number.iter().filter(|byte| **byte < 0x80).count();
        let is_one = ends == 1 && number.last().is_some_and(|byte| *byte < 0x80);
        (number.is_empty() || is_one).then_some(number)
    }

    /// What its number is for, as far as the numbers are other ones then. A number says it itself when it is a constant.
    fn role(self, next: Self) -> Role {
        match self.opcode() {
            _ if self.is_of_locals => OF_LOCALS,
            CONST if self.bytes.last().is_some_and(|byte| byte & 0x40 > 0) => (CONST, 1),
            CONST if self.bytes == [CONST, 0] => (CONST, 2),
            CONST if [ADD, SUB].contains(&next.opcode()) => (CONST, next.opcode()),
            SET | TEE => (SET, 0),
            GET_GLOBAL | SET_GLOBAL => (GET_GLOBAL, 0),
            BLOCK..=IF => (BLOCK, 0),
            STORE..=LAST_STORE => (STORE, 0),
            LOAD..STORE => (LOAD, 0),
            other => (other, 0),
        }
    }
}

/// Numbers with one role stand in one stream.
type Role = (u8, u8);

const OF_LOCALS: Role = (0, 0);

/// What a symbol stands for: an opcode, with the role of its number if it has one.
type Meaning = (u8, Option<Role>);

/// Where a meaning's symbol is. To guess a byte, brotli looks at the two before it, as far as: which of eight ranges they are
/// in (RFC 7932, 7.1, `Signed`; that it does for files in which many bytes are no UTF-8). So those share a range behind which
/// alike is to be expected.
fn symbols_of((opcode, role): Meaning) -> RangeInclusive<u8> {
    match opcode {
        _ if role == Some(OF_LOCALS) => 192..=239,
        GET => 0..=0,
        CONST | LONG_CONST => 1..=15,
        LOAD..STORE => 16..=63,
        STORE..=LAST_STORE => 64..=127,
        DROP | SET | SET_GLOBAL => 240..=253,
        // What parts and turns the way of a program.
        ..CALL => 192..=239,
        _ => 128..=191,
    }
}

/// The streams of all functions.
#[derive(Default)]
struct Streams {
    /// What each piece means, nothing for such as have no symbol; a function a list.
    meanings: Vec<Vec<Option<Meaning>>>,
    uses: BTreeMap<Meaning, usize>,
    others: Vec<u8>,
    numbers: BTreeMap<Role, Vec<u8>>,
}

impl Streams {
    fn push(&mut self, pieces: &[Piece<'_>]) -> Result<()> {
        let mut meanings = Vec::new();
        for (place, piece) in pieces.iter().enumerate() {
            let next = pieces.get(place + 1).copied().unwrap_or_default();
            meanings.push(self.meaning(*piece, next)?);
        }
        self.meanings.push(meanings);
        Ok(())
    }

    fn meaning(&mut self, piece: Piece<'_>, next: Piece<'_>) -> Result<Option<Meaning>> {
        let Some(number) = piece.number() else {
            let length = piece.bytes.len().try_into();
            self.others.push(length.context("expected no instruction of more than 255 bytes")?);
            self.others.extend(piece.bytes);
            return Ok(None);
        };
        let role = (!number.is_empty()).then(|| piece.role(next));
        if let Some(role) = role {
            self.numbers.entry(role).or_default().extend(number);
        }
        let meaning = (piece.opcode(), role);
        *self.uses.entry(meaning).or_default() += 1;
        Ok(Some(meaning))
    }

    /// In the order in which they stand in the file.
    fn in_order(self) -> Result<Vec<Vec<u8>>> {
        let mut by_use: Vec<(Meaning, usize)> = self.uses.into_iter().collect();
        by_use.sort_by_key(|(_, uses)| Reverse(*uses));
        let mut symbols = BTreeMap::new();
        let (mut opcodes, mut places) = ([0; 256], [0; 256]);
        put(&mut opcodes, LAST, END);
        for (meaning, _) in by_use {
            let taken: Vec<u8> = symbols.values().copied().collect();
            let free = symbols_of(meaning).find(|symbol| !taken.contains(symbol));
            let symbol = free.with_context(|| format!("expected fewer opcodes like {:#x}", meaning.0))?;
            symbols.insert(meaning, symbol);
            put(&mut opcodes, symbol, meaning.0);
            if let Some(place) = meaning.1.and_then(|role| self.numbers.keys().position(|it| *it == role)) {
                put(&mut places, symbol, u8::try_from(FIRST + place)?);
            }
        }
        let mut all = Vec::new();
        for meanings in self.meanings {
            let symbol =
                |meaning: &Option<Meaning>| meaning.and_then(|meaning| symbols.get(&meaning).copied());
            all.extend(meanings.iter().map(|meaning| symbol(meaning).unwrap_or(OTHER)));
            all.push(LAST);
        }
        let mut streams = vec![opcodes.to_vec(), places.to_vec(), all, self.others];
        streams.extend(self.numbers.into_values());
        Ok(streams)
    }
}

/// Says of a symbol what it stands for.
fn put(table: &mut [u8; 256], symbol: u8, byte: u8) {
    if let Some(place) = table.get_mut(usize::from(symbol)) {
        *place = byte;
    }
}

#[cfg(test)]
mod tests {
    //! What becomes of a small program.
    use wasm_encoder::{CodeSection, Function, FunctionSection, MemArg, Module, TypeSection, ValType};

    use super::parted;

    fn program(functions: &[Function]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut section, mut code) = (FunctionSection::new(), CodeSection::new());
        for body in functions {
            section.function(0);
            code.function(body);
        }
        let mut module = Module::new();
        module.section(&types).section(&section).section(&code);
        module.finish()
    }

    #[test]
    fn like_stands_by_like() -> anyhow::Result<()> {
        let mut first = Function::new([(2, ValType::I32)]);
        let offset = MemArg { offset: 300, align: 0, memory_index: 0 };
        first.instructions().local_get(0).i32_load(offset).local_set(1).local_get(1).drop().end();
        let mut second = Function::new([]);
        second.instructions().f64_const(1.0.into()).drop().i32_const(-1).drop().end();
        let parted = parted(&program(&[first, second]))?;
        // Symbols, then what is no number; how many locals; which are read, which is set, where from, and the constant.
        let streams = [
            &[193, 128, 0, 16, 241, 0, 240, 255, 192, 254, 240, 1, 240, 255][..],
            &[9, 0x44, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F],
            &[2],
            &[0, 1],
            &[1],
            &[0xAC, 2],
            &[0x7F],
        ];
        let streams = streams.concat();
        let found = parted.file.windows(streams.len()).any(|window| window == streams);
        assert!(found, "{:?}", parted.file);
        Ok(())
    }

    #[test]
    fn what_it_is_joined_to_is_a_program_of_the_same_functions() -> anyhow::Result<()> {
        let mut body = Function::new([]);
        body.instructions().end();
        let program = program(&[body]);
        let joined = parted(&program)?.joined;
        assert_eq!(joined.len(), program.len() + 2);
        assert!(joined.ends_with(&[10, 6, 1, 0x82, 0x80, 0, 0, 0x0B]), "{joined:?}");
        Ok(())
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(parted(b"no program").is_err());
        assert!(parted(&Module::new().finish()).is_err());
    }
}
