//! What a page is told of an element: its events, and where a card failed. Part of the host.

use alloc::string::String;

use super::Host;
use crate::json::write::Keys;
use crate::problem::{Code, Problem};
use crate::view::state::{Action, Sort};

/// What a page is told, as a `CustomEvent` that bubbles and leaves the shadow root.
#[derive(Debug, PartialEq, Eq)]
pub enum Event {
    /// A card is there. Its detail, the record and its problems, is made when a listener asks for it.
    Ready,
    /// There is no card to show; the fallback is. Why is in the host's problems.
    Error {
        /// Where it failed.
        kind: Failure,
    },
    /// A section was opened or closed.
    Toggle {
        /// Which.
        section: &'static str,
        /// Whether it is open now.
        open: bool,
    },
    /// The sources were filtered.
    Filter {
        /// By which stance; `null` shows all.
        stance: Option<&'static str>,
    },
    /// The sources were put into another order.
    Sort {
        /// Which.
        by: Sort,
    },
    /// A source was shown and marked, as by following a citation; or the mark was taken away, as by going back.
    Cite {
        /// The source's id, if it has one; `None` for going back.
        source_id: Option<String>,
    },
    /// A reader did something with the card.
    Action {
        /// What.
        action: Action,
    },
    /// A source's link is about to be followed, unless the page prevents it.
    Open {
        /// The source's id, if it has one.
        source_id: Option<String>,
        /// Where the link leads.
        url: String,
    },
}

impl Event {
    /// Writes the event as JSON: its `name`, and its `detail` unless the shim makes that itself.
    pub fn push_json(&self, host: &Host, out: &mut String) {
        let mut keys = Keys::open(out);
        keys.string("name", self.name());
        let out = match self {
            Self::Ready => return keys.close(),
            _ => keys.value("detail"),
        };
        let mut detail = Keys::open(out);
        match self {
            Self::Ready => {}
            Self::Error { kind } => {
                detail.string("kind", kind.as_str());
                host.push_problems(detail.value("problems"));
            }
            Self::Toggle { section, open } => {
                detail.string("section", section);
                detail.flag("open", *open);
            }
            Self::Filter { stance } => detail.optional("stance", *stance),
            Self::Sort { by } => detail.string("by", by.as_str()),
            Self::Cite { source_id } => detail.optional("sourceId", source_id.as_deref()),
            Self::Action { action } => detail.string("action", action.as_str()),
            Self::Open { source_id, url } => {
                detail.optional("sourceId", source_id.as_deref());
                detail.string("url", url);
            }
        }
        detail.close();
        out.push('}');
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Ready => "fact-check-ready",
            Self::Error { .. } => "fact-check-error",
            Self::Toggle { .. } => "fact-check-toggle",
            Self::Filter { .. } => "fact-check-filter",
            Self::Sort { .. } => "fact-check-sort",
            Self::Cite { .. } => "fact-check-cite",
            Self::Action { .. } => "fact-check-action",
            Self::Open { .. } => "fact-check-open",
        }
    }
}

/// Where a card failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The record could not be fetched.
    Network,
    /// What was fetched is not JSON.
    Parse,
    /// It is JSON, and no record that can be shown.
    Invalid,
}

impl Failure {
    /// Where a card failed, by what is wrong with its record.
    pub(super) fn of(problems: &[Problem]) -> Self {
        match problems.first().map(|problem| problem.code) {
            Some(Code::Network) => Self::Network,
            Some(Code::NotJson | Code::NotUtf8 | Code::TooLarge | Code::TooDeep) => Self::Parse,
            _ => Self::Invalid,
        }
    }

    /// The public name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Parse => "parse",
            Self::Invalid => "invalid",
        }
    }
}
