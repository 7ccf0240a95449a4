//! Parts the code of a program into streams in which like stands by like: all opcodes, all numbers of locals, all offsets of
//! loads. Brotli makes 5 KB less of them than of the code, in which each of these stands between the others. `join.js` puts
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
//! - for each of 256 symbols its opcode, for each the stream of the number that follows it, or 0, and for each the symbol that
//!   comes then, or 0 if the next of the function does: so one can stand for several instructions;
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

use crate::program::{CODE, Program, push_number};

/// Loads and stores: how a place is aligned stands between their opcode and their offset. `order` has made it 0.
const ACCESSES: RangeInclusive<u8> = LOAD..=LAST_STORE;

const BLOCK: u8 = 0x02;
const IF: u8 = 0x04;
/// It also ends a function.
const END: u8 = 0x0B;
const BRANCH: u8 = 0x0C;
const BRANCH_IF: u8 = 0x0D;
const CALL: u8 = 0x10;
const DROP: u8 = 0x1A;
const GET: u8 = 0x20;
const SET: u8 = 0x21;
const TEE: u8 = 0x22;
const GET_GLOBAL: u8 = 0x23;
const SET_GLOBAL: u8 = 0x24;
const LOAD: u8 = 0x28;
const LONG_LOAD: u8 = 0x29;
const STORE: u8 = 0x36;
const LONG_STORE: u8 = 0x37;
const LAST_STORE: u8 = 0x3E;
const CONST: u8 = 0x41;
const LONG_CONST: u8 = 0x42;
const EQUALS_ZERO: u8 = 0x45;
const ADD: u8 = 0x6A;
const SUB: u8 = 0x6B;
const AND: u8 = 0x71;
const SHIFT: u8 = 0x74;

/// The symbols that are always the same.
const LAST: u8 = 255;
const OTHER: u8 = 254;

/// The first stream of numbers.
const FIRST: usize = 7;

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

/// A number in three bytes, whatever it is, as [`push_number`] writes others.
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

    /// What it means before another; nothing if no symbol can stand for it.
    fn meaning(self, next: Self) -> Option<Meaning> {
        let number = self.number()?;
        Some((self.opcode(), (!number.is_empty()).then(|| self.role(next))))
    }

    /// What its number is for, as far as the numbers are other ones then. A number says it itself when it is a constant.
    fn role(self, next: Self) -> Role {
        match self.opcode() {
            _ if self.is_of_locals => OF_LOCALS,
            CONST if self.bytes.last().is_some_and(|byte| byte & 0x40 > 0) => NEGATIVES,
            CONST if self.bytes.len() == 4 => PLACES,
            CONST if self.bytes == [CONST, 0] => ZEROS,
            CONST if next.opcode() == ADD => OFFSETS,
            CONST if next.opcode() == SUB => SIZES,
            SET | TEE => SETS,
            GET_GLOBAL | SET_GLOBAL => GLOBALS,
            BLOCK..=IF => BLOCKS,
            STORE..=LAST_STORE => STORES,
            LOAD..STORE => LOADS,
            other => (other, 0),
        }
    }
}

/// Numbers with one role stand in one stream.
type Role = (u8, u8);

const OF_LOCALS: Role = (0, 0);
const BLOCKS: Role = (BLOCK, 0);
/// Of a way that is always taken; those of `BRANCHES` are taken where something holds.
const WAYS: Role = (BRANCH, 0);
const BRANCHES: Role = (BRANCH_IF, 0);
const GETS: Role = (GET, 0);
const FRAMES: Role = (GET, 1);
const SETS: Role = (SET, 0);
const GLOBALS: Role = (GET_GLOBAL, 0);
const STACK_POINTER: Role = (GET_GLOBAL, 1);
const LOADS: Role = (LOAD, 0);
const STORES: Role = (STORE, 0);
const CONSTS: Role = (CONST, 0);
const NEGATIVES: Role = (CONST, 1);
const ZEROS: Role = (CONST, 2);
/// Where data is: behind the stack, so these numbers have three bytes.
const PLACES: Role = (CONST, 5);
const OFFSETS: Role = (CONST, ADD);
const SIZES: Role = (CONST, SUB);

