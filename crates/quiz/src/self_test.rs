//! Self-tests as the grader marks them: from the bank, whatever a page or a program said to the pupil.

use labs::{Key, Prompt};

use crate::asked::Asked;
use crate::bank::Bank;
use crate::question::{Question, Usage};

/// The name of the form of a chapter's self-test: `quiz-qos-1`, in `reponses/`.
#[must_use]
pub fn form_name(chapter: &str) -> String {
    format!("quiz-{chapter}")
}

/// One key for the self-tests of all chapters, under a sheet's name. Questions have their names of the bank, which are
/// those of the forms.
#[must_use]
pub fn self_test_key(bank: &Bank, sheet: &str) -> Key {
    let keyed = |question: &Question| Asked::of_self_test(question).key(question.name.clone(), 1.0);
    let questions = bank.questions(Usage::SelfTest).map(keyed).collect();
    Key { sheet: sheet.to_owned(), pair: None, questions }
}

/// What the self-tests ask.
#[must_use]
pub fn self_test_prompts(bank: &Bank) -> Vec<Prompt> {
    let prompt = |question: &Question| Prompt {
        name: question.name.clone(),
        text: Asked::of_self_test(question).in_a_line(),
    };
    bank.questions(Usage::SelfTest).map(prompt).collect()
}
