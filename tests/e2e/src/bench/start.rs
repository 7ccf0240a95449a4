//! From the request for a page to its card: when it is seen, and when a click on it does something. Pages of one card each
//! are loaded with an empty cache, on the machine as it is, and on a slow one behind a slow line.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use xtask::files::{read, read_text, remove, target, write};
use xtask::peers::{self, PEERS};

use crate::page::Page;
use crate::session::Session;

use super::runs::Runs;
use super::{ask, open, pages, session};

/// What is noted of a page's start, in the order of `start.js`: milliseconds, and bytes.
pub(super) const NOTED: [&str; 4] = ["visible", "usable", "bytes", "paint"];
const ROUNDS: usize = 5;
/// Prerendered and plain pages are compared more finely: frames and a busy machine move each share by 5 %, and their median
/// by less than one.
const ROUNDS_SENT: usize = 75;

/// The card's pages: from a script, from a script with its core fetched ahead, and prerendered. Then what is compared.
pub(super) const CARD: &str = "card";
pub(super) const AHEAD: &str = "card-ahead";
pub(super) const PRERENDERED: &str = "card-prerendered";
pub(super) const STATIC: &str = "static";
pub(super) const TEMPLATE: &str = "template";

/// How a page is loaded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// What its figures are called.
    pub(super) name: &'static str,
    cpu: u32,
    latency: u32,
    /// Bytes a second; none if there is no limit.
    throughput: i32,
}

/// As the machine is; and four times slower, with 1.6 Mbit/s and 150 ms to the first byte of each answer.
pub(super) const LINES: [Line; 2] = [
    Line { name: "plain", cpu: 1, latency: 0, throughput: -1 },
    Line { name: "slow", cpu: 4, latency: 150, throughput: 200_000 },
];

/// The name of a figure.
pub(super) fn figure(line: Line, noted: &str) -> String {
    format!("start, {}, {noted}", line.name)
}

/// Measures all pages in turns.
pub(super) async fn run(site: &Path, runs: &mut Runs) -> Result<()> {
    let folder = make(site).await?;
    let browser = session(site, &folder, false).await?;
    let outcome = measure(&browser, runs).await;
    browser.close().await;
    outcome
}

async fn measure(session: &Session, runs: &mut Runs) -> Result<()> {
    let page = Page::new(session);
    let source = json!({ "source": include_str!("start.js") });
    page.go("/test/pages/static.html?without=types").await?;
    session.devtools("Network.enable", json!({})).await?;
    session.devtools("Page.enable", json!({})).await?;
    session.devtools("Page.addScriptToEvaluateOnNewDocument", source).await?;
    let names: Vec<&str> = [CARD, AHEAD, PRERENDERED, STATIC, TEMPLATE]
        .into_iter()
        .chain(PEERS.iter().map(|peer| peer.name))
        .collect();
    // The server packs each file once, which takes its time.
    for name in &names {
        load(session, &page, name).await.with_context(|| name.to_string())?;
    }
    for line in LINES {
        throttle(session, line).await?;
        for round in 0..runs.rounds(ROUNDS_SENT) {
            for name in &names {
                let often = [PRERENDERED, STATIC].contains(name);
                let rounds = runs.rounds(if often { ROUNDS_SENT } else { ROUNDS });
                if round >= rounds || runs.count(&figure(line, "paint"), name) > round {
                    continue;
                }
                let noted =
                    load(session, &page, name).await.with_context(|| format!("{name}, {}", line.name))?;
                for (what, value) in NOTED.iter().zip(noted) {
                    runs.add(&figure(line, what), name, value)?;
                }
            }
        }
    }
    Ok(())
}

async fn throttle(session: &Session, line: Line) -> Result<()> {
    session.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": line.cpu })).await?;
    let conditions = json!({
        "offline": false,
        "latency": line.latency,
        "downloadThroughput": line.throughput,
        "uploadThroughput": line.throughput,
    });
    session.devtools("Network.emulateNetworkConditions", conditions).await.map(drop)
}

/// Loads a page as one who was never there.
async fn load(session: &Session, page: &Page<'_>, name: &str) -> Result<Vec<f64>> {
    session.client.goto("about:blank").await?;
    session.devtools("Network.clearBrowserCache", json!({})).await?;
    page.visit(&format!("/test/pages/{name}.html?without=types")).await?;
    let noted = page.js("return await window.started", &[]).await?;
    let noted: Vec<f64> = noted.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    ensure!(noted.len() == NOTED.len(), "expected {NOTED:?}, found {noted:?}");
    Ok(noted)
}

