//! What the teacher keeps beside the submissions, all read and checked before anything is compiled.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use course::Course;
use evidence::Reference;

use crate::answers::{Draws, Sheets};
use crate::args::Rules;
use crate::class_list::{self, ClassList};
use crate::intake::{self, Found, Owners};
use crate::messages;
use crate::output::worksheet::Worksheet;
use crate::scheme::{self, Known, ManualMarks, Scheme};
use crate::traces::{self, Labs};

/// Everything that a grading starts from.
#[derive(Debug)]
pub struct Inputs {
    /// The submissions', absolute.
    pub folder: PathBuf,
    pub output: PathBuf,
    pub title: String,
    pub scheme: Scheme,
    pub class: ClassList,
    pub manual: ManualMarks,
    /// The file of these, which may not be there yet.
    pub manual_path: PathBuf,
    pub found: Vec<Found>,
    pub owners: Owners,
    pub sheets: Sheets,
    /// The TD sheets that were drawn for the class.
    pub draws: Option<Draws>,
    /// What the labs ask of their traces.
    pub labs: Labs,
    /// The record of the teacher's broker.
    pub reference: Option<Reference>,
    /// The worksheet of a Moodle assignment.
    pub worksheet: Option<Worksheet>,
    /// What the teacher should know of the whole.
    pub remarks: Vec<String>,
}

/// Reads everything in `folder`. Results go to `output`, or beside the submissions; `worksheet` is filled in with them.
///
/// # Errors
/// A file that is missing though named, or wrong; the message has its line.
pub fn read(
    folder: &Path,
    args: &Rules,
    output: Option<&Path>,
    worksheet: Option<&Path>,
    course: &Course,
) -> anyhow::Result<Inputs> {
    // Absolute, so that the reports' own folder is known among the submissions however it was named.
    let named = folder;
    let folder = named.canonicalize().with_context(|| messages::no_folder(named))?;
    ensure!(folder.is_dir(), messages::not_a_folder(named));
    if let Some(archives) = &args.archives {
        ensure!(archives.is_dir(), messages::not_a_folder(archives));
    }
    let output = output.map_or_else(|| folder.join("rapports"), Path::to_owned);
    fs::create_dir_all(&output).with_context(|| messages::no_output(&output))?;
    let output = output.canonicalize().with_context(|| messages::no_output(&output))?;
    let sheets = Sheets::load(course.root())?;
    let labs = Labs::load(course.root())?;
    let scheme = scheme(args, &folder, Known { course, sheets: &sheets, labs: &labs })?;
    let reference = args.releve.as_deref().map(traces::read_reference).transpose()?;
    let read_worksheet = worksheet.map(Worksheet::read).transpose()?;
    let td = args.td.clone().or_else(|| Some(folder.join("td")).filter(|td| td.is_dir()));
    let draws = td.as_deref().map(Draws::open).transpose()?;

    let class_path = args.classe.clone().unwrap_or_else(|| folder.join("classe.csv"));
    let manual_path = args.notes.clone().unwrap_or_else(|| folder.join("notes-manuelles.toml"));
    let mut others = vec![output.clone(), folder.join("bareme.toml")];
    others.extend([&class_path, &manual_path].into_iter().filter_map(|path| path.canonicalize().ok()));
    others.extend(td.and_then(|path| path.canonicalize().ok()));
    others.extend(args.archives.as_ref().and_then(|path| path.canonicalize().ok()));
    others.extend(args.releve.as_ref().and_then(|path| path.canonicalize().ok()));
    others.extend(worksheet.and_then(|path| path.canonicalize().ok()));
    others.extend(args.bareme.as_ref().and_then(|path| path.canonicalize().ok()));
    let (found, mut remarks) = intake::list(&folder, &others).with_context(|| messages::no_folder(named))?;

    let (class, owners) = match optional(&class_path, args.classe.is_some())? {
        Some(bytes) => {
            let class = class_list::read(&class_path, &bytes, scheme.lab.as_deref())?;
            let owners = intake::assign(&found, &class.members);
            (class, owners)
        }
        None => {
            let members = intake::without_list(&found);
            let of = (0..found.len()).map(|place| vec![place]).collect();
            (ClassList { members, remarks: Vec::new() }, Owners { of, remarks: Vec::new() })
        }
    };
    let on_paper = !scheme.runs_code() && args.classe.is_some() | class_path.is_file();
    if found.is_empty() && !on_paper {
        remarks.push(messages::no_submission(named));
    }
    remarks.extend(class.remarks.iter().cloned());
    remarks.extend(owners.remarks.iter().cloned());
    let manual = match optional(&manual_path, args.notes.is_some())? {
        Some(bytes) => {
            let source =
                String::from_utf8(bytes).map_err(|_| anyhow::anyhow!(messages::not_utf8(&manual_path)))?;
            ManualMarks::read(&manual_path, &source, &scheme, &class.members)?
        }
        None => ManualMarks::default(),
    };
    let title = args.titre.clone().unwrap_or_else(|| {
        folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    });
    Ok(Inputs {
        folder,
        output,
        title,
        scheme,
        class,
        manual,
        manual_path,
        found,
        owners,
        sheets,
        draws,
        labs,
        reference,
        worksheet: read_worksheet,
        remarks,
    })
}

/// The scheme that the command names, else the one beside the submissions, else the kit's for code.
fn scheme(args: &Rules, folder: &Path, known: Known<'_>) -> anyhow::Result<Scheme> {
    if let Some(source) = args.bareme.as_deref().and_then(shipped) {
        return Ok(scheme::read(Path::new(messages::SHIPPED_SCHEME), source, known)?);
    }
    let path = args.bareme.clone().unwrap_or_else(|| folder.join("bareme.toml"));
    match optional(&path, args.bareme.is_some())? {
        Some(bytes) => {
            let source = String::from_utf8(bytes).map_err(|_| anyhow::anyhow!(messages::not_utf8(&path)))?;
            Ok(scheme::read(&path, &source, known)?)
        }
        None => Ok(scheme::read(Path::new(messages::SHIPPED_SCHEME), scheme::CODE, known)?),
    }
}

/// A scheme of the kit's, by its name.
pub fn shipped(name: &Path) -> Option<&'static str> {
    match name.to_str()? {
        "code" => Some(scheme::CODE),
        "reseau" => Some(scheme::NETWORK),
        "qualification" => Some(scheme::QUALIFICATION),
        _ => None,
    }
}

/// The content of a file; none when it is missing and nobody asked for it by name.
fn optional(path: &Path, named: bool) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named => Ok(None),
        Err(error) => Err(error).with_context(|| messages::unreadable_file(path)),
    }
}
