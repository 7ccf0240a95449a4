//! Renders a structured claim record as an interactive fact-check card.
