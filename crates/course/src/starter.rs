//! From a solution with markers to the file that the student receives.
//!
//! ```text
//! pub fn retain(octet: u8) -> bool {
//!     // @stub todo!("étape 2 : lire le bit 0 de {octet:08b}")
//!     // @solution
//!     octet & 1 == 1
//!     // @end
//! }
//! ```
//!
//! Everything from `@solution` to `@end` goes away; the `@stub` lines just before it, if any, take its place. A block
//! without a stub is code that only the solution needs. Indentation is left to rustfmt.

/// What a starter begins with.
pub const HEADER: &str = "\
// À vous de jouer : écrivez votre code là où se trouve todo!(…), puis lancez les tests.
// (Point de départ produit par « cargo x gen » ; vous pouvez tout changer dans ce fichier.)
";

/// A marker out of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct StarterError {
    /// Line of the solution's source, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What can be wrong with a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// `@solution` inside a solution.
    #[error("`@solution` inside another: close the first with `// @end`")]
    Nested,
    /// `@stub` inside a solution.
    #[error("`@stub` inside a solution: write it just before `// @solution`")]
    StubInside,
    /// `@stub` that no `@solution` follows.
    #[error("`@stub` without its solution: the next line must be `// @solution`")]
    StubAlone,
    /// `@end` that closes nothing.
    #[error("`@end` closes nothing: remove it, or open with `// @solution`")]
    EndAlone,
    /// `@solution` without `@end`.
    #[error("`@solution` is never closed: add `// @end`")]
    Unclosed,
    /// A marker that does not exist.
    #[error("unknown marker: there are `@stub`, `@solution` and `@end`")]
    Unknown,
    /// No stub in the whole file: the student would have nothing to do.
    #[error("no `@stub` in the file: the student would have nothing to write")]
    NothingToDo,
}

/// The starter for a solution's `source`, [`HEADER`] first, not yet formatted.
///
/// # Errors
/// The first marker out of place.
pub fn generate(source: &str) -> Result<String, StarterError> {
    let mut starter = String::from(HEADER);
    let mut opened_at = None;
    let mut stub_at = None;
    let mut stubs = 0;
    for (line, text) in (1..).zip(source.lines()) {
        let fail = |problem| Err(StarterError { line, problem });
        let inside = opened_at.is_some();
        let marker = text.trim_start().strip_prefix("// @").map(|m| m.split_once(' ').unwrap_or((m, "")));
        match marker {
            Some(("stub", _)) if inside => return fail(Problem::StubInside),
            Some(("stub", code)) => {
                starter.push_str(code);
                starter.push('\n');
                stub_at = Some(line);
                stubs += 1;
            }
            Some(("solution", _)) if inside => return fail(Problem::Nested),
            Some(("solution", _)) => {
                opened_at = Some(line);
                stub_at = None;
            }
            Some(("end", _)) if !inside => return fail(Problem::EndAlone),
            Some(("end", _)) => opened_at = None,
            Some(_) => return fail(Problem::Unknown),
            None if inside => {}
            None => {
                if let Some(line) = stub_at {
                    return Err(StarterError { line, problem: Problem::StubAlone });
                }
                starter.push_str(text);
                starter.push('\n');
            }
        }
    }
    let fault = match (opened_at, stub_at) {
        (Some(line), _) => Some((line, Problem::Unclosed)),
        (_, Some(line)) => Some((line, Problem::StubAlone)),
        _ if stubs == 0 => Some((1, Problem::NothingToDo)),
        _ => None,
    };
    fault.map_or(Ok(starter), |(line, problem)| Err(StarterError { line, problem }))
}

/// A solution's `source` as people read it: without its markers.
#[must_use]
pub fn without_markers(source: &str) -> String {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("// @"));
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(source: &str) -> Option<(usize, Problem)> {
        generate(source).err().map(|e| (e.line, e.problem))
    }

    #[test]
    fn the_stub_takes_the_solutions_place_and_helpers_go() {
        let source = "pub fn f(x: u8) -> u8 {\n    // @stub todo!(\"{x}\")\n    // @solution\n    g(x)\n    // @end\n}\n\
                      // @solution\nfn g(x: u8) -> u8 {\n    x\n}\n// @end\npub const A: u8 = 1;\n";
        let expected = "pub fn f(x: u8) -> u8 {\ntodo!(\"{x}\")\n}\npub const A: u8 = 1;\n";
        assert_eq!(generate(source).expect("well-formed"), format!("{HEADER}{expected}"));
    }

    #[test]
    fn each_misplaced_marker_is_named_with_its_line() {
        let cases = [
            ("// @solution\n// @solution\n", (2, Problem::Nested)),
            ("// @solution\n// @stub todo!()\n", (2, Problem::StubInside)),
            ("\n// @stub todo!()\nlet x = 1;\n", (2, Problem::StubAlone)),
            ("// @stub todo!()\n", (1, Problem::StubAlone)),
            ("a\n// @end\n", (2, Problem::EndAlone)),
            ("a\nb\n// @solution\n", (3, Problem::Unclosed)),
            ("// @sulution\n", (1, Problem::Unknown)),
            ("pub fn f() {}\n", (1, Problem::NothingToDo)),
        ];
        for (source, expected) in cases {
            assert_eq!(fault(source), Some(expected), "for {source:?}");
        }
    }

    #[test]
    fn windows_line_ends_change_nothing() {
        let unix = "fn f() {\n// @stub todo!()\n// @solution\n// @end\n}\n";
        assert_eq!(generate(&unix.replace('\n', "\r\n")), generate(unix));
    }

    #[test]
    fn a_solution_is_read_without_its_markers() {
        let source =
            "fn f() -> u8 {\n    // @stub todo!()\n    // @solution\n    // why\n    1\n    // @end\n}\n";
        assert_eq!(without_markers(source), "fn f() -> u8 {\n    // why\n    1\n}\n");
    }
}
