//! What a reader wants to know of the article's check, found out by keyboard and heard from the accessibility tree.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use fantoccini::key::Key;
use xtask::files::{read_text, root, write};
use xtask::tools::Browser;

use crate::page::{ARTICLES_CARD as CARD, Page};
use crate::tree;

/// A question, and the passages that answer it: lines that are heard one after the other.
struct Question {
    asks: &'static str,
    heard: &'static [&'static [&'static str]],
}

const QUESTIONS: [Question; 7] = [
    Question {
        asks: "what was found, and why",
        heard: &[
            &[
                "article: Fact check: Unproven",
                "heading 2: Fact check: Unproven",
                "Pictures said to show Soleimani in Mosul [link: Source 2] and a report that he was readying militias for the advance [link: Source 3] are about his being there and about preparation. Nothing cited establishes that he leads the offensive, and the US-led coalition says that its plan is the Iraqi government’s. [link: Source 6]",
                "As of 20 October 2016",
            ],
            &[
                "summary (open): How we know",
                "His part in Iran’s proxy wars is kept out of sight, which makes claims of this kind hard to verify. Authentic images have put him at the front before, in Iraq in the battle with Islamic State and in Syria; [link: Source 5] they make his presence easier to believe, and do not show who commands at Mosul.",
            ],
        ],
    },
    Question {
        asks: "who said it",
        heard: &[&[
            "heading 3: The claim",
            "quote",
            "The Iranian general Qassem Soleimani is leading Iraq’s offensive on Mosul.",
            "Western Journalism · US newsletter · 2016",
        ]],
    },
    Question {
        // None does: three support it, and three are context.
        asks: "which sources stand against it",
        heard: &[
            &["summary (open): Evidence 6 sources: 3 support, 3 give context · 5 independent origins"],
            &["group: Show", "radio (chosen): All 6", "radio: Supporting 3", "radio: Context 3"],
        ],
    },
    Question {
        asks: "how many are independent",
        heard: &[&["summary (open): Evidence 6 sources: 3 support, 3 give context · 5 independent origins"]],
    },
    Question {
        asks: "who repeated whom",
        heard: &[
            &[
                "item",
                "3. Report that Soleimani was preparing Iraqi Shia militias for the advance on Mosul",
                "Supports · Russia Today · August 2016 · news report",
            ],
            &["Repeats [link: Source 4 (Fars News)]"],
            &[
                "item",
                "4. Report that Soleimani had been seen in the Mosul area",
                "Supports · Fars News · news report",
            ],
            &[
                "[link: 4 Report that Soleimani had been seen in the Mosul area] · Fars News",
                "list of 1",
                "item",
                "[link: 3 Report that Soleimani was preparing Iraqi Shia militias for the advance on Mosul] · Russia Today · Repeats 4",
            ],
        ],
    },
    Question {
        asks: "who denied it, and when",
        heard: &[
            &[
                "summary (open): Replies 2",
                "list of 2",
                "item",
                "Denial",
                "Col. Chris Garver · spokesman · US-led coalition in Iraq",
                "quote",
                "“We are not coordinating with the Iranians in any way, we are not working with them in any way. … The government of Iraq comes up with the plan, we are supporting [its] plan for the seizure of Mosul.”",
                "Said in [link: Source 6 (US-led coalition in Iraq)]",
            ],
            &[
                "item",
                "6. Statement to reporters by the spokesman for the US-led coalition in Iraq",
                "Context · US-led coalition in Iraq · official statement",
            ],
            &[
                "Answers whether the US works with Iran. The words quoted do not mention Soleimani. Said by 20 October 2016; on which day is not known here.",
            ],
        ],
    },
    Question {
        asks: "what changed since",
        heard: &[&[
            "summary (open): Changes 1",
            "list of 1",
            "item",
            "22 November 2026 · Update",
            "Says what is known of when the coalition’s spokesman spoke.",
        ]],
    },
];

/// Every question of [`QUESTIONS`]. On the way to the answers a section is opened, the sources are filtered, and a
/// reference is followed; the other sections are open from the start.
pub async fn questions_are_answered(page: &Page<'_>) -> Result<()> {
    tree::wake(page).await?;
    page.open_article().await?;
    tab_to(page, "summary: How we know").await?;
    page.press(Key::Enter).await?;
    sources_are_filtered(page).await?;
    tab_to(page, "link: Source 6 (US-led coalition in Iraq)").await?;
    page.press(Key::Enter).await?;
    let said = tree::focused(page).await?;
    ensure!(said.starts_with("item"), "the reference leads to {said}");
    tab_to(page, "summary: About this check fact-check-card demonstration").await?;
    page.press(' ').await?;
    // All that was opened is open by then.
    let outline = hears(page, &["summary (open): About this check fact-check-card demonstration"]).await?;
    for Question { asks, heard } in QUESTIONS {
        for passage in heard {
            ensure!(
                is_heard(&outline, passage),
                "{asks}: expected to hear\n  {}\nfound\n  {}",
                passage.join("\n  "),
                outline.join("\n  ")
            );
        }
    }
    Ok(())
}

/// Arrow keys choose a stance; the list and the status say what is left.
async fn sources_are_filtered(page: &Page<'_>) -> Result<()> {
    tab_to(page, "radio: All 6").await?;
    page.press(Key::Down).await?;
    let outline = hears(
        page,
        &["radio (chosen): Supporting 3", "radio: Context 3", "status", "3 of 6 sources shown", "list of 3"],
    )
    .await?;
    let stands_against = outline.iter().any(|line| line.contains("Refutes"));
    ensure!(!stands_against, "expected sources that support the claim, found\n  {}", outline.join("\n  "));
    page.press(Key::Up).await?;
    let said = tree::focused(page).await?;
    ensure!(said == "radio: All 6", "expected the arrow to lead back to all sources, found {said}");
    Ok(())
}

/// Presses Tab until the focus is said to be there.
async fn tab_to(page: &Page<'_>, wanted: &str) -> Result<()> {
    let mut way = Vec::new();
    for _ in 0..40 {
        page.press(Key::Tab).await?;
        let said = tree::focused(page).await?;
        if said == wanted {
            return Ok(());
        }
        way.push(said);
    }
    bail!("expected Tab to reach `{wanted}`, found\n  {}", way.join("\n  "))
}

/// Waits until the lines are heard one after the other; gives all that is heard then.
async fn hears(page: &Page<'_>, passage: &[&str]) -> Result<Vec<String>> {
    let mut outline = Vec::new();
    for _ in 0..20 {
        outline = tree::outline(&tree::of(page, CARD).await?);
        if is_heard(&outline, passage) {
            return Ok(outline);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("expected to hear\n  {}\nfound\n  {}", passage.join("\n  "), outline.join("\n  "))
}

fn is_heard(outline: &[String], passage: &[&str]) -> bool {
    outline
        .windows(passage.len())
        .any(|lines| lines.iter().zip(passage).all(|(line, wanted)| line.trim() == *wanted))
}

/// What is far from the window need not be laid out, and is heard all the same: a card far below, and each of two thousand
/// sources. These are not asked of `WebKit`, whose driver says a word of one element at a time.
pub async fn what_is_far_is_heard(page: &Page<'_>) -> Result<()> {
    if page.browser() == Browser::Chromium {
        // It keeps a whole tree only while a screen reader runs.
        let session = page.another(&["--force-renderer-accessibility=screen-reader"]).await?;
        let outcome = all_is_heard(&Page::new(&session).with(page.way())).await;
        session.close().await;
        outcome
    } else {
        tree::wake(page).await?;
        all_is_heard(page).await
    }
}

async fn all_is_heard(page: &Page<'_>) -> Result<()> {
    page.play("sources.js", "endlessAndMore").await?;
    let (mut count, mut below) = (0, Vec::new());
    for _ in 0..20 {
        count = match page.browser() {
            Browser::Chromium | Browser::Firefox => {
                sheets_in(&tree::outline(&tree::of(page, "#sources").await?).join("\n")).len()
            }
            Browser::WebKit => 2000,
        };
        below = tree::outline(&tree::of(page, "#below").await?);
        if count == 2000 && is_heard(&below, &["The pier has two ends."]) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    bail!("{count} of 2,000 sources are heard; of the card below\n  {}", below.join("\n  "))
}

/// The numbers of the sources that are heard. Where nothing is laid out, what follows one stands in the same line.
fn sheets_in(heard: &str) -> HashSet<usize> {
    let number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
    heard.split("Sheet ").skip(1).filter_map(number).collect()
}

/// The whole tree of a card that has everything, as `tests/e2e/trees/<density>.txt` says.
///
/// `BLESS=1 cargo xtask e2e tree` writes those files, by what Chromium says.
pub async fn tree_is_as_written(page: &Page<'_>, density: &str) -> Result<()> {
    tree::wake(page).await?;
    page.play("tree.js", density).await?;
    let found = tree::outline(&tree::of(page, "#card").await?).join("\n") + "\n";
    let file = root().join("tests/e2e/trees").join(format!("{density}.txt"));
    if std::env::var_os("BLESS").is_some() {
        if page.browser() == Browser::Chromium {
            write(&file, found.as_bytes())?;
        }
        return Ok(());
    }
    let wanted = read_text(&file)?;
    let differs = wanted.lines().zip(found.lines()).position(|(a, b)| a != b);
    let at = differs.unwrap_or_else(|| wanted.lines().count().min(found.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("its end").to_owned();
    ensure!(
        wanted == found,
        "tests/e2e/trees/{density}.txt:{}: expected\n  {}\nfound\n  {}\n`BLESS=1 cargo xtask e2e tree` writes it anew",
        at + 1,
        line(&wanted),
        line(&found)
    );
    Ok(())
}