/// What a symbol stands for: an opcode, with the role of its number if it has one.
type Meaning = (u8, Option<Role>);

/// Instructions that one symbol stands for: for each its opcode and, if it has a number, the role of that elsewhere and here.
type Group = &'static [(u8, Option<(Role, Role)>)];

/// What so often stands together that one symbol for all of it makes what is sent less, and less still when what is read
/// there has streams of its own: 1 KB (brotli) in all. The first that stands at a place is taken.
const GROUPS: [Group; 14] = [
    // The end of a block that is left then for one further out.
    &[(BRANCH, Some((WAYS, (BRANCH, 1)))), (END, None)],
    // What is left of a number when another is taken away.
    &[(CONST, Some((SIZES, (CONST, 7)))), (SUB, None)],
    // A text: where it is and how long.
    &[(CONST, Some((PLACES, PLACES))), (CONST, Some((CONSTS, CONSTS)))],
    // The begin of a function that has a frame on the stack.
    &[
        (GET_GLOBAL, Some((GLOBALS, STACK_POINTER))),
        (CONST, Some((SIZES, SIZES))),
        (SUB, None),
        (TEE, Some((SETS, FRAMES))),
        (SET_GLOBAL, Some((GLOBALS, STACK_POINTER))),
    ],
    // The end of such a function.
    &[
        (GET, Some((GETS, FRAMES))),
        (CONST, Some((OFFSETS, (CONST, 6)))),
        (ADD, None),
        (SET_GLOBAL, Some((GLOBALS, STACK_POINTER))),
    ],
    // A place, for a local.
    &[
        (GET, Some((GETS, (GET, 2)))),
        (CONST, Some((OFFSETS, OFFSETS))),
        (ADD, None),
        (SET, Some((SETS, SETS))),
    ],
    // A place in a frame, most often for a call.
    &[(GET, Some((GETS, FRAMES))), (CONST, Some((OFFSETS, OFFSETS))), (ADD, None)],
    // Eight bytes that are copied: the last two of three instructions.
    &[(GET, Some((GETS, (GET, 3)))), (LONG_LOAD, Some((LOADS, LOADS))), (LONG_STORE, Some((STORES, STORES)))],
    // A local that is stored.
    &[(GET, Some((GETS, (GET, 4)))), (GET, Some((GETS, (GET, 4)))), (STORE, Some((STORES, STORES)))],
    // A constant that is stored.
    &[(GET, Some((GETS, (GET, 5)))), (CONST, Some((CONSTS, CONSTS))), (STORE, Some((STORES, STORES)))],
    // A way that is taken where a local is 0.
    &[(GET, Some((GETS, (GET, 8)))), (EQUALS_ZERO, None), (BRANCH_IF, Some((BRANCHES, BRANCHES)))],
    // A local that is multiplied, by how large an item is.
    &[(GET, Some((GETS, (GET, 6)))), (CONST, Some((CONSTS, (CONST, 3)))), (SHIFT, None)],
    // What is left of a number by a mask.
    &[(CONST, Some((CONSTS, (CONST, 4)))), (AND, None)],
    // A word that is read.
    &[(GET, Some((GETS, (GET, 7)))), (LOAD, Some((LOADS, LOADS)))],
];

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
    /// What stands in each function: what has one symbol together, nothing for what has none.
    functions: Vec<Vec<Vec<Meaning>>>,
    uses: BTreeMap<Vec<Meaning>, usize>,
    others: Vec<u8>,
    numbers: BTreeMap<Role, Vec<u8>>,
}

