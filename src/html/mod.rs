//! The tree that every view builds: closed sets of tags and attributes, so that no view can write a bad page.
//! Below `words`, above `view`; written as text by `html::write`, built as nodes by `dom`.

pub mod document;
#[cfg(not(target_arch = "wasm32"))]
pub mod plain;
pub mod write;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::closed_set::closed_set;
use crate::value::{Direction, Lang, PartialDate, SafeUrl, Text};

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
    /// The heading of a level from 1 to 6; deeper ones are level 6.
    pub fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::H1,
            2 => Self::H2,
            3 => Self::H3,
            4 => Self::H4,
            5 => Self::H5,
            _ => Self::H6,
        }
    }

    /// Whether the element is written without content and end tag.
    pub fn is_void(self) -> bool {
        self == Self::Input
    }

    /// Whether the element belongs to SVG.
    pub fn is_svg(self) -> bool {
        matches!(self, Self::Svg | Self::Path)
    }
}

closed_set! {
    /// The attributes that a card's elements carry. There is no `style`, no `src`, and no event handler.
    #[expect(missing_docs, reason = "each is the HTML or SVG name that it is written as")]
    pub enum AttrName {
        AriaCurrent = "aria-current", AriaDescribedby = "aria-describedby", AriaHidden = "aria-hidden", AriaLabel = "aria-label", AriaLabelledby = "aria-labelledby", Checked = "checked",
        Class = "class", D = "d", DataAction = "data-action", DataStance = "data-stance", DataStatus = "data-status",
        DataTone = "data-tone", DataValue = "data-value", Datetime = "datetime", Dir = "dir", Href = "href", Id = "id",
        Lang = "lang", Name = "name", Open = "open", Part = "part", Popover = "popover", Rel = "rel", Role = "role", Tabindex = "tabindex",
        Type = "type", Value = "value", ViewBox = "viewBox",
    }
}

