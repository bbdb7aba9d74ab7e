//! A paper as text: what is printed, and the form for who answers on a machine.

use std::fmt::{self, Write};

use super::{Length, Paper, SHEET, Version};
use crate::asked::Asked;
use crate::messages::paper as messages;
use crate::question::Kind;

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Version::A => "A",
            Version::B => "B",
        })
    }
}

impl Paper<'_> {
    /// How its form says which paper it answers: `A`, `B-court`.
    #[must_use]
    pub fn code(&self) -> String {
        code(self.version, self.length)
    }

    /// The paper, in Markdown.
    #[must_use]
    pub fn statement(&self) -> String {
        let mut text = messages::opening(self.version, self.length, self.asked.len(), self.points());
        for (name, asked) in self.numbered() {
            let question = asked.question;
            let _ = write!(text, "**{}.** {}", name.to_uppercase(), question.text);
            let _ = writeln!(text, " *({})*\n", messages::how(&question.kind));
            if let Some(log) = &question.log {
                let _ = writeln!(text, "```text\n{log}\n```\n");
            }
            for (letter, shown) in asked.shown() {
                let _ = writeln!(text, "- **{letter})** {shown}");
            }
            if asked.shown().next().is_some() {
                text.push('\n');
            }
        }
        text
    }

    /// The sheet that answers are written on, in Markdown: two columns of questions.
    #[must_use]
    pub fn answer_sheet(&self) -> String {
        let mut text = messages::answer_sheet(self.version, self.length, &self.code());
        let half = self.asked.len().div_ceil(2);
        for row in 1..=half {
            let other = row + half;
            let right = if other <= self.asked.len() { format!("**Q{other}**") } else { String::new() };
            let _ = writeln!(text, "| **Q{row}** | | {right} | |");
        }
        text
    }

    /// The corrigé, in Markdown: a grid to mark by, then why, question by question.
    #[must_use]
    pub fn corrige(&self) -> String {
        let mut text = messages::corrige(self.version, self.length);
        for (name, asked) in self.numbered() {
            let question = asked.question;
            let answer = asked.expected().shown();
            let criterion = messages::criterion(question.criterion);
            let _ =
                writeln!(text, "| {} | `{answer}` | {criterion} | {} |", name.to_uppercase(), question.level);
        }
        let _ = writeln!(text, "\n{}\n", messages::WHY);
        for (name, asked) in self.numbered() {
            self.why(&mut text, &name, asked);
        }
        text
    }

    fn why(&self, text: &mut String, name: &str, asked: &Asked<'_>) {
        let question = asked.question;
        let answer = asked.expected().shown();
        let _ = writeln!(
            text,
            "### {} : `{answer}`\n\n*{}*\n\n{} [{}]\n",
            name.to_uppercase(),
            question.text.replace('*', ""),
            question.why,
            question.reference
        );
        let mistakes = asked.mistakes();
        for mistake in &mistakes {
            let given = messages::mistake(&mistake.given, matches!(question.kind, Kind::Several(_)));
            let _ = writeln!(text, "- {given} {}", mistake.said);
        }
        if !mistakes.is_empty() {
            text.push('\n');
        }
    }

    /// The form for who answers on a machine, in TOML: `reponses/quiz.toml`.
    #[must_use]
    pub fn form(&self) -> String {
        let mut form = messages::form_heading(self.version, self.length);
        let _ = writeln!(form, "\nfeuille = \"{SHEET}\"\nversion = \"{}\"", self.code());
        for (name, asked) in self.numbered() {
            let _ = writeln!(form, "\n# {}. {}\n{name} = \"\"", name.to_uppercase(), asked.in_a_line());
        }
        form
    }
}

/// The paper that a form says it answers.
#[must_use]
pub fn of_code(said: &str) -> Option<(Version, Length)> {
    let all = Version::ALL.into_iter().flat_map(|version| Length::ALL.map(|length| (version, length)));
    all.into_iter().find(|(version, length)| code(*version, *length).eq_ignore_ascii_case(said.trim()))
}

/// How a form says which paper it answers.
#[must_use]
pub fn code(version: Version, length: Length) -> String {
    match length {
        Length::Hour => version.to_string(),
        Length::Short => format!("{version}-court"),
    }
}
