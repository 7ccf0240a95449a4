//! People and organizations: who made a claim, who checked it. Below `importer`, used by `claim` and `publisher`.

use alloc::string::String;
use alloc::vec::Vec;

use super::address::{self, Kind};
use super::graph::Item;
use super::importer::Importer;
use crate::json::write::Keys;
use crate::json::{Node, Value};
use crate::parts::joined;
use crate::record::AgentKind;

/// A person or organization as it was found; without a name, it is only an address.
#[derive(Debug, Default)]
pub(super) struct Agent<'a> {
    pub(super) at: u32,
    pub(super) item: Option<Item<'a>>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<AgentKind>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) url: Option<String>,
}

impl Agent<'_> {
    /// Writes the agent's keys.
    pub(super) fn push_keys(&self, keys: &mut Keys<'_>) {
        keys.present("name", self.name.as_deref());
        keys.present("kind", self.kind.map(AgentKind::as_str));
        keys.present("role", self.role.as_deref());
        keys.present("affiliation", self.affiliation.as_deref());
        keys.present("url", self.url.as_deref());
    }
}

/// The most agents of one kind that a record gets; more are no list that anybody reads.
const MOST: usize = 100;

/// What is read of every agent.
const KNOWN: &str = "name legalName alternateName givenName familyName jobTitle affiliation worksFor url";

impl<'a> Importer<'a> {
    /// The agents under a name. Addresses of those on the site of the check are `Own`, those of others `Foreign`.
    pub(super) fn agents(&mut self, item: Item<'a>, name: &str, kind: Kind) -> Vec<Agent<'a>> {
        let nodes = self.all(item, name);
        if let Some(more) = nodes.get(MOST) {
            self.left_out(more.at, "at most 100 names", "more");
        }
        let mut agents = Vec::new();
        for node in nodes.iter().take(MOST) {
            agents.push(self.agent(node, kind));
        }
        agents
    }

    fn agent(&mut self, node: &'a Node<'a>, kind: Kind) -> Agent<'a> {
        let mut agent = Agent { at: node.at, ..Agent::default() };
        match &node.value {
            Value::Text(text) if text.starts_with("http://") || text.starts_with("https://") => {
                self.repaired(node.at, "a name", "an address", "read as the page of whoever has it");
                agent.url = self.address(node.at, text, kind);
            }
            Value::Object(_) => {
                let Some(item) = self.item(node) else { return agent };
                agent.item = Some(item);
                agent.name = self.text_of(item, "name legalName alternateName");
                if agent.name.is_none() {
                    let given = self.text_of(item, "givenName");
                    let family = self.text_of(item, "familyName");
                    agent.name = match (given, family) {
                        (Some(given), Some(family)) => Some(joined(&[&given, " ", &family])),
                        (given, family) => given.or(family),
                    };
                }
                agent.kind = kind_of(item);
                agent.role = self.text_of(item, "jobTitle");
                let affiliation = self.name_of(item, "affiliation");
                agent.affiliation = affiliation.or_else(|| self.name_of(item, "worksFor"));
                agent.url = self.own_page(item, kind);
            }
            _ => agent.name = self.text(node),
        }
        agent
    }

    /// The agent's own page: its `url`, or else the first address that it is said to be the same as.
    fn own_page(&mut self, item: Item<'a>, kind: Kind) -> Option<String> {
        let own = self.get(item, "url").and_then(|node| self.url(node, kind));
        own.or_else(|| {
            let mut others = self.all(item, "sameAs").into_iter();
            let page = others.find_map(|node| match node.value {
                Value::Text(_) => self.url(node, Kind::Foreign),
                _ => None,
            });
            if let (Some(_), Some(more)) = (&page, others.next()) {
                self.left_out(more.at, "one page of whoever it is", "more");
            }
            page
        })
    }

    /// Notes what of an agent has no place in a record; `also` is what was read beside the usual.
    pub(super) fn rest_of(&mut self, agent: &Agent<'a>, also: &str) {
        let Some(item) = agent.item else { return };
        // One address is kept: without a `url`, the first that the agent is said to be the same as.
        let page = if item.get("url").is_none() { "sameAs" } else { "" };
        self.rest(item, &joined(&[KNOWN, " ", also, " ", page]));
    }

    /// A site's host as the name of whoever has no other, as readers know it.
    pub(super) fn named_by_host(&mut self, agent: &mut Agent<'a>) {
        if agent.name.is_none()
            && let Some(host) = agent.url.as_deref().and_then(address::host)
        {
            self.repaired(agent.at, "a name", "none", "the site's host stands for it");
            agent.name = Some(host);
        }
    }
}

/// What the types say that an agent is.
fn kind_of(item: Item<'_>) -> Option<AgentKind> {
    item.kinds().find_map(|kind| match kind {
        kind if kind.eq_ignore_ascii_case("Person") => Some(AgentKind::Person),
        kind if kind.ends_with("rganization") || matches!(kind, "Corporation" | "NGO" | "PoliticalParty") => {
            Some(AgentKind::Organization)
        }
        kind if kind.ends_with("Audience") => Some(AgentKind::Group),
        _ => None,
    })
}
