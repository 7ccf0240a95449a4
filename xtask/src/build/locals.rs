//! Gives the locals of each function of a wasm program the numbers by which it is most like the others, so that brotli finds
//! more of what they have in common: 0.3 KB of every reader's download. Only locals of one type change places, and only
//! such as have numbers of one byte; so nothing else of the program changes, nor its length.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::Result;
use wasmparser::{FunctionBody, Operator, Parser, Payload, ValType};

use crate::program::Program;

/// How much it says for a byte that it has followed a run of none, one, two… bytes elsewhere.
const WEIGHTS: [f64; 7] = [0.02, 0.1, 0.3, 0.6, 1.0, 1.0, 1.0];

/// How often each function is looked at. Later looks find little: what is common has become so by then.
const ROUNDS: usize = 4;

/// The same program with other numbers.
///
/// # Errors
///
/// When this is no wasm program.
pub(super) fn renumbered(program: &[u8]) -> Result<Vec<u8>> {
    let mut functions = functions(program)?;
    let mut bytes = program.to_vec();
    let mut runs = Runs::default();
    for function in &functions {
        runs.count(bytes.get(function.body.clone()).unwrap_or_default(), 1);
    }
    for _ in 0..ROUNDS {
        for function in &mut functions {
            if let Some(body) = bytes.get_mut(function.body.clone()) {
                runs.count(body, -1);
                function.renumber(body, &runs);
                runs.count(body, 1);
            }
        }
    }
    Ok(bytes)
}

/// A function, and where it names its locals.
struct Function {
    body: Range<usize>,
    /// The locals that may change, in the order of their numbers.
    locals: Vec<Local>,
}

/// What has a number.
struct Local {
    kind: ValType,
    number: u8,
    /// Where in the body the number stands.
    places: Vec<usize>,
}

impl Local {
    fn write(&self, body: &mut [u8], number: u8) {
        for place in &self.places {
            if let Some(byte) = body.get_mut(*place) {
                *byte = number;
            }
        }
    }
}

impl Function {
    /// Tries for each two locals of one type whether they are better off with each other's number.
    fn renumber(&mut self, body: &mut [u8], runs: &Runs) {
        for place in 0..self.locals.len() {
            let (before, rest) = self.locals.split_at_mut(place);
            let Some(local) = rest.first_mut() else { return };
            for other in before.iter_mut().filter(|other| other.kind == local.kind) {
                let near = near(local, other);
                let was = runs.surprise(body, &near);
                local.write(body, other.number);
                other.write(body, local.number);
                if runs.surprise(body, &near) < was {
                    std::mem::swap(&mut local.places, &mut other.places);
                } else {
                    local.write(body, local.number);
                    other.write(body, other.number);
                }
            }
        }
    }
}

/// The places of bytes whose guess depends on what number two locals have.
fn near(one: &Local, other: &Local) -> BTreeSet<usize> {
    let places = one.places.iter().chain(&other.places);
    places.flat_map(|place| *place..place + WEIGHTS.len()).collect()
}

/// All functions that stand in a program.
fn functions(program: &[u8]) -> Result<Vec<Function>> {
    let parts = Program::read(program)?;
    let mut functions = Vec::new();
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::CodeSectionEntry(body) = payload? {
            let kind = parts.types.get(functions.len()).copied().unwrap_or_default();
            let parameters = parts.parameters.get(kind as usize).copied().unwrap_or_default();
            functions.push(function(&body, parameters)?);
        }
    }
    Ok(functions)
}

fn function(body: &FunctionBody<'_>, parameters: usize) -> Result<Function> {
    let mut locals = Vec::new();
    for group in body.get_locals_reader()? {
        let (count, kind) = group?;
        for _ in 0..count {
            // From 128 on numbers are longer.
            let number = u8::try_from(parameters + locals.len()).ok().filter(|number| *number < 128);
            locals.push(number.map(|number| Local { kind, number, places: Vec::new() }));
        }
    }
    let range = body.range();
    for operator in body.get_operators_reader()?.into_iter_with_offsets() {
        let (operator, place) = operator?;
        if let Operator::LocalGet { local_index }
        | Operator::LocalSet { local_index }
        | Operator::LocalTee { local_index } = operator
            && let Some(local) = (local_index as usize).checked_sub(parameters)
            && let Some(Some(local)) = locals.get_mut(local)
        {
            // Behind the byte that says what is done with it.
            local.places.push(place + 1 - range.start);
        }
    }
    Ok(Function { body: range, locals: locals.into_iter().flatten().collect() })
}

