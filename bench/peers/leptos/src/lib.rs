//! The card in Leptos: components with `view!`, a signal for the filter, a record read with serde. `leptos.js` has the
//! custom element around it.

mod model;
mod record;

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::wasm_bindgen;

use model::{ACTIONS, Answer, Fact, Filter, GAPS, Item, Link, Model, Piece, STYLES, VERDICT_ICON, model};

/// A card that stands until it is freed.
#[wasm_bindgen]
pub struct Shown(#[expect(dead_code, reason = "held for what dropping it does")] Box<dyn Any>);

/// Puts the card of a record, as JSON text, into a shadow root.
#[wasm_bindgen]
pub fn show(root: web_sys::ShadowRoot, json: &str) -> Option<Shown> {
    let record = serde_json::from_str(json).ok()?;
    let model = model(record);
    // It calls only what every node has.
    let root = root.unchecked_into::<web_sys::HtmlElement>();
    Some(Shown(Box::new(mount_to(root, move || view! { <Card model=model /> }))))
}

/// Follows a link between a citation and its source; what stands in a shadow tree is no goal for a browser.
fn follow(event: &web_sys::Event) -> Option<()> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[data-action]").ok()??;
    let root = link.get_root_node().dyn_into::<web_sys::DocumentFragment>().ok()?;
    let goal = root.get_element_by_id(link.get_attribute("href")?.get(1..)?)?;
    event.prevent_default();
    if let Ok(Some(details)) = goal.closest("details") {
        details.set_attribute("open", "").ok()?;
    }
    goal.scroll_into_view();
    Some(())
}

#[component]
fn Icon(path: &'static str) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=path></path></svg> }
}

#[component]
fn OneFact(fact: Fact) -> impl IntoView {
    match fact {
        Fact::Date { iso, text } => view! { <time datetime=iso>{text}</time> }.into_any(),
        Fact::Stance { text, icon } => {
            view! { <span class="stance"><Icon path=icon />{text}</span> }.into_any()
        }
        Fact::Name(text) => view! { <span class="name">{text}</span> }.into_any(),
        Fact::Plain(text) => view! { <span>{text}</span> }.into_any(),
    }
}

#[component]
fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let facts = facts.into_iter().enumerate();
    view! {
        <p class="meta">
            {facts.map(|(i, fact)| view! { {(i > 0).then_some(" · ")} <OneFact fact /> }).collect_view()}
        </p>
    }
}

#[component]
fn Cited(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Cite { number, index } => {
            let source = index + 1;
            view! {
                <a
                    class="cite" data-action="cite" id=format!("cite-{number}") href=format!("#source-{source}")
                    data-value=number.to_string() aria-label=format!("Source {source}")
                >{source}</a>
            }
            .into_any()
        }
    };
    pieces.into_iter().map(piece).collect_view()
}

#[component]
fn ToSource(link: Link) -> impl IntoView {
    let source = link.index + 1;
    view! {
        <a data-action="show-source" href=format!("#source-{source}") data-value=link.index.to_string()>
            "Source "{source}" ("<span>{link.publisher}</span>")"
        </a>
    }
}

#[component]
fn Finding(
    status: String,
    label: String,
    explanation: Vec<Piece>,
    as_of: (String, String),
) -> impl IntoView {
    let (iso, text) = as_of;
    view! {
        <header class="finding" part="verdict">
            <slot name="logo"></slot>
            <h3 class="finding-label" id="finding" data-status=status>
                <span class="kicker">"Fact check: "</span>
                <Icon path=VERDICT_ICON />
                <span class="label" part="badge">{label}</span>
            </h3>
            <p class="explanation" part="explanation"><Cited pieces=explanation /></p>
            <p class="meta"><span>"As of "<time datetime=iso>{text}</time></span></p>
        </header>
    }
}

#[component]
fn Claim(text: String, facts: Vec<Fact>, context: Option<String>, why: Option<String>) -> impl IntoView {
    view! {
        <section class="claim" part="claim">
            <h4 class="heading">"The claim"</h4>
            <blockquote class="claim-text"><p>{text}</p></blockquote>
            <Facts facts />
            {context.map(|context| view! { <p class="context">{context}</p> })}
            {why.map(|why| view! { <dl class="terms"><dt>"Why it was checked"</dt><dd>{why}</dd></dl> })}
        </section>
    }
}

#[component]
fn Section(
    name: &'static str,
    title: &'static str,
    #[prop(optional, into)] counts: Option<String>,
    #[prop(optional)] open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="section" part=name data-value=name open=open>
            <summary>
                <h4 class="heading">{title}</h4>
                {counts.map(|counts| view! { <span class="counts">{counts}</span> })}
            </summary>
            {children()}
        </details>
    }
}

