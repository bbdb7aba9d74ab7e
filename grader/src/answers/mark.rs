//! One form of one pupil.

use labs::{Form, Judged, Marked, Slip};

use super::messages;
use super::{Draws, Sheet, Sheets};
use crate::class_list;
use crate::model::{Answer, AnswerOutcome, Criterion, Prose, SheetResult, SheetStatus};

/// Longest answer kept, in characters: a prediction is a sentence or two.
const LONGEST: usize = 2000;
/// At most this many slips are told of one form.
const MOST_SLIPS: usize = 8;

/// What there is to mark.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The sheet's name, one of [`Sheets`].
    pub sheet: &'a str,
    /// The file, where there is one.
    pub paper: Option<&'a [u8]>,
    /// The number of the drawn sheet, where the class list says it.
    pub listed: Option<u32>,
}

/// Marks a form.
///
/// # Errors
/// A key of the teacher's that is there and wrong.
pub fn mark(sheets: &Sheets, draws: Option<&Draws>, given: Given<'_>) -> anyhow::Result<SheetResult> {
    let mut result = SheetResult {
        sheet: given.sheet.to_owned(),
        status: SheetStatus::NotHandedIn,
        drawn: None,
        remarks: Vec::new(),
        answers: Vec::new(),
        prose: Vec::new(),
    };
    let (Some(paper), Some(kit)) = (given.paper, sheets.get(given.sheet)) else { return Ok(result) };
    let (form, slips) = Form::read(&class_list::decode(paper));
    tell_slips(given.sheet, &slips, &mut result.remarks);
    let sheet = match drawn_sheet(kit, draws, given, &form, &mut result)? {
        Some(drawn) => drawn,
        None if result.status == SheetStatus::NoKey => return Ok(result),
        None => kit.clone(),
    };
    result.answers = form.mark(&sheet.key).iter().map(|marked| answer(marked, &sheet)).collect();
    result.prose = prose(&form, &sheet);
    let anything = result.answers.iter().any(|answer| answer.outcome != AnswerOutcome::Blank)
        || result.prose.iter().any(|prose| !prose.given.is_empty());
    result.status = if anything { SheetStatus::Marked } else { SheetStatus::Blank };
    Ok(result)
}

/// The pair's own sheet, where the sheet is one that is drawn; sets [`SheetStatus::NoKey`] where it cannot be found.
fn drawn_sheet(
    kit: &Sheet,
    draws: Option<&Draws>,
    given: Given<'_>,
    form: &Form,
    result: &mut SheetResult,
) -> anyhow::Result<Option<Sheet>> {
    if kit.key.pair.is_none() {
        return Ok(None);
    }
    let written =
        form.get("binome").and_then(|number| number.trim().parse().ok()).filter(|n: &u32| *n < 1000);
    let number = match (given.listed.filter(|_| draws.is_some()), written) {
        (Some(listed), Some(written)) if listed != written => {
            result.remarks.push(messages::other_number(written, listed));
            listed
        }
        (Some(number), _) | (None, Some(number)) => number,
        // Pair 0 is the book's own draw, with which a class does without any other.
        (None, None) if draws.is_none() => 0,
        (None, None) => {
            result.status = SheetStatus::NoKey;
            result.remarks.push(messages::no_number(given.sheet));
            return Ok(None);
        }
    };
    result.drawn = Some(number);
    if number == 0 {
        return Ok(None);
    }
    let sheet = draws.map(|draws| draws.sheet(given.sheet, number)).transpose()?.flatten();
    if sheet.is_none() {
        result.status = SheetStatus::NoKey;
        result.remarks.push(messages::no_key(number, draws.is_some()));
    }
    Ok(sheet)
}

pub(super) fn tell_slips(sheet: &str, slips: &[Slip], remarks: &mut Vec<String>) {
    remarks.extend(slips.iter().take(MOST_SLIPS).map(|slip| messages::slip(sheet, slip)));
    if slips.len() > MOST_SLIPS {
        remarks.push(messages::more_slips(slips.len() - MOST_SLIPS));
    }
}

pub(super) fn answer(marked: &Marked, sheet: &Sheet) -> Answer {
    let question = sheet.key.questions.iter().find(|question| question.name == marked.name);
    Answer {
        name: marked.name.clone(),
        question: asked(sheet, &marked.name),
        criterion: Criterion::from(marked.criterion),
        given: cut(&marked.given),
        outcome: match marked.judged {
            Judged::Right => AnswerOutcome::Right,
            Judged::Accepted => AnswerOutcome::Accepted,
            Judged::Wrong => AnswerOutcome::Wrong,
            Judged::Blank => AnswerOutcome::Blank,
        },
        points: marked.points,
        out_of: marked.out_of,
        expected: question.map_or_else(String::new, |question| question.expected.shown()),
        why: question.map_or_else(String::new, |question| why(question, marked)),
    }
}

/// What a usual wrong answer comes from, then why the right one is right.
fn why(question: &labs::Question, marked: &Marked) -> String {
    let said = if marked.judged == Judged::Wrong { question.said_of(&marked.given) } else { Vec::new() };
    said.into_iter().chain([question.why.as_str()]).collect::<Vec<_>>().join(" ")
}

/// What the form asks and no key answers.
fn prose(form: &Form, sheet: &Sheet) -> Vec<Prose> {
    let has_key = |name: &str| sheet.key.questions.iter().any(|question| question.name == name);
    let free = sheet.prompts.iter().filter(|prompt| !has_key(&prompt.name));
    let prose = free.map(|prompt| Prose {
        name: prompt.name.clone(),
        question: prompt.text.clone(),
        given: cut(form.get(&prompt.name).unwrap_or_default().trim()),
    });
    prose.collect()
}

fn asked(sheet: &Sheet, name: &str) -> String {
    sheet
        .prompts
        .iter()
        .find(|prompt| prompt.name == name)
        .map_or_else(String::new, |prompt| prompt.text.clone())
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
