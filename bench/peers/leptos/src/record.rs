//! A claim record, as far as the card of this peer shows it.

use serde::Deserialize;

/// What a publisher sends.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    pub lang: String,
    pub claim: Claim,
    pub verdict: Verdict,
    pub sources: Vec<Source>,
    pub counter_statements: Vec<CounterStatement>,
    pub review: Review,
}

/// The statement that was checked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    pub text: String,
    #[serde(default)]
    pub quotation: bool,
    pub claimants: Vec<Agent>,
    pub date: Option<String>,
    pub context: Option<String>,
    pub why_checked: Option<String>,
}

/// A person or an organization.
#[derive(Deserialize)]
pub struct Agent {
    pub name: String,
    pub role: Option<String>,
    pub affiliation: Option<String>,
}

/// The conclusion of the check.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    pub status: String,
    pub label: String,
    pub explanation: String,
    pub details: String,
    pub as_of: String,
    pub would_change: String,
}

/// A piece of evidence.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub kind: Option<String>,
    pub stance: String,
    pub quote: Option<String>,
    pub note: Option<String>,
    pub interests: Option<String>,
    #[serde(default)]
    pub derived_from: Vec<String>,
}

/// An answer of someone concerned.
#[derive(Deserialize)]
pub struct CounterStatement {
    pub kind: String,
    pub speaker: Agent,
    pub text: String,
    #[serde(default)]
    pub quotation: bool,
    pub sources: Vec<String>,
}

/// Who checked.
#[derive(Deserialize)]
pub struct Review {
    pub publisher: Agent,
}
