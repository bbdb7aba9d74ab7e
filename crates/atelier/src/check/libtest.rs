//! What libtest prints for one test, reduced to what teaches.

/// How one test ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    Failed(Failure),
    /// The binary has no such test; libtest calls that a success.
    Absent,
    /// The process ended before libtest could tell.
    Silent,
}

/// What a failed test says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// All that it printed, panic messages included, without libtest's frame.
    pub lines: Vec<Said>,
    /// The last place of a panic in the test's own file: `exercises/…/tests/verifie.rs`, line.
    pub test: Option<(String, usize)>,
}

impl Failure {
    /// The test met a `todo!`.
    pub fn is_unwritten(&self) -> bool {
        let todo = |said: &Said| matches!(said, Said::Text(text) if text.starts_with("not yet implemented"));
        self.lines.iter().any(todo)
    }
}

/// One line of a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// As printed.
    Text(String),
    /// A panic in the student's code: file and line.
    PanicAt(String, usize),
}

/// Reads the output of a run of the single test `name`; panics in `test_file` (a file name) are the test's own.
pub fn read(output: &str, name: &str, test_file: &str) -> Verdict {
    let Some(result) = output.lines().rev().find_map(|line| line.strip_prefix("test result: ")) else {
        return Verdict::Silent;
    };
    if result.contains(" 1 passed; 0 failed") {
        Verdict::Passed
    } else if result.contains(" 0 passed; 1 failed") {
        Verdict::Failed(failure(section(output, name), test_file))
    } else {
        Verdict::Absent
    }
}

/// What stands between `---- name stdout ----` and libtest's closing list.
fn section<'a>(output: &'a str, name: &str) -> &'a str {
    let title = format!("---- {name} stdout ----\n");
    let start = output.find(&title).map_or(output.len(), |at| at + title.len());
    let end = output.rfind("\nfailures:\n").unwrap_or(output.len());
    output.get(start..end).unwrap_or_default()
}

fn failure(text: &str, test_file: &str) -> Failure {
    let mut failure = Failure { lines: Vec::new(), test: None };
    for line in text.lines() {
        if line.starts_with("note: run with `RUST_BACKTRACE") {
            continue;
        }
        match panic_place(line) {
            Some((file, at)) if file.ends_with(test_file) => failure.test = Some((file, at)),
            Some((file, at)) => failure.lines.push(Said::PanicAt(file, at)),
            // Two pauses in a row tell no more than one.
            None if line.trim().is_empty() && failure.lines.last().is_none_or(is_blank) => {}
            None => failure.lines.push(Said::Text(line.to_owned())),
        }
    }
    while failure.lines.last().is_some_and(is_blank) {
        failure.lines.pop();
    }
    failure
}

fn is_blank(line: &Said) -> bool {
    matches!(line, Said::Text(text) if text.trim().is_empty())
}

/// `thread 'name' (1234) panicked at exercises/01-…/src/lib.rs:12:5:` is that file, line 12.
fn panic_place(line: &str) -> Option<(String, usize)> {
    let (_, place) = line.strip_prefix("thread '")?.split_once(" panicked at ")?;
    let mut parts = place.strip_suffix(':')?.rsplitn(3, ':').skip(1);
    let at = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run of `etape_1` as libtest of Rust 1.95 shows it.
    fn failed(said: &str) -> String {
        format!(
            "\nrunning 1 test\ntest etape_1 ... FAILED\n\nfailures:\n\n---- etape_1 stdout ----\n{said}\n\nfailures:\n    \
             etape_1\n\ntest result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in \
             0.00s\n\n"
        )
    }

    fn text(line: &str) -> Said {
        Said::Text(line.to_owned())
    }

    #[test]
    fn verdicts() {
        let ok = |passed| {
            format!("\nrunning {passed} test\n\ntest result: ok. {passed} passed; 0 failed; 0 ignored")
        };
        assert_eq!(read(&ok(1), "etape_1", "verifie.rs"), Verdict::Passed);
        assert_eq!(read(&ok(0), "etape_1", "verifie.rs"), Verdict::Absent);
        assert_eq!(read("\nrunning 1 test\n", "etape_1", "verifie.rs"), Verdict::Silent);
        assert_eq!(read("", "etape_1", "verifie.rs"), Verdict::Silent);
    }

    #[test]
    fn what_is_to_write_comes_with_its_place() {
        let said = "\nthread 'etape_1' (7) panicked at exercises/00-x/src/lib.rs:12:25:\nnot yet implemented: le \
                    port\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n\n  Cette \
                    étape reste à écrire.\n";
        let expected = Failure {
            lines: vec![
                Said::PanicAt("exercises/00-x/src/lib.rs".into(), 12),
                text("not yet implemented: le port"),
                text(""),
                text("  Cette étape reste à écrire."),
            ],
            test: None,
        };
        assert_eq!(read(&failed(said), "etape_1", "verifie.rs"), Verdict::Failed(expected));
    }

    #[test]
    fn the_tests_own_place_is_told_apart_and_prints_stay() {
        let said = "valeur = 3\n\nthread 'etape_1' (7) panicked at C:\\kit\\tests\\verifie.rs:40:5:\n\n  coder(128)\n    \
                    attendu : 80 01\n\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
        let expected = Failure {
            lines: vec![text("valeur = 3"), text(""), text("  coder(128)"), text("    attendu : 80 01")],
            test: Some(("C:\\kit\\tests\\verifie.rs".into(), 40)),
        };
        assert_eq!(read(&failed(said), "etape_1", "verifie.rs"), Verdict::Failed(expected));
    }
}
