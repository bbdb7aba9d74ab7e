//! The class as it leaves: pseudonyms, what marking reads of the works, the scheme, the drawn sheets, the secret.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;
use course::Course;

use super::{Key, marks};
use crate::class_list::{ClassList, Member};
use crate::inputs::{self, Inputs};
use crate::intake::{self, Found, Kind, Paper, Recorded};
use crate::model::Presence;

/// Stands for files that marking does not read: something was handed in.
const OTHER: &str = "autre-chose.txt";

/// What was copied.
#[derive(Debug, Default)]
pub struct Copied {
    pub works: usize,
    /// Labels of what belongs to nobody, or cannot be copied.
    pub left: Vec<String>,
}

/// Writes the class into `to`, with the `scheme` that the command names or the one beside the submissions.
///
/// # Errors
/// When something cannot be read or written.
pub fn copy(
    inputs: &Inputs,
    scheme: Option<&Path>,
    key: &Key,
    to: &Path,
    course: &Course,
) -> anyhow::Result<Copied> {
    let written = || crate::messages::no_output(to);
    fs::write(to.join("classe.csv"), list(&inputs.class, key)).with_context(written)?;
    if let Some(marks) = marks::marks(&inputs.manual, &inputs.class.members, key) {
        fs::write(to.join("notes-manuelles.toml"), marks).with_context(written)?;
    }
    let mut copied = Copied::default();
    let mut names = BTreeSet::new();
    for (place, found) in inputs.found.iter().enumerate() {
        let owners = inputs.class.members.iter().zip(&inputs.owners.of);
        let mut owners: Vec<&str> = owners
            .filter(|(_, places)| places.contains(&place))
            .filter_map(|(member, _)| key.of(&member.id))
            .collect();
        owners.sort_unstable();
        if owners.is_empty() {
            copied.left.push(found.label.clone());
            continue;
        }
        let name = owners.join("-");
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let name = std::iter::once(name.clone()).chain(numbered).find(|name| names.insert(name.clone()));
        let name = name.unwrap_or_default();
        if work(found, course, &to.join(name)).with_context(written)? {
            copied.works += 1;
        } else {
            copied.left.push(found.label.clone());
        }
    }
    tree(&inputs.folder.join("td"), &to.join("td")).with_context(written)?;
    match scheme.and_then(inputs::shipped) {
        Some(text) => fs::write(to.join("bareme.toml"), text),
        None => {
            let own = inputs.folder.join("bareme.toml");
            tree(scheme.unwrap_or(&own), &to.join("bareme.toml"))
        }
    }
    .with_context(written)?;
    let secret = to.join(".grader");
    fs::create_dir_all(&secret).with_context(written)?;
    crate::private::folder(&secret).with_context(written)?;
    let seed = [&inputs.folder, &inputs.output].map(|folder| folder.join(".grader").join("graine"));
    let seed = seed.iter().find(|seed| seed.is_file()).context(crate::messages::NO_SEED)?;
    fs::copy(seed, secret.join("graine")).with_context(written)?;
    Ok(copied)
}

/// The class list in the pseudonyms' order, since the real one's is that of the names.
fn list(class: &ClassList, key: &Key) -> String {
    let mut groups: Vec<&str> = class.members.iter().filter_map(|member| member.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    let row = |member: &Member| {
        let pseudonym = key.of(&member.id)?;
        let group = member.group.as_deref().and_then(|own| groups.iter().position(|group| *group == own));
        let status = match member.presence {
            Presence::Absent => "absent",
            Presence::Exempted => "dispensé",
            Presence::HandedIn | Presence::NotHandedIn | Presence::Unreadable => "",
        };
        Some(format!(
            "{pseudonym};{pseudonym};{};{};{};{status}\n",
            group.map(|place| format!("g{}", place + 1)).unwrap_or_default(),
            pair(class, member, key).unwrap_or_default(),
            member.drawn.map(|number| number.to_string()).unwrap_or_default(),
        ))
    };
    let mut rows: Vec<String> = class.members.iter().filter_map(row).collect();
    rows.sort_unstable();
    format!("id;nom;groupe;binôme;sujet;statut\n{}", rows.concat())
}

/// A label that a pair shares within a half-class; else the partner's pseudonym.
fn pair(class: &ClassList, member: &Member, key: &Key) -> Option<String> {
    let partners: Vec<&Member> = class.partners(member).collect();
    let first = key.of(&partners.first()?.id)?;
    if partners.iter().any(|partner| partner.group != member.group) {
        return Some(first.to_owned());
    }
    let all = partners.iter().chain(std::iter::once(&member));
    let least = all.filter_map(|member| key.of(&member.id)).min()?;
    Some(format!("b-{}", least.trim_start_matches(super::MARK)))
}

/// What marking reads of a work; of an archive that cannot be read, the file. False where neither can be.
fn work(found: &Found, course: &Course, to: &Path) -> io::Result<bool> {
    let Ok(handed) = intake::open(found, course) else {
        if found.kind == Kind::Folder {
            return Ok(false);
        }
        let extension = &found.label[found.stem().len()..];
        let mut path = to.as_os_str().to_owned();
        path.push(extension.to_lowercase());
        return fs::copy(&found.path, path).map(|_| true);
    };
    let sources = handed.files.iter().map(|file| (file.name(), &file.bytes));
    let papers = handed.papers.iter().map(|paper: &Paper| (paper.path(), &paper.bytes));
    let traces = handed.traces.iter().map(|trace: &Recorded| (trace.path(), &trace.bytes));
    let mut nothing = true;
    for (name, bytes) in sources.chain(papers).chain(traces) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap_or(to))?;
        fs::write(path, bytes)?;
        nothing = false;
    }
    if nothing {
        fs::create_dir_all(to)?;
    }
    if nothing && handed.anything {
        fs::write(to.join(OTHER), "")?;
    }
    Ok(true)
}

/// A file, or a folder with all that is in it; what is not there, and links, are left.
fn tree(from: &Path, to: &Path) -> io::Result<()> {
    let Ok(kind) = fs::symlink_metadata(from).map(|seen| seen.file_type()) else { return Ok(()) };
    if kind.is_file() {
        fs::copy(from, to)?;
    } else if kind.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            tree(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