impl Streams {
    fn push(&mut self, pieces: &[Piece<'_>]) -> Result<()> {
        let meanings: Vec<Option<Meaning>> = pieces
            .iter()
            .enumerate()
            .map(|(place, piece)| piece.meaning(pieces.get(place + 1).copied().unwrap_or_default()))
            .collect();
        let mut symbols = Vec::new();
        let (mut meanings, mut pieces) = (&meanings[..], pieces);
        while let (Some(first), Some(piece)) = (meanings.first(), pieces.first()) {
            let is_here = |group: &&Group| {
                let mut rest = meanings.iter();
                group.iter().all(|(opcode, number)| {
                    rest.next() == Some(&Some((*opcode, number.map(|(elsewhere, _)| elsewhere))))
                })
            };
            let here: Vec<Meaning> = match GROUPS.iter().find(is_here) {
                Some(group) => {
                    group.iter().map(|(opcode, number)| (*opcode, number.map(|(_, here)| here))).collect()
                }
                None => first.iter().copied().collect(),
            };
            if here.is_empty() {
                let length = piece.bytes.len().try_into();
                self.others.push(length.context("expected no instruction of more than 255 bytes")?);
                self.others.extend(piece.bytes);
            }
            for ((_, role), piece) in here.iter().zip(pieces) {
                if let (Some(role), Some(number)) = (role, piece.number()) {
                    self.numbers.entry(*role).or_default().extend(number);
                }
            }
            let count = here.len().max(1);
            meanings = meanings.get(count..).unwrap_or_default();
            pieces = pieces.get(count..).unwrap_or_default();
            *self.uses.entry(here.clone()).or_default() += 1;
            symbols.push(here);
        }
        self.functions.push(symbols);
        Ok(())
    }

    /// In the order in which they stand in the file.
    fn in_order(mut self) -> Result<Vec<Vec<u8>>> {
        self.uses.remove(&Vec::new());
        // What comes behind the first of several has a symbol, too.
        for group in self.uses.keys().cloned().collect::<Vec<_>>() {
            for behind in 1..group.len() {
                self.uses.entry(group.get(behind..).unwrap_or_default().to_vec()).or_default();
            }
        }
        let symbols = symbols(&self.uses)?;
        let (mut opcodes, mut places, mut nexts) = ([0; 256], [0; 256], [0; 256]);
        put(&mut opcodes, LAST, END);
        for (group, symbol) in &symbols {
            let Some(((opcode, role), rest)) = group.split_first() else { continue };
            put(&mut opcodes, *symbol, *opcode);
            if let Some(place) = role.and_then(|role| self.numbers.keys().position(|it| *it == role)) {
                put(&mut places, *symbol, u8::try_from(FIRST + place)?);
            }
            put(&mut nexts, *symbol, symbols.get(rest).copied().unwrap_or_default());
        }
        let mut all = Vec::new();
        for groups in self.functions {
            all.extend(groups.iter().map(|group| symbols.get(group).copied().unwrap_or(OTHER)));
            all.push(LAST);
        }
        let mut streams = vec![opcodes.to_vec(), places.to_vec(), nexts.to_vec(), all, self.others];
        streams.extend(self.numbers.into_values());
        Ok(streams)
    }
}

/// The symbols of what stands in a program: the more often it does, the further to the front of those that it may have.
fn symbols(uses: &BTreeMap<Vec<Meaning>, usize>) -> Result<BTreeMap<Vec<Meaning>, u8>> {
    let mut by_use: Vec<(&Vec<Meaning>, &usize)> = uses.iter().collect();
    by_use.sort_by_key(|(_, uses)| Reverse(**uses));
    let mut symbols = BTreeMap::new();
    for (group, _) in by_use {
        let taken: Vec<u8> = symbols.values().copied().collect();
        let last = group.last().copied().unwrap_or_default();
        let free = symbols_of(last).chain((1..OTHER).rev()).find(|symbol| !taken.contains(symbol));
        let symbol = free.context("expected instructions of fewer kinds")?;
        symbols.insert(group.clone(), symbol);
    }
    Ok(symbols)
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
        // Symbols, one of them for a word that is read; then what is no number; how many locals; which is read, which for that
        // word, which is set, where from, and the constant.
        let streams = [
            &[193, 128, 16, 241, 0, 240, 255, 192, 254, 240, 1, 240, 255][..],
            &[9, 0x44, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F],
            &[2],
            &[1],
            &[0],
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
