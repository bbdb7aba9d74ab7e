//! mdBook's words and ours. A word that is found nowhere is an error: mdBook has changed, so must the table.

use anyhow::{Result, ensure};

/// Where the words stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Pages,
    Book,
    Searcher,
}

impl In {
    fn holds(self, name: &str) -> bool {
        match self {
            In::Pages => name.ends_with(".html"),
            In::Book => name == "book.js",
            In::Searcher => name == "searcher.js",
        }
    }
}

/// Where, mdBook's words, ours.
const WORDS: &[(In, &str, &str)] = &[
    (In::Pages, ">Keyboard shortcuts<", ">Raccourcis clavier<"),
    (In::Pages, "to navigate between chapters", "pour changer de chapitre"),
    (In::Pages, "to search in the book", "pour chercher dans le livre"),
    (In::Pages, "to show this help", "pour afficher cette aide"),
    (In::Pages, "to hide this help", "pour la cacher"),
    (In::Pages, "<p>Press <kbd>", "<p>Touche <kbd>"),
    (In::Pages, "</kbd> or <kbd>", "</kbd> ou <kbd>"),
    (In::Pages, "<kbd>Esc</kbd>", "<kbd>Échap</kbd>"),
    (In::Pages, "\"Table of contents\"", "\"Sommaire\""),
    (In::Pages, "\"Toggle Table of Contents\"", "\"Afficher ou cacher le sommaire\""),
    (In::Pages, "\"Change theme\"", "\"Changer de couleurs\""),
    (In::Pages, "\"Themes\"", "\"Couleurs\""),
    (In::Pages, ">Auto</button>", ">Automatique</button>"),
    (In::Pages, ">Light</button>", ">Clair</button>"),
    (In::Pages, ">Rust</button>", ">Rouille</button>"),
    (In::Pages, ">Coal</button>", ">Charbon</button>"),
    (In::Pages, ">Navy</button>", ">Marine</button>"),
    (In::Pages, "\"Search (`/`)\"", "\"Chercher (`/`)\""),
    (In::Pages, "\"Toggle Searchbar\"", "\"Afficher ou cacher la recherche\""),
    (In::Pages, "\"Search this book ...\"", "\"Chercher dans le livre…\""),
    (In::Pages, "\"Print this book\"", "\"Imprimer le livre\""),
    (In::Pages, "\"Page navigation\"", "\"Pages voisines\""),
    (In::Pages, "\"Previous chapter\"", "\"Chapitre précédent\""),
    (In::Pages, "\"Next chapter\"", "\"Chapitre suivant\""),
    (In::Book, "Show hidden lines", "Montrer les lignes cachées"),
    (In::Book, "Hide lines", "Cacher des lignes"),
    (In::Book, "'Copy to clipboard'", "'Copier'"),
    (In::Book, "'Copied!'", "'Copié\u{202f}!'"),
    (In::Book, "'Clipboard error!'", "'Copie impossible'"),
    (
        In::Searcher,
        "count + ' search result for \\'' + searchterm + '\\':'",
        "'1 résultat pour «\u{a0}' + searchterm + '\u{a0}»'",
    ),
    (
        In::Searcher,
        "'No search results for \\'' + searchterm + '\\'.'",
        "'Aucun résultat pour «\u{a0}' + searchterm + '\u{a0}»'",
    ),
    (
        In::Searcher,
        "count + ' search results for \\'' + searchterm + '\\':'",
        "count + ' résultats pour «\u{a0}' + searchterm + '\u{a0}»'",
    ),
    (In::Searcher, "Search Result Teaser", "Extrait de la page trouvée"),
];

/// The titles of admonitions, which a book may use or not.
const ADMONITIONS: &[(&str, &str)] = &[
    ("Note", "À noter"),
    ("Tip", "Conseil"),
    ("Important", "Important"),
    ("Warning", "Attention"),
    ("Caution", "Danger"),
];

/// A translation under way: remembers which words were found.
pub(super) struct Translation {
    found: Vec<bool>,
}

impl Default for Translation {
    fn default() -> Self {
        Translation { found: vec![false; WORDS.len()] }
    }
}

impl Translation {
    /// The text of a file, in French.
    pub(super) fn of(&mut self, name: &str, text: &str) -> String {
        let mut french = text.to_owned();
        for ((place, from, to), found) in WORDS.iter().zip(&mut self.found) {
            if place.holds(name) && french.contains(from) {
                french = french.replace(from, to);
                *found = true;
            }
        }
        for (from, to) in ADMONITIONS {
            french = french.replace(&format!("</svg>{from}</p>"), &format!("</svg>{to}</p>"));
        }
        french
    }

    /// Fails when words were found nowhere.
    pub(super) fn finish(&self) -> Result<()> {
        let missing: Vec<&str> = WORDS
            .iter()
            .zip(&self.found)
            .filter(|(_, found)| !**found)
            .map(|((_, from, _), _)| *from)
            .collect();
        ensure!(
            missing.is_empty(),
            "mdBook does not write these words any more: {missing:?}; bring WORDS in french/strings.rs in step with it"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mdbook_does_not_write_any_more_are_an_error() {
        let mut translation = Translation::default();
        let french = translation.of("a.html", "<button>Light</button> 'Copied!'");
        assert_eq!(french, "<button>Clair</button> 'Copied!'");
        let error = translation.finish().expect_err("most words were not found").to_string();
        assert!(error.contains("Keyboard shortcuts") && !error.contains("Light"), "{error}");
    }

    #[test]
    fn titles_of_admonitions() {
        let french = Translation::default().of("a.html", "<p><svg></svg>Warning</p> Warning");
        assert_eq!(french, "<p><svg></svg>Attention</p> Warning");
    }
}
