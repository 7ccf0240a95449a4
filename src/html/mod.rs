//! What every view puts a card into: closed sets of tags and attributes, so that no view can write a bad page.
//! Below `words`, above `view`; a tree, which `dom` builds as nodes, or at once the text, by `html::write`.

pub mod document;
pub mod kind;
#[cfg(not(target_arch = "wasm32"))]
pub mod plain;
mod sink;
mod tree;
pub mod write;

use alloc::borrow::Cow;
use alloc::string::String;

use crate::closed_set::closed_set;
pub use kind::Kind;
pub(crate) use sink::Sink;
pub use tree::{Element, Node, Nodes, Pieces, Tree};
pub(crate) use tree::{Item, attrs, inside, next_node};

closed_set! {
    /// The elements that a card is made of. There is no `script`, no `style`, no `img`, no `iframe`.
    #[expect(missing_docs, reason = "each is the HTML or SVG name that it is written as")]
    pub enum Tag {
        A = "a", Article = "article", Blockquote = "blockquote", Button = "button", Dd = "dd", Details = "details", Div = "div",
        Dl = "dl", Dt = "dt", Fieldset = "fieldset", Footer = "footer", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5",
        H6 = "h6", Header = "header", Input = "input", Label = "label", Legend = "legend", Li = "li", Ol = "ol", P = "p",
        Path = "path", Section = "section", Slot = "slot", Span = "span", Summary = "summary", Svg = "svg", Time = "time", Ul = "ul",
    }
}

impl Tag {
    /// Whether the element is written without content and end tag.
    pub const fn is_void(self) -> bool {
        matches!(self, Self::Input)
    }

    /// Whether the element belongs to SVG.
    pub fn is_svg(self) -> bool {
        matches!(self, Self::Svg | Self::Path)
    }
}

macro_rules! attr_names {
    ($($variant:ident = $word:literal,)+) => {
        closed_set! {
            /// The attributes that a card's elements carry. There is no `style`, no `src`, and no event handler.
            #[expect(missing_docs, reason = "each is the HTML or SVG name that it is written as")]
            pub enum AttrName { $($variant = $word,)+ }
        }

        #[cfg(not(target_arch = "wasm32"))]
        impl AttrName {
            /// What stands before the value in a tag.
            pub(crate) fn begin(self) -> &'static str {
                match self { $(Self::$variant => concat!(" ", $word, "=\""),)+ }
            }
        }
    };
}

attr_names! {
    AriaCurrent = "aria-current", AriaDescribedby = "aria-describedby", AriaHidden = "aria-hidden", AriaLabel = "aria-label", AriaLabelledby = "aria-labelledby", Checked = "checked",
    Class = "class", D = "d", DataAction = "data-action", DataStance = "data-stance", DataStatus = "data-status",
    DataTone = "data-tone", DataValue = "data-value", Datetime = "datetime", Dir = "dir", Href = "href", Id = "id",
    Lang = "lang", Name = "name", Open = "open", Part = "part", Popover = "popover", Rel = "rel", Role = "role", Tabindex = "tabindex",
    Type = "type", Value = "value", ViewBox = "viewBox",
}

/// The value of an attribute, before escaping. Who makes one says where it is from; what can be followed is made from a checked
/// address by [`Sink::link`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// One of the card's own words; an empty one stands for an attribute that stands for itself.
    Own(&'static str),
    /// A text of the record, or one that was made for the tree.
    Text(Cow<'a, str>),
    /// A number behind a prefix: a place in the card, such as `source-3`, or a link to one.
    Number(&'static str, usize),
}

impl Value<'_> {
    /// The value as a text.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Own(word) => Cow::Borrowed(word),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(prefix, number) => {
                let mut out = String::new();
                push_numbered(&mut out, prefix, *number);
                Cow::Owned(out)
            }
        }
    }
}

fn push_numbered(out: &mut String, prefix: &str, number: usize) {
    out.push_str(prefix);
    // Most numbers of a card are one digit.
    #[cfg(not(target_arch = "wasm32"))]
    if let Ok(digit @ 0..10) = u8::try_from(number) {
        out.push(char::from(b'0' + digit));
        return;
    }
    crate::problem::push_number(out, u32::try_from(number).unwrap_or(u32::MAX));
}
