//! `grader pseudonymes`: a class without its names, for a machine of somebody else.
//!
//! Of each work goes what marking reads, under a pseudonym; of the class list and of the teacher's points what marking needs.
//! The key stays with the
//! teacher, and `grader merge --classe` puts the names back.

mod copy;
mod key;
mod marks;

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use course::Course;

use crate::args::{Pseudonyms, Rules};
use crate::messages::pseudonyms as messages;
use crate::{inputs, seed, whole_folder};
pub use copy::Copied;
pub use key::{Key, MARK, length};

/// Writes the class that `args` names without its names.
///
/// # Errors
/// As marking; no class list; a folder that cannot be written, or has something in it.
pub fn run(args: &Pseudonyms) -> anyhow::Result<ExitCode> {
    let course = Course::load(&course::find_root()?)?;
    let list = args.classe.clone().unwrap_or_else(|| args.folder.join("classe.csv"));
    ensure!(list.is_file(), messages::no_list(&list));
    whole_folder::ensure_free(&args.sortie)?;
    // Later it would be taken for a submission.
    let parent = args.sortie.parent().and_then(|parent| parent.canonicalize().ok());
    ensure!(
        parent.is_none() || parent != args.folder.canonicalize().ok(),
        messages::among_submissions(&args.sortie)
    );
    let rules = Rules {
        bareme: args.bareme.clone(),
        classe: args.classe.clone(),
        notes: args.notes.clone(),
        ..Rules::default()
    };
    let inputs = inputs::read(&args.folder, &rules, None, None, &course)?;
    seed::of_class(&inputs.folder, &inputs.output).context(crate::messages::NO_SEED)?;

    let beside = list.parent().map_or_else(Default::default, std::path::Path::to_owned);
    let mut key = Key::open(&beside)?;
    inputs.class.members.iter().try_for_each(|member| key.give(&member.id))?;
    // First, for nobody could read the rest without it.
    key.save()?;
    let copied = whole_folder::make(&args.sortie, |folder| {
        copy::copy(&inputs, args.bareme.as_deref(), &key, folder, &course)
    })?;
    let said = messages::summary(&args.sortie, key.path(), inputs.class.members.len(), &copied);
    cli::stdout().write_all(said.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
