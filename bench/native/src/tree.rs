//! HTML as what a browser makes of it, for comparing what two programs have written.

use std::fmt::Write as _;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The elements with their attributes in one order, and the texts, a line each. Comments and empty texts, with which
/// frameworks keep their places, are left out, and texts beside each other are one.
pub fn lines(html: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let parsed = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let mut writer = Lines::default();
    // The fragment stands in a root of its own.
    for root in parsed.document.children.borrow().iter() {
        writer.children(root, 0);
    }
    writer.end_text(0);
    writer.out
}

#[derive(Default)]
struct Lines {
    out: String,
    text: String,
}

impl Lines {
    fn children(&mut self, node: &Handle, depth: usize) {
        for child in node.children.borrow().iter() {
            match &child.data {
                NodeData::Text { contents } => self.text.push_str(&contents.borrow()),
                NodeData::Element { name, attrs, .. } => {
                    self.end_text(depth);
                    let mut attrs: Vec<String> = attrs
                        .borrow()
                        .iter()
                        .map(|attr| format!(" {}={:?}", attr.name.local, &*attr.value))
                        .collect();
                    attrs.sort();
                    // Writing to a `String` can't fail.
                    let _ = writeln!(self.out, "{:depth$}{}{}", "", name.local, attrs.concat());
                    self.children(child, depth + 1);
                    self.end_text(depth + 1);
                }
                _ => {}
            }
        }
    }

    fn end_text(&mut self, depth: usize) {
        if !self.text.is_empty() {
            let _ = writeln!(self.out, "{:depth$}{:?}", "", self.text);
            self.text.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    //! What makes a difference, and what makes none.
    use super::lines;

    #[test]
    fn marks_of_frameworks_make_no_difference() {
        let plain = lines("<p class=\"a\" id=\"b\">one two</p>");
        assert_eq!(lines("<p id=b class=a>one<!-- --> <!---->two</p>"), plain);
        assert_ne!(lines("<p class=\"a\" id=\"b\">one <b>two</b></p>"), plain);
        assert_ne!(lines("<p class=\"a\">one two</p>"), plain);
    }
}