/// The script of the page of the card by hand, once that is written.
pub(super) fn by_hand() -> PathBuf {
    target().join("bench/start/template.js")
}

/// Writes the pages into a folder, with what they need beside them.
async fn make(site: &Path) -> Result<PathBuf> {
    let folder = target().join("bench/start");
    remove(&folder)?;
    let sheet = peers::sheet()?;
    let styles = format!("/fact-check-card/{}", name_of(&sheet));
    let parts = parts(site, &styles).await?;
    let part = |name: &str| parts[name].as_str().with_context(|| format!("no {name} of the card"));
    let (article, record) = (part("article")?, part("record")?);
    // As the demo's own pages write data into HTML.
    let data = format!("<script type=\"application/json\">{}</script>", record.replace('<', "\\u003c"));
    let entry = "<script type=\"module\" src=\"/fact-check-card/fact-check-card.js\"></script>";
    let link = "<link rel=\"stylesheet\" href=\"static.css\">";
    let css = read_text(&sheet)?;

    let card = format!("<fact-check-card class=\"host\">{data}</fact-check-card>");
    page(&folder, CARD, entry, &card)?;
    page(&folder, AHEAD, &format!("{}{entry}", ahead(site)?), &card)?;
    let preload = format!("<link rel=\"preload\" as=\"style\" href=\"{styles}\">");
    let prerendered = part("prerendered")?.replacen("<fact-check-card", "<fact-check-card class=\"host\"", 1);
    page(&folder, PRERENDERED, &format!("{preload}{entry}"), &prerendered)?;

    write(&folder.join("static.css"), css.replace(":host", ".host").as_bytes())?;
    page(&folder, STATIC, link, &format!("<div class=\"host plain\">{article}</div>"))?;

    let script = |name: &str| format!("<script type=\"module\" src=\"{name}\"></script>");
    let hand = format!(
        "{}const template=document.createElement(\"template\");template.innerHTML={};\
         const sheet=new CSSStyleSheet();sheet.replaceSync({});\
         hand.define(\"template-card\",template.content.firstElementChild,{},sheet);",
        read_text(&peers::by_hand())?,
        json!(part("template")?),
        json!(css.trim()),
        parts["plan"]
    );
    write(&by_hand(), hand.as_bytes())?;
    let host = |name: &str| format!("<{name}-card class=\"host\">{data}</{name}-card>");
    page(&folder, TEMPLATE, &script("template.js"), &host("template"))?;
    for peer in &PEERS {
        let mut heads = Vec::new();
        for file in peers::sent(peer) {
            let name = name_of(&file);
            write(&folder.join(&name), &read(&file)?)?;
            heads.push(match name.rsplit('.').next() {
                // What Trunk, by which Leptos' users build, writes into pages.
                Some("wasm") => format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{name}\">"),
                _ => script(&name),
            });
        }
        page(&folder, peer.name, &heads.concat(), &host(peer.name))?;
    }
    Ok(folder)
}

/// The card as it stands in a page, as text.
async fn parts(site: &Path, styles: &str) -> Result<Value> {
    let browser = session(site, &pages(), true).await?;
    let page = Page::new(&browser);
    let parts = async {
        open(&page, "/test/pages/frameworks.html?without=types").await?;
        ask(&page, "settle", &[json!(0)]).await?;
        page.js("return await window.bench.parts(...args)", &[json!(styles)]).await
    }
    .await;
    browser.close().await;
    parts
}

/// What fetches the core before the entry asks for it, as the README advises.
fn ahead(site: &Path) -> Result<String> {
    let names: Vec<String> =
        xtask::files::under(&site.join("fact-check-card"))?.iter().map(|file| name_of(file)).collect();
    let core = |end: &str| {
        let name = names.iter().find(|name| name.starts_with("core.") && name.ends_with(end));
        name.with_context(|| format!("no core{end} in the site"))
    };
    Ok(format!(
        "<link rel=\"modulepreload\" href=\"/fact-check-card/{}\">\
         <link rel=\"preload\" as=\"fetch\" crossorigin href=\"/fact-check-card/{}\">",
        core(".js")?,
        core(".wasm")?
    ))
}

fn page(folder: &Path, name: &str, head: &str, body: &str) -> Result<()> {
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>A card</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    );
    write(&folder.join(format!("{name}.html")), html.as_bytes())
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
