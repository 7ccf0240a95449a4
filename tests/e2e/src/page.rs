//! A page as its reader meets it: what is seen, said, pressed. Every test gets one of these.

use anyhow::{Context as _, Result, bail, ensure};
use fantoccini::actions::{
    InputSource as _, KeyAction, KeyActions, MouseActions, PointerAction, TouchActions,
};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use http::Method;
use serde_json::{Value, json};
use xtask::files::{from_base64, target, under, write};
use xtask::tools::Browser;

use crate::engine::Look;
use crate::session::Session;

/// The window that a test begins with.
const SIZE: (u32, u32) = (1280, 900);

/// The height of the tallest picture: the virtual screen is a little taller, and a window can't be.
const TALLEST: u32 = 7900;

/// Where the card of an article is.
pub const ARTICLES_CARD: &str = "#mosul-offensive";

/// Makes a page's card with a heading of level 2 the article's, and has it taken over.
const TAKE_OVER: &str = "const card = document.querySelector('fact-check-card[heading-level=\"2\"]');
    card.id = args[0].slice(1);
    card.loading = 'eager';
    while (!card.matches(':state(ready)')) await new Promise((go) => setTimeout(go, 5));";

/// The size of the page, once it is the wanted one; what it is instead when that takes long.
const WINDOW_SIZE: &str = "const end = performance.now() + 200;
    const fits = () => innerWidth === args[0] && innerHeight === args[1];
    while (!fits() && performance.now() < end) await new Promise((go) => setTimeout(go, 5));
    return [innerWidth, innerHeight]";

/// The page has been drawn as it is.
const DRAWN: &str = "await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))";

/// How the cards of a page come to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A script builds them of a record.
    Built,
    /// They are taken over from HTML.
    TakenOver,
}

/// An open page.
pub struct Page<'a> {
    session: &'a Session,
    way: Way,
}

#[allow(dead_code, reason = "tests are written against all of it, now one and then another")]
impl<'a> Page<'a> {
    pub const fn new(session: &'a Session) -> Self {
        Self { session, way: Way::Built }
    }

    /// The same, with cards that come to be in another way.
    pub const fn with(self, way: Way) -> Self {
        Self { way, ..self }
    }

    pub const fn way(&self) -> Way {
        self.way
    }

    /// Another Chromium for the same site, with more arguments.
    pub async fn another(&self, arguments: &[&str]) -> Result<Session> {
        Session::start(self.browser(), self.look(), &self.session.site, arguments).await
    }

    pub const fn browser(&self) -> Browser {
        self.session.browser
    }

    pub const fn look(&self) -> Look {
        self.session.look
    }

    /// The paths of all pages of the site.
    pub fn all(&self) -> Result<Vec<String>> {
        let mut paths = Vec::new();
        for file in
            under(&self.session.site)?.iter().filter(|file| file.extension().is_some_and(|it| it == "html"))
        {
            paths.push(format!(
                "/{}",
                file.strip_prefix(&self.session.site)?.to_string_lossy().replace('\\', "/")
            ));
        }
        ensure!(!paths.is_empty(), "the site has no pages");
        Ok(paths)
    }

    /// Makes the window as it was before the first test; the page stays, which the next one takes the place of.
    pub async fn reset(&self) -> Result<()> {
        self.resize(SIZE.0, SIZE.1).await
    }

    /// Leaves the page: it asks for nothing any more, and what it has asked for is forgotten.
    pub async fn leave(&self) -> Result<()> {
        self.session.client.goto("about:blank").await?;
        let _ = self.requests();
        Ok(())
    }

    /// Opens a page of the site; does not wait for its cards.
    pub async fn go(&self, path: &str) -> Result<()> {
        let address = format!("{}{}", self.session.server.address().trim_end_matches('/'), path);
        self.session.client.goto(&address).await.with_context(|| format!("could not open {path}"))?;
        let media = self.look().media();
        let shown = self.js("return matchMedia(args[0]).matches", &[json!(media)]).await?;
        ensure!(shown == json!(true), "{path} is not shown with {media}");
        Ok(())
    }

    /// Opens a page in which no script may run, not even to look at it.
    pub async fn visit(&self, path: &str) -> Result<()> {
        let address = format!("{}{}", self.session.server.address().trim_end_matches('/'), path);
        self.session.client.goto(&address).await.with_context(|| format!("could not open {path}"))
    }

    /// Lets pages run scripts, or no longer. For Chromium only.
    pub async fn allow_scripts(&self, may: bool) -> Result<()> {
        let value = json!({ "value": !may });
        self.session.devtools("Emulation.setScriptExecutionDisabled", value).await.map(drop)
    }

    /// The page as a PDF, as its reader would print it.
    pub async fn print(&self) -> Result<Vec<u8>> {
        let pdf = self.session.command(Method::POST, "print", Some(json!({ "background": false }))).await?;
        from_base64(pdf.as_str().context("expected a PDF")?)
    }

    /// Saves a picture of what the window shows, as [`Self::screenshot`] names it.
    pub async fn screenshot_of_window(&self, name: &str) -> Result<()> {
        let file = target().join("screenshots").join(self.browser().name()).join(format!("{name}.png"));
        write(&file, &self.session.client.screenshot().await?)
    }