/// One attribute. What can be followed takes a checked address; what is text is escaped when it is written.
#[derive(Clone, Debug)]
pub enum Attr<'a> {
    /// An attribute whose value is one of the card's own words.
    Own(AttrName, &'static str),
    /// An attribute that stands for itself.
    Flag(AttrName),
    /// A link out of the card.
    Href(&'a SafeUrl),
    /// A link to a place in the card: `prefix` and a number, such as `#source-3`.
    Jump(&'static str, usize),
    /// A name for an element: a prefix and a number, such as `source-3`.
    Id(&'static str, usize),
    /// A number for the card's script.
    Number(AttrName, usize),
    /// The language of what stands inside.
    Lang(&'a Lang),
    /// The direction of what stands inside.
    Dir(Direction),
    /// A date in a form that machines read.
    Datetime(&'a PartialDate),
    /// A name for those who cannot see.
    Label(Cow<'a, str>),
    /// The room of a drawing that is fifteen units high, by its width in units.
    Room(usize),
    /// What is drawn, as SVG's paths say it.
    Drawn(Cow<'a, str>),
}

/// What is the same in a page is the same here.
impl PartialEq for Attr<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name() && self.value() == other.value()
    }
}

impl Eq for Attr<'_> {}

impl Attr<'_> {
    /// The attribute's name.
    pub fn name(&self) -> AttrName {
        match self {
            Self::Own(name, _) | Self::Flag(name) | Self::Number(name, _) => *name,
            Self::Href(_) | Self::Jump(..) => AttrName::Href,
            Self::Id(..) => AttrName::Id,
            Self::Lang(_) => AttrName::Lang,
            Self::Dir(_) => AttrName::Dir,
            Self::Datetime(_) => AttrName::Datetime,
            Self::Label(_) => AttrName::AriaLabel,
            Self::Room(_) => AttrName::ViewBox,
            Self::Drawn(_) => AttrName::D,
        }
    }

    /// The attribute's value, before escaping.
    pub fn value(&self) -> Cow<'_, str> {
        match self {
            Self::Own(_, value) => Cow::Borrowed(value),
            Self::Flag(_) => Cow::Borrowed(""),
            Self::Href(url) => Cow::Borrowed(url.as_str()),
            Self::Jump(prefix, number) => Cow::Owned(numbered("#", prefix, *number)),
            Self::Id(prefix, number) => Cow::Owned(numbered("", prefix, *number)),
            Self::Number(_, number) => Cow::Owned(numbered("", "", *number)),
            Self::Lang(lang) => Cow::Borrowed(lang.as_str()),
            Self::Dir(direction) => Cow::Borrowed(direction.as_str()),
            Self::Datetime(date) => Cow::Borrowed(date.as_str()),
            Self::Label(said) | Self::Drawn(said) => Cow::Borrowed(said),
            Self::Room(width) => Cow::Owned(numbered("0 0 ", "", *width) + " 15"),
        }
    }
}

fn numbered(mark: &str, prefix: &str, number: usize) -> String {
    let mut out = String::with_capacity(mark.len() + prefix.len() + 4);
    out.push_str(mark);
    out.push_str(prefix);
    crate::problem::push_number(&mut out, u32::try_from(number).unwrap_or(u32::MAX));
    out
}

/// A node of the tree: an element or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// A text; never empty, and never beside another text.
    Text(Cow<'a, str>),
}

/// An element with its attributes and children.
///
/// Behind a pointer: views hand elements on by value, and what moves is code that every reader downloads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'a>(Box<Inner<'a>>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner<'a> {
    tag: Tag,
    attrs: Vec<Attr<'a>>,
    children: Vec<Node<'a>>,
}

impl<'a> Element<'a> {
    /// An element without attributes and children.
    #[inline(never)]
    pub fn new(tag: Tag) -> Self {
        Self(Box::new(Inner { tag, attrs: Vec::new(), children: Vec::new() }))
    }

    /// Which element.
    pub fn tag(&self) -> Tag {
        self.0.tag
    }

    /// Its attributes, each name once.
    pub fn attrs(&self) -> &[Attr<'a>] {
        &self.0.attrs
    }

    /// What stands inside.
    pub fn nodes(&self) -> &[Node<'a>] {
        &self.0.children
    }

    /// An element with a class of the card's stylesheet; an empty one is left out.
    #[inline(never)]
    pub fn classed(tag: Tag, class: &'static str) -> Self {
        let element = Self::new(tag);
        if class.is_empty() { element } else { element.own(AttrName::Class, class) }
    }

    /// Adds an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr(mut self, attr: Attr<'a>) -> Self {
        self.0.attrs.push(attr);
        self
    }

    /// Adds an attribute whose value is one of the card's own words.
    #[must_use]
    #[inline(never)]
    pub fn own(self, name: AttrName, value: &'static str) -> Self {
        self.attr(Attr::Own(name, value))
    }

    /// Adds the part name by which pages style the element.
    #[must_use]
    pub fn part(self, part: &'static str) -> Self {
        self.own(AttrName::Part, part)
    }

    /// Adds an attribute that stands for itself, if it holds.
    #[must_use]
    pub fn flag(self, name: AttrName, holds: bool) -> Self {
        if holds { self.attr(Attr::Flag(name)) } else { self }
    }

    /// Says in which language and direction what stands inside is written, if that is known.
    #[must_use]
    #[inline(never)]
    pub fn lang(self, lang: Option<&'a Lang>) -> Self {
        match lang {
            Some(lang) => self.attr(Attr::Lang(lang)).attr(Attr::Dir(lang.direction())),
            None => self,
        }
    }

    /// Adds a number for the card's script.
    #[must_use]
    #[inline(never)]
    pub fn number(self, number: usize) -> Self {
        self.attr(Attr::Number(AttrName::DataValue, number))
    }

    /// Makes the element a link to a place in the card.
    #[must_use]
    #[inline(never)]
    pub fn jump(self, prefix: &'static str, number: usize) -> Self {
        self.attr(Attr::Jump(prefix, number))
    }

    /// Gives the element a name that links lead to.
    #[must_use]
    #[inline(never)]
    pub fn id(self, prefix: &'static str, number: usize) -> Self {
        self.attr(Attr::Id(prefix, number))
    }

    /// Gives the element a name for those who cannot see.
    #[must_use]
    #[inline(never)]
    pub fn label(self, label: String) -> Self {
        self.attr(Attr::Label(label.into()))
    }

    /// Adds what stands inside, behind what is there: an element, a text, or nothing.
    #[must_use]
    pub fn child(self, child: impl Content<'a>) -> Self {
        child.put_into(self)
    }

    /// Adds several children.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = impl Content<'a>>) -> Self {
        let mut element = self;
        for child in children {
            element = element.child(child);
        }
        element
    }

    /// The element; `None` when nothing stands inside.
    #[inline(never)]
    pub fn unless_empty(self) -> Option<Self> {
        (!self.0.children.is_empty()).then_some(self)
    }

    /// Adds a text, which joins the text before it, as it would when parsed.
    #[inline(never)]
    fn text(mut self, text: Cow<'a, str>) -> Self {
        match self.0.children.last_mut() {
            _ if text.is_empty() => {}
            Some(Node::Text(before)) => before.to_mut().push_str(&text),
            _ => self.0.children.push(Node::Text(text)),
        }
        self
    }
}

/// What can stand inside an element.
///
/// Each kind is put in by one function that is not copied into the many places that call it, and elements pass through it
/// by value, as one pointer: together that halves the views.
pub trait Content<'a> {
    /// Puts the content into an element, behind what is there.
    #[must_use]
    fn put_into(self, parent: Element<'a>) -> Element<'a>;
}

impl<'a> Content<'a> for Element<'a> {
    #[inline(never)]
    fn put_into(self, mut parent: Element<'a>) -> Element<'a> {
        parent.0.children.push(Node::Element(self));
        parent
    }
}

impl<'a> Content<'a> for &'a str {
    #[inline(never)]
    fn put_into(self, parent: Element<'a>) -> Element<'a> {
        parent.text(Cow::Borrowed(self))
    }
}

impl<'a> Content<'a> for &'a Text {
    fn put_into(self, parent: Element<'a>) -> Element<'a> {
        self.as_str().put_into(parent)
    }
}

impl<'a> Content<'a> for String {
    #[inline(never)]
    fn put_into(self, parent: Element<'a>) -> Element<'a> {
        parent.text(Cow::Owned(self))
    }
}

impl<'a> Content<'a> for Node<'a> {
    fn put_into(self, parent: Element<'a>) -> Element<'a> {
        match self {
            Node::Element(element) => element.put_into(parent),
            Node::Text(text) => parent.text(text),
        }
    }
}

impl<'a, C: Content<'a>> Content<'a> for Option<C> {
    fn put_into(self, parent: Element<'a>) -> Element<'a> {
        match self {
            Some(content) => content.put_into(parent),
            None => parent,
        }
    }
}

impl<'a> From<Element<'a>> for Node<'a> {
    fn from(element: Element<'a>) -> Self {
        Self::Element(element)
    }
}

impl From<String> for Node<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
