//! Every end-to-end test. A new one is a function in a file here, and a line in [`TESTS`].

mod keyboard;
mod layout;
pub mod pages;
mod prerendered;
mod preview;
mod reader;

use std::pin::Pin;
use std::time::Duration;

use anyhow::Result;

use crate::engine::Look;
use crate::page::{Page, Way};

/// What must be true of the site, in every engine and in each of these looks.
pub struct Test {
    pub name: &'static str,
    pub looks: &'static [Look],
    /// How the cards come to be that it looks at.
    pub ways: Ways,
    pub run: for<'a> fn(&'a Page<'a>) -> Outcome<'a>,
}

/// In which ways cards come to be that a test looks at: it is run once for each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ways {
    /// Built by a script: the test is about how a record gets into a card, or fails to; or it makes other cards itself.
    Built,
    /// Built and taken over; in looks but the first taken over in a full run only.
    Both,
    /// Built, and in a full run taken over: what little can differ, others see.
    BothInFull,
}

impl Test {
    /// In which ways the cards come to be in a look, in a full run or not.
    pub fn ways_in(&self, look: Look, full: bool) -> &'static [Way] {
        let often = self.ways == Ways::Both && self.looks.first() == Some(&look);
        match self.ways {
            Ways::Both | Ways::BothInFull if full || often => &[Way::Built, Way::TakenOver],
            _ => &[Way::Built],
        }
    }

    /// What the test is called when cards come to be in that way.
    pub fn name_in(&self, way: Way) -> String {
        match way {
            Way::Built => self.name.to_owned(),
            Way::TakenOver => format!("{}, taken over", self.name),
        }
    }
}

/// No test takes this long; an engine that hangs does.
pub const LONGEST: Duration = Duration::from_mins(3);

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A test that is a function of a file in `tests/e2e/pages`.
macro_rules! in_page {
    ($name:literal, $file:literal, $function:literal) => {
        in_page!($name, $file, $function, in LIGHT, Ways::Built)
    };
    ($name:literal, $file:literal, $function:literal, both) => {
        in_page!($name, $file, $function, in LIGHT, Ways::Both)
    };
    ($name:literal, $file:literal, $function:literal, both in full) => {
        in_page!($name, $file, $function, in LIGHT, Ways::BothInFull)
    };
    ($name:literal, $file:literal, $function:literal, in $looks:expr, $ways:expr) => {
        Test { name: $name, looks: $looks, ways: $ways, run: |page| Box::pin(page.play($file, $function)) }
    };
    ($name:literal, $file:literal, $function:literal, without $part:literal) => {
        Test {
            name: $name,
            looks: LIGHT,
            ways: Ways::Built,
            run: |page| Box::pin(page.play_without($part, $file, $function)),
        }
    };
}

const LIGHT: &[Look] = &[Look::Light];
const LIGHT_AND_DARK: &[Look] = &[Look::Light, Look::Dark];
const EVERY_LOOK: &[Look] = &Look::ALL;

