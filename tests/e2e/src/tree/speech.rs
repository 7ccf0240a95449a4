//! How a tree would be read out: a line for each thing that is said, in order. Every engine comes to the same lines.

use super::{Node, Role, squeezed};

/// What is heard by whoever goes through the tree from its beginning to its end, indented as it is nested.
///
/// A heading, a button and the like are a line with their role and name, and so is whatever holds others and says so.
/// Each stretch of text between them is a line, with its links in brackets:
///
/// ```text
/// article: Fact check: Unproven
///   heading 2: Fact check: Unproven
///   Pictures said to show him [link: Source 2] and a report
///   summary (closed): How we know
/// ```
pub fn outline(tree: &Node) -> Vec<String> {
    let mut reading = Reading::default();
    reading.read(tree);
    reading.end();
    reading.lines
}

#[derive(Default)]
struct Reading {
    lines: Vec<String>,
    depth: usize,
    /// The text of the line so far.
    line: String,
}

impl Reading {
    fn read(&mut self, node: &Node) {
        match node.role {
            Role::Text => self.line.push_str(&node.name),
            // What it stands between is said apart from it.
            Role::Link => self.line.extend([" [", &title(node), "] "]),
            Role::Plain | Role::Label => self.all(node),
            Role::Group if node.name.is_empty() => self.all(node),
            Role::Paragraph => {
                self.end();
                self.all(node);
                self.end();
            }
            // Their text is their name.
            Role::Heading | Role::Summary | Role::Button | Role::Radio | Role::Image | Role::Term => {
                self.say(&title(node));
            }
            _ => {
                self.say(&title(node));
                self.depth += 1;
                self.all(node);
                self.end();
                self.depth -= 1;
            }
        }
    }

    fn all(&mut self, node: &Node) {
        // What a label says is the name of the control in it.
        let labels = node.role == Role::Label;
        node.children
            .iter()
            .filter(|child| !(labels && said(child).is_empty()))
            .for_each(|child| self.read(child));
    }

    /// A line of its own.
    fn say(&mut self, line: &str) {
        self.end();
        line.clone_into(&mut self.line);
        self.end();
    }

    /// Ends the line, if something stands on it.
    fn end(&mut self) {
        let line = squeezed(&std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.lines.push(format!("{}{line}", "  ".repeat(self.depth)));
        }
    }
}

/// The controls in a place, by name: what is left of it when its text is taken away.
fn said(node: &Node) -> String {
    match node.role {
        Role::Text => String::new(),
        Role::Plain => node.children.iter().map(said).collect(),
        _ => title(node),
    }
}

/// `heading 2: The claim`, `summary (open): Replies`, `list of 3`
fn title(node: &Node) -> String {
    let number = match node.role {
        Role::List => format!(" of {}", items(node)),
        Role::Heading => format!(" {}", node.level),
        _ => String::new(),
    };
    let state = if node.state.is_empty() { String::new() } else { format!(" ({})", node.state) };
    let name = match node.role {
        // What some engines give them as a name is all of their text.
        Role::Item | Role::Definition | Role::Quote | Role::Status => String::new(),
        Role::Term => text(node),
        _ => node.name.clone(),
    };
    let colon = if name.is_empty() { "" } else { ": " };
    [node.role.word(), &number, &state, colon, &name].concat()
}

fn text(node: &Node) -> String {
    if node.role == Role::Text { node.name.clone() } else { node.children.iter().map(text).collect() }
}

fn items(node: &Node) -> usize {
    let count = |child: &Node| match child.role {
        Role::Item => 1,
        Role::Plain => items(child),
        _ => 0,
    };
    node.children.iter().map(count).sum()
}
