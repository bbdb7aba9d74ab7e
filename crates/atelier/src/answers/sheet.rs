//! An answer form, `reponses/tp1.toml`, written into without losing a comment or the order of a line.

use labs::{Form, FormError};
use toml_edit::{DocumentMut, Item, Value};

/// What a form asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The entry: `q1`.
    pub name: String,
    /// The question.
    pub text: String,
    /// The words that stand above this question and those that follow, for the first of them.
    pub section: Option<String>,
}

/// A form as it stands on the disk.
#[derive(Debug)]
pub struct Sheet {
    form: Form,
    document: DocumentMut,
    text: String,
}

/// The entry that says who fills the form in; it has no question of its own in the file.
pub const SEAT: &str = "poste";

impl Sheet {
    /// Reads a form as the grader will.
    ///
    /// # Errors
    /// [`FormError`]: the line to mend.
    pub fn parse(text: &str) -> Result<Sheet, FormError> {
        let text = text.trim_start_matches('\u{feff}');
        let form = Form::parse(text)?;
        let document = text.parse().map_err(|error: toml_edit::TomlError| {
            let start = error.span().unwrap_or_default().start;
            FormError { line: text.get(..start).unwrap_or_default().matches('\n').count() + 1 }
        })?;
        Ok(Sheet { form, document, text: text.to_owned() })
    }

    /// Its title, `TP 1`: the first comment up to the colon; a drawn TD's without its pair, as in the account.
    pub fn title(&self) -> String {
        let first = self.text.lines().next().unwrap_or_default().trim_start_matches('#').trim();
        let title = first.split_once(':').map_or(first, |(title, _)| title);
        let title = title.split_once(", binôme").map_or(title, |(title, _)| title);
        title.trim_matches(|c: char| c.is_whitespace()).to_owned()
    }

    /// Its questions, in order.
    pub fn questions(&self) -> Vec<Question> {
        let prompts = labs::prompts(&self.text).into_iter();
        let with_section = prompts.map(|prompt| Question {
            section: self.section_before(&prompt.name),
            name: prompt.name,
            text: prompt.text,
        });
        with_section.filter(|question| question.name != SEAT).collect()
    }

    /// What is written under a name, without the spaces around; empty for no answer.
    pub fn answer(&self, name: &str) -> &str {
        self.form.get(name).unwrap_or_default().trim()
    }

    /// Whether the form has such an entry.
    pub fn has(&self, name: &str) -> bool {
        self.form.get(name).is_some()
    }

    /// The text of the form with this answer.
    pub fn with_answer(mut self, name: &str, answer: &str) -> String {
        let mut value = Value::from(answer);
        if let Some(Item::Value(old)) = self.document.get(name) {
            // What follows the answer on its line stays.
            *value.decor_mut() = old.decor().clone();
        }
        self.document[name] = Item::Value(value);
        let text = self.document.to_string();
        // As the editor that wrote the file ends its lines.
        let windows = self.text.contains("\r\n");
        let text = text.replace("\r\n", "\n");
        if windows { text.replace('\n', "\r\n") } else { text }
    }

    /// The comment `# --- …` that stands alone above the question `name`.
    fn section_before(&self, name: &str) -> Option<String> {
        let lines: Vec<&str> = self.text.lines().collect();
        let entry = lines.iter().position(|line| is_entry(line, name))?;
        let above = lines[..entry].iter().rev();
        let section = above.take_while(|line| !line.contains('=') || line.starts_with('#'));
        let mut section = section.filter_map(|line| line.strip_prefix("# ---"));
        section.next().map(|text| text.trim().to_owned())
    }
}

fn is_entry(line: &str, name: &str) -> bool {
    line.split_once('=').is_some_and(|(before, _)| before.trim() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "# TP 1, à deux postes : feuille de réponses.\n\nfeuille = \"tp1-deux-postes\"\nposte = \"\"\n\n# --- Prédictions, AVANT.\n\n\
                        # P1. Combien = ?\np1 = \"\"   # au crayon\n\n# P2. Et ensuite ?\np2 = 10\n\n# --- Questions.\n\n# Q1. Quel paquet ?\nq1 = ''\n";

    #[test]
    fn questions_come_in_order_with_the_words_above_them() {
        let sheet = Sheet::parse(FORM).unwrap();
        assert_eq!(sheet.title(), "TP 1, à deux postes");
        let questions = sheet.questions();
        let seen: Vec<_> =
            questions.iter().map(|q| (q.name.as_str(), q.text.as_str(), q.section.as_deref())).collect();
        assert_eq!(
            seen,
            [
                ("p1", "Combien = ?", Some("Prédictions, AVANT.")),
                ("p2", "Et ensuite ?", None),
                ("q1", "Quel paquet ?", Some("Questions.")),
            ]
        );
        assert_eq!((sheet.answer("p1"), sheet.answer("p2")), ("", "10"));
        let drawn = Sheet::parse("# TD 2, binôme 7\u{a0}: feuille.\n").unwrap();
        assert_eq!(drawn.title(), "TD 2");
    }

    #[test]
    fn only_the_answer_changes() {
        let sheet = Sheet::parse(FORM).unwrap();
        let text = sheet.with_answer("p1", "4, « quatre »");
        assert_eq!(text, FORM.replace("p1 = \"\"", "p1 = \"4, « quatre »\""));
        let windows = FORM.replace('\n', "\r\n");
        let text = Sheet::parse(&windows).unwrap().with_answer("q1", "PUBACK");
        assert_eq!(text, windows.replace("q1 = ''", "q1 = \"PUBACK\""));
    }

    proptest::proptest! {
        #[test]
        fn any_answer_is_read_back(answer in "\\PC{0,40}") {
            let text = Sheet::parse(FORM).unwrap().with_answer("q1", &answer);
            let sheet = Sheet::parse(&text).unwrap();
            proptest::prop_assert_eq!(sheet.answer("q1"), answer.trim());
            proptest::prop_assert_eq!(sheet.answer("p2"), "10");
        }
    }
}
