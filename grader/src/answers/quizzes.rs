//! The drawn quiz, `reponses/quiz.toml`, and the self-tests, `reponses/quiz-….toml`, marked with the bank of questions.

use labs::{Form, Key};
use quiz::Bank;
use quiz::paper::{self, Length, SHEET, Version};

use super::mark::{answer, tell_slips};
use super::{Draws, Sheet, Sheets, messages};
use crate::class_list;
use crate::intake::Paper;
use crate::model::{AnswerOutcome, SheetResult, SheetStatus};

/// What a scheme calls the self-tests of all chapters together.
pub const SELF_TESTS: &str = "autotests";

/// Whether a sheet's name is one of those that the bank marks.
pub fn is_quiz(sheet: &str) -> bool {
    [SHEET, SELF_TESTS].contains(&sheet)
}

/// What a scheme can name. The quiz is drawn, and what stands here tells only what its questions are worth: the balance of
/// criteria is the same whatever the seed.
pub(super) fn sheets(bank: &Bank) -> anyhow::Result<[(String, Sheet); 2]> {
    let drawn = sheet_of(&paper::draw(bank, "", Version::A, Length::Hour)?);
    let self_tests =
        Sheet { key: quiz::self_test_key(bank, SELF_TESTS), prompts: quiz::self_test_prompts(bank) };
    Ok([(SHEET.to_owned(), drawn), (SELF_TESTS.to_owned(), self_tests)])
}

/// A drawn paper as a sheet.
pub(super) fn sheet_of(paper: &paper::Paper<'_>) -> Sheet {
    Sheet { key: paper.key(), prompts: paper.prompts() }
}

/// Marks the quiz or the self-tests among the papers of a pupil. What a page or a terminal said of an answer is not in
/// them, and would not be believed.
///
/// # Errors
/// A key of the teacher's that is there and wrong, or a bank from which no paper can be drawn.
pub fn mark_quiz(
    sheets: &Sheets,
    draws: Option<&Draws>,
    name: &str,
    papers: &[Paper],
) -> anyhow::Result<SheetResult> {
    let mut result = SheetResult {
        sheet: name.to_owned(),
        status: SheetStatus::NotHandedIn,
        drawn: None,
        remarks: Vec::new(),
        answers: Vec::new(),
        prose: Vec::new(),
    };
    let is_of = |own: &&Paper| match name {
        SHEET => own.name == SHEET,
        _ => own.name.strip_prefix(SHEET).is_some_and(|rest| rest.starts_with('-')),
    };
    let mut form = Form::default();
    let mut any = false;
    for own in papers.iter().filter(is_of) {
        let (read, slips) = Form::read(&class_list::decode(&own.bytes));
        tell_slips(&own.name, &slips, &mut result.remarks);
        form = form.and(read);
        any = true;
    }
    if !any {
        return Ok(result);
    }
    let sheet = if name == SHEET {
        match drawn(sheets, draws, &form, &mut result.remarks)? {
            Some(sheet) => sheet,
            None => {
                result.status = SheetStatus::NoKey;
                return Ok(result);
            }
        }
    } else {
        let known = sheets.get(name).cloned();
        known.unwrap_or_else(|| Sheet {
            key: Key { sheet: name.to_owned(), pair: None, questions: Vec::new() },
            prompts: Vec::new(),
        })
    };
    result.answers = form.mark(&sheet.key).iter().map(|marked| answer(marked, &sheet)).collect();
    let is_blank = result.answers.iter().all(|answer| answer.outcome == AnswerOutcome::Blank);
    result.status = if is_blank { SheetStatus::Blank } else { SheetStatus::Marked };
    Ok(result)
}

/// The paper that the form says it answers; without one, a remark says why.
fn drawn(
    sheets: &Sheets,
    draws: Option<&Draws>,
    form: &Form,
    remarks: &mut Vec<String>,
) -> anyhow::Result<Option<Sheet>> {
    let said = form.get("version").unwrap_or_default();
    let Some((version, length)) = paper::of_code(said) else {
        remarks.push(messages::no_version(said));
        return Ok(None);
    };
    let sheet = draws.map(|draws| draws.quiz(sheets.bank(), version, length)).transpose()?.flatten();
    if sheet.is_none() {
        remarks.push(messages::NO_QUIZ_DRAWN.to_owned());
    } else if length == Length::Short {
        remarks.push(messages::short_quiz(&paper::code(version, length)));
    }
    Ok(sheet)
}