    /// Opens a page and waits until each of its cards is `ready`, or as its `data-expect` says.
    pub async fn open(&self, path: &str) -> Result<()> {
        let wrong = self.show(path).await?;
        if !wrong.is_empty() {
            bail!("{path}:\n  {}\n  {}", wrong.join("\n  "), self.problems().await?.join("\n  "));
        }
        Ok(())
    }

    /// Opens a page and waits until each of its cards says how it is; returns those that are not as they should be.
    pub async fn show(&self, path: &str) -> Result<Vec<String>> {
        self.go(path).await?;
        Ok(texts(&self.js(include_str!("settle.js"), &[]).await?))
    }

    /// Opens an article, whose card is [`ARTICLES_CARD`], and waits until it can be used.
    pub async fn open_article(&self) -> Result<()> {
        match self.way {
            Way::Built => self.open("/index.html").await,
            Way::TakenOver => {
                self.open("/prerendered.html").await?;
                self.js(TAKE_OVER, &[json!(ARTICLES_CARD)]).await.map(drop)
            }
        }
    }

    /// Plays a behaviour of `tests/e2e/pages` on an empty page; fails with all that went wrong there.
    pub async fn play(&self, file: &str, name: &str) -> Result<()> {
        let stage = match self.way {
            Way::Built => "/test/pages/stage.html",
            // There a script parses the HTML, which Trusted Types would not have.
            Way::TakenOver => "/test/pages/stage.html?without=types&cards=taken-over",
        };
        self.play_on(stage, file, name).await
    }

    /// Plays a behaviour on an empty page with a policy that lacks a part.
    pub async fn play_without(&self, part: &str, file: &str, name: &str) -> Result<()> {
        self.play_on(&format!("/test/pages/stage.html?without={part}"), file, name).await
    }

    async fn play_on(&self, path: &str, file: &str, name: &str) -> Result<()> {
        self.go(path).await?;
        let body = "while (!window.play) await new Promise((go) => setTimeout(go, 5));
            return await window.play(...args);";
        let wrong = texts(&self.js(body, &[json!(file), json!(name)]).await?);
        ensure!(wrong.is_empty(), "{file}, {name}:\n  {}", wrong.join("\n  "));
        Ok(())
    }

    /// Runs the body of an async function in the page; its `args` are these.
    ///
    /// Firefox runs it beside the page rather than in it: a class that extends `HTMLElement` belongs into a page's own file.
    pub async fn js(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        let script = format!(
            "const [args, done] = arguments;
             (async () => {{ {body} }})().then((value) => done({{ value }}), (error) => done({{ error: `${{error}}` }}));"
        );
        let mut answer = self.session.client.execute_async(&script, vec![json!(arguments)]).await?;
        match answer["error"].as_str() {
            Some(error) => bail!("{error}, in the script: {}", body.trim()),
            None => Ok(answer["value"].take()),
        }
    }

    /// What went wrong in the page: errors, warnings, refusals of its policy.
    pub async fn problems(&self) -> Result<Vec<String>> {
        Ok(texts(&self.js("return window.pageProblems ?? ['the page is not watched']", &[]).await?))
    }

    /// What was asked of the server since the last time, with the status of each answer.
    pub fn requests(&self) -> Vec<(String, u16)> {
        self.session.server.take_seen()
    }

