//! Phrases that several sections say: quotations, dates, people, links, texts with citations.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::View;
use crate::card::text::{Inline, cited};
use crate::html::{Attr, AttrName, Element, Node, Tag};
use crate::record::{Agent, Judgement, List, Status};
use crate::value::text::without_quotation_marks;
use crate::value::{Lang, PartialDate, SafeUrl, Slug, Text};
use crate::words::{Word, fill, fill_text, quotation};

/// From how many bytes on a name is not repeated.
const LONG_NAME: usize = 200;

impl<'a> View<'a> {
    /// Words that are quoted, between the marks of their language; `verbatim` says whether they are.
    pub(super) fn quoted(&self, text: &'a Text, verbatim: bool, lang: Option<&'a Lang>) -> Node<'a> {
        if !verbatim {
            return Node::from(text);
        }
        let (open, close) = quotation::marks(lang.or(self.card.record().lang()));
        let mut quoted = String::from(open);
        quoted.push_str(without_quotation_marks(text.as_str()));
        quoted.push_str(close);
        Node::from(quoted)
    }

    /// A date in the words of the content's language.
    pub(super) fn date(&self, date: &'a PartialDate) -> Element<'a> {
        let said = self.words.date(date, self.card.record().lang());
        let time = Element::new(Tag::Time).attr(Attr::Datetime(date)).child(said);
        // A date stands among the card's own words, whose language is marked; the date's is the content's.
        match self.card.record().lang() {
            Some(lang) if !self.speaks_contents_language() => {
                time.attr(Attr::Lang(lang)).attr(Attr::Dir(lang.direction()))
            }
            _ => time,
        }
    }

    /// A phrase of the card's own with one date in it.
    pub(super) fn dated(&self, word: Word, date: &'a PartialDate) -> Element<'a> {
        let phrase = fill(self.words.get(word), |_| vec![self.date(date).into()]);
        self.own_words(Element::new(Tag::Span)).children(phrase)
    }

    /// A link out of the card, or plain text when there is no address.
    pub(super) fn link(&self, url: Option<&'a SafeUrl>, content: impl Into<Node<'a>>) -> Element<'a> {
        match url {
            Some(url) => outward(Element::new(Tag::A), url).child(content),
            None => Element::new(Tag::Span).child(content),
        }
    }

    /// A link out of the card that is named by one of the card's own words.
    pub(super) fn word_link(&self, word: Word, url: &'a SafeUrl) -> Element<'a> {
        outward(self.own_words(Element::new(Tag::A)), url).child(self.words.get(word))
    }

    /// A person or organization: name, role, affiliation.
    pub(super) fn agent(&self, agent: Agent<'a>) -> Vec<Element<'a>> {
        let mut pieces = vec![self.link(agent.url(), agent.name()).own(AttrName::Class, "name")];
        pieces.extend(agent.role().into_iter().chain(agent.affiliation()).map(super::piece));
        pieces
    }

    /// Links to sources of the card, with a comma or its like between them.
    pub(super) fn sources_said(&self, word: Word, ids: List<'a, &'a Slug>) -> Option<Element<'a>> {
        let places: Vec<usize> = ids.filter_map(|id| self.card.source_index(id)).collect();
        if places.is_empty() {
            return None;
        }
        let phrase = fill(self.words.get(word), |_| {
            let mut nodes: Vec<Node<'a>> = Vec::new();
            for &place in &places {
                if !nodes.is_empty() {
                    nodes.push(self.words.get(Word::ListSeparator).into());
                }
                nodes.push(self.source_link(place).into());
            }
            nodes
        });
        Some(self.own_words(Element::classed(Tag::P, "derived")).children(phrase))
    }

    /// A link to a source that calls it by its number and its name, unless that is long: it stands in every link.
    fn source_link(&self, place: usize) -> Element<'a> {
        let number = self.words.number(place + 1);
        let mut name = fill_text(self.words.get(Word::SourceNumber), &[("number", &number)]);
        let source = self.card.record().sources().get(place);
        let known = source.and_then(|source| source.publisher().or(source.title()));
        if let Some(known) = known.filter(|known| known.as_str().len() <= LONG_NAME) {
            name.push_str(" (");
            name.push_str(known.as_str());
            name.push(')');
        }
        Element::new(Tag::A)
            .attr(Attr::Jump("source-", place + 1))
            .own(AttrName::DataAction, "show-source")
            .attr(Attr::Number(AttrName::DataValue, place))
            .child(name)
    }

    /// A text with its citations as numbered links. `before` citations stand earlier on the card.
    pub(super) fn cited(&self, text: &'a Text, before: usize) -> Vec<Node<'a>> {
        let mut citation = before;
        let nodes =
            cited(text.as_str(), &self.card.record().sources()).into_iter().filter_map(
                |inline| match inline {
                    Inline::Text(text) => Some(Node::from(text)),
                    Inline::Citation { source: None, .. } => None,
                    Inline::Citation { source: Some(place), .. } => {
                        citation += 1;
                        Some(self.citation(place, citation).into())
                    }
                },
            );
        nodes.collect()
    }

    fn citation(&self, place: usize, citation: usize) -> Element<'a> {
        let number = self.words.number(place + 1);
        let label = fill_text(self.words.get(Word::SourceNumber), &[("number", &number)]);
        Element::classed(Tag::A, "cite")
            .attr(Attr::Id("cite-", citation))
            .attr(Attr::Jump("source-", place + 1))
            .own(AttrName::DataAction, "cite")
            .attr(Attr::Number(AttrName::DataValue, place))
            .attr(Attr::Label(label.into()))
            .child(number)
    }

    /// The publisher's own words for a finding, or the card's.
    pub(super) fn judged(
        &self,
        class: &'static str,
        label: Option<&'a Text>,
        status: Option<Status>,
    ) -> Element<'a> {
        match (label, status) {
            (Some(label), _) => Element::classed(Tag::Span, class).child(label),
            (None, status) => {
                let status = status.unwrap_or(Status::Unrated);
                self.own_words(Element::classed(Tag::Span, class))
                    .child(self.words.name("status", status.as_str()))
            }
        }
    }

    /// From one finding to another.
    pub(super) fn from_to(&self, from: Judgement<'a>, to: Judgement<'a>) -> Element<'a> {
        let phrase = fill(self.words.get(Word::FromTo), |name| {
            let judgement = if name == "from" { from } else { to };
            vec![self.judged("judgement", judgement.label(), judgement.status()).into()]
        });
        self.own_words(Element::classed(Tag::Span, "from-to")).children(phrase)
    }
}

fn outward<'a>(link: Element<'a>, url: &'a SafeUrl) -> Element<'a> {
    link.attr(Attr::Href(url)).own(AttrName::Rel, "noopener")
}
