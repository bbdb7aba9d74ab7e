//! The first reading: what was given is one class, each pupil of which is there once.
//!
//! Of a pupil only the place of the line is kept, so that a class of any size takes little memory.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::file::{ShardFile, Spot};
use super::names::Names;
use crate::answers::Answered;
use crate::messages::merge as messages;
use crate::messages::pseudonyms as messages_of_names;
use crate::model::{Class, ClassTimes, Owner, Pupil};
use crate::output::Counts;
use crate::shard::{Head, Record, Shard};

/// Shares that fit together.
#[derive(Debug)]
pub struct Survey {
    pub files: Vec<ShardFile>,
    /// What holds for everybody, remarks on several pupils included.
    pub class: Class,
    pub counts: Counts,
    /// The machine failed at somebody's exercise.
    pub retry: bool,
    /// The places in the class, in the order of the results.
    pub order: Vec<usize>,
    /// By place in the class, where the pupil's line is.
    pub spots: Vec<Option<Spot>>,
    /// Those who are missing, by share.
    pub missing: Vec<Missing>,
}

/// Pupils of one share who have no result.
#[derive(Debug, PartialEq, Eq)]
pub struct Missing {
    pub shard: Shard,
    /// Its file, if there is one.
    pub file: Option<PathBuf>,
    pub pupils: Vec<String>,
}

/// A pupil with two results.
#[derive(Debug, PartialEq, Eq)]
pub struct Double {
    pub id: String,
    /// File and line of each.
    pub at: [(PathBuf, usize); 2],
}

/// Reads all the files once. `names` are put in the place of pseudonyms.
///
/// # Errors
/// Shares that do not fit together, a damaged file, a pupil with two results; all that can be told at once is.
pub fn survey(paths: &[PathBuf], names: Option<&Names>) -> anyhow::Result<Survey> {
    let (mut files, heads) = open(paths)?;
    let Some(first) = heads.first() else { bail!(messages::EMPTY) };
    let mut class = Class { times: times(&heads), ..first.class.clone() };

    let mut spots: Vec<Option<Spot>> = vec![None; first.roster.len()];
    let (mut counts, mut answered, mut retry) = (Counts::default(), Answered::default(), false);
    let mut choices: Vec<(usize, String)> = Vec::new();
    let mut doubles = Vec::new();
    for (number, file) in (0..).zip(&mut files) {
        while let Some((offset, Record { place, choice, pupil })) = file.next()? {
            if first.roster.get(place) != Some(&pupil.id) {
                return Err(file.fault(messages::stranger(&pupil.id)).into());
            }
            let spot = Spot { file: number, line: file.line(), offset };
            if let Some(before) = spots[place].replace(spot) {
                let at = [before, spot].map(|spot| (paths[spot.file].clone(), spot.line));
                doubles.push(Double { id: pupil.id, at });
                continue;
            }
            let pupil = renamed(pupil, names)?;
            counts.add(&pupil);
            answered.add(&pupil);
            retry |= pupil.is_to_retry();
            choices.extend(choice.map(|choice| (place, choice)));
        }
    }
    if !doubles.is_empty() {
        bail!(messages::doubles(&doubles));
    }
    choices.sort();
    class.remarks.extend(choices.into_iter().map(|(_, choice)| choice));
    let missing = missing(&heads, paths, &spots);
    forget(&mut class, &missing);
    let mut order = (0..spots.len()).collect();
    if let Some(names) = names {
        names.class(&mut class);
        let (places, without) = names.order(&first.roster);
        order = places;
        if !without.is_empty() {
            class.remarks.push(messages_of_names::without_result(&without));
        }
    }
    class.remarks.extend(answered.remarks(first.drawn));
    Ok(Survey { files, class, counts, retry, order, spots, missing })
}

/// A pupil under the real name, where pseudonyms have one.
pub fn renamed(pupil: Pupil, names: Option<&Names>) -> anyhow::Result<Pupil> {
    match names {
        Some(names) => names.pupil(pupil),
        None => Ok(pupil),
    }
}

/// The files and their heads, of which only the first keeps its roster: it is that of all.
fn open(paths: &[PathBuf]) -> anyhow::Result<(Vec<ShardFile>, Vec<Head>)> {
    let (mut files, mut heads) = (Vec::new(), Vec::<Head>::new());
    for path in paths {
        let (file, mut head) = ShardFile::open(path)?;
        if let Some(first) = heads.first() {
            fit(first, &paths[0], &head, path)?;
            head.roster = Vec::new();
        }
        files.push(file);
        heads.push(head);
    }
    Ok((files, heads))
}

/// Whether two shares are of one class, cut and marked alike.
fn fit(first: &Head, first_path: &Path, other: &Head, path: &Path) -> anyhow::Result<()> {
    let (ours, theirs) = (first.conditions.each(), other.conditions.each());
    for ((what, ours), (_, theirs)) in ours.into_iter().zip(theirs) {
        if ours != theirs {
            bail!(messages::mixed(what, (first_path, ours), (path, theirs)));
        }
    }
    if first.shard.of != other.shard.of {
        let (ours, theirs) = (first.shard.to_string(), other.shard.to_string());
        bail!(messages::mixed(messages::CUT_OTHERWISE, (first_path, &ours), (path, &theirs)));
    }
    let timeless = |head: &Head| Class { times: ClassTimes::default(), ..head.class.clone() };
    if first.roster != other.roster || first.drawn != other.drawn || timeless(first) != timeless(other) {
        bail!(messages::other_class(first_path, path));
    }
    Ok(())
}

/// Leaves out comparisons with pupils who have no result: a page could not name them.
fn forget(class: &mut Class, missing: &[Missing]) {
    let missing: BTreeSet<&str> =
        missing.iter().flat_map(|share| &share.pupils).map(String::as_str).collect();
    class.copies.retain(|copy| !copy.pupils.iter().any(|pupil| missing.contains(pupil.as_str())));
    class.similar.retain(|similar| {
        let other = if let Owner::Pupil(id) = &similar.to { Some(id.as_str()) } else { None };
        !missing.contains(similar.pupil.as_str()) && !other.is_some_and(|id| missing.contains(id))
    });
}

/// They were marked side by side.
fn times(heads: &[Head]) -> ClassTimes {
    let times = || heads.iter().map(|head| &head.class.times);
    ClassTimes {
        graded_at: times().map(|times| times.graded_at.clone()).max().unwrap_or_default(),
        seconds: times().map(|times| times.seconds).fold(0.0, f64::max),
    }
}

fn missing(heads: &[Head], paths: &[PathBuf], spots: &[Option<Spot>]) -> Vec<Missing> {
    let Some(first) = heads.first() else { return Vec::new() };
    let mut missing: Vec<Missing> = Vec::new();
    let without = first.roster.iter().zip(spots).filter(|(_, spot)| spot.is_none());
    let mut absent: Vec<(Shard, &String)> =
        without.map(|(id, _)| (Shard::of_pupil(id, first.shard.of), id)).collect();
    absent.sort_by_key(|(shard, _)| *shard);
    for (shard, id) in absent {
        match missing.last_mut().filter(|last| last.shard == shard) {
            Some(last) => last.pupils.push(id.clone()),
            None => {
                let file = heads.iter().zip(paths).find(|(head, _)| head.shard == shard);
                let file = file.map(|(_, path)| path.clone());
                missing.push(Missing { shard, file, pupils: vec![id.clone()] });
            }
        }
    }
    missing
}
