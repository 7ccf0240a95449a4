//! A wasm program in its parts, for those who change it (`build::silence`, `build::order`) and those who weigh it (`functions`).
//! Source: WebAssembly core specification 2.0, 5.2.2 (numbers), 5.5 (modules) and 7.4.1 (the section of names).

use std::ops::Range;

use anyhow::Result;
use wasmparser::{KnownCustom, Name, NameSectionReader, Naming, Parser, Payload, TypeRef};

/// The number of the section that holds the code.
pub(crate) const CODE: u8 = 10;

/// Where in a program what stands.
#[derive(Default)]
pub(crate) struct Program<'a> {
    /// Every section: its number and content.
    pub(crate) sections: Vec<(u8, Range<usize>)>,
    /// How many functions are imported: the numbers of the others begin behind theirs.
    pub(crate) imported: usize,
    /// The functions' types, by number.
    pub(crate) types: Vec<u32>,
    /// The functions' bodies, without the number before each that says how long it is.
    pub(crate) bodies: Vec<Range<usize>>,
    /// What the data sections hold.
    pub(crate) data: Vec<Range<usize>>,
    /// The names of functions, by the places of their bodies; empty where the program has none.
    pub(crate) names: Vec<(usize, &'a str)>,
}

impl<'a> Program<'a> {
    /// Finds the parts.
    ///
    /// # Errors
    ///
    /// When this is no wasm program.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut program = Self::default();
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            program.sections.extend(payload.as_section());
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        program.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => {
                    program.types = types.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => program.bodies.push(body.range()),
                Payload::DataSection(segments) => {
                    for segment in segments {
                        program.data.push(segment?.range);
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(lists) = section.as_known() {
                        names.extend(functions(lists)?);
                    }
                }
                _ => {}
            }
        }
        for Naming { index, name } in names {
            program.names.extend((index as usize).checked_sub(program.imported).map(|place| (place, name)));
        }
        Ok(program)
    }
}

/// The functions that have a name, by their numbers.
fn functions(lists: NameSectionReader<'_>) -> Result<Vec<Naming<'_>>> {
    let mut named = Vec::new();
    for list in lists {
        if let Name::Function(names) = list? {
            named.extend(names.into_iter().collect::<Result<Vec<_>, _>>()?);
        }
    }
    Ok(named)
}

/// Writes a number as LEB128 (WebAssembly core specification, 5.2.2).
pub(crate) fn push_number(out: &mut Vec<u8>, number: usize) {
    let rest = number >> 7;
    let [low, ..] = (number & 0x7F).to_le_bytes();
    if rest == 0 {
        out.push(low);
    } else {
        out.push(low | 0x80);
        push_number(out, rest);
    }
}
