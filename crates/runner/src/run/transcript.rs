//! What a driver wrote: one line for each case.

use super::said;
use crate::verdict::Difference;

/// One case: the call, and what it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub input: String,
    pub output: String,
}

/// What begins a driver's line, so that what a student's function prints does no harm.
const MARK: char = '\u{1e}';
/// What parts the call from its result.
const ARROW: char = '\u{1f}';

/// The lines in `output`, in order.
pub fn parse(output: &str) -> Vec<Line> {
    let lines = output.lines().filter_map(|line| line.split_once(MARK)?.1.split_once(ARROW));
    lines.map(|(input, output)| Line { input: input.to_owned(), output: output.to_owned() }).collect()
}

/// How many lines are right before the first that is not, and that one.
pub fn compare(reference: &[Line], got: &[Line]) -> (usize, Option<Difference>) {
    let right = reference.iter().zip(got).take_while(|(a, b)| a == b).count();
    let (expected, got) = (reference.get(right), got.get(right));
    let Some(case) = expected.or(got) else { return (right, None) };
    let difference = Difference {
        input: said::one_line(&case.input),
        expected: said::one_line(expected.map(|line| line.output.as_str()).unwrap_or_default()),
        got: got.map(|line| said::one_line(&line.output)),
    };
    (right, Some(difference))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(input: &str, output: &str) -> Line {
        Line { input: input.into(), output: output.into() }
    }

    #[test]
    fn what_students_print_does_no_harm() {
        let output =
            "running 1 test\nhere\n\u{1e}f(1)\u{1f}2\nx = 3\u{1e}f(2)\u{1f}None\n\u{1e}not a line\nok\n";
        assert_eq!(parse(output), [line("f(1)", "2"), line("f(2)", "None")]);
    }

    #[test]
    fn the_first_difference_is_found() {
        let reference = [line("f(1)", "1"), line("f(2)", "2")];
        let difference = |input: &str, expected: &str, got: Option<&str>| {
            Some(Difference { input: input.into(), expected: expected.into(), got: got.map(str::to_owned) })
        };
        let table = [
            (vec![line("f(1)", "1"), line("f(2)", "2")], (2, None)),
            (vec![line("f(1)", "1"), line("f(2)", "3")], (1, difference("f(2)", "2", Some("3")))),
            (vec![line("f(9)", "1"), line("f(2)", "2")], (0, difference("f(1)", "1", Some("1")))),
            (vec![line("f(1)", "1")], (1, difference("f(2)", "2", None))),
            (vec![], (0, difference("f(1)", "1", None))),
            (
                vec![line("f(1)", "1"), line("f(2)", "2"), line("f(3)", "3")],
                (2, difference("f(3)", "", Some("3"))),
            ),
        ];
        for (got, expected) in table {
            assert_eq!(compare(&reference, &got), expected, "{got:?}");
        }
    }
}
