//! What a form asks: the comment above each entry.

/// A question of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The entry that answers it: `q1`, or `p1` for a prediction.
    pub name: String,
    /// The question, without its number; code is between backquotes.
    pub text: String,
}

/// The questions of a blank form, in its order. Entries without a comment, such as `feuille`, ask nothing.
#[must_use]
pub fn prompts(form: &str) -> Vec<Prompt> {
    let mut prompts = Vec::new();
    let mut comment = String::new();
    for line in form.lines() {
        if let Some(text) = line.strip_prefix('#') {
            comment = format!("{comment} {}", text.trim()).trim_start().to_owned();
            continue;
        }
        let name = line.split_once('=').map(|(name, _)| name.trim());
        if let (Some(name), false) = (name, comment.is_empty()) {
            let number = format!("{}.", name.to_uppercase());
            let text = comment.strip_prefix(&number).unwrap_or(&comment).trim().to_owned();
            prompts.push(Prompt { name: name.to_owned(), text });
        }
        comment.clear();
    }
    prompts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_above_an_entry_is_its_question() {
        let form = "# TP 1 : feuille.\n\nfeuille = \"tp1\"\n\n# P1. Combien ?\np1 = \"\"\n\n# Q1. Quel paquet\n# répond ?\nq1 = \"\"\n";
        let prompts: Vec<_> = prompts(form).into_iter().map(|prompt| (prompt.name, prompt.text)).collect();
        assert_eq!(
            prompts,
            [("p1".to_owned(), "Combien ?".to_owned()), ("q1".to_owned(), "Quel paquet répond ?".to_owned())]
        );
    }
}
