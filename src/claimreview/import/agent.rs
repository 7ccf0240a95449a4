//! People and organizations: who made a claim, who checked it. Below `importer`, used by `claim` and `publisher`.

use alloc::string::String;
use alloc::vec::Vec;

use super::address::{self, Kind};
use super::graph::Item;
use super::importer::{Importer, Told};
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
    /// Where the address of its page stands.
    pub(super) url_at: u32,
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
const KNOWN: &str =
    "name legalName alternateName givenName familyName jobTitle affiliation worksFor url sameAs";

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
                (agent.url, agent.url_at) = (self.address(node.at, text, kind), node.at);
            }
            Value::Object(_) => {
                let Some(item) = self.item(node) else { return agent };
                agent.item = Some(item);
                agent.name = self.text_of(item, "name legalName alternateName");
                if agent.name.is_none() {
                    for name in ["givenName", "familyName"] {
                        let node = self.get(item, name).filter(|node| matches!(node.value, Value::Text(_)));
                        let Some(node) = node else { continue };
                        self.tell(node.at, Told::Whole);
                        let Some(part) = self.text(node) else { continue };
                        agent.name = Some(match agent.name.take() {
                            Some(before) => joined(&[&before, " ", &part]),
                            None => part,
                        });
                    }
                }
                agent.kind = kind_of(item);
                agent.role = self.text_of(item, "jobTitle");
                let affiliation = self.name_of(item, "affiliation");
                agent.affiliation = affiliation.or_else(|| self.name_of(item, "worksFor"));
                self.own_page(item, kind, &mut agent);
            }
            _ => agent.name = self.text(node),
        }
        agent
    }

    /// Reads the agent's own page: its `url`, or else the first address that it is said to be the same as.
    fn own_page(&mut self, item: Item<'a>, kind: Kind, agent: &mut Agent<'a>) {
        for (name, kind) in [("url", kind), ("sameAs", Kind::Foreign)] {
            for node in self.all(item, name) {
                if agent.url.is_none() {
                    (agent.url, agent.url_at) = (self.url(node, kind), node.at);
                }
            }
        }
    }

    /// Says which keys of an agent mean something: those that are read of every agent, and others beside.
    pub(super) fn rest_of(&mut self, agent: &Agent<'a>, also: &str) {
        let Some(item) = agent.item else { return };
        self.rest(item, &joined(&[KNOWN, " ", also]));
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