#[component]
fn Source(item: Item, #[prop(optional)] role: Option<&'static str>) -> impl IntoView {
    let back = |(i, number): (usize, usize)| {
        view! {
            {(i > 0).then_some(" ")}
            <a
                class="back" data-action="back" href=format!("#cite-{number}") data-value=number.to_string()
                aria-label=format!("Back to citation {number}")
            >"↑"{number}</a>
        }
    };
    let backs = (!item.backs.is_empty()).then(|| {
        let backs = item.backs.into_iter().enumerate();
        view! { <p class="cited-at">"Cited in the text: "{backs.map(back).collect_view()}</p> }
    });
    let repeats = item.repeats.into_iter();
    view! {
        <li
            role=role class="source" part="source" tabindex="-1" data-stance=item.stance
            id=format!("source-{}", item.number)
        >
            <p class="title"><span class="ordinal">{item.number}". "</span><span>{item.title}</span></p>
            <Facts facts=item.facts />
            {item.quote.map(|quote| view! { <blockquote class="quote"><p>{quote}</p></blockquote> })}
            {item.note.map(|note| view! { <p class="note">{note}</p> })}
            {item.interests.map(|interests| view! {
                <p class="named"><span class="term">"Interests"</span>": "{interests}</p>
            })}
            {repeats
                .map(|link| view! { <p class="derived">"Repeats "<ToSource link /></p> })
                .collect_view()}
            {backs}
        </li>
    }
}

#[component]
fn Evidence(sources: Vec<Item>, filters: Vec<Filter>, counts: String) -> impl IntoView {
    let (stance, set_stance) = signal(String::from("all"));
    let all = sources.len();
    let numbers = filters.clone();
    let shown = move || {
        stance.with(|stance| {
            numbers.iter().find(|filter| filter.value == stance).map_or(0, |filter| filter.number)
        })
    };
    let list = if sources.len() < 64 {
        view! {
            <ol class="sources" role="list" data-stance=move || stance.get()>
                <For each=move || sources.clone() key=|item| item.number let:item><Source item /></For>
            </ol>
        }
        .into_any()
    } else {
        let block = |items: &[Item]| {
            let items = items.to_vec();
            view! {
                <ol class="block" role="none">
                    <For each=move || items.clone() key=|item| item.number let:item>
                        <Source item role="listitem" />
                    </For>
                </ol>
            }
        };
        view! {
            <div class="sources long" role="list" data-stance=move || stance.get()>
                {sources.chunks(16).map(block).collect_view()}
            </div>
        }
        .into_any()
    };
    let filter = |Filter { value, label, number }| {
        view! {
            <label>
                <input type="radio" name="stance" value=value data-action="filter" checked=value == "all" />
                {label}" "<span class="number">{number}</span>
            </label>
        }
    };
    view! {
        <Section name="sources" title="Evidence" counts=counts open=true>
            <fieldset class="filter" on:change=move |event| set_stance.set(event_target_value(&event))>
                <legend>"Show"</legend>
                {filters.into_iter().map(filter).collect_view()}
                <span class="unseen" role="status">{shown}" of "{all}" sources shown"</span>
            </fieldset>
            {list}
            <div class="gaps">
                <p class="term">"What is missing"</p>
                <ul role="list">{GAPS.map(|gap| view! { <li>{gap}</li> }).collect_view()}</ul>
            </div>
        </Section>
    }
}

#[component]
fn OneAnswer(answer: Answer) -> impl IntoView {
    let links = answer.sources.into_iter();
    view! {
        <li class="answer">
            <p class="meta"><span class="strong">{answer.kind}</span></p>
            <Facts facts=answer.facts />
            <blockquote><p>{answer.text}</p></blockquote>
            {links.map(|link| view! { <p class="derived">"Said in "<ToSource link /></p> }).collect_view()}
        </li>
    }
}

#[component]
fn Card(model: Model) -> impl IntoView {
    let details = model.details.into_iter();
    let number = model.answers.len().to_string();
    let answers = model.answers.into_iter();
    let button = |(action, label, choice)| {
        view! { <button type="button" data-action=action data-value=choice>{label}</button> }
    };
    let style = |(style, label)| {
        view! { <button type="button" data-action="copy-citation" data-value=style>{label}</button> }
    };
    view! {
        <article
            class="card" part="card" aria-labelledby="finding" data-tone=model.tone lang=model.lang dir="ltr"
            on:click=move |event| { follow(&event); }
        >
            <Finding
                status=model.status label=model.label explanation=model.explanation as_of=model.as_of
            />
            <Claim text=model.claim facts=model.claim_facts context=model.context why=model.why />
            <Section name="details" title="How we know">
                {details.map(|pieces| view! { <p><Cited pieces /></p> }).collect_view()}
                <dl class="terms"><dt>"What would change this finding"</dt><dd>{model.would_change}</dd></dl>
            </Section>
            <Evidence sources=model.sources filters=model.filters counts=model.counts />
            <Section name="counter-statements" title="Replies" counts=number open=true>
                <ul class="answers" role="list">{answers.map(|answer| view! { <OneAnswer answer /> }).collect_view()}</ul>
            </Section>
            <Section name="about" title="About this check" counts=model.publisher>
                <dl class="terms"><dt>"Checked by"</dt><dd><Facts facts=model.about /></dd></dl>
            </Section>
            <div class="actions" part="actions">
                {ACTIONS.map(button).collect_view()}
                <fieldset>
                    <legend>"Copy citation"</legend>
                    {STYLES.map(style).collect_view()}
                </fieldset>
                <span class="said" role="status"></span>
            </div>
            <slot name="footer"></slot>
        </article>
    }
}
