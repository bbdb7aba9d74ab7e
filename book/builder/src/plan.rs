//! The teacher's time plan: sessions by the minute, whose times are those that the students' pages state.
//!
//! In the guide, a block of code of the language `seance` is a session: its kind and its minutes, then a step in each line,
//! either a moment of the class (`5 Appel`) or the name of a page. What the steps last must be what the session lasts.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::messages;

/// A session of a plan.
#[derive(Debug)]
pub(crate) struct Session {
    /// `cours`, `td`, `tp`, `installation` or `evaluation`; `approfondissement` is outside the course's hours.
    pub(crate) kind: String,
    pub(crate) minutes: u32,
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    minutes: u32,
    text: String,
    /// The page that it is spent on, and the page's own steps.
    page: Option<(String, Vec<(u32, String)>)>,
}

impl Session {
    /// Reads a block: `info` is what follows the backquotes, `source` the folder of the students' pages.
    pub(crate) fn parse(info: &str, lines: &[&str], source: &Path) -> Result<Session> {
        let (kind, minutes) = info.trim().split_once(' ').context("write ```seance KIND MINUTES")?;
        ensure!(
            ["cours", "td", "tp", "installation", "evaluation", "approfondissement"].contains(&kind),
            "no kind `{kind}` of session"
        );
        let minutes: u32 = minutes.trim().parse().with_context(|| format!("`{minutes}` is no time"))?;
        let steps = lines.iter().filter(|line| !line.trim().is_empty());
        let steps = steps.map(|line| step(line.trim(), source)).collect::<Result<Vec<_>>>()?;
        let sum: u32 = steps.iter().map(|step| step.minutes).sum();
        ensure!(sum == minutes, "the steps last {sum} minutes, the session {minutes}");
        Ok(Session { kind: kind.to_owned(), minutes, steps })
    }

    /// The pages that it is spent on.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| Some(step.page.as_ref()?.0.as_str()))
    }

    /// A table in Markdown: from, until, what.
    pub(crate) fn table(&self) -> String {
        let mut table = format!("{}\n", messages::PLAN_HEADS);
        let mut now = 0;
        for step in &self.steps {
            let own: &[_] = step.page.as_ref().map_or(&[], |(_, own)| own);
            let text = if step.page.is_some() { format!("**{}**", step.text) } else { step.text.clone() };
            row(&mut table, now, step.minutes, &text);
            let mut start = now;
            for (minutes, text) in own {
                row(&mut table, start, *minutes, &format!("↳ {text}"));
                start += minutes;
            }
            now += step.minutes;
        }
        table
    }
}

fn row(table: &mut String, from: u32, minutes: u32, text: &str) {
    let clock = |minutes: u32| format!("{}:{:02}", minutes / 60, minutes % 60);
    let _ = writeln!(table, "| {} | {} | {text} |", clock(from), clock(from + minutes));
}

fn step(line: &str, source: &Path) -> Result<Step> {
    if let Some((minutes, text)) = line.split_once(' ')
        && let Ok(minutes) = minutes.parse()
    {
        return Ok(Step { minutes, text: text.to_owned(), page: None });
    }
    let file = source.join(line).with_extension("md");
    let text = fs::read_to_string(&file).with_context(|| format!("no page {}", file.display()))?;
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(line).to_owned();
    let minutes = comment(&text, "minutes").with_context(|| format!("{line}: no <!-- minutes: … -->"))?;
    let own = own_steps(&text, minutes).with_context(|| line.to_owned())?;
    Ok(Step { minutes, text: title, page: Some((line.to_owned(), own)) })
}

/// The steps of a page: headings followed by `<!-- étape: 8 -->`, then the questions, which have the time that is left.
fn own_steps(text: &str, minutes: u32) -> Result<Vec<(u32, String)>> {
    let mut steps = Vec::new();
    let mut heading = "";
    for line in text.lines() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text;
        } else if let Some(minutes) = comment(line, "étape") {
            steps.push((minutes, heading.to_owned()));
        }
    }
    let spent: u32 = steps.iter().map(|(minutes, _)| minutes).sum();
    match minutes.checked_sub(spent) {
        None => bail!("its steps last {spent} minutes, the page {minutes}"),
        Some(left) if left > 0 && !steps.is_empty() => steps.push((left, messages::QUESTIONS.to_owned())),
        Some(_) => {}
    }
    Ok(steps)
}

/// The number in the first comment such as `<!-- minutes: 8 -->`.
fn comment(text: &str, name: &str) -> Option<u32> {
    let (_, value) = text.split_once(&format!("<!-- {name}: "))?;
    value.split_once(" -->")?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!-- minutes: 20 -->\n\n# TP 9\n\n## Étape 1 : voir\n\n<!-- étape: 8 -->\n\n## Étape 2 : agir\n\n<!-- étape: 9 -->\n";

    fn session(page: &str, info: &str, lines: &[&str]) -> Result<Session> {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("tp-9.md"), page).expect("the file can be written");
        Session::parse(info, lines, folder.path())
    }

    #[test]
    fn a_session_shows_the_time_of_each_step() {
        let session = session(PAGE, "tp 65", &["5 Appel", "tp-9", "40 Pause"]).expect("a session");
        assert_eq!(session.pages().collect::<Vec<_>>(), ["tp-9"]);
        let rows = "| 0:00 | 0:05 | Appel |\n| 0:05 | 0:25 | **TP 9** |\n| 0:05 | 0:13 | ↳ Étape 1 : voir |\n\
                    | 0:13 | 0:22 | ↳ Étape 2 : agir |\n| 0:22 | 0:25 | ↳ Questions objectives |\n\
                    | 0:25 | 1:05 | Pause |\n";
        assert!(session.table().ends_with(rows), "{}", session.table());
    }

    #[test]
    fn faults_say_what_is_wrong() {
        let table = [
            (PAGE, "tp 60", "5 Appel", "the steps last 5 minutes, the session 60"),
            (PAGE, "fete 5", "5 Appel", "no kind `fete`"),
            (PAGE, "tp", "5 Appel", "KIND MINUTES"),
            (PAGE, "tp 20", "tp-8", "no page"),
            ("# TP", "tp 20", "tp-9", "no <!-- minutes"),
            (&PAGE.replace("20", "10"), "tp 10", "tp-9", "its steps last 17 minutes, the page 10"),
        ];
        for (page, info, line, part) in table {
            let error = format!("{:#}", session(page, info, &[line]).expect_err(part));
            assert!(error.contains(part), "{error}");
        }
    }
}
