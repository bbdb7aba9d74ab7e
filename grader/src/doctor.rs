//! `grader doctor`: what the teacher's machine needs on the day: to mark, to show the board, to print.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use ::doctor::{Finding, Form, Tell, network};
use course::Course;
use runner::{Sandbox, Tier};

use crate::args::Doctor;
use crate::messages::doctor as messages;
use crate::{class_list, workplace};

/// Columns where there is no terminal.
const WIDTH: usize = 80;
/// The names that a browser that prints has on the systems of schools.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Looks at everything; the exit code says whether the class can be held.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(options: &Doctor) -> anyhow::Result<ExitCode> {
    let root = course::find_root()?;
    let columns = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    let form = Form { json: options.json, width: columns.clamp(40, WIDTH) };
    ::doctor::report(
        &messages::title(&root),
        form,
        |tell| look(&root, options, tell),
        |lines| lines.iter().try_for_each(|line| Ok(writeln!(cli::stdout(), "{}", line.text())?)),
    )
}

fn look(root: &Path, options: &Doctor, tell: Tell<'_>) -> anyhow::Result<()> {
    tell(kit(root))?;
    ::doctor::machine(root, tell)?;
    tell(plans(root))?;
    tell(sandbox())?;
    tell(browser(env::var_os("PATH").unwrap_or_default()))?;
    network::ports().try_for_each(&mut *tell)?;
    options.classe.iter().map(|path| class(path)).try_for_each(&mut *tell)
}

/// The whole kit: marking compares with the solutions, by the teacher's drivers.
fn kit(root: &Path) -> Finding {
    const ID: &str = "kit";
    let course = match Course::load(root) {
        Ok(course) => course,
        Err(error) => return Finding::failure(ID, messages::KIT_UNREADABLE, error.to_string()),
    };
    let needed = ["solutions", "grader/secret"].into_iter().filter(|name| !root.join(name).is_dir());
    let missing: Vec<&str> = needed.collect();
    if missing.is_empty() {
        Finding::ok(ID, messages::kit(course.exercises().len()))
    } else {
        Finding::failure(ID, messages::kit_of_students(&missing), messages::MEND_KIT)
    }
}

/// Where how the kit is compiled is kept between two runs.
fn plans(root: &Path) -> Finding {
    match workplace::find(root) {
        Ok(folder) => Finding::ok("dossier", messages::workplace(&folder)),
        Err(error) => {
            Finding::failure("dossier", messages::no_workplace(root, &error), messages::MEND_WORKPLACE)
        }
    }
}

/// By trying what a sandbox must forbid.
fn sandbox() -> Finding {
    const ID: &str = "bac-à-sable";
    match Sandbox::best() {
        Ok(sandbox) if sandbox.tier() == Tier::Landlock => Finding::ok(ID, messages::LANDLOCK),
        Ok(_) => Finding::ok(ID, messages::BUBBLEWRAP),
        Err(refusal) => Finding::failure(ID, refusal.to_string(), messages::MEND_SANDBOX),
    }
}

/// What turns sheets and reports into PDF.
fn browser(path: std::ffi::OsString) -> Finding {
    const ID: &str = "chromium";
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let there = |name: &&str| folders.iter().any(|folder| folder.join(name).is_file());
    let Some(name) = BROWSERS.into_iter().find(there) else {
        return Finding::warning(ID, messages::NO_BROWSER, messages::MEND_BROWSER);
    };
    // A package that another system shuts up may be there and not start.
    let output = Command::new(name).arg("--version").stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => {
            Finding::ok(ID, String::from_utf8_lossy(&output.stdout).trim().to_owned())
        }
        _ => Finding::warning(ID, messages::browser_fails(name), messages::MEND_BROWSER),
    }
}

fn class(path: &Path) -> Finding {
    const ID: &str = "classe";
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Finding::failure(ID, messages::no_class(path, &error), messages::MEND_CLASS),
    };
    match class_list::read(path, &bytes, None) {
        Ok(list) if list.members.is_empty() => {
            Finding::failure(ID, messages::empty_class(path), messages::MEND_CLASS)
        }
        Ok(list) => match list.remarks.first() {
            None => Finding::ok(ID, messages::class(list.members.len())),
            Some(remark) => Finding::warning(ID, remark.clone(), messages::MEND_CLASS),
        },
        Err(error) => Finding::failure(ID, error.to_string(), messages::MEND_CLASS),
    }
}

#[cfg(test)]
mod tests {
    use ::doctor::State;

    use super::*;

    #[test]
    fn a_class_list_is_read_as_marking_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("classe.csv");
        assert_eq!(class(&path).state, State::Failure, "it is not there");
        fs::write(&path, "identifiant;nom;prénom\n").unwrap();
        assert_eq!(class(&path).state, State::Failure, "nobody is in it");
        fs::write(&path, "identifiant;nom;prénom\nlea;Martin;Léa\nlea;Martin;Luc\n").unwrap();
        let twice = class(&path);
        assert!(twice.state == State::Failure && twice.text.contains("ligne 3"), "{twice:?}");
        fs::write(&path, "identifiant;nom;prénom\nlea;Martin;Léa\nluc;Petit;Luc\n").unwrap();
        assert_eq!(class(&path), Finding::ok("classe", messages::class(2)));
    }

    #[test]
    fn a_kit_of_students_cannot_mark() {
        let root = course::find_root().unwrap();
        assert_eq!(kit(&root).state, State::Ok, "{:?}", kit(&root));
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("exercises")).unwrap();
        let found = kit(folder.path());
        assert!(found.state == State::Failure && found.mend.is_some(), "{found:?}");
    }

    #[test]
    fn without_a_browser_the_class_is_held_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(browser(folder.path().into()).state, State::Warning);
    }
}
