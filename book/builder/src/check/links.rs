//! Links within the book.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::pages::Page;
use crate::html::tags;

/// Links that lead to no page, or to no anchor of it.
pub(super) fn check(pages: &[Page]) -> Vec<String> {
    let by_path: HashMap<&Path, &Page> = pages.iter().map(|page| (page.path.as_path(), page)).collect();
    let mut faults = Vec::new();
    // The page for print repeats the links of the others.
    for page in pages.iter().filter(|page| page.path != Path::new("print.html")) {
        for tag in tags(&page.html).iter().filter(|tag| tag.name == "a") {
            let Some(link) = tag.attribute("href").filter(|link| !is_elsewhere(link)) else { continue };
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let path = path.split('?').next().unwrap_or_default();
            let target = if path.is_empty() { page.path.clone() } else { resolved(&page.path, path) };
            let from = page.path.display();
            match by_path.get(target.as_path()) {
                None => faults.push(format!("{from}: no page {link}")),
                Some(target) if !anchor.is_empty() && !target.anchors.contains(anchor) => {
                    faults.push(format!("{from}: no anchor {link}"));
                }
                Some(_) => {}
            }
        }
    }
    faults
}

fn is_elsewhere(link: &str) -> bool {
    link.contains("://") || link.starts_with("mailto:")
}

/// The page that `link` means on the page `from`.
fn resolved(from: &Path, link: &str) -> PathBuf {
    let mut path = from.parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, html: &str) -> Page {
        let anchors = tags(html).iter().filter_map(|tag| tag.attribute("id")).collect();
        Page { path: path.into(), html: html.to_owned(), anchors }
    }

    #[test]
    fn dead_links_are_told_and_others_are_not() {
        let links = r##"<a href="b/c.html#ici">1</a><a href="#la">2</a><a href="https://x.org/y">3</a>
            <a href="d.html">4</a><a href="b/c.html#rien">5</a>"##;
        let pages = [
            page("a.html", &format!(r#"<p id="la"></p>{links}"#)),
            page("b/c.html", r#"<i id="ici"></i><a href="../a.html">6</a>"#),
        ];
        assert_eq!(check(&pages), ["a.html: no page d.html", "a.html: no anchor b/c.html#rien"]);
    }
}
