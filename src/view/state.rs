//! How a card is to be shown, and where its reader has got to.

use crate::card::Card;
use crate::card::gaps::Gap;
use crate::cite::Style;
use crate::closed_set::{closed_set, place_of};
use crate::record::Stance;

closed_set! {
    /// How much of a card is shown.
    pub enum Density {
        /// Everything.
        Full = "full",
        /// Finding and claim; the rest a tap away.
        Compact = "compact",
        /// A line that fits a paragraph.
        Badge = "badge",
    }
}

closed_set! {
    /// What comes first.
    pub enum Order {
        /// The finding, then the claim.
        FindingFirst = "finding-first",
        /// The claim, then the finding.
        ClaimFirst = "claim-first",
    }
}

closed_set! {
    /// A section that a reader opens and closes.
    pub enum Section {
        /// Why the finding is what it is, at length.
        Details = "details",
        /// The evidence.
        Sources = "sources",
        /// Which source repeats which.
        Provenance = "provenance",
        /// Who answered.
        CounterStatements = "counter-statements",
        /// Corrections and updates.
        Changes = "changes",
        /// Who checked, when, and under which rules.
        About = "about",
    }
}

closed_set! {
    /// The order of the sources.
    pub enum Sort {
        /// That of their numbers, by which they are cited.
        Number = "number",
        /// From the newest to the oldest.
        Date = "date",
    }
}

closed_set! {
    /// Something that a reader does with a card.
    pub enum Action {
        /// Hand it on, finding first.
        Share = "share",
        /// Copy how to cite it.
        CopyCitation = "copy-citation",
        /// Copy what shows it on another page.
        CopyEmbed = "copy-embed",
        /// Keep its record.
        Download = "download",
        /// Put it on paper.
        Print = "print",
    }
}

/// A set of sections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sections(u8);

impl Sections {
    /// All of them.
    pub const ALL: Self = Self((1 << Section::ALL.len()) - 1);

    /// Reads names parted by white space; names that no section has are passed over.
    pub fn parse(names: &str) -> Self {
        Self(places_of(names, Section::WORDS))
    }

    /// Whether the section is in the set.
    pub fn contains(self, section: Section) -> bool {
        self.0 & (1 << section as u8) != 0
    }

    /// Puts the section in, or takes it out. Says whether that changed the set.
    pub fn set(&mut self, section: Section, open: bool) -> bool {
        let before = self.0;
        let bit = 1 << section as u8;
        self.0 = if open { before | bit } else { before & !bit };
        self.0 != before
    }
}

/// A set of gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps(u8);

impl Gaps {
    /// Reads names parted by white space; names that no gap has are passed over.
    pub fn parse(names: &str) -> Self {
        Self(places_of(names, Gap::WORDS))
    }

    /// Whether the gap is in the set.
    pub fn contains(self, gap: Gap) -> bool {
        self.0 & (1 << gap as u8) != 0
    }
}

/// The places of names among those that are known, a bit for each.
fn places_of(names: &str, known: &str) -> u8 {
    let places = names.split_ascii_whitespace().filter_map(|name| place_of(known, name));
    places.fold(0, |places, place| places | 1 << place)
}

/// How the page asks for a card to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How much is shown.
    pub density: Density,
    /// What comes first.
    pub order: Order,
    /// Whether to show the place on the publisher's scale.
    pub meter: bool,
    /// The level of the card's heading, 1 to 6.
    pub heading_level: u8,
    /// The sections that are open at first; `None` leaves it to the density.
    pub expanded: Option<Sections>,
    /// What is missing and not said to be, because the page asks for it.
    pub unsaid: Gaps,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            density: Density::Full,
            order: Order::FindingFirst,
            meter: false,
            heading_level: 3,
            expanded: None,
            unsaid: Gaps::default(),
        }
    }
}

/// Where a reader has got to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewState {
    /// The open sections.
    pub open: Sections,
    /// The stance that the sources are filtered by; `None` shows all.
    pub stance: Option<Stance>,
    /// Whether the sources stand from the newest to the oldest, where that helps, instead of by their numbers.
    pub by_date: bool,
    /// The source that a citation led to, from 0.
    pub marked: Option<usize>,
    /// The citation that led there, from 1.
    pub came_from: Option<usize>,
    /// The citation whose source is shown beside it, from 1.
    pub preview: Option<usize>,
    /// The last action, and whether it could be done.
    pub done: Option<(Action, bool)>,
    /// The style of the last citation.
    pub style: Style,
}

impl ViewState {
    /// The most sources that a full card shows without being asked.
    const FEW_SOURCES: usize = 12;

    /// The state in which a card is first shown.
    pub fn new(card: &Card, settings: &Settings) -> Self {
        let mut open = Sections::default();
        match (settings.expanded, settings.density) {
            (Some(expanded), _) => open = expanded,
            (None, Density::Full) => {
                let few = card.record().sources().len() <= Self::FEW_SOURCES;
                open.set(Section::Sources, few);
                open.set(Section::Provenance, few);
                open.set(Section::CounterStatements, true);
                open.set(Section::Changes, true);
            }
            (None, Density::Compact | Density::Badge) => {}
        }
        Self { open, ..Self::default() }
    }
}
