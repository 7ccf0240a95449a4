//! The accessibility tree of a card, as its engine gives it to assistive technology, and how that would be read out.
//! Above `page`; each engine's way to its tree is a file here.
//!
//! | engine | where the tree comes from |
//! |---|---|
//! | Chromium | `Accessibility.getFullAXTree` of the `DevTools` protocol: the tree itself |
//! | Firefox | the browser's accessibility service, which holds the tree that platforms are given |
//! | `WebKit` | `computedrole` and `computedlabel` of each element that is rendered (WebDriver, 12.4.7 and 12.4.8): the engine's word on each, in the order and with the text of the page |

mod chromium;
mod firefox;
mod speech;
mod webkit;

use anyhow::Result;
use fantoccini::elements::Element;
use serde_json::Value;
use xtask::tools::Browser;

use crate::page::Page;

pub use speech::outline;

/// A place in the tree.
#[derive(Debug, Default)]
pub struct Node {
    pub role: Role,
    /// What it is called; the text itself of [`Role::Text`].
    pub name: String,
    /// A heading's, or 0.
    pub level: u64,
    /// Whether it is open, closed or chosen, where it can be.
    pub state: &'static str,
    pub children: Vec<Self>,
}

impl Node {
    /// A place with the role that its engine calls so.
    fn new(role: &str, name: &str) -> Self {
        let known = Role::of(role);
        let name = match known {
            Role::Text => name.to_owned(),
            Role::Unknown => squeezed(&format!("{role} {name}")),
            _ => squeezed(name),
        };
        Self { role: known, name, ..Self::default() }
    }

    /// Whether nothing in it is said that it does not say itself.
    const fn is_leaf(&self) -> bool {
        matches!(self.role, Role::Text)
    }
}

/// What a place is, in the words that people hear.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing that is said: it holds what stands in it.
    #[default]
    Plain,
    Text,
    Article,
    Heading,
    Paragraph,
    Link,
    List,
    Item,
    Quote,
    Term,
    Definition,
    Summary,
    Group,
    Label,
    Radio,
    Button,
    Status,
    Image,
    /// One that the card is not known to have.
    Unknown,
}

impl Role {
    /// The role that an engine calls so: by ARIA's name, or by one of its own.
    fn of(name: &str) -> Self {
        match name {
            "StaticText" | "text leaf" => Self::Text,
            "article" => Self::Article,
            "heading" => Self::Heading,
            "paragraph" => Self::Paragraph,
            "link" => Self::Link,
            "list" => Self::List,
            "listitem" => Self::Item,
            "blockquote" => Self::Quote,
            "term" => Self::Term,
            "definition" => Self::Definition,
            "DisclosureTriangle" | "summary" => Self::Summary,
            "group" | "grouping" => Self::Group,
            "LabelText" | "Legend" | "label" => Self::Label,
            "radio" | "radiobutton" => Self::Radio,
            "button" | "pushbutton" => Self::Button,
            "status" | "statusbar" => Self::Status,
            "image" | "img" | "graphic" => Self::Image,
            "" | "none" | "generic" | "presentation" | "section" | "text" | "text container" | "landmark"
            | "region" | "time" | "Details" | "details" | "DescriptionList" | "definitionlist"
            | "Section" | "header" | "sectionheader" | "LineBreak" | "whitespace" => Self::Plain,
            _ => Self::Unknown,
        }
    }

    /// Whether a name is heard with it, rather than what stands in it.
    const fn is_named(self) -> bool {
        !matches!(
            self,
            Self::Plain
                | Self::Paragraph
                | Self::Label
                | Self::Item
                | Self::Quote
                | Self::Term
                | Self::Definition
        )
    }

    /// As it is written in expectations.
    const fn word(self) -> &'static str {
        match self {
            Self::Plain | Self::Text | Self::Paragraph | Self::Label => "",
            Self::Article => "article",
            Self::Heading => "heading",
            Self::Link => "link",
            Self::List => "list",
            Self::Item => "item",
            Self::Quote => "quote",
            Self::Term => "term",
            Self::Definition => "definition",
            Self::Summary => "summary",
            Self::Group => "group",
            Self::Radio => "radio",
            Self::Button => "button",
            Self::Status => "status",
            Self::Image => "image",
            Self::Unknown => "unknown",
        }
    }
}

/// Has to come before the page: lets the engine know that somebody listens.
pub async fn wake(page: &Page<'_>) -> Result<()> {
    match page.browser() {
        Browser::Firefox => firefox::wake(page).await,
        Browser::Chromium | Browser::WebKit => Ok(()),
    }
}

/// The tree of the card that fits.
pub async fn of(page: &Page<'_>, card: &str) -> Result<Node> {
    match page.browser() {
        Browser::Chromium => chromium::tree(page, card).await,
        Browser::Firefox => firefox::tree(page, card).await,
        Browser::WebKit => webkit::tree(page, card).await,
    }
}

/// What is said of the element that has the focus, such as `link: Source 2`; by WebDriver in every engine. Empty when
/// nothing has it.
pub async fn focused(page: &Page<'_>) -> Result<String> {
    let body = "let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at === document.body ? null : at;";
    let found = page.js(body, &[]).await?;
    let Some(element) = element(page, &found) else { return Ok(String::new()) };
    let role = said_role(&page.role(&element).await?, &element.tag_name().await?);
    Ok(format!("{}: {}", role.word(), squeezed(&page.label(&element).await?)))
}

/// The role of an element by `computedrole`; of a `summary`, engines say what their platforms have for it.
fn said_role(role: &str, tag: &str) -> Role {
    if tag.eq_ignore_ascii_case("summary") && role != "none" { Role::Summary } else { Role::of(role) }
}

/// The element that a script returned.
fn element(page: &Page<'_>, value: &Value) -> Option<Element> {
    // WebDriver, 11: the web element identifier.
    let id = value["element-6066-11e4-a52e-4f735466cecf"].as_str()?;
    Some(Element::from_element_id(page.client().clone(), id.to_owned().into()))
}

/// With one space for each stretch of white space, and none at the ends.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
