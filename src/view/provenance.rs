//! Where the evidence comes from: which source repeats which, as a list in which each stands below what it repeats. Beside
//! the rows, for those who see, dots and lines say the same; both are laid out by `card::diagram`.

use alloc::string::String;

use super::View;
use super::phrase::{is_short, open_source_link};
use super::state::Section;
use crate::card::diagram::{Diagram, Row};
use crate::html::{AttrName, Kind, Sink};
use crate::kind;
use crate::problem::push_number;
use crate::words::{Phrase, Word, fill};

/// The diagram, if any source repeats another.
pub(super) fn provenance<'a>(view: &View<'a>, out: &mut impl Sink<'a>) {
    let diagram = &view.card.diagram;
    let Some(lanes) = diagram.rows.iter().map(|row| row.lane).max() else { return };
    view.open_section(out, Section::Provenance, Word::Provenance).close();
    out.open(kind!(Ul, Class = "rows", Role = "list"));
    // Many lanes are narrow ones, so that there is room for what the rows say.
    match lanes {
        0..8 => {}
        8..24 => {
            out.own(AttrName::DataValue, "many");
        }
        _ => {
            out.own(AttrName::DataValue, "most");
        }
    }
    Drawing { view, diagram }.rows(out, &mut 0, 1);
    out.close().close();
}

/// How many units of a drawing a lane is wide.
const LANE: usize = 10;

/// What the rows of a diagram have in common.
struct Drawing<'v, 'a> {
    view: &'v View<'a>,
    diagram: &'a Diagram,
}

impl<'a> Drawing<'_, 'a> {
    /// The rows from the next one on that stand on a level, each with a list of those below it.
    fn rows(&self, out: &mut impl Sink<'a>, next: &mut usize, level: usize) {
        while let Some(row) = self.diagram.rows.get(*next).filter(|row| row.level == level) {
            self.lanes(out.open(kind!(Li)), row, *next);
            self.said(out, row);
            *next += 1;
            self.rows(out.close().open(kind!(Ul, Class = "rows", Role = "list")), next, level + 1);
            out.close_filled().close();
        }
    }

    /// `3 Title · Publisher · Repeats 1, 2`. Names that are long stand in the evidence alone.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn said(&self, out: &mut impl Sink<'a>, row: &Row) {
        let (view, diagram) = (self.view, self.diagram);
        out.open(kind!(P));
        if row.is_shared {
            let several = diagram.sharing(row.source);
            let phrase = view.words.counted_phrase(Word::MoreSources, several.len());
            self.numbers(out, kind!(Span), phrase, &several, true);
        } else if let Some(source) = view.card.record().sources().get(row.source) {
            open_source_link(out, row.source).open(kind!(Span, Class = "number"));
            view.say_number(out, row.source + 1).close();
            if let Some(title) = source.title().filter(is_short) {
                out.text(" ").open(kind!(Span)).lang(source.lang()).text(title.as_str()).close();
            }
            out.close();
            view.piece(out, source.publisher().filter(is_short));
            let repeated = diagram.repeated_by(row.source);
            if !repeated.is_empty() {
                view.dot(out);
                self.numbers(out, kind!(Span), view.words.phrase(Word::DerivedFrom, 0), repeated, false);
            }
            let circle = diagram.circle(row.source);
            if circle.len() > 1 && diagram.first(row.source) == row.source {
                view.dot(out);
                let kind = kind!(Span, Class = "strong");
                self.numbers(out, kind, view.words.phrase(Word::Circle, 0), &circle, false);
            }
        }
        out.close_filled();
    }

    /// A phrase with numbers of sources in it, three and more that follow each other as one: `Repeats 2, 5–8`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn numbers(
        &self,
        out: &mut impl Sink<'a>,
        kind: Kind,
        phrase: Phrase<'a>,
        sources: &[usize],
        are_links: bool,
    ) {
        let view = self.view;
        view.open_own(out, kind);
        fill(out, phrase, &mut |out, name| {
            if name == "count" {
                view.say_number(out, sources.len());
                return;
            }
            let (mut separator, mut before) = ("", None);
            for (place, source) in sources.iter().enumerate() {
                let follows = before == Some(*source);
                before = Some(source + 1);
                if follows && sources.get(place + 1) == before.as_ref() {
                    separator = "–";
                    continue;
                }
                out.text(separator);
                if are_links {
                    view.say_number(open_source_link(out, *source), source + 1).close();
                } else {
                    view.say_number(out, source + 1);
                }
                separator = view.words.get(Word::ListSeparator);
            }
        });
        out.close();
    }

    /// A row and its drawing: its dot, and the lines that lead to it, away from it and past it. A line goes down from a dot
    /// and bends to each row that it leads to; where it crosses another, it goes straight on. The row stays open.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn lanes(&self, out: &mut impl Sink<'a>, row: &Row, place: usize) {
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
        let mut room = String::from("0 0 ");
        push_units(&mut room, (row.last_lane + 1) * LANE);
        room.push_str(" 15");
        out.open(kind!(Div, Class = "row")).open(kind!(Svg, Class = "lanes", AriaHidden = "true"));
        out.said(AttrName::ViewBox, room);
        if !lines.is_empty() {
            out.open(kind!(Path)).said(AttrName::D, lines).close();
        }
        self.dot(out, row);
        out.close();
    }

    /// A disc for an origin, a ring for what repeats others, an open ring in a circle, three rings for several.
    fn dot(&self, out: &mut impl Sink<'a>, row: &Row) {
        let repeats = !self.diagram.repeated_by(row.source).is_empty();
        let shape = if row.is_shared {
            " 6m-2 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0m-2 4a2 2 0 1 1 4 0a2 2 0 1 1-4 0m4 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0"
        } else if self.diagram.circle(row.source).len() > 1 {
            " 7.5m4 0a4 4 0 1 1-4-4"
        } else {
            " 7.5m-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0"
        };
        let mut path = String::new();
        line(&mut path, row.lane, shape);
        let is_ring = repeats || row.is_shared;
        out.open(if is_ring { kind!(Path, Class = "dot") } else { kind!(Path, Class = "dot origin") });
        out.said(AttrName::D, path).close();
    }
}

/// Goes to the middle of a lane, and on from there.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn line(path: &mut String, lane: usize, on: &str) {
    path.push('M');
    push_middle(path, lane);
    path.push_str(on);
}

fn push_middle(path: &mut String, lane: usize) {
    push_units(path, lane * LANE + LANE / 2);
}

fn push_units(path: &mut String, units: usize) {
    push_number(path, u32::try_from(units).unwrap_or_default());
}

#[cfg(test)]
mod tests;
