//! The page: its files, as they are in the program.

/// A file that the page is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asset {
    /// Where it is served.
    pub(crate) path: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) text: &'static str,
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! asset {
    ($path:literal, $kind:expr, $file:literal) => {
        Asset { path: $path, kind: $kind, text: include_str!(concat!("../assets/", $file)) }
    };
}

const ASSETS: &[Asset] = &[
    asset!("/", HTML, "page.html"),
    asset!("/page.css", CSS, "page.css"),
    asset!("/ladder.css", CSS, "ladder.css"),
    asset!("/panel.css", CSS, "panel.css"),
    asset!("/main.js", SCRIPT, "main.js"),
    asset!("/stream.js", SCRIPT, "stream.js"),
    asset!("/ladder.js", SCRIPT, "ladder.js"),
    asset!("/lanes.js", SCRIPT, "lanes.js"),
    asset!("/row.js", SCRIPT, "row.js"),
    asset!("/panel.js", SCRIPT, "panel.js"),
    asset!("/words.js", SCRIPT, "words.js"),
];

/// The file at this path.
pub(crate) fn find(path: &str) -> Option<Asset> {
    ASSETS.iter().find(|asset| asset.path == path).copied()
}
