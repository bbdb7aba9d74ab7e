//! The built pages.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::french::files;
use crate::html::{Tag, tags};

/// A built page.
pub(super) struct Page {
    /// Relative to the folder of the pages.
    pub(super) path: PathBuf,
    pub(super) html: String,
    /// What a link can lead to.
    pub(super) anchors: HashSet<String>,
}

impl Page {
    /// All pages of a folder.
    pub(super) fn all(folder: &Path) -> Result<Vec<Page>> {
        let mut pages = Vec::new();
        for file in files(folder)? {
            if file.extension().is_some_and(|extension| extension == "html") {
                let html = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
                let path = file.strip_prefix(folder)?.to_owned();
                let anchors = tags(&html)
                    .iter()
                    .flat_map(|tag| [tag.attribute("id"), tag.attribute("name")])
                    .flatten()
                    .collect();
                pages.push(Page { path, html, anchors });
            }
        }
        Ok(pages)
    }

    /// Neither the table of contents alone, nor all pages in one for print, nor a copy of the first page.
    pub(super) fn is_chapter(&self) -> bool {
        !["toc.html", "print.html", "index.html"].iter().any(|other| self.path == Path::new(other))
    }

    /// What the author wrote: neither the menu nor the page's own buttons.
    fn content(&self) -> Vec<Tag<'_>> {
        let main = self.html.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>"));
        tags(main.map_or("", |(main, _)| main))
    }
}

/// What a page, a style or a script would fetch from elsewhere.
pub(super) fn external(folder: &Path) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files(folder)? {
        let name = file.strip_prefix(folder)?.display().to_string();
        let mut fault = |what: &str| faults.push(format!("{name}: {what}: put a copy into the book"));
        if name.ends_with(".html") {
            let html = fs::read_to_string(&file)?;
            for tag in tags(&html).iter().filter(|tag| tag.name != "a") {
                let fetched = ["src", "href", "srcset", "poster", "data"].map(|name| tag.attribute(name));
                fetched
                    .into_iter()
                    .flatten()
                    .filter(|address| is_external(address))
                    .for_each(|address| fault(&address));
            }
        } else if name.ends_with(".css") {
            let css = fs::read_to_string(&file)?;
            let addresses = css.split("url(").skip(1).chain(css.split("@import").skip(1));
            addresses
                .map(|rest| rest.trim_start_matches([' ', '"', '\'']))
                .filter(|address| is_external(address))
                .for_each(|address| fault(address.split(['"', '\'', ')', '\n']).next().unwrap_or_default()));
        }
    }
    Ok(faults)
}

fn is_external(address: &str) -> bool {
    let address = address.trim();
    let scheme = address.split_once("://").map_or("", |(scheme, _)| scheme);
    address.starts_with("//") || (!scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphabetic()))
}

/// Images without a text, figures without a title, headings that skip a level.
pub(super) fn structure(pages: &[Page]) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pages.iter().filter(|page| page.is_chapter()) {
        let path = page.path.display();
        let mut level = 0;
        let mut titles = 0;
        for tag in page.content() {
            let heading = tag.name.strip_prefix('h').and_then(|digit| digit.parse::<usize>().ok());
            if let Some(heading) = heading {
                if heading > level + 1 {
                    faults.push(format!("{path}: a heading of level {heading} after one of level {level}"));
                }
                level = heading;
                titles += usize::from(heading == 1);
            }
            let has = |name: &str| tag.attribute(name).is_some_and(|text| !text.trim().is_empty());
            if tag.name == "img" && !has("alt") {
                let source = tag.attribute("src").unwrap_or_default();
                faults.push(format!("{path}: the image {source} has no text: ![what it shows](…)"));
            }
            // Without a role, it is an ornament.
            if tag.name == "svg" && has("role") && !(has("aria-labelledby") || has("aria-label")) {
                faults.push(format!("{path}: a drawing without a name"));
            }
        }
        if titles != 1 {
            faults.push(format!("{path}: {titles} titles (#), there must be one"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
        write(
            "a.html",
            r#"<a href="https://x.org">ok</a><img src="https://x.org/i.png"><script src="a.js"></script>"#,
        );
        write(
            "b.css",
            r#"@import "//x.org/c.css"; a { background: url(data:image/svg+xml,<svg xmlns='http://www.w3.org'/>) }"#,
        );
        let faults = external(folder.path()).expect("the files can be read");
        let told: Vec<&str> =
            faults.iter().filter_map(|fault| fault.strip_suffix(": put a copy into the book")).collect();
        assert_eq!(told, ["a.html: https://x.org/i.png", "b.css: //x.org/c.css"]);
    }

    #[test]
    fn pages_that_are_badly_built_are_told() {
        let table = [
            ("<h1>t</h1><h2>a</h2><h3>b</h3><h2>c</h2><img alt=\"x\"><svg></svg>", ""),
            ("<h2>a</h2>", "level 2 after one of level 0"),
            ("<h1>t</h1><h3>b</h3>", "level 3 after one of level 1"),
            ("<h1>t</h1><h1>u</h1>", "2 titles"),
            ("<h1>t</h1><img src=\"i.png\" alt=\"\">", "i.png has no text"),
            ("<h1>t</h1><svg role=\"img\"></svg>", "without a name"),
        ];
        for (content, part) in table {
            let html = format!("<h1>menu</h1><main>{content}</main>");
            let faults =
                structure(&[Page { path: "a.html".into(), html, anchors: HashSet::new() }]).join("\n");
            assert!(faults.contains(part) && faults.is_empty() == part.is_empty(), "{content}: {faults}");
        }
    }
}
