//! What is asked of every page of the site. Each is opened once in a look, and asked everything while it is open.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;
use tokio::time::timeout;
use xtask::tools::Browser;

use super::{EVERY_LOOK, LIGHT, LIGHT_AND_DARK, LONGEST, Outcome};
use crate::axe;
use crate::engine::Look;
use crate::page::{Page, texts};

/// The widths of a small telephone, a tablet and a desk, in CSS pixels.
const WIDTHS: [u32; 3] = [320, 768, WIDEST];

/// The width at which pages are opened.
const WIDEST: u32 = 1280;

/// The records of the cards that a page expects to fail, and the icon that browsers ask for unasked.
const MAY_BE_MISSING: &str = "const cards = [...document.querySelectorAll('[data-expect=error][src]')];
    return ['/favicon.ico', ...cards.map((card) => decodeURI(new URL(card.getAttribute('src'), location).pathname))]";

/// Whether a page expects a card to fail because its record is a web page, which no script may parse there.
const HAS_WEB_PAGE: &str = "return document.querySelector('[data-expect=error][src$=\".html\"]') !== null";

/// A page that is open, and how wide it is shown.
pub struct Opened {
    path: String,
    /// The cards that are not as the page says they should be.
    wrong: Vec<String>,
    width: u32,
}

/// What must be true of every page, in every engine and in each of these looks.
pub struct Question {
    pub name: &'static str,
    pub looks: &'static [Look],
    /// Whether it is asked of a page that is so wide.
    at: fn(Browser, Look, u32) -> bool,
    ask: for<'a> fn(&'a Page<'a>, &'a Opened) -> Outcome<'a>,
}

impl Question {
    /// Whether an engine is asked it in a look.
    pub fn is_for(&self, browser: Browser, look: Look) -> bool {
        self.looks.contains(&look) && WIDTHS.iter().any(|width| (self.at)(browser, look, *width))
    }
}

/// All of them, in the order in which a page is asked.
pub const QUESTIONS: &[Question] = &[
    Question {
        name: "every card is shown",
        looks: LIGHT,
        at: when_widest,
        ask: |page, opened| Box::pin(every_card_is_shown(page, opened)),
    },
    Question {
        name: "nothing goes wrong",
        looks: EVERY_LOOK,
        at: when_widest_and_likely,
        ask: |page, opened| Box::pin(nothing_goes_wrong(page, opened)),
    },
    Question {
        name: "pages fit their window",
        looks: LIGHT,
        at: |_, _, _| true,
        ask: |page, opened| Box::pin(it_fits_its_window(page, opened)),
    },
    Question {
        name: "pictures are taken",
        looks: EVERY_LOOK,
        at: is_pictured,
        ask: |page, opened| Box::pin(a_picture_is_taken(page, opened)),
    },
    Question {
        name: "axe has nothing to say",
        looks: LIGHT_AND_DARK,
        at: when_widest,
        ask: |page, opened| Box::pin(axe_has_nothing_to_say(page, opened)),
    },
];

/// What came of a question: how long it took on all pages, and everything that is wrong.
pub struct Answer {
    pub name: &'static str,
    pub time: Duration,
    wrong: Vec<String>,
}

impl Answer {
    pub fn outcome(self) -> Result<()> {
        ensure!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        Ok(())
    }
}

/// Asks each page of the site the questions.
pub async fn ask(page: &Page<'_>, questions: &[&Question]) -> Vec<Answer> {
    let answer =
        |question: &&Question| Answer { name: question.name, time: Duration::ZERO, wrong: Vec::new() };
    let mut answers: Vec<Answer> = questions.iter().map(answer).collect();
    if let Err(error) = ask_all(page, questions, &mut answers).await {
        // Whatever kept a page from opening, none of the questions is answered.
        for answer in &mut answers {
            answer.wrong.push(format!("{error:#}"));
        }
    }
    answers
}

