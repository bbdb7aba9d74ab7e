//! A classic mistake: a change to the solution, and the tests that must then fail.
//!
//! ```text
//! # Reads the QoS without shifting it.
//! fails etape_3_la_qos: décaler d’un bit
//! @@
//! -    (octet >> 1) & 0b11
//! +    octet & 0b11
//! ```
//!
//! The body looks like a unified diff, so that editors colour it, but hunks carry no line numbers: a hunk applies
//! where its old lines stand, and they must stand exactly once. The mistakes therefore survive changes elsewhere in
//! the solution, and neither `patch` nor `git apply` is needed, which a Windows machine may lack and which both stumble
//! over line ends.

use anyhow::{Context, bail, ensure};

/// One `wrong/*.patch`, parsed.
#[derive(Debug, PartialEq, Eq)]
pub struct Patch {
    /// Tests that must fail, each with words that its message must contain.
    pub fails: Vec<(String, String)>,
    hunks: Vec<Hunk>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Hunk {
    old: Vec<String>,
    new: Vec<String>,
}

impl Patch {
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut patch = Self { fails: vec![], hunks: vec![] };
        for (number, line) in (1..).zip(text.lines()) {
            patch.read_line(line).with_context(|| format!("line {number}: `{line}`"))?;
        }
        ensure!(!patch.fails.is_empty(), "no `fails TEST: words` line");
        ensure!(
            patch.hunks.iter().any(|hunk| hunk.old != hunk.new),
            "changes nothing: add a hunk after `@@`"
        );
        Ok(patch)
    }

    fn read_line(&mut self, line: &str) -> anyhow::Result<()> {
        if line == "@@" {
            self.hunks.push(Hunk::default());
            return Ok(());
        }
        let Some(hunk) = self.hunks.last_mut() else {
            if let Some(declaration) = line.strip_prefix("fails ") {
                let (test, words) = declaration.split_once(": ").context("write `fails TEST: words`")?;
                self.fails.push((test.to_owned(), words.to_owned()));
            } else if !line.starts_with('#') {
                bail!("before the first `@@`, write `# why` or `fails TEST: words`");
            }
            return Ok(());
        };
        let rest = line.get(1..).unwrap_or_default().to_owned();
        match line.as_bytes().first() {
            Some(b'-') => hunk.old.push(rest),
            Some(b'+') => hunk.new.push(rest),
            Some(b' ') | None => {
                hunk.old.push(rest.clone());
                hunk.new.push(rest);
            }
            _ => bail!("in a hunk, a line begins with `-`, `+` or a space"),
        }
        Ok(())
    }

    /// `source` with the mistake in it.
    pub fn apply(&self, source: &str) -> anyhow::Result<String> {
        let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
        for Hunk { old, new } in &self.hunks {
            ensure!(!old.is_empty(), "a hunk needs at least one line of the solution");
            let places: Vec<usize> =
                lines.windows(old.len()).enumerate().filter(|(_, w)| w == old).map(|(at, _)| at).collect();
            match places[..] {
                [at] => drop(lines.splice(at..at + old.len(), new.iter().cloned())),
                [] => bail!("the solution has no such lines:\n{}", old.join("\n")),
                _ => bail!(
                    "the solution has these lines {} times; add context:\n{}",
                    places.len(),
                    old.join("\n")
                ),
            }
        }
        Ok(lines.join("\n") + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = "# Why.\nfails a: one, two\nfails b: three\n@@\n x\n-y\n+z\n";

    #[test]
    fn a_patch_says_what_fails_and_applies_where_its_lines_stand() {
        let patch = Patch::parse(PATCH).unwrap();
        assert_eq!(patch.fails, [("a".into(), "one, two".into()), ("b".into(), "three".into())]);
        assert_eq!(patch.apply("y\nx\ny\nw\n").unwrap(), "y\nx\nz\nw\n");
    }

    #[test]
    fn windows_line_ends_change_nothing() {
        let patch = Patch::parse(&PATCH.replace('\n', "\r\n")).unwrap();
        assert_eq!(patch.apply("x\r\ny\r\n").unwrap(), "x\nz\n");
    }

    #[test]
    fn a_faulty_patch_is_refused_with_its_reason() {
        let cases = [
            ("@@\n-x\n+y\n", "no `fails"),
            ("fails a: b\n", "changes nothing"),
            ("fails a: b\n@@\n x\n", "changes nothing"),
            ("fails a\n@@\n-x\n", "line 1"),
            ("why\n", "line 1"),
            ("fails a: b\n@@\nx\n", "line 3"),
        ];
        for (text, words) in cases {
            let error = format!("{:#}", Patch::parse(text).expect_err(text));
            assert!(error.contains(words), "for {text:?}: {error}");
        }
    }

    #[test]
    fn a_patch_that_does_not_apply_once_is_refused() {
        let patch = Patch::parse(PATCH).unwrap();
        for (source, words) in [("x\nw\n", "no such lines"), ("x\ny\nx\ny\n", "2 times")] {
            let error = patch.apply(source).expect_err(source).to_string();
            assert!(error.contains(words), "for {source:?}: {error}");
        }
    }
}
