//! What views put a card into: steps in the order in which a card is read. [`Tree`](super::Tree) keeps them, for whoever
//! compares or builds nodes; `write::Writer` writes each down at once, so that a card's text needs no tree.
//! Views know this and nothing of the two.

use alloc::string::String;

use super::{AttrName, Kind};
use crate::value::{Lang, PartialDate, SafeUrl};
use crate::words::{Phrase, filled};

/// Takes elements, attributes and texts.
///
/// An element is opened, given attributes and what stands inside, and closed.
pub(crate) trait Sink<'a>: Sized {
    /// How far it has got.
    type Mark: Copy + PartialEq;

    /// Begins an element.
    fn open(&mut self, kind: Kind) -> &mut Self;

    /// Adds an attribute to the element that has just begun. Its value is one of the card's own words; an empty one stands for
    /// an attribute that stands for itself.
    fn own(&mut self, name: AttrName, value: &'static str) -> &mut Self;

    /// Adds an attribute whose value is a text of the record. For the methods below, which know what may stand where.
    fn lent(&mut self, name: AttrName, value: &'a str) -> &mut Self;

    /// Adds an attribute whose value was made for the card.
    fn said(&mut self, name: AttrName, value: String) -> &mut Self;

    /// Adds an attribute that is a number behind a prefix: a name such as `source-3`, a link to it, `#source-3`, or nothing but
    /// the number.
    fn number(&mut self, name: AttrName, prefix: &'static str, number: usize) -> &mut Self;

    /// Adds a text behind what is there.
    fn text(&mut self, text: &'a str) -> &mut Self;

    /// Adds a text that was made for the card.
    fn made(&mut self, text: String) -> &mut Self;

    /// Ends the element that was opened last.
    fn close(&mut self) -> &mut Self;

    /// Ends the element that was opened last; takes it out where nothing stands inside.
    fn close_filled(&mut self) -> &mut Self;

    /// Whether nothing stands inside of the element that was opened last.
    fn is_bare(&self) -> bool;

    /// How far it has got.
    fn mark(&self) -> Self::Mark;

    /// Takes out what was put in since; the same elements must be open as then.
    fn back_to(&mut self, mark: Self::Mark);

    /// Adds an attribute that stands for itself, if it holds.
    fn flag(&mut self, name: AttrName, holds: bool) -> &mut Self {
        if holds { self.own(name, "") } else { self }
    }

    /// Makes the element that has just begun a link out of the card.
    fn link(&mut self, url: &'a SafeUrl) -> &mut Self {
        self.lent(AttrName::Href, url.as_str())
    }

    /// Says in a form that machines read which date the element that has just begun is.
    fn datetime(&mut self, date: &'a PartialDate) -> &mut Self {
        self.lent(AttrName::Datetime, date.as_str())
    }

    /// Says in which language and direction what stands inside is written, if that is known.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline)]
    fn lang(&mut self, lang: Option<&'a Lang>) -> &mut Self {
        match lang {
            Some(lang) => {
                self.lent(AttrName::Lang, lang.as_str()).lent(AttrName::Dir, lang.direction().as_str())
            }
            None => self,
        }
    }

    /// Gives the element that has just begun a name for those who cannot see: a phrase with a number in it.
    fn label(&mut self, phrase: Phrase<'_>, number: &str) -> &mut Self {
        self.said(AttrName::AriaLabel, filled(phrase, &[("number", number)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Tree;
    use crate::html::write::{self, Writer};
    use crate::kind;

    /// What comes of steps, which is the same whether they are kept in a tree first or written down at once.
    fn written<'a>(in_tree: impl FnOnce(&mut Tree<'a>), at_once: impl FnOnce(&mut Writer<'_>)) -> String {
        let (mut tree, mut writer) = (Tree::default(), Writer::new(String::new()));
        in_tree(&mut tree);
        at_once(&mut writer);
        let html = write::tree(&tree);
        assert_eq!(writer.finish(), html);
        html
    }

    macro_rules! written {
        ($steps:ident) => {
            written(|tree| $steps(tree), |writer| $steps(writer))
        };
    }

    #[test]
    fn what_is_empty_can_be_left_out() {
        fn steps<'a>(out: &mut impl Sink<'a>) {
            out.open(kind!(Div)).open(kind!(P)).open(kind!(Span)).number(AttrName::DataValue, "", 3);
            assert!(out.is_bare());
            assert!(out.close_filled().is_bare());
            assert!(out.close_filled().is_bare());
            out.open(kind!(Input)).close();
            assert!(!out.is_bare(), "something stands inside, even if it has no end");
            out.open(kind!(Ul)).open(kind!(Li)).text("1").close_filled().close_filled().text("").close();
        }
        assert_eq!(written!(steps), "<div><input><ul><li>1</li></ul></div>");
    }

    #[test]
    fn what_was_put_in_can_be_taken_out() {
        fn steps<'a>(out: &mut impl Sink<'a>) {
            let mark = out.open(kind!(P, Class = "a")).mark();
            let after = out.open(kind!(Span)).text("1").close().mark();
            assert!(after != mark && !out.is_bare());
            out.back_to(mark);
            assert!(out.mark() == mark && out.is_bare());
            out.own(AttrName::Open, "").text("2").close();
        }
        assert_eq!(written!(steps), "<p class=\"a\" open>2</p>");
    }

    #[test]
    fn attributes_are_of_an_element_that_has_just_begun() {
        fn steps<'a>(out: &mut impl Sink<'a>) {
            out.open(kind!(A, Class = "b")).lent(AttrName::Href, "?a=\"1\"&b=<2>");
            out.number(AttrName::DataValue, "n-", 1234).made("3 > \"2\" & é".into());
            out.flag(AttrName::Open, false).close();
        }
        assert_eq!(
            written!(steps),
            "<a class=\"b\" href=\"?a=&quot;1&quot;&amp;b=&lt;2&gt;\" data-value=\"n-1234\">3 &gt; \"2\" &amp; é</a>"
        );
    }

    #[test]
    fn what_was_never_opened_is_not_closed() {
        fn steps<'a>(out: &mut impl Sink<'a>) {
            out.close().open(kind!(P)).close().close();
        }
        assert_eq!(written!(steps), "<p></p>");
    }
}