async fn ask_all(page: &Page<'_>, questions: &[&Question], answers: &mut [Answer]) -> Result<()> {
    if questions.is_empty() {
        return Ok(());
    }
    for path in page.all()? {
        let start = Instant::now();
        page.leave().await?;
        page.reset().await?;
        let mut opened = timeout(LONGEST, open(page, &path)).await.context(path)??;
        if let Some(first) = answers.first_mut() {
            first.time += start.elapsed();
        }
        for width in WIDTHS {
            opened.width = width;
            for (question, answer) in questions.iter().zip(&mut *answers) {
                if (question.at)(page.browser(), page.look(), width) {
                    ask_one(page, &opened, question, answer).await;
                }
            }
        }
    }
    Ok(())
}

/// Asks an open page one question.
async fn ask_one(page: &Page<'_>, opened: &Opened, question: &Question, answer: &mut Answer) {
    let start = Instant::now();
    let outcome = async {
        page.resize(opened.width, 900).await?;
        timeout(LONGEST, (question.ask)(page, opened)).await.context("it took more than three minutes")?
    };
    if let Err(error) = outcome.await {
        answer.wrong.push(format!("{} at {} px: {error:#}", opened.path, opened.width));
        page.picture_of_failure(question.name).await;
    }
    answer.time += start.elapsed();
}

/// Opens a page of the site and waits for its cards.
async fn open(page: &Page<'_>, path: &str) -> Result<Opened> {
    let wrong = page.show(path).await?;
    Ok(Opened { path: path.to_owned(), wrong, width: WIDEST })
}

const fn when_widest(_: Browser, _: Look, width: u32) -> bool {
    width == WIDEST
}

/// Light and dark in every engine; other looks, in which nothing but colours differs, in one.
const fn when_widest_and_likely(browser: Browser, look: Look, width: u32) -> bool {
    width == WIDEST && (matches!(look, Look::Light | Look::Dark) || matches!(browser, Browser::Chromium))
}

/// In Chromium at every width, light and dark, and at one width in each other look. Elsewhere, where a picture takes ten
/// times as long, as a telephone and a desk show it where it is light, and as a telephone where it is dark.
const fn is_pictured(browser: Browser, look: Look, width: u32) -> bool {
    match (browser, look) {
        (Browser::Chromium, Look::Light | Look::Dark) => true,
        (Browser::Chromium, _) => width == WIDEST,
        (_, Look::Light) => width != 768,
        (_, Look::Dark) => width == 320,
        _ => false,
    }
}

/// Each card is `ready`, or as its `data-expect` says.
async fn every_card_is_shown(page: &Page<'_>, opened: &Opened) -> Result<()> {
    if opened.wrong.is_empty() {
        return Ok(());
    }
    bail!("{}\n  {}", opened.wrong.join("\n  "), page.problems().await?.join("\n  "))
}

/// No errors, no warnings, no refusals; everything asked for is there, but for what a page expects to be missing.
async fn nothing_goes_wrong(page: &Page<'_>, _: &Opened) -> Result<()> {
    let mut problems = page.problems().await?;
    if page.js(HAS_WEB_PAGE, &[]).await? == json!(true) {
        problems.retain(|problem| !problem.contains("DOMParser parseFromString"));
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n  "));
    let expected = page.js(MAY_BE_MISSING, &[]).await?;
    let missing: Vec<String> = page
        .requests()
        .into_iter()
        .filter(|(path, status)| {
            *status >= 400 && !expected.as_array().is_some_and(|them| them.contains(&json!(path)))
        })
        .map(|(path, status)| format!("{status} {path}"))
        .collect();
    ensure!(missing.is_empty(), "{}", missing.join("\n  "));
    Ok(())
}

/// No page needs sideways scrolling.
async fn it_fits_its_window(page: &Page<'_>, _: &Opened) -> Result<()> {
    let wide = texts(&page.js(include_str!("../too_wide.js"), &[]).await?);
    ensure!(wide.is_empty(), "{}", wide.join("\n  "));
    Ok(())
}

/// For people to look at: `target/screenshots/<engine>/<page>-<look>-<width>.png`.
async fn a_picture_is_taken(page: &Page<'_>, opened: &Opened) -> Result<()> {
    let name = opened.path.trim_start_matches('/').trim_end_matches(".html").replace('/', "-");
    page.screenshot(&format!("{name}-{}-{}", page.look().name(), opened.width)).await
}

/// All rules, best practices too, through every shadow root.
async fn axe_has_nothing_to_say(page: &Page<'_>, _: &Opened) -> Result<()> {
    axe::check(page).await
}
