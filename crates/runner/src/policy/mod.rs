//! What a teacher should look at: words in the source, and symbols in the compiled library.
//!
//! Both are read inside the sandbox, since a source nested deep enough, or a crafted object file, can break whoever
//! reads it. Neither is a proof: a clean report is no certificate, and the sandbox does not rely on it.

mod source;
mod symbols;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::{End, Input, Job, Profile, Sandbox, loader, system_libraries};
use crate::verdict::{Finding, FindingKind};
use crate::{Infra, Limits, Unit, helper, messages};

/// More findings than anyone reads.
const MOST: usize = 50;

/// What to look at in `unit`, laid out in `folder`, with its compiled library if there is one.
pub fn look(
    unit: &Unit,
    folder: &Path,
    library: Option<&Path>,
    sandbox: &Sandbox,
    limits: &Limits,
) -> Result<Vec<Finding>, Infra> {
    let program = helper::program().ok_or_else(|| Infra::Helper(messages::NO_HELPER.to_owned()))?;
    let mut arguments: Vec<String> = vec![helper::SCAN.into()];
    arguments.push(library.map(|library| library.display().to_string()).unwrap_or_default());
    arguments.extend(unit.sources().iter().map(|(path, _)| path.display().to_string()));
    let mut read = system_libraries();
    read.push(folder.join("src"));
    read.extend(library.map(Path::to_owned));
    let job = Job {
        profile: Profile::Run,
        program: program.to_owned(),
        arguments,
        directory: folder.to_owned(),
        environment: vec![],
        read,
        execute: vec![program.to_owned(), loader()],
        write: vec![],
        quota: limits.run,
    };
    let ended = sandbox.run(&job, Input::Text(""))?;
    let found = serde_json::from_str(&ended.stdout).ok().filter(|_| ended.end == End::Exit(0));
    let unreadable = || Finding { kind: FindingKind::Unreadable, what: "src".into(), place: None };
    Ok(found.unwrap_or_else(|| vec![unreadable()]))
}

/// Inside: the library's path (empty when there is none), then each source's, relative to the current folder.
pub fn scan(mut arguments: impl Iterator<Item = OsString>) -> u8 {
    let library = arguments.next().unwrap_or_default();
    let mut findings = Vec::new();
    for path in arguments.map(PathBuf::from) {
        let file = path.display().to_string();
        match fs::read_to_string(&path).ok().and_then(|text| source::scan(&file, &text)) {
            Some(found) => findings.extend(found),
            None => findings.push(Finding { kind: FindingKind::Unreadable, what: file, place: None }),
        }
    }
    if let Ok(library) = fs::read(library) {
        let known: Vec<String> = findings.iter().map(|finding| finding.what.clone()).collect();
        findings.extend(symbols::scan(&library).into_iter().filter(|finding| !known.contains(&finding.what)));
    }
    findings.truncate(MOST);
    match serde_json::to_string(&findings) {
        Ok(text) => {
            println!("{text}");
            0
        }
        Err(_) => 1,
    }
}

/// What part of the standard library a path leads to, when it is one that no exercise needs: `std::fs`.
///
/// `path` begins after `std`.
fn outside(path: &[&str]) -> Option<(FindingKind, String)> {
    const OUTSIDE: [&str; 5] = ["env", "fs", "net", "os", "process"];
    const HOOKS: [&str; 2] = ["set_hook", "take_hook"];
    let (first, second) = (path.first()?, path.get(1).unwrap_or(&""));
    match *first {
        module if OUTSIDE.contains(&module) => Some((FindingKind::Outside, format!("std::{module}"))),
        "io" if ["stdin", "Stdin"].iter().any(|name| second.starts_with(name)) => {
            Some((FindingKind::Outside, "std::io::stdin".into()))
        }
        "panic" | "panicking" if HOOKS.contains(second) => {
            Some((FindingKind::Hijack, format!("std::panic::{second}")))
        }
        "arch" => Some((FindingKind::Hijack, "std::arch".into())),
        _ => None,
    }
}
