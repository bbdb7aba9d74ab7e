//! The account of the labs, `compte-rendu.md`: which parts are still blank, and writing into one.

use std::ops::Range;

/// A place to fill in: a line of the blank account that ends with a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The section's heading, `TP 1`; none for what stands before the first.
    pub heading: Option<String>,
    /// The line that asks.
    label: String,
    /// What the blank account holds under it: nothing, or a table to fill in.
    blank: String,
}

impl Part {
    /// What it asks, without Markdown: `R2. Pourquoi la QoS 2 ?`.
    pub fn text(&self) -> String {
        self.label.replace("**", "").trim_start_matches("- ").trim_end_matches(is_colon).to_owned()
    }

    /// How it is named when it is left: `R2`, else all its words.
    pub fn name(&self) -> String {
        let text = self.text();
        let number = text.split_once(". ").map(|(number, _)| number.to_owned());
        number.filter(|number| number.starts_with('R')).unwrap_or(text)
    }

    /// Whether there is a table, which is filled in better in an editor.
    pub fn has_table(&self) -> bool {
        self.blank.trim_start().starts_with('|')
    }

    /// Whether its answer goes on its own line.
    pub fn is_one_line(&self) -> bool {
        self.label.starts_with("- ")
    }
}

/// The parts of a blank account, in order.
pub fn parts(blank: &str) -> Vec<Part> {
    let lines: Vec<&str> = blank.lines().collect();
    let mut heading = None;
    let mut parts = Vec::new();
    for line in &lines {
        if let Some(title) = line.strip_prefix("## ") {
            heading = Some(title.trim().to_owned());
        } else if line.trim_end().ends_with(':') {
            let label = line.trim_end().to_owned();
            parts.push(Part { heading: heading.clone(), label, blank: String::new() });
        }
    }
    let contents: Vec<String> =
        parts.iter().map(|part| content(blank, part, &parts).unwrap_or_default()).collect();
    parts.iter_mut().zip(contents).for_each(|(part, content)| part.blank = content);
    parts
}

/// What stands under a part of an account; `None` when its line or its section is no longer there.
pub fn content(account: &str, part: &Part, parts: &[Part]) -> Option<String> {
    let lines: Vec<&str> = account.lines().collect();
    let (asked, below) = find(&lines, part, parts)?;
    let beside = lines[asked].trim_end().strip_prefix(part.label.as_str()).unwrap_or_default();
    let below = lines[below].join("\n");
    Some(format!("{}\n{}", beside.trim(), below.trim()).trim().to_owned())
}

/// Whether nothing has been written there. A part whose line was taken away counts as written: somebody decided it.
pub fn is_blank(account: &str, part: &Part, parts: &[Part]) -> bool {
    content(account, part, parts).is_some_and(|content| content.is_empty() || content == part.blank)
}

/// The account with one more line in a part, after what is there; `None` when the part is no longer there.
pub fn with_line(account: &str, part: &Part, parts: &[Part], text: &str) -> Option<String> {
    let mut lines: Vec<String> = account.lines().map(str::to_owned).collect();
    let (asked, below) = find(&account.lines().collect::<Vec<_>>(), part, parts)?;
    if part.is_one_line() {
        let line = lines[asked].trim_end();
        lines[asked] = format!("{line} {text}");
    } else {
        let written = below.clone().rev().find(|line| !lines[*line].trim().is_empty());
        match written {
            // A paragraph under a table needs a blank line before it.
            Some(last) if lines[last].trim_start().starts_with('|') => {
                lines.splice(last + 1..last + 1, [String::new(), text.to_owned()]);
            }
            Some(last) => lines.insert(last + 1, text.to_owned()),
            None => {
                let after = if below.end < lines.len() { vec![String::new()] } else { vec![] };
                let new = [String::new(), text.to_owned()].into_iter().chain(after);
                lines.splice(below, new);
            }
        }
    }
    let end = if account.contains("\r\n") { "\r\n" } else { "\n" };
    Some(lines.join(end) + end)
}

