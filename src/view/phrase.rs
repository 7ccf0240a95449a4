//! Phrases that several sections say: quotations, dates, people, links, texts with citations.

use super::View;
use crate::card::text::{Inline, cited};
use crate::html::{AttrName, Kind, Sink};
use crate::kind;
use crate::record::{Agent, Judgement, List, Status};
use crate::value::text::without_quotation_marks;
use crate::value::{Lang, PartialDate, SafeUrl, Slug, Text};
use crate::words::{Word, quotation};

/// A link out of the card.
const OUTWARD: Kind = kind!(A, Rel = "noopener");

/// From how many bytes on a name is not repeated.
const LONG_NAME: usize = 200;

impl<'a> View<'a> {
    /// Adds a paragraph of words that are quoted, between the marks of their language; `verbatim` says whether they are.
    /// `marked` is the language that the paragraph is marked with.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn quoted(
        &self,
        out: &mut impl Sink<'a>,
        text: &'a Text,
        verbatim: bool,
        lang: Option<&'a Lang>,
        marked: Option<&'a Lang>,
    ) {
        out.open(kind!(P)).lang(marked);
        if verbatim {
            let (open, close) = quotation::marks(lang.or(self.lang()));
            out.text(open).text(without_quotation_marks(text.as_str())).text(close);
        } else {
            out.text(text.as_str());
        }
        out.close();
    }

    /// Adds a date that stands by itself, among what the publisher wrote: in the words of the content's language.
    pub(super) fn date(&self, out: &mut impl Sink<'a>, date: &'a PartialDate) {
        self.written(out, date, None, self.lang());
    }

    /// Adds a date in a sentence or under a name of the card's own: in the language of those. Where that is the content's,
    /// the content's tag has the region, by which dates differ.
    pub(super) fn own_date(&self, out: &mut impl Sink<'a>, date: &'a PartialDate) {
        self.written(out, date, None, if self.own.is_some() { None } else { self.lang() });
    }

    /// Adds a date as [`View::own_date`] does, marked with its language: it stands alone.
    pub(super) fn lone_date(&self, out: &mut impl Sink<'a>, date: &'a PartialDate) {
        self.written(out, date, self.own, if self.own.is_some() { None } else { self.lang() });
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn written(
        &self,
        out: &mut impl Sink<'a>,
        date: &'a PartialDate,
        marked: Option<&'a Lang>,
        lang: Option<&'a Lang>,
    ) {
        out.open(kind!(Time)).datetime(date).lang(marked).made(self.words.date(date, lang)).close();
    }

    /// Adds a phrase of the card's own with one date in it.
    pub(super) fn dated(&self, out: &mut impl Sink<'a>, word: Word, date: &'a PartialDate) {
        self.open_own(out, kind!(Span));
        self.fill(out, word, &mut |out, _| self.own_date(out, date));
        out.close();
    }

    /// Opens a link out of the card; where there is no address, what stands in its place.
    #[expect(clippy::unused_self, reason = "reads as the other phrases do")]
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn open_link<'o, S: Sink<'a>>(&self, out: &'o mut S, url: Option<&'a SafeUrl>) -> &'o mut S {
        match url {
            Some(url) => out.open(OUTWARD).link(url),
            None => out.open(kind!(Span)),
        }
    }

    /// Opens a link out of the card that is named by one of the card's own words.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn open_word_link<'o, S: Sink<'a>>(&self, out: &'o mut S, url: &'a SafeUrl) -> &'o mut S {
        self.open_own(out, OUTWARD).link(url)
    }

    /// Adds a person or organization to a line: name, role, affiliation.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn agent(&self, out: &mut impl Sink<'a>, agent: Agent<'a>) {
        self.open_link(out, agent.url()).own(AttrName::Class, "name").text(agent.name().as_str()).close();
        self.piece(out, agent.role());
        self.piece(out, agent.affiliation());
    }

    /// Adds links to sources of the card, with a comma or its like between them, if there are any.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a list is a view of two words; callers make it for this"
    )]
    pub(super) fn sources_said(&self, out: &mut impl Sink<'a>, word: Word, ids: List<'a, &'a Slug>) {
        if ids.is_empty() {
            return;
        }
        self.open_own(out, kind!(P, Class = "derived"));
        self.fill(out, word, &mut |out, _| {
            let mut separator = "";
            for place in ids.clone().filter_map(|id| self.card.source_index(id)) {
                self.source_link(out.text(separator), place);
                separator = self.words.get(Word::ListSeparator);
            }
        });
        out.close();
    }

    /// Adds a link to a source that calls it by its number and its name, unless that is long: it stands in every link.
    fn source_link(&self, out: &mut impl Sink<'a>, place: usize) {
        let source = self.card.record().sources().get(place);
        let known = source.and_then(|source| source.publisher().or(source.title()));
        let known = known.filter(is_short);
        let phrase = if known.is_some() { Word::SourceNamed } else { Word::SourceNumber };
        open_source_link(out, place);
        self.fill(out, phrase, &mut |out, name| match known {
            Some(known) if name == "name" => {
                out.open(kind!(Span)).lang(self.foreign).text(known.as_str()).close();
            }
            _ => {
                self.say_number(out, place + 1);
            }
        });
        out.close();
    }

    /// Adds an element with a text in which citations are numbered links. `citation` is the number of the last one before,
    /// and then of the last one in the text.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn cited(&self, out: &mut impl Sink<'a>, kind: Kind, text: &'a Text, citation: &mut usize) {
        out.open(kind);
        cited(text.as_str(), &self.card.record().sources(), &mut |inline| match inline {
            Inline::Text(text) => {
                out.text(text);
            }
            Inline::Citation { source: None, .. } => {}
            Inline::Citation { source: Some(place), .. } => {
                *citation += 1;
                self.citation(out, place, *citation);
            }
        });
        out.close();
    }

    fn citation(&self, out: &mut impl Sink<'a>, place: usize, citation: usize) {
        self.open_own(out, kind!(A, Class = "cite", DataAction = "cite"));
        if self.state.preview == Some(citation) {
            out.own(AttrName::AriaDescribedby, "preview");
        }
        out.number(AttrName::Id, "cite-", citation).number(AttrName::Href, "#source-", place + 1).number(
            AttrName::DataValue,
            "",
            citation,
        );
        self.label(out, Word::SourceNumber, place + 1);
        self.say_number(out, place + 1).close();
    }

    /// Gives a link whose sign is a number a name: a phrase with that number.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn label(&self, out: &mut impl Sink<'a>, phrase: Word, number: usize) {
        out.label(self.words.phrase(phrase, 0), &self.words.number(number));
    }

    /// Adds the publisher's own words for a finding, or the card's. `lang` is that of the publisher's, where it has to be said.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn judged(
        &self,
        out: &mut impl Sink<'a>,
        kind: Kind,
        label: Option<&'a Text>,
        status: Option<Status>,
        lang: Option<&'a Lang>,
    ) {
        if let Some(label) = label {
            out.open(kind).lang(lang).text(label.as_str());
        } else {
            let status = status.unwrap_or(Status::Unrated);
            self.say_name(self.open_own(out, kind), Word::Status, status as usize);
        }
        out.close();
    }

    /// Adds from which finding a check went to which other.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[expect(clippy::wrong_self_convention, reason = "it is what the phrase says, not a conversion")]
    pub(super) fn from_to(&self, out: &mut impl Sink<'a>, from: Judgement<'a>, to: Judgement<'a>) {
        self.open_own(out, kind!(Span, Class = "from-to"));
        self.fill(out, Word::FromTo, &mut |out, name| {
            let judgement = if name == "from" { from } else { to };
            let kind = kind!(Span, Class = "judgement");
            self.judged(out, kind, judgement.label(), judgement.status(), self.foreign);
        });
        out.close();
    }
}

/// Whether a name may be said again where its source is.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "what `Option::filter` hands on")]
pub(super) fn is_short(name: &&Text) -> bool {
    name.as_str().len() <= LONG_NAME
}

/// Opens a link to a source of the card.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn open_source_link<'o, 'a, S: Sink<'a>>(out: &'o mut S, place: usize) -> &'o mut S {
    out.open(kind!(A, DataAction = "show-source")).number(AttrName::Href, "#source-", place + 1).number(
        AttrName::DataValue,
        "",
        place,
    )
}
