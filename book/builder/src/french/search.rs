//! The search index of a French book.
//!
//! mdBook writes an index for English: « accuse » does not find « accusé », nor « émetteur » what is written
//! « l’émetteur ». Its documents are taken out and indexed again, with [`tokens`](super::tokens).

use anyhow::{Context, Result};
use elasticlunr::lang::Language;
use elasticlunr::{Index, Pipeline};
use serde_json::Value;

use super::tokens::tokens;

const BEFORE: &str = "window.search = Object.assign(window.search, JSON.parse('";
const AFTER: &str = "'));";

/// The fields of a document, in the order in which they are indexed.
const FIELDS: [&str; 3] = ["title", "body", "breadcrumbs"];

/// French for the index: the tokens are final, no stemming follows.
struct French;

impl Language for French {
    fn name(&self) -> String {
        "French".to_owned()
    }

    fn code(&self) -> String {
        "fr".to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        tokens(text)
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}

/// mdBook's `searchindex.js` with its index made again.
pub(super) fn rebuilt(script: &str) -> Result<String> {
    let quoted = script.trim_end().strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(AFTER));
    let quoted = quoted.context("searchindex.js is not written as it was by mdBook 0.5")?;
    let mut search: Value = serde_json::from_str(&unquoted(quoted))?;
    let documents = search.pointer("/index/documentStore/docs").and_then(Value::as_object);
    let documents = documents.context("searchindex.js: no documents")?;

    let mut index = Index::with_language(Box::new(French), FIELDS);
    // Their references are numbers: in the pages' order, not 1, 10, 11, 2.
    let mut references: Vec<&String> = documents.keys().collect();
    references.sort_by_key(|reference| (reference.len(), *reference));
    for reference in references {
        let field = |name: &str| documents[reference].get(name).and_then(Value::as_str).unwrap_or_default();
        index.add_doc(reference, FIELDS.map(field));
    }
    search["index"] = serde_json::to_value(&index)?;
    let json = serde_json::to_string(&search)?;
    Ok(format!("{BEFORE}{}{AFTER}", json.replace('\\', "\\\\").replace('\'', "\\'")))
}

/// What stands between the quotes of a JavaScript string in which `\` and `'` are escaped.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.extend(characters.next()),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_index_becomes_french() {
        let mut english = Index::new(FIELDS);
        english.add_doc("0", ["L’émetteur", "il attend l’accusé « d'écriture » \\", "QoS"]);
        let json = serde_json::json!({ "doc_urls": ["a.html"], "index": english }).to_string();
        let script = format!("{BEFORE}{}{AFTER}", json.replace('\\', "\\\\").replace('\'', "\\'"));

        let french = rebuilt(&script).expect("the script is mdBook's");
        let json = unquoted(&french[BEFORE.len()..french.len() - AFTER.len()]);
        let search: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(search["doc_urls"][0], "a.html");
        let root = &search["index"]["index"]["body"]["root"];
        assert!(root.pointer("/a/c/c/u/s/e/docs/0").is_some(), "accuse is not in {root}");
        let title = &search["index"]["index"]["title"]["root"];
        assert!(title.pointer("/e/m/e/t/t/e/u/r/docs/0").is_some(), "emetteur is not in {title}");
        assert_eq!(search["index"]["pipeline"], serde_json::json!([]));
    }

    #[test]
    fn another_form_of_script_is_refused() {
        assert!(rebuilt("window.search = {}").is_err());
    }
}
