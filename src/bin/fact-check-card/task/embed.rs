//! `embed`: the snippet that shows a card on another page.

use fact_check_card::card::Card;
use fact_check_card::html::document;
use serde_json::json;

use super::{Done, Task, words_for};
use crate::Stop;
use crate::arguments;
use crate::arguments::Snippet;

/// Writes the snippet that shows a card elsewhere.
#[derive(Debug)]
pub struct Embed {
    kind: Snippet,
    script: String,
    src: Option<String>,
    frame: Option<String>,
    width: Option<u32>,
    height: u32,
}

impl Embed {
    /// As the arguments say.
    ///
    /// # Errors
    ///
    /// When an iframe has no address.
    pub fn new(arguments: &arguments::Embed) -> Result<Self, Stop> {
        if arguments.kind == Snippet::Iframe && arguments.frame.is_none() {
            return Err(Stop::Usage(String::from(
                "--as iframe: expected --frame URL, the address of the document to show, found none",
            )));
        }
        Ok(Self {
            kind: arguments.kind,
            script: arguments.script.clone(),
            src: arguments.src.clone(),
            frame: arguments.frame.clone(),
            width: arguments.width,
            height: arguments.height,
        })
    }

    fn asks_for_id(&self) -> bool {
        [&self.src, &self.frame].into_iter().flatten().any(|address| address.contains("{id}"))
    }

    fn snippet(&self, card: &Card) -> String {
        let id = card.record().id().map_or("", |id| id.as_str());
        let at = |address: &Option<String>| address.as_ref().map(|address| address.replace("{id}", id));
        match (self.kind, at(&self.frame)) {
            (Snippet::Script, _) | (_, None) => {
                document::script(card, words_for(card, None), &self.script, at(&self.src).as_deref())
            }
            (_, Some(frame)) => {
                let width = self.width.map_or_else(|| String::from("100%"), |width| width.to_string());
                document::frame(card, words_for(card, None), &frame, &width, self.height)
            }
        }
    }

    /// Source: oembed.com, 2.3.4 (response parameters) and 2.3.4.4 (the type `rich`).
    fn oembed(&self, card: &Card) -> String {
        let publisher = card.record().review().and_then(|review| review.publisher());
        let mut answer = json!({ "version": "1.0", "type": "rich", "title": document::title(card, words_for(card, None)) });
        if let (Some(answer), Some(publisher)) = (answer.as_object_mut(), publisher) {
            answer.insert(String::from("provider_name"), json!(publisher.name().as_str()));
            if let Some(url) = publisher.url() {
                answer.insert(String::from("provider_url"), json!(url.as_str()));
            }
        }
        if let Some(answer) = answer.as_object_mut() {
            answer.insert(String::from("html"), json!(self.snippet(card)));
            answer.insert(String::from("width"), json!(self.width));
            answer.insert(String::from("height"), json!(self.height));
        }
        answer.to_string()
    }
}

impl Task for Embed {
    fn extension(&self) -> &'static str {
        if self.kind == Snippet::Oembed { "json" } else { "html" }
    }

    fn key(&self) -> Option<&'static str> {
        (self.kind != Snippet::Oembed).then_some("html")
    }

    fn run(&self, document: &[u8]) -> Done {
        let done = Done::of_card(document, |card| {
            let text = if self.kind == Snippet::Oembed { self.oembed(card) } else { self.snippet(card) };
            text + "\n"
        });
        if self.asks_for_id() && done.made.iter().any(|made| made.id.is_none()) {
            // An address without it would lead nowhere.
            let why =
                "expected an id, since {id} in the address stands for it, found none: give the record one";
            return Done { refusal: Some(why), ..Done::default() };
        }
        done
    }
}