/// The line of a part, and the lines under it that are its answer.
fn find(lines: &[&str], part: &Part, parts: &[Part]) -> Option<(usize, Range<usize>)> {
    let headings = || lines.iter().enumerate().filter(|(_, line)| line.starts_with("## "));
    let start = match &part.heading {
        Some(heading) => headings().find(|(_, line)| line[3..].trim() == heading)?.0 + 1,
        None => 0,
    };
    let end = headings().map(|(at, _)| at).find(|at| *at >= start).unwrap_or(lines.len());
    let asks = |line: &str, part: &Part| line.trim_end().starts_with(&part.label);
    let asked = (start..end).find(|at| asks(lines[*at], part))?;
    let others = || parts.iter().filter(|other| other.heading == part.heading);
    let next = (asked + 1..end).find(|at| others().any(|other| asks(lines[*at], other)));
    let below = if part.is_one_line() { asked + 1..asked + 1 } else { asked + 1..next.unwrap_or(end) };
    Some((asked, below))
}

fn is_colon(c: char) -> bool {
    c == ':' || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLANK: &str = "# Compte-rendu\n\n- Poste :\n- Date :\n\nRépondez ici.\n\n## TP 1\n\nRelevés E1 à E5 :\n\n**R1.** Tableau :\n\n\
                         | a | b |\n|---|---|\n| 0 |   |\n\n**R2.** Pourquoi :\n\n## TP 2\n\n**R1.** Fin :\n";

    fn part(heading: Option<&str>, name: &str) -> (Part, Vec<Part>) {
        let parts = parts(BLANK);
        let found = parts.iter().find(|part| part.heading.as_deref() == heading && part.name() == name);
        (found.unwrap().clone(), parts)
    }

    #[test]
    fn the_parts_of_a_blank_account_are_blank() {
        let parts = parts(BLANK);
        let names: Vec<String> = parts.iter().map(Part::name).collect();
        assert_eq!(names, ["Poste", "Date", "Relevés E1 à E5", "R1", "R2", "R1"]);
        assert_eq!(parts[4].text(), "R2. Pourquoi");
        assert!(parts.iter().all(|part| is_blank(BLANK, part, &parts)));
        assert_eq!(parts.iter().filter(|part| part.has_table()).count(), 1);
    }

    #[test]
    fn lines_go_where_they_belong_and_nothing_else_moves() {
        let (seat, all) = part(None, "Poste");
        let text = with_line(BLANK, &seat, &all, "07").unwrap();
        assert_eq!(text, BLANK.replace("- Poste :", "- Poste : 07"));
        let (second, _) = part(Some("TP 1"), "R2");
        let once = with_line(BLANK, &second, &all, "Parce que.").unwrap();
        assert_eq!(once, BLANK.replace("Pourquoi :\n", "Pourquoi :\n\nParce que.\n"));
        let twice = with_line(&once, &second, &all, "Et aussi.").unwrap();
        assert_eq!(content(&twice, &second, &all).unwrap(), "Parce que.\nEt aussi.");
        let (last, _) = part(Some("TP 2"), "R1");
        let text = with_line(BLANK, &last, &all, "Rien.").unwrap();
        assert_eq!(text, format!("{BLANK}\nRien.\n"));
        let (table, _) = part(Some("TP 1"), "R1");
        let text = with_line(BLANK, &table, &all, "Voir E2.").unwrap();
        assert!(
            !is_blank(&text, &table, &all) && text.contains("| 0 |   |\n\nVoir E2.\n\n**R2.**"),
            "{text}"
        );
    }

    #[test]
    fn what_was_written_in_an_editor_is_seen() {
        let (second, all) = part(Some("TP 1"), "R2");
        let beside = BLANK.replace("Pourquoi :", "Pourquoi : parce que");
        assert_eq!(content(&beside, &second, &all).unwrap(), "parce que");
        let windows = BLANK.replace('\n', "\r\n");
        assert!(is_blank(&windows, &second, &all));
        let written = with_line(&windows, &second, &all, "oui").unwrap();
        assert_eq!(written.matches("\r\n").count(), written.matches('\n').count());
        let without = BLANK.replace("**R2.** Pourquoi :", "");
        assert!(with_line(&without, &second, &all, "x").is_none() && !is_blank(&without, &second, &all));
    }
}