/// How often which byte follows which run of bytes. Runs are told apart by a hash: that two share a place does no harm.
struct Runs {
    seen: Vec<i32>,
    followed: Vec<i32>,
}

impl Default for Runs {
    fn default() -> Self {
        Self { seen: vec![0; 1 << 20], followed: vec![0; 1 << 20] }
    }
}

impl Runs {
    /// Counts the bytes of a function, once more or once less.
    fn count(&mut self, body: &[u8], change: i32) {
        for place in 0..body.len() {
            for [run, next] in hashes(body, place) {
                for (counts, hash) in [(&mut self.seen, run), (&mut self.followed, next)] {
                    if let Some(count) = counts.get_mut(hash) {
                        *count += change;
                    }
                }
            }
        }
    }

    /// How badly the bytes at these places can be guessed by what stands before them.
    fn surprise(&self, body: &[u8], places: &BTreeSet<usize>) -> u64 {
        places.iter().map(|place| self.surprise_at(body, *place)).sum()
    }

    fn surprise_at(&self, body: &[u8], place: usize) -> u64 {
        let (mut likely, mut all) = (1.0 / 512.0, 0.5);
        for ([run, next], weight) in hashes(body, place).zip(WEIGHTS) {
            let seen = self.seen.get(run).copied().unwrap_or_default();
            let followed = self.followed.get(next).copied().unwrap_or_default();
            if seen > 0 {
                // What was seen a few times only says less.
                let weight = weight * (f64::from(seen) / 4.0).min(1.0);
                likely += weight * f64::from(followed) / f64::from(seen);
                all += weight;
            }
        }
        // A number's exponent and the first bits behind it are its logarithm, near enough, and the same on every machine.
        (all / likely).to_bits() >> 32
    }
}

/// For the runs before a place, from the shortest on: their hash, and their hash with the byte that follows.
fn hashes(body: &[u8], place: usize) -> impl Iterator<Item = [usize; 2]> {
    let next = body.get(place).copied().unwrap_or_default();
    let mut run: u32 = 0x811C_9DC5;
    (0..WEIGHTS.len().min(place + 1)).map(move |length| {
        if length > 0 {
            run = mixed(run, body.get(place - length).copied().unwrap_or_default());
        }
        [run, mixed(!run, next)].map(|hash| (hash >> 12) as usize)
    })
}

fn mixed(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193).rotate_left(11).wrapping_mul(0x9E37_79B1)
}

#[cfg(test)]
mod tests {
    //! What becomes of a small program.
    use wasm_encoder::{CodeSection, Function, FunctionSection, Module, TypeSection, ValType};

    use super::renumbered;

    /// A program of functions with a parameter and these locals, which each set the named ones in turn.
    fn program(functions: &[(&[ValType], &[u32])]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let (mut section, mut code) = (FunctionSection::new(), CodeSection::new());
        for (locals, named) in functions {
            section.function(0);
            let mut body = Function::new_with_locals_types(locals.iter().copied());
            for (value, local) in (7..).zip(*named) {
                body.instructions().i32_const(value).local_set(*local);
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&section).section(&code);
        module.finish()
    }

    const INTEGERS: &[ValType] = &[ValType::I32, ValType::I32];

    #[test]
    fn functions_come_to_name_their_locals_alike() -> anyhow::Result<()> {
        let one: (&[ValType], &[u32]) = (INTEGERS, &[1, 2, 1, 2]);
        let other: (&[ValType], &[u32]) = (INTEGERS, &[2, 1, 2, 1]);
        let mixed = program(&[one, one, one, one, one, other]);
        assert_eq!(renumbered(&mixed)?, program(&[one; 6]));
        Ok(())
    }

    #[test]
    fn neither_parameters_nor_locals_of_other_types_change_places() -> anyhow::Result<()> {
        let kinds: &[ValType] = &[ValType::I32, ValType::I64];
        let one: (&[ValType], &[u32]) = (kinds, &[0, 1, 0, 1]);
        let other: (&[ValType], &[u32]) = (kinds, &[1, 0, 1, 0]);
        let mixed = program(&[one, one, one, one, one, other]);
        assert_eq!(renumbered(&mixed)?, mixed);
        Ok(())
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(renumbered(b"no program").is_err());
    }
}
