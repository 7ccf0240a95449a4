//! Takes comments and indentation out of the stylesheet: what is compiled in, every reader downloads.

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/view/card.css");
    let sheet = fs::read_to_string("src/view/card.css")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("card.css"), without_comments(&sheet))?;
    Ok(())
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        push_tight(&mut out, before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    push_tight(&mut out, rest);
    out
}

fn push_tight(out: &mut String, css: &str) {
    for line in css.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() && !out.ends_with(['{', '}', ';', ',']) {
            out.push(' ');
        }
        out.push_str(line);
    }
}
