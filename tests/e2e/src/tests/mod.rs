//! Every end-to-end test. A new one is a function in a file here, and a line in [`TESTS`].

mod pages;

use std::pin::Pin;

use anyhow::Result;

use crate::engine::Look;
use crate::page::Page;

/// What must be true of the site, in every engine and in each of these looks.
pub struct Test {
    pub name: &'static str,
    pub looks: &'static [Look],
    pub run: for<'a> fn(&'a Page<'a>) -> Outcome<'a>,
}

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A test that is a function of a file in `tests/e2e/pages`.
macro_rules! in_page {
    ($name:literal, $file:literal, $function:literal) => {
        Test { name: $name, looks: LIGHT, run: |page| Box::pin(page.play($file, $function)) }
    };
}

const LIGHT: &[Look] = &[Look::Light];
const LIGHT_AND_DARK: &[Look] = &[Look::Light, Look::Dark];
const EVERY_LOOK: &[Look] = &Look::ALL;

/// All of them.
pub const TESTS: &[Test] = &[
    Test {
        name: "every card is shown",
        looks: LIGHT,
        run: |page| Box::pin(pages::every_card_is_shown(page)),
    },
    Test {
        name: "nothing goes wrong",
        looks: EVERY_LOOK,
        run: |page| Box::pin(pages::nothing_goes_wrong(page)),
    },
    Test {
        name: "axe has nothing to say",
        looks: LIGHT_AND_DARK,
        run: |page| Box::pin(pages::axe_has_nothing_to_say(page)),
    },
    Test {
        name: "pages fit their window",
        looks: LIGHT,
        run: |page| Box::pin(pages::pages_fit_their_window(page)),
    },
    Test {
        name: "pictures are taken",
        looks: EVERY_LOOK,
        run: |page| Box::pin(pages::pictures_are_taken(page)),
    },
    in_page!("a record is loaded from an address", "loads.js", "fromAddress"),
    in_page!("a relative address is the page's", "loads.js", "fromRelativeAddress"),
    in_page!("a property set before the definition counts", "loads.js", "fromPropertySetBeforeDefinition"),
    in_page!("a property set after the definition counts", "loads.js", "fromPropertySetAfterDefinition"),
    in_page!("a record may be text or bytes", "loads.js", "fromText"),
    in_page!("a record is taken from a script inside", "loads.js", "fromScriptInside"),
    in_page!("a script may come later", "loads.js", "fromScriptThatComesLater"),
    in_page!("property beats script beats address", "loads.js", "precedence"),
    in_page!("a lazy card waits until it is near", "loads.js", "lazily"),
    in_page!("a lazy card may become eager", "loads.js", "eagerLater"),
    in_page!("the last of several addresses counts", "loads.js", "otherAddress"),
    in_page!("a card of nothing keeps the fallback", "loads.js", "nothingToLoad"),
];