/// All of them, but for what every page is asked ([`pages::QUESTIONS`]).
pub const TESTS: &[Test] = &[
    in_page!("a record is loaded from an address", "loads.js", "fromAddress"),
    in_page!("a card takes over the focus of its fallback", "loads.js", "focusInTheFallback"),
    in_page!("a relative address is the page's", "loads.js", "fromRelativeAddress"),
    in_page!("a property set before the definition counts", "loads.js", "fromPropertySetBeforeDefinition"),
    in_page!("a property set after the definition counts", "loads.js", "fromPropertySetAfterDefinition"),
    in_page!("a record may be text", "loads.js", "fromText"),
    in_page!("a record is taken from a script inside", "loads.js", "fromScriptInside"),
    in_page!("a script may come later", "loads.js", "fromScriptThatComesLater"),
    in_page!("a script may change where it stands", "loads.js", "fromScriptThatChanges"),
    in_page!("property beats script beats address", "loads.js", "precedence"),
    in_page!("a lazy card waits until it is near", "loads.js", "lazily"),
    in_page!("a lazy card may become eager", "loads.js", "eagerLater"),
    in_page!("the last of several addresses counts", "loads.js", "otherAddress"),
    in_page!("a card of nothing keeps the fallback", "loads.js", "nothingToLoad"),
    in_page!("ready is said once, with record and problems", "events.js", "ready"),
    in_page!("a failure is said once, with kind and problems", "events.js", "error"),
    in_page!("opened and closed sections are said", "events.js", "toggle", both),
    in_page!("a page may keep a link from opening", "events.js", "opening", both),
    in_page!("each record is said to be there", "events.js", "newRecord", both),
    in_page!("listeners may call back", "events.js", "callingBack", both in full),
    in_page!("listeners may make cards", "events.js", "otherCards", both),
    in_page!("the filter shows the sources of a stance", "filter.js", "byStance", both),
    in_page!("a filter is done before what comes after it", "filter.js", "inOrder", both),
    in_page!("a citation to a filtered source shows it", "filter.js", "citationToHiddenSource", both),
    in_page!("a citation opens the section of its source", "filter.js", "citationToClosedSection", both),
    in_page!("one source is marked at a time", "filter.js", "oneMark", both),
    in_page!("a mark reaches behind the number", "filter.js", "markBehindTheNumber", both),
    in_page!("actions: a card is shared, finding first", "actions.js", "shares", both),
    in_page!("actions: a sheet that is closed is no fault", "actions.js", "shareCancelled", both),
    in_page!("actions: what cannot be shared is copied", "actions.js", "shareRefused", both),
    in_page!("actions: a citation is copied in each style", "actions.js", "cites", both),
    in_page!("actions: what is done again is said again", "actions.js", "saysItAgain", both),
    in_page!("actions: what cannot be copied is shown", "actions.js", "clipboardRefused", both),
    in_page!("actions: the embed code is copied", "actions.js", "embeds", without "types"),
    in_page!("actions: the record and its markup are saved", "actions.js", "downloads", both),
    in_page!("actions: the page is printed", "actions.js", "prints", both),
    in_page!("actions: errors can be reported", "actions.js", "reports", both),
    in_page!("actions: they speak the page's language", "actions.js", "otherLanguages", both),
    in_page!("sources are sorted by date, and moved", "sources.js", "sorted", both),
    in_page!("sources are sorted where that helps", "sources.js", "sortedWhereItHelps", both),
    in_page!("the focus stays where an order is chosen", "sources.js", "sortKeepsTheFocus", both),
    in_page!("sections, filter and order outlive every change", "sources.js", "placeStays", both),
    in_page!("a page may do what a reader does", "sources.js", "byThePage", both),
    in_page!("what a reader does is said", "sources.js", "byAReader", both),
    in_page!("a page may leave unsaid what a check lacks", "sources.js", "unsaid", both),
    in_page!("words that mean nothing are TypeErrors", "sources.js", "wrongWords", both),
    in_page!("what a page does early comes in its turn", "sources.js", "early"),
    in_page!("two thousand sources are within reach", "sources.js", "endless", both in full),
    Test {
        name: "citations are previewed by keyboard",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(preview::by_keyboard(page)),
    },
    Test {
        name: "citations are previewed by pointer",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(preview::by_pointer(page)),
    },
    Test {
        name: "citations are not previewed by touch",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(preview::not_by_touch(page)),
    },
    Test {
        name: "previews fit any window",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(preview::in_any_window(page)),
    },
    in_page!("states follow what happens", "methods.js", "states"),
    in_page!("properties reflect attributes", "methods.js", "properties"),
    in_page!("the record can be read back", "methods.js", "readsBackTheRecord", both),
    in_page!("sections are opened and closed by methods", "methods.js", "expandAndCollapse", both),
    in_page!("a section that is none is a TypeError", "methods.js", "wrongSection", both),
    in_page!("a section that is none is a TypeError early, too", "methods.js", "wrongSectionEarly"),
    in_page!("methods called early are not lost", "methods.js", "beforeReady"),
    in_page!("methods called before the record are not lost", "methods.js", "beforeTheRecord"),
    in_page!("reload reads the record again", "methods.js", "reload"),
    in_page!("reload starts a card that waits", "methods.js", "reloadEarly"),
    in_page!("reload ends when the later one does", "methods.js", "reloadTwice"),
    in_page!("another address mends a failure", "methods.js", "reloadAfterFailure"),
    in_page!("a moved card keeps its reader's place", "life.js", "moved", both),
    in_page!("a removed card comes back as it was", "life.js", "removedAndBack", both),
    in_page!("a removed card comes back without a record that is gone", "life.js", "removedAndBackBad", both),
    in_page!("sections outlive a record that fails", "life.js", "sectionsOutliveFailure", both),
    in_page!("what the page puts into a slot is the page's", "life.js", "pageContentInSlots", both),
    in_page!("the focus goes on to a card in a shadow tree", "life.js", "focusInShadowTree"),
    in_page!("a card in the place of one that is gone is another", "life.js", "anotherInItsPlace", both),
    in_page!("a card removed while it loads says nothing", "life.js", "removedWhileLoading"),
    in_page!("a card works in another document", "life.js", "adopted", both),
    in_page!("a document without a window does no harm", "life.js", "withoutWindow", both),
    in_page!("attributes keep the reader's place", "life.js", "attributesKeepThePlace", both),
    in_page!("a badge becomes a card again", "life.js", "badgeAndBack", both),
    in_page!("another record keeps the reader's place", "life.js", "recordReplaced", both),
    in_page!("a bad record brings the fallback back", "life.js", "backToFallback", both),
    in_page!("many changes are one update", "life.js", "manyChanges", both),
    in_page!("a second copy of the script is harmless", "life.js", "secondCopy", both in full),
    in_page!("a page that has the name keeps it", "life.js", "takenName"),
    in_page!("disturbed nodes are mended", "life.js", "disturbed"),
    in_page!("disturbed nodes raise no error", "life.js", "disturbedAndUsed", both),
    in_page!("a record that is taken away takes the card along", "life.js", "emptied"),
    in_page!("a clone is a card of its own", "life.js", "cloned"),
    in_page!("a card in a template waits", "life.js", "inTemplate"),
    in_page!("what a server does wrong is said", "failures.js", "server"),
    in_page!("a card that waits for ever may be removed", "failures.js", "hanging"),
    in_page!("addresses that lead nowhere are said", "failures.js", "unreachable"),
    in_page!("broken records are said", "failures.js", "records"),
    in_page!("half-broken records are shown", "failures.js", "partly"),
    in_page!("any value may be set as a record", "failures.js", "values"),
    in_page!("any text may stand in a script", "failures.js", "scripts"),
    in_page!("without wasm the fallback stays", "failures.js", "withoutWasm", without "wasm"),
    in_page!("without wasm every fallback stays", "failures.js", "manyFailuresOfThePolicy", without "wasm"),
    in_page!("markup stands on the publisher's page", "markup.js", "onThePublishersPage", both),
    in_page!("markup stands where the page wants it", "markup.js", "asThePageSays", both),
    in_page!("markup stands once for a check", "markup.js", "onceForACheck", both),
    in_page!("markup that the page has is not said again", "markup.js", "whereThePageHasIt", both),
    in_page!("markup holds any text", "markup.js", "hostileText", both),
    in_page!("import: from a script inside", "imports.js", "fromScriptInside"),
    in_page!("import: from an address", "imports.js", "fromAddress"),
    in_page!("import: from an answer of the API", "imports.js", "fromAnApiAnswer"),
    in_page!("import: from a property", "imports.js", "fromProperty"),
    in_page!("import: from a web page", "imports.js", "fromAPage", without "types"),
    in_page!("import: from a web page elsewhere", "imports.js", "fromAPageElsewhere", without "types"),
    in_page!("import: from a web page that takes long", "imports.js", "fromAHeavyPage", without "types"),
    in_page!("import: a web page under Trusted Types", "imports.js", "pageUnderTrustedTypes"),
    in_page!("import: nothing to be found", "imports.js", "nothingToImport"),
    in_page!("import: records need none", "imports.js", "recordsNeedNoImport"),
    in_page!("import: a later record counts", "imports.js", "overtaken"),
    in_page!("import: reload waits for it", "imports.js", "reloadWaits"),
    in_page!("import: by the function", "imports.js", "byHand"),
    in_page!("the nearest language counts", "language.js", "nearest"),
    in_page!("English words cost no request", "language.js", "englishCostsNothing"),
    in_page!("a change of language is followed", "language.js", "live"),
    in_page!("without words there is English", "language.js", "missing"),
    in_page!("words that cannot be had are English", "language.js", "unreachable"),
    in_page!("words that are something else are English", "language.js", "otherWords"),
    in_page!("words that never come are English", "language.js", "hanging"),
    in_page!("a language that is none is English", "language.js", "noLanguage"),
    in_page!("a card is written in English without words", "language.js", "renderedWithoutWords"),
    in_page!("words are loaded once for writing", "language.js", "renderedOften"),
    in_page!("words are loaded once", "language.js", "once"),
    in_page!("words are loaded beside the record", "language.js", "beside"),
    in_page!("sources are numbered in the digits of the card's language", "language.js", "digits"),
    in_page!("the page's words are fetched while the program is", "language.js", "ahead"),
    in_page!("a card waits for its words", "language.js", "lateWords"),
    in_page!("each stretch has its language and direction", "language.js", "directions", both),
    in_page!("a page may ask for words itself", "language.js", "byHand"),
    in_page!("a hostile record is text", "safety.js", "hostile"),
    in_page!("a hostile record in the page is text", "safety.js", "hostileInPage", both),
    in_page!("nodes built equal HTML parsed", "safety.js", "builtEqualsParsed", without "types"),
    in_page!("wrong arguments are TypeErrors", "safety.js", "wrongArguments", both),
    Test {
        name: "axe has nothing to say of full cards",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(layout::axe_has_nothing_to_say_of(page, "full")),
    },
    Test {
        name: "axe has nothing to say of compact cards",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(layout::axe_has_nothing_to_say_of(page, "compact")),
    },
    Test {
        name: "axe has nothing to say of badges",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(layout::axe_has_nothing_to_say_of(page, "badge")),
    },
    Test {
        name: "Tab reaches everything",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(keyboard::tab_reaches_everything(page)),
    },
    Test {
        name: "Enter and Space open and close",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(keyboard::keys_open_and_close(page)),
    },
    Test {
        name: "arrow keys filter",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(keyboard::arrows_filter(page)),
    },
    Test {
        name: "citations lead there and back",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(keyboard::citations_lead_there_and_back(page)),
    },
    in_page!("prerendered: taken over when it is used", "prerendered.js", "takenOver", without "types"),
    in_page!("prerendered: what a reader has done stays", "prerendered.js", "stays", without "types"),
    in_page!("prerendered: another start is no error", "prerendered.js", "mended", without "types"),
    in_page!("prerendered: the first click is done", "prerendered.js", "firstClick", without "types"),
    in_page!("prerendered: used while its words come", "prerendered.js", "usedWhileItsWordsCome", without "types"),
    in_page!("prerendered: the page may start it", "prerendered.js", "startedByThePage", without "types"),
    in_page!("prerendered: a bad record leaves it standing", "prerendered.js", "badRecord", without "types"),
    Test {
        name: "prerendered: nothing is fetched for what nobody uses",
        looks: LIGHT,
        ways: Ways::Built,
        run: |page| Box::pin(prerendered::nothing_is_fetched(page)),
    },
    Test {
        name: "prerendered: it works without scripts",
        looks: LIGHT_AND_DARK,
        ways: Ways::Built,
        run: |page| Box::pin(prerendered::works_without_scripts(page)),
    },
    Test {
        name: "prerendered: nothing moves when it is taken over",
        looks: LIGHT,
        ways: Ways::Built,
        run: |page| Box::pin(prerendered::nothing_moves(page)),
    },
    in_page!("provenance: rows keep apart", "provenance.js", "keepsApart", both),
    in_page!("provenance: the list says it", "provenance.js", "says", both),
    in_page!("provenance: rows lead to sources", "provenance.js", "leads", both),
    Test {
        name: "provenance: sixty sources take little time",
        looks: LIGHT,
        ways: Ways::Built,
        run: |page| Box::pin(layout::sixty_sources_take_little_time(page)),
    },
    in_page!("full cards fit any width", "layout.js", "full", both),
    in_page!("compact cards fit any width", "layout.js", "compact", both in full),
    in_page!("every language fits in full cards", "languages.js", "full", both),
    in_page!("every language fits in compact cards", "languages.js", "compact", both in full),
    in_page!("every language fits in badges", "languages.js", "badge", both),
    in_page!("what does not fit is found", "languages.js", "faultsAreFound"),
    Test {
        name: "pictures of every language are taken",
        looks: LIGHT,
        ways: Ways::Built,
        run: |page| Box::pin(layout::pictures_of_languages(page)),
    },
    in_page!("a reader's spacing cuts nothing off", "layout.js", "textSpacing", both in full),
    in_page!("large text cuts nothing off", "layout.js", "largeText", both in full),
    in_page!("cards fit in every look", "layout.js", "everyLook", in EVERY_LOOK, Ways::Both),
    in_page!("colours that a system sets", "layout.js", "forcedColors", in &[Look::ForcedColors], Ways::Both),
    in_page!("more contrast", "layout.js", "moreContrast", in &[Look::MoreContrast], Ways::Both),
    in_page!("nothing moves by itself", "layout.js", "still", in &[Look::Light, Look::ReducedMotion], Ways::Both),
    in_page!("on paper everything is there", "layout.js", "print", in &[Look::Print], Ways::Both),
    Test {
        name: "a PDF leads to every source",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(layout::a_pdf_leads_to_every_source(page)),
    },
    in_page!("targets can be hit", "layout.js", "targets", both in full),
    in_page!("contrast of every tone, light and dark", "contrast.js", "own", both),
    in_page!("contrast of any colours that a page gives", "contrast.js", "brand", both in full),
    in_page!("contrast: a page's colours are kept where they serve", "contrast.js", "kept", both),
    // The last: a browser that has been asked for its accessibility tree goes on keeping one, which takes it time.
    Test {
        name: "it is said what the card is",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(keyboard::it_is_said_what_it_is(page)),
    },
    Test {
        name: "a reader's questions are answered by keyboard and ear",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(reader::questions_are_answered(page)),
    },
    Test {
        name: "what is far away is heard",
        looks: LIGHT,
        ways: Ways::BothInFull,
        run: |page| Box::pin(reader::what_is_far_is_heard(page)),
    },
    Test {
        name: "the accessibility tree of a full card",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(reader::tree_is_as_written(page, "full")),
    },
    Test {
        name: "the accessibility tree of a compact card",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(reader::tree_is_as_written(page, "compact")),
    },
    Test {
        name: "the accessibility tree of a badge",
        looks: LIGHT,
        ways: Ways::Both,
        run: |page| Box::pin(reader::tree_is_as_written(page, "badge")),
    },
];
