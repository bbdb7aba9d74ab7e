//! Pages hold together: tags, headings, ids, links; and they load nothing.

use std::collections::BTreeSet;

use grader::report::CLASS_PAGE;

use crate::html::{Token, VOID, tokens, values};
use crate::support::{pages, sample};

/// Each page of the sample with its tokens.
fn parsed() -> Vec<(String, Vec<Token>)> {
    pages(&sample()).iter().map(|page| (page.path.display().to_string(), tokens(&page.html))).collect()
}

#[test]
fn every_tag_is_closed_in_order() {
    for (path, tokens) in parsed() {
        let mut open = Vec::new();
        for token in &tokens {
            match token {
                Token::Open { name, .. } if !VOID.contains(&name.as_str()) => open.push(name.as_str()),
                Token::Close(name) => assert_eq!(open.pop(), Some(name.as_str()), "{path}"),
                _ => {}
            }
        }
        assert_eq!(open, [""; 0], "{path}");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time_from_a_single_first() {
    for (path, tokens) in parsed() {
        let levels: Vec<u32> = tokens
            .iter()
            .filter_map(|token| match token {
                Token::Open { name, .. } if name.len() == 2 => name.strip_prefix('h')?.parse().ok(),
                _ => None,
            })
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
    }
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let parsed = parsed();
    let paths: BTreeSet<&str> = parsed.iter().map(|(path, _)| path.as_str()).collect();
    for (path, tokens) in &parsed {
        let ids = values(tokens, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
        let named = values(tokens, "aria-labelledby").into_iter().flat_map(str::split_whitespace);
        let links = values(tokens, "href");
        for link in links.iter().filter_map(|href| href.strip_prefix('#')).chain(named) {
            assert!(unique.contains(link), "{path}: nothing is called {link}");
        }
        for link in links.iter().filter(|href| !href.starts_with('#')) {
            assert_eq!(path, CLASS_PAGE, "a rapport must stand alone, and links to {link}");
            assert!(paths.contains(link), "{path}: no page {link}");
        }
    }
    let listed = values(&parsed[0].1, "href");
    assert!(paths.iter().all(|path| *path == CLASS_PAGE || listed.contains(path)), "{listed:?}");
}

#[test]
fn pages_load_nothing_and_run_nothing() {
    for page in pages(&sample()) {
        let path = page.path.display();
        for token in tokens(&page.html) {
            if let Token::Open { name, attributes } = token {
                let known = ["script", "link", "iframe", "object", "embed", "img", "form", "base"];
                assert!(!known.contains(&name.as_str()), "{path}: <{name}>");
                for (key, value) in attributes {
                    // A drawing says how large it may be.
                    let styles = key == "style" && name != "svg";
                    assert!(!key.starts_with("on") && key != "src" && !styles, "{path}: {key}={value}");
                }
            }
        }
        for loading in ["http:", "https:", "url(", "@import", "//"] {
            let html = page.html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
            assert!(!html.contains(loading), "{path} holds {loading}");
        }
    }
}

#[test]
fn tables_say_what_their_headers_head() {
    for (path, tokens) in parsed() {
        for token in &tokens {
            if let Token::Open { name, attributes } = token {
                let scope = attributes.iter().any(|(key, _)| key == "scope");
                assert_eq!(scope, name == "th", "{path}: <{name}> {attributes:?}");
            }
        }
    }
}

#[test]
fn a_page_says_its_language_and_has_landmarks() {
    for (path, tokens) in parsed() {
        assert_eq!(values(&tokens, "lang").first(), Some(&"fr"), "{path}");
        for landmark in ["header", "main", "footer", "title"] {
            let count =
                tokens.iter().filter(|t| matches!(t, Token::Open { name, .. } if name == landmark)).count();
            // A drawing has its own title.
            let drawings = values(&tokens, "role").into_iter().filter(|role| *role == "img").count();
            let expected = if landmark == "title" { 1 + drawings } else { 1 };
            assert_eq!(count, expected, "{path}: <{landmark}>");
        }
    }
}

#[test]
fn french_signs_are_never_cut_off_from_their_words() {
    for (path, tokens) in parsed() {
        let mut raw = None;
        for token in &tokens {
            match token {
                // What programs print is theirs.
                Token::Open { name, .. } if ["pre", "style", "code"].contains(&name.as_str()) => {
                    raw.get_or_insert(name);
                }
                Token::Close(name) if raw == Some(name) => raw = None,
                Token::Text(text) if raw.is_none() => {
                    for fault in [" :", " ;", " !", " ?", "« ", " »", " %", "'"] {
                        assert!(!text.contains(fault), "{path}: {fault:?} in {text:?}");
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn two_gradings_give_the_same_pages() {
    assert_eq!(pages(&sample()), pages(&sample()));
}

#[test]
fn pupils_of_like_ids_have_each_a_page_on_any_file_system() {
    let mut result = sample();
    for (pupil, id) in result.pupils.iter_mut().zip(["Éloi", "éloi", "ELOI 2", "../../x", "CON", "é/l/o/i"])
    {
        pupil.id = id.to_owned();
    }
    let pages = pages(&result);
    let names: BTreeSet<String> = pages.iter().map(|page| page.path.display().to_string()).collect();
    assert_eq!(names.len(), pages.len(), "{names:?}");
    for name in names.iter().filter(|name| *name != CLASS_PAGE) {
        let stem = name.strip_prefix("eleves/").and_then(|n| n.strip_suffix(".html")).expect(name);
        assert!(stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
        assert!(!["con", "nul", "aux", "prn"].contains(&stem), "{name} is a device on Windows");
    }
}
