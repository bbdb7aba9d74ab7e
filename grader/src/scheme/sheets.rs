//! Lines that share an answer form. A form named by one line counts there whole; named by several, each of them has the
//! questions of its own criterion, and no question may be left out or count twice.

use super::SchemeLine;
use super::messages;
use crate::answers::Sheets;
use crate::model::Criterion;
use crate::toml_file::{At, Section, Wrong};

/// Settles which questions each line has, and its points where the scheme does not say them. `places` are those of the
/// forms' names, line by line.
///
/// # Errors
/// [`Wrong`] where a line would have no question, or a question no line or two.
pub fn share(
    lines: &mut [SchemeLine],
    places: &[Option<At<String>>],
    kit: &Sheets,
    root: &Section<'_>,
) -> Result<(), Wrong> {
    for number in 0..lines.len() {
        let (Some(part), Some(place)) = (&lines[number].sheet, &places[number]) else { continue };
        let Some(sheet) = kit.get(&part.name) else { continue };
        let criterion = lines[number].criterion;
        let of_sheet = |other: &&SchemeLine| other.sheet.as_ref().is_some_and(|it| it.name == part.name);
        let by_criterion = lines.iter().filter(of_sheet).count() > 1;
        let is_first = !lines[..number].iter().any(|other| of_sheet(&other));
        if by_criterion {
            if lines[..number].iter().filter(of_sheet).any(|other| other.criterion == criterion) {
                return Err(root.wrong_at(place, messages::shared_sheet(&part.name)));
            }
            if sheet.points(Some(criterion)) == 0.0 {
                return Err(root.wrong_at(place, messages::no_question(&part.name, criterion)));
            }
            let covered = |wanted| lines.iter().filter(of_sheet).any(|line| line.criterion == wanted);
            let forgotten = Criterion::ALL
                .into_iter()
                .find(|wanted| sheet.points(Some(*wanted)) > 0.0 && !covered(*wanted));
            if let Some(forgotten) = forgotten {
                return Err(root.wrong_at(place, messages::question_left_out(&part.name, forgotten)));
            }
        }
        let points = sheet.points(by_criterion.then_some(criterion));
        let line = &mut lines[number];
        if line.out_of.is_nan() {
            line.out_of = points;
        }
        if let Some(part) = &mut line.sheet {
            (part.by_criterion, part.is_first) = (by_criterion, is_first);
        }
    }
    Ok(())
}
