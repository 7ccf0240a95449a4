//! An element's life without a browser.
