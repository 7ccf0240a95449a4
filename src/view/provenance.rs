//! Where the evidence comes from: which source repeats which, as a list in which each stands below what it repeats. Beside
//! the rows, for those who see, dots and lines say the same; both are laid out by `card::diagram`.

use alloc::string::String;

use super::phrase::{is_short, source_link};
use super::state::Section;
use super::{Line, View, list, piece};
use crate::card::diagram::{Diagram, Row};
use crate::html::{Attr, AttrName, Element, Tag};
use crate::problem::push_number;
use crate::words::{Word, fill};

/// The diagram, if any source repeats another.
pub(super) fn provenance<'a>(view: &View<'a>) -> Option<Element<'a>> {
    let diagram = &view.card.diagram;
    let lanes = diagram.rows.iter().map(|row| row.lane).max()?;
    let section = view.section(Section::Provenance, Word::Provenance, None);
    let list = Drawing { view, diagram }.list(&mut 0, 1)?;
    // Many lanes are narrow ones, so that there is room for what the rows say.
    Some(section.child(match lanes {
        0..8 => list,
        8..24 => list.own(AttrName::DataValue, "many"),
        _ => list.own(AttrName::DataValue, "most"),
    }))
}

/// How many units of a drawing a lane is wide.
const LANE: usize = 10;

/// What the rows of a diagram have in common.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    diagram: &'a Diagram,
}

impl<'a> Drawing<'_, 'a> {
    /// The rows from the next one on that stand on a level, each with those below it.
    fn list(&self, next: &mut usize, level: usize) -> Option<Element<'a>> {
        let mut list = list(Tag::Ul, "rows");
        while let Some(row) = self.diagram.rows.get(*next).filter(|row| row.level == level) {
            let said = self.lanes(row, *next).child(self.said(row));
            *next += 1;
            list = list.child(Element::new(Tag::Li).child(said).child(self.list(next, level + 1)));
        }
        list.unless_empty()
    }

    /// `3 Title · Publisher · Repeats 1, 2`. Names that are long stand in the evidence alone.
    #[inline(never)]
    fn said(&self, row: &Row) -> Option<Element<'a>> {
        let (view, diagram) = (self.view, self.diagram);
        let line = Line::new("");
        if row.is_shared {
            let several = diagram.sharing(row.source);
            let phrase = view.words.counted(Word::MoreSources, several.len());
            return line.piece(self.numbers("", phrase, &several, true)).end();
        }
        let number = Element::classed(Tag::Span, "number").child(view.words.number(row.source + 1));
        let mut name = source_link(row.source).child(number);
        let source = view.card.record().sources().get(row.source)?;
        if let Some(title) = source.title().filter(is_short) {
            name = name.child(" ").child(piece(title).lang(source.lang()));
        }
        let mut line = line.piece(name).piece(source.publisher().filter(is_short).map(piece));
        let repeated = diagram.repeated_by(row.source);
        if !repeated.is_empty() {
            let phrase = view.words.get(Word::DerivedFrom);
            line = line.piece(self.numbers("", phrase, repeated, false));
        }
        let circle = diagram.circle(row.source);
        if circle.len() > 1 && diagram.first(row.source) == row.source {
            let phrase = view.words.get(Word::Circle);
            line = line.piece(self.numbers("strong", phrase, &circle, false));
        }
        line.end()
    }

    /// A phrase with numbers of sources in it, three and more that follow each other as one: `Repeats 2, 5–8`.
    #[inline(never)]
    fn numbers(
        &self,
        class: &'static str,
        phrase: &'a str,
        sources: &[usize],
        are_links: bool,
    ) -> Element<'a> {
        let words = self.view.words;
        fill(self.view.own_words(Element::classed(Tag::Span, class)), phrase, &mut |element, name| {
            if name == "count" {
                return element.child(words.number(sources.len()));
            }
            let (mut element, mut separator, mut before) = (element, "", None);
            for (place, source) in sources.iter().enumerate() {
                let follows = before == Some(*source);
                before = Some(source + 1);
                if follows && sources.get(place + 1) == before.as_ref() {
                    separator = "–";
                    continue;
                }
                let number = words.number(source + 1);
                element = element.child(separator);
                element = if are_links {
                    element.child(source_link(*source).child(number))
                } else {
                    element.child(number)
                };
                separator = words.get(Word::ListSeparator);
            }
            element
        })
    }

    /// A row and its drawing: its dot, and the lines that lead to it, away from it and past it. A line goes down from a dot
    /// and bends to each row that it leads to; where it crosses another, it goes straight on.
    #[inline(never)]
    fn lanes(&self, row: &Row, place: usize) -> Element<'a> {
        let mut lines = String::new();
        for above in self.diagram.rows.iter().take(place).filter(|above| above.last >= place) {
            if above.lane == row.lane {
                line(&mut lines, above.lane, "-99V7.5");
                continue;
            }
            if above.last > place {
                line(&mut lines, above.lane, "-99V9999");
            }
            if self.diagram.leads(above, row) {
                line(&mut lines, above.lane, "-99V2.5q0 5 5 5H");
                push_middle(&mut lines, row.lane);
            }
        }
        if row.last > place {
            line(&mut lines, row.lane, " 7.5V9999");
        }
        let drawing = Element::classed(Tag::Svg, "lanes")
            .attr(Attr::Room((row.last_lane + 1) * LANE))
            .own(AttrName::AriaHidden, "true")
            .child((!lines.is_empty()).then(|| Element::new(Tag::Path).attr(Attr::Drawn(lines.into()))))
            .child(self.dot(row));
        Element::classed(Tag::Div, "row").child(drawing)
    }

    /// A disc for an origin, a ring for what repeats others, an open ring in a circle, three rings for several.
    fn dot(&self, row: &Row) -> Element<'a> {
        let repeats = !self.diagram.repeated_by(row.source).is_empty();
        let shape = if row.is_shared {
            " 6m-2 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0m-2 4a2 2 0 1 1 4 0a2 2 0 1 1-4 0m4 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0"
        } else if self.diagram.circle(row.source).len() > 1 {
            " 7.5m4 0a4 4 0 1 1-4-4"
        } else {
            " 7.5m-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0"
        };
        let class = if repeats || row.is_shared { "dot" } else { "dot origin" };
        let mut path = String::new();
        line(&mut path, row.lane, shape);
        Element::classed(Tag::Path, class).attr(Attr::Drawn(path.into()))
    }
}

/// Goes to the middle of a lane, and on from there.
#[inline(never)]
fn line(path: &mut String, lane: usize, on: &str) {
    path.push('M');
    push_middle(path, lane);
    path.push_str(on);
}

fn push_middle(path: &mut String, lane: usize) {
    push_number(path, u32::try_from(lane * LANE + LANE / 2).unwrap_or_default());
}

#[cfg(test)]
mod tests;
