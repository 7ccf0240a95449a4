//! `cargo xtask size <module>`: what the program of a module of the CDN build is made of, by module of Rust and by function.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Result, bail};

use crate::build;
use crate::config::Config;
use crate::files::read;
use crate::program::Program;
use crate::size::brotli;
use crate::tools::Tools;

/// How many functions are listed.
const MOST: usize = 60;

/// How many parts are weighed, the largest: each is a run of brotli at its best.
const WEIGHED: usize = 24;

/// A part of a program: a function, or all functions of a module of Rust, or a section.
#[derive(Default)]
struct Part {
    ranges: Vec<Range<usize>>,
}

impl Part {
    fn len(&self) -> usize {
        self.ranges.iter().map(ExactSizeIterator::len).sum()
    }
}

/// Builds a module with the names of its functions, and prints what it is made of: bytes, and for the largest parts how many
/// bytes less would be sent (brotli) without them. What several parts share counts for none of them, so the sum is
/// less than all. It is the program as it runs that is weighed; what is sent of it, in parts (`build::part`), is a tenth less.
///
/// # Errors
///
/// When there is no such module, or the build fails.
pub fn run(module: &str) -> Result<()> {
    let config = Config::read()?;
    let tools = Tools::set_up(&build::NEEDS)?;
    let file = build::named(&config, &tools, module)?;
    let bytes = read(&file)?;
    let program = Program::read(&bytes)?;
    if program.names.is_empty() {
        bail!("{}: expected the names of the functions, found none", file.display());
    }
    let names = names(&program);
    let shipped = without(&bytes, &names);
    let all = brotli(&shipped)?;
    println!("\n{module}: {} bytes, {all} brotli; functions of a module of Rust together\n", shipped.len());
    println!("{:>9} {:>9} {:>9}", "bytes", "brotli", "functions");
    let mut parts: Vec<(String, Part)> = modules(&program).into_iter().collect();
    parts.sort_by_key(|(_, part)| std::cmp::Reverse(part.len()));
    for (place, (name, part)) in parts.iter().enumerate() {
        let gone: Vec<Range<usize>> = part.ranges.iter().chain(&names).cloned().collect();
        let less = if place < WEIGHED {
            all.saturating_sub(brotli(&without(&bytes, &gone))?).to_string()
        } else {
            String::new()
        };
        println!("{:>9} {less:>9} {:>9}  {name}", part.len(), part.ranges.len());
    }
    println!("\n{:>9}  function", "bytes");
    let mut functions = program.names.clone();
    functions.sort_by_key(|(place, _)| std::cmp::Reverse(program.bodies.get(*place).map_or(0, Range::len)));
    for (place, name) in functions.into_iter().take(MOST) {
        println!("{:>9}  {name}", program.bodies.get(place).map_or(0, Range::len));
    }
    Ok(())
}

/// The functions by the module of Rust that each stands in, the data, and what is neither.
fn modules(program: &Program<'_>) -> BTreeMap<String, Part> {
    let mut modules: BTreeMap<String, Part> = BTreeMap::new();
    for (place, name) in &program.names {
        if let Some(body) = program.bodies.get(*place) {
            modules.entry(module_of(name)).or_default().ranges.push(body.clone());
        }
    }
    modules.entry("(data)".to_owned()).or_default().ranges.extend(program.data.iter().cloned());
    modules
}

/// `<fact_check_card::html::Attr as core::cmp::PartialEq>::eq::h0123456789abcdef` stands in `fact_check_card::html`. What has
/// no path, as what wasm-bindgen writes, is a part by itself.
fn module_of(name: &str) -> String {
    let path = name.trim_start_matches(['<', '&']);
    let end = path.find([' ', '<', '>', '[', '(']).unwrap_or(path.len());
    let mut steps: Vec<&str> = path.get(..end).unwrap_or_default().split("::").collect();
    if steps.len() > 1 {
        // The last step is the item itself, and a hash behind it; types begin with a capital.
        steps.retain(|step| step.starts_with(|first: char| first.is_ascii_lowercase() || first == '_'));
        steps.truncate(steps.len().min(3));
        if steps.last().is_some_and(|last| is_hash(last)) || steps.len() > 2 {
            steps.pop();
        }
    }
    steps.join("::")
}

fn is_hash(step: &str) -> bool {
    step.len() == 17 && step.starts_with('h')
}

/// The sections of names and notes, which are not shipped.
fn names(program: &Program<'_>) -> Vec<Range<usize>> {
    program.sections.iter().filter(|(id, _)| *id == 0).map(|(_, range)| range.clone()).collect()
}

/// The bytes without some of them.
fn without(bytes: &[u8], gone: &[Range<usize>]) -> Vec<u8> {
    let mut gone = gone.to_vec();
    gone.sort_by_key(|range| range.start);
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    for range in gone {
        out.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
        at = range.end;
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    //! Where functions stand, and what is left.
    use super::{module_of, without};

    #[test]
    fn functions_stand_in_modules() {
        for (name, module) in [
            ("fact_check_card::view::whole::h3816559606d845cd", "fact_check_card::view"),
            (
                "<fact_check_card::html::Attr as core::cmp::PartialEq>::eq::h0b3a64d6dc5e6fb1",
                "fact_check_card::html",
            ),
            ("fact_check_card::html::Element::new::h5bea56756083f48c", "fact_check_card::html"),
            ("alloc::vec::Vec<T,A>::push::h4ecaf383d9c42602", "alloc::vec"),
            ("core[c5930c85a12de822]::str::converts::from_utf8", "core"),
            ("memcmp", "memcmp"),
        ] {
            assert_eq!(module_of(name), module, "{name}");
        }
    }

    #[test]
    fn what_is_gone_leaves_no_gap() {
        assert_eq!(without(b"abcdef", &[3..4, 0..1]), b"bcef");
        assert_eq!(without(b"abc", &[]), b"abc");
    }
}
