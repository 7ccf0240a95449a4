//! Phrases that several sections say: quotations, dates, people, links, texts with citations.

use super::{Line, View, piece};
use crate::card::text::{Inline, cited};
use crate::html::{Attr, AttrName, Content, Element, Tag};
use crate::record::{Agent, Judgement, List, Status};
use crate::value::text::without_quotation_marks;
use crate::value::{Lang, PartialDate, SafeUrl, Slug, Text};
use crate::words::{Word, fill, fill_text, quotation};

/// From how many bytes on a name is not repeated.
const LONG_NAME: usize = 200;

impl<'a> View<'a> {
    /// A paragraph of words that are quoted, between the marks of their language; `verbatim` says whether they are.
    pub(super) fn quoted(&self, text: &'a Text, verbatim: bool, lang: Option<&'a Lang>) -> Element<'a> {
        let paragraph = Element::new(Tag::P);
        if !verbatim {
            return paragraph.child(text);
        }
        let (open, close) = quotation::marks(lang.or(self.lang()));
        paragraph.child(open).child(without_quotation_marks(text.as_str())).child(close)
    }

    /// A date that stands by itself, among what the publisher wrote: in the words of the content's language.
    pub(super) fn date(&self, date: &'a PartialDate) -> Element<'a> {
        self.written(date, self.lang())
    }

    /// A date in a sentence or under a name of the card's own: in the language of those. Where that is the content's, the
    /// content's tag has the region, by which dates differ.
    pub(super) fn own_date(&self, date: &'a PartialDate) -> Element<'a> {
        self.written(date, if self.own.is_some() { None } else { self.lang() })
    }

    #[inline(never)]
    fn written(&self, date: &'a PartialDate, lang: Option<&'a Lang>) -> Element<'a> {
        Element::new(Tag::Time).attr(Attr::Datetime(date)).child(self.words.date(date, lang))
    }

    /// A phrase of the card's own with one date in it.
    #[inline(never)]
    pub(super) fn dated(&self, word: Word, date: &'a PartialDate) -> Element<'a> {
        let phrase = self.own_words(Element::new(Tag::Span));
        fill(phrase, self.words.get(word), &mut |phrase, _| phrase.child(self.own_date(date)))
    }

    /// A link out of the card, or plain text when there is no address.
    #[expect(clippy::unused_self, reason = "reads as the other phrases do")]
    pub(super) fn link(&self, url: Option<&'a SafeUrl>, content: impl Content<'a>) -> Element<'a> {
        let link = match url {
            Some(url) => outward(Element::new(Tag::A), url),
            None => Element::new(Tag::Span),
        };
        link.child(content)
    }

    /// A link out of the card that is named by one of the card's own words.
    #[inline(never)]
    pub(super) fn word_link(&self, word: Word, url: &'a SafeUrl) -> Element<'a> {
        outward(self.own_words(Element::new(Tag::A)), url).child(self.words.get(word))
    }

    /// Adds a person or organization to a line: name, role, affiliation.
    #[inline(never)]
    pub(super) fn agent(&self, line: Line<'a>, agent: Agent<'a>) -> Line<'a> {
        line.piece(self.link(agent.url(), agent.name()).own(AttrName::Class, "name"))
            .piece(agent.role().map(piece))
            .piece(agent.affiliation().map(piece))
    }

    /// Links to sources of the card, with a comma or its like between them.
    #[inline(never)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a list is a view of two words; callers make it for this"
    )]
    pub(super) fn sources_said(&self, word: Word, ids: List<'a, &'a Slug>) -> Option<Element<'a>> {
        if ids.is_empty() {
            return None;
        }
        let phrase = self.own_words(Element::classed(Tag::P, "derived"));
        Some(fill(phrase, self.words.get(word), &mut |phrase, _| {
            let mut phrase = phrase;
            let mut separator = "";
            for place in ids.clone().filter_map(|id| self.card.source_index(id)) {
                phrase = phrase.child(separator).child(self.source_link(place));
                separator = self.words.get(Word::ListSeparator);
            }
            phrase
        }))
    }

    /// A link to a source that calls it by its number and its name, unless that is long: it stands in every link.
    fn source_link(&self, place: usize) -> Element<'a> {
        let source = self.card.record().sources().get(place);
        let known = source.and_then(|source| source.publisher().or(source.title()));
        let known = known.filter(is_short);
        let phrase = if known.is_some() { Word::SourceNamed } else { Word::SourceNumber };
        fill(source_link(place), self.words.get(phrase), &mut |link, name| match known {
            Some(known) if name == "name" => link.child(piece(known).lang(self.foreign)),
            _ => link.child(self.words.number(place + 1)),
        })
    }

    /// Adds a text with its citations as numbered links. `citation` is the number of the last one before, and then of the
    /// last one in the text.
    #[inline(never)]
    pub(super) fn cited(&self, element: Element<'a>, text: &'a Text, citation: &mut usize) -> Element<'a> {
        let mut element = element;
        for inline in cited(text.as_str(), &self.card.record().sources()) {
            match inline {
                Inline::Text(text) => element = element.child(text),
                Inline::Citation { source: None, .. } => {}
                Inline::Citation { source: Some(place), .. } => {
                    *citation += 1;
                    element = element.child(self.citation(place, *citation));
                }
            }
        }
        element
    }

    fn citation(&self, place: usize, citation: usize) -> Element<'a> {
        let number = self.words.number(place + 1);
        let label = fill_text(self.words.get(Word::SourceNumber), &[("number", &number)]);
        let link = self.own_words(Element::classed(Tag::A, "cite"));
        let is_shown = self.state.preview == Some(citation);
        let link = if is_shown { link.own(AttrName::AriaDescribedby, "preview") } else { link };
        link.id("cite-", citation)
            .jump("source-", place + 1)
            .own(AttrName::DataAction, "cite")
            .number(citation)
            .label(label)
            .child(number)
    }

    /// The publisher's own words for a finding, or the card's.
    #[inline(never)]
    pub(super) fn judged(
        &self,
        class: &'static str,
        label: Option<&'a Text>,
        status: Option<Status>,
    ) -> Element<'a> {
        match label {
            Some(label) => Element::classed(Tag::Span, class).child(label),
            None => self.name(Tag::Span, class, Word::Status, status.unwrap_or(Status::Unrated) as usize),
        }
    }

    /// From one finding to another.
    #[inline(never)]
    #[expect(clippy::wrong_self_convention, reason = "it is what the phrase says, not a conversion")]
    pub(super) fn from_to(&self, from: Judgement<'a>, to: Judgement<'a>) -> Element<'a> {
        let phrase = self.own_words(Element::classed(Tag::Span, "from-to"));
        fill(phrase, self.words.get(Word::FromTo), &mut |phrase, name| {
            let judgement = if name == "from" { from } else { to };
            let lang = self.foreign.filter(|_| judgement.label().is_some());
            phrase.child(self.judged("judgement", judgement.label(), judgement.status()).lang(lang))
        })
    }
}

/// Whether a name may be said again where its source is.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "what `Option::filter` hands on")]
pub(super) fn is_short(name: &&Text) -> bool {
    name.as_str().len() <= LONG_NAME
}

/// A link to a source of the card, empty yet.
#[inline(never)]
pub(super) fn source_link<'a>(place: usize) -> Element<'a> {
    Element::new(Tag::A).jump("source-", place + 1).own(AttrName::DataAction, "show-source").number(place)
}

#[inline(never)]
fn outward<'a>(link: Element<'a>, url: &'a SafeUrl) -> Element<'a> {
    link.attr(Attr::Href(url)).own(AttrName::Rel, "noopener")
}
