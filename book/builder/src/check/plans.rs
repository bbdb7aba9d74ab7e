//! The teacher's guide: each plan of `temps.md` fits the hours of the course.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::sources::{Block, Source};
use crate::plan::Session;

/// What a plan may spend on each kind of session, in minutes.
const HOURS: [(&str, u32, u32); 5] =
    [("cours", 60, 120), ("td", 60, 120), ("tp", 240, 240), ("installation", 0, 60), ("evaluation", 60, 60)];

/// What a whole plan may last, in minutes.
const WHOLE: (u32, u32) = (7 * 60, 9 * 60);

/// What comes on top of any plan.
const BEYOND: &str = "approfondissement";

/// What every plan must hold.
const PAGES: [&str; 6] = ["td/td-1", "tp/tp-1", "tp/tp-2", "tp/tp-3", "tp/tp-4", "tp/tp-5"];

/// Plans that do not fit. A plan is what stands beneath a heading of level 2, if there is a session.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let path = root.join("guide/temps.md");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut faults = Vec::new();
    for section in text.split("\n## ").skip(1) {
        let name = section.lines().next().unwrap_or_default();
        let source = Source { path: path.clone(), text: section.to_owned() };
        let blocks = source.blocks();
        let sessions = blocks.iter().filter_map(|block| session(block, root)).collect::<Result<Vec<_>>>()?;
        let sessions: Vec<Session> = sessions.into_iter().filter(|one| one.kind != BEYOND).collect();
        if !sessions.is_empty() {
            faults.extend(
                plan(&sessions).into_iter().map(|fault| format!("{}: {name}: {fault}", path.display())),
            );
        }
    }
    Ok(faults)
}

fn session(block: &Block<'_>, root: &Path) -> Option<Result<Session>> {
    let info = block.info.strip_prefix("seance ")?;
    Some(Session::parse(info, &block.lines, &root.join("src")))
}

fn plan(sessions: &[Session]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fits = |what: &str, minutes: u32, least: u32, most: u32| {
        if !(least..=most).contains(&minutes) {
            faults.push(format!("{what}: {minutes} minutes, not {least} to {most}"));
        }
    };
    for (kind, least, most) in HOURS {
        let of_kind = sessions.iter().filter(|session| session.kind == kind);
        fits(kind, of_kind.map(|session| session.minutes).sum(), least, most);
    }
    fits("in all", sessions.iter().map(|session| session.minutes).sum(), WHOLE.0, WHOLE.1);
    for page in PAGES {
        match sessions.iter().flat_map(Session::pages).filter(|taught| *taught == page).count() {
            1 => {}
            times => faults.push(format!("{page} is taught {times} times")),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(sessions: &[(&str, u32, &[&str])]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for page in PAGES {
            let file = folder.path().join(page).with_extension("md");
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, "<!-- minutes: 10 -->\n# T\n").expect("the file can be written");
        }
        let sessions = sessions.iter().map(|(kind, minutes, pages)| {
            let pages_last = 10 * u32::try_from(pages.len()).expect("a few pages");
            let other = format!("{} Autre", minutes - pages_last);
            let lines = [&[other.as_str()], *pages].concat();
            Session::parse(&format!("{kind} {minutes}"), &lines, folder.path()).expect("a session")
        });
        plan(&sessions.collect::<Vec<_>>())
    }

    #[test]
    fn plans_that_do_not_fit_are_told() {
        let (td, tp) = PAGES.split_at(1);
        assert!(
            faults(&[("cours", 60, &[]), ("td", 60, td), ("tp", 240, tp), ("evaluation", 60, &[])])
                .is_empty()
        );
        let bad =
            faults(&[("cours", 60, &[]), ("td", 130, td), ("tp", 240, &tp[1..]), ("evaluation", 60, td)]);
        assert_eq!(
            bad,
            ["td: 130 minutes, not 60 to 120", "td/td-1 is taught 2 times", "tp/tp-1 is taught 0 times"]
        );
    }
}
