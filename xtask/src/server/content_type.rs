//! What a file is, by its name.

use std::path::Path;

/// Text is UTF-8 here, and says so.
const TYPES: [(&str, &str); 14] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("ts", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
];

/// The value of `Content-Type`.
pub(super) fn content_type(file: &Path) -> &'static str {
    let extension = file.extension().unwrap_or_default();
    TYPES
        .into_iter()
        .find(|(known, _)| extension == *known)
        .map_or("application/octet-stream", |(_, content)| content)
}

/// Whether it is a page.
pub(super) fn is_page(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "html")
}