    /// The first element that fits, in the page itself.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.session
            .client
            .find(Locator::Css(css))
            .await
            .with_context(|| format!("nothing in the page fits {css}"))
    }

    /// The first element that fits, inside the card that fits.
    pub async fn find_in(&self, card: &str, css: &str) -> Result<Element> {
        let root = self
            .find(card)
            .await?
            .shadow_root()
            .await
            .with_context(|| format!("{card} has no shadow root"))?;
        root.find(Locator::Css(css)).await.with_context(|| format!("nothing in {card} fits {css}"))
    }

    /// All elements that fit, inside the card that fits.
    pub async fn find_all_in(&self, card: &str, css: &str) -> Result<Vec<Element>> {
        Ok(self.find(card).await?.shadow_root().await?.find_all(Locator::Css(css)).await?)
    }

    /// The connection to the browser.
    pub const fn client(&self) -> &Client {
        &self.session.client
    }

    /// Sends Chromium a command of its `DevTools` protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.session.devtools(command, parameters).await
    }

    /// Runs a script in Firefox's own window, which may ask all that the browser knows.
    pub async fn in_browser_window(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.session.in_browser_window(script, arguments).await
    }

    /// The role that assistive technology is told.
    pub async fn role(&self, element: &Element) -> Result<String> {
        self.computed(element, "computedrole").await
    }

    /// The name that assistive technology is told.
    pub async fn label(&self, element: &Element) -> Result<String> {
        self.computed(element, "computedlabel").await
    }

    async fn computed(&self, element: &Element, what: &str) -> Result<String> {
        let path = format!("element/{}/{what}", element.element_id());
        let value = self.session.command(Method::GET, &path, None).await?;
        value.as_str().map(str::to_owned).with_context(|| format!("expected text from {what}, found {value}"))
    }

    /// Presses and releases a key, wherever the focus is.
    pub async fn press(&self, key: impl Into<char>) -> Result<()> {
        let value = key.into();
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        Ok(self.session.client.perform_actions(keys).await?)
    }

    /// Presses a key while Shift is held.
    pub async fn press_with_shift(&self, key: impl Into<char>) -> Result<()> {
        let (shift, value) = (char::from(fantoccini::key::Key::Shift), key.into());
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: shift })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: shift });
        Ok(self.session.client.perform_actions(keys).await?)
    }

    /// Moves the mouse to the middle of an element.
    pub async fn point_at(&self, element: &Element) -> Result<()> {
        let element = element.clone();
        self.point(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 }).await
    }

    /// Moves the mouse to the window's corner.
    pub async fn point_at_corner(&self) -> Result<()> {
        self.point(PointerAction::MoveTo { duration: None, x: 1.0, y: 1.0 }).await
    }

    /// Puts a finger on the middle of an element, and lifts it.
    pub async fn tap(&self, element: &Element) -> Result<()> {
        let element = element.clone();
        let finger = TouchActions::new("finger".to_owned())
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Up { button: 0 });
        Ok(self.session.client.perform_actions(finger).await?)
    }

    async fn point(&self, to: PointerAction) -> Result<()> {
        Ok(self.session.client.perform_actions(MouseActions::new("mouse".to_owned()).then(to)).await?)
    }

    /// The text of what has the focus, through every shadow root; empty when nothing has it.
    pub async fn focused(&self) -> Result<String> {
        let body = "let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at === document.body ? '' : (at?.ariaLabel ?? at?.textContent ?? '').trim().replace(/\\s+/g, ' ');";
        Ok(self.js(body, &[]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Gives the page that many CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        if self.session.inner.get() == Some((width, height)) {
            return Ok(());
        }
        self.session.inner.set(None);
        if self.browser() == Browser::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.session.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        } else {
            self.resize_window(width, height).await?;
        }
        self.session.inner.set(Some((width, height)));
        Ok(())
    }

    /// A window has a frame; how thick it is shows only once it has a size, and then stays.
    async fn resize_window(&self, width: u32, height: u32) -> Result<()> {
        let mut found = [0, 0];
        for _ in 0..4 {
            let (across, down) = self.session.frame.get();
            let [outer_width, outer_height] = [(width, across), (height, down)]
                .map(|(inner, frame)| u32::try_from(i64::from(inner) + frame).unwrap_or(0));
            self.session.client.set_window_size(outer_width, outer_height).await?;
            let inner = self.js(WINDOW_SIZE, &[json!(width), json!(height)]).await?;
            found = [&inner[0], &inner[1]].map(|side| side.as_i64().unwrap_or(0));
            if found == [i64::from(width), i64::from(height)] {
                return Ok(());
            }
            self.session.frame.set((i64::from(outer_width) - found[0], i64::from(outer_height) - found[1]));
        }
        bail!("expected a page of {width} by {height}, found {} by {}", found[0], found[1])
    }

    /// Saves a picture of what the page looks like when something is wrong with it.
    pub async fn picture_of_failure(&self, test: &str) {
        // Without a picture, the message still stands.
        let _ = self.screenshot(&format!("failed/{test} ({})", self.look().name())).await;
    }

    /// Lays out the cards that are far from the window, too, which have the size that they had before, and show nothing.
    pub async fn lay_out(&self) -> Result<()> {
        let body = "for (const card of document.querySelectorAll('fact-check-card')) {
            card.style.setProperty('content-visibility', 'visible');
        }";
        self.js(body, &[]).await.map(drop)
    }

    /// Saves a picture as `target/screenshots/<engine>/<name>.png`, of the page from its top down to [`TALLEST`].
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        self.lay_out().await?;
        let file = target().join("screenshots").join(self.browser().name()).join(format!("{name}.png"));
        let size =
            self.js("return [innerWidth, innerHeight, document.documentElement.scrollHeight]", &[]).await?;
        let [width, height, whole] =
            [0, 1, 2].map(|at| size[at].as_u64().and_then(|side| u32::try_from(side).ok()).unwrap_or(1));
        let tall = whole.clamp(height, TALLEST);
        let png = if self.browser() == Browser::Chromium {
            let clip = json!({ "x": 0, "y": 0, "width": width, "height": tall, "scale": 1 });
            let picture = json!({ "captureBeyondViewport": true, "clip": clip });
            let picture = self.session.devtools("Page.captureScreenshot", picture).await?;
            from_base64(picture["data"].as_str().context("expected a picture")?)?
        } else {
            // These show what the window shows, which stays so: who needs another size asks for it.
            self.resize(width, tall).await?;
            // A window that has just grown is black there until its page has been drawn again.
            self.js(DRAWN, &[]).await?;
            self.session.client.screenshot().await?
        };
        write(&file, &png)
    }
}

/// The texts of a list that a script returned.
pub fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
