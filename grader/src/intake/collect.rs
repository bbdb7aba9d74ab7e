//! What folder and archive readers share: each entry is offered, and the collector says what to do with it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use course::Course;
use runner::Unit;

use super::messages;
use super::path::{self, PaperPlace, Place, Refused};
use super::{
    Handed, Kept, MAX_ENTRIES, MAX_EXERCISE, MAX_FILE, MAX_PAPER, MAX_PAPERS, MAX_SOURCES, MAX_TRACE,
    MAX_TRACES, Paper, Recorded, Unreadable,
};
use crate::messages::printable;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    File { bytes: u64 },
    Folder,
    Symlink,
    HardLink,
    Special,
}

/// Gathers the files of one submission.
#[derive(Debug)]
pub struct Collector<'c> {
    course: &'c Course,
    /// By exercise and lower-case path: two names that differ by case alone are one file on some systems.
    files: BTreeMap<(String, String), Candidate>,
    papers: BTreeMap<String, Candidate>,
    traces: BTreeMap<String, Candidate>,
    remarks: Vec<String>,
    entries: usize,
    sources: usize,
    anything: bool,
    left: Vec<String>,
    left_count: usize,
}

#[derive(Debug)]
struct Candidate {
    distance: usize,
    origin: String,
    path: PathBuf,
    bytes: Vec<u8>,
}

/// An entry whose content is wanted.
#[derive(Debug)]
pub struct Wanted {
    home: Home,
    origin: String,
}

/// Where what is wanted belongs.
#[derive(Debug)]
enum Home {
    Source(Place),
    Paper(PaperPlace),
    Trace(PaperPlace),
}

impl Wanted {
    /// How much of it to read, in bytes: one more than is kept, so that a size that lies is seen.
    pub fn most(&self) -> u64 {
        match self.home {
            Home::Source(_) | Home::Paper(_) => MAX_FILE + 1,
            Home::Trace(_) => MAX_TRACE + 1,
        }
    }
}

/// Only so many remarks of a submission are of use.
const MAX_REMARKS: usize = 20;

impl<'c> Collector<'c> {
    pub fn new(course: &'c Course) -> Self {
        Self {
            course,
            files: BTreeMap::new(),
            papers: BTreeMap::new(),
            traces: BTreeMap::new(),
            remarks: Vec::new(),
            entries: 0,
            sources: 0,
            anything: false,
            left: Vec::new(),
            left_count: 0,
        }
    }

    /// Offers an entry by its path below the submission; says whether to read its content.
    ///
    /// # Errors
    /// [`Unreadable`] when there are too many entries, or too many sources, to go on.
    pub fn offer(&mut self, raw: &[u8], entry: Entry) -> Result<Option<Wanted>, Unreadable> {
        self.entries += 1;
        if self.entries > MAX_ENTRIES {
            return Err(Unreadable(messages::too_many_entries(MAX_ENTRIES)));
        }
        if entry == Entry::Folder {
            return Ok(None);
        }
        let shown = printable(&String::from_utf8_lossy(raw));
        let parts = match path::parts(raw) {
            Ok(parts) => parts,
            Err(refused) => {
                self.remark(messages::refused_path(&shown, refused));
                return Ok(None);
            }
        };
        let place = path::place(&parts, self.course);
        let bytes = match entry {
            Entry::File { bytes } => bytes,
            // Links in a build folder are cargo's own doing: only those that stand for a source are told.
            _ if is_by_product(&parts) => return Ok(None),
            _ => {
                self.remark(messages::refused_entry(&shown, entry));
                return Ok(None);
            }
        };
        let by_product = is_by_product(&parts);
        self.anything |= !by_product;
        if let Some(place) = path::paper(&parts).filter(|_| !by_product) {
            return Ok(self.wanted_paper(place, bytes, shown));
        }
        if let Some(place) = path::trace(&parts).filter(|_| !by_product) {
            return Ok(self.wanted_trace(place, shown));
        }
        if parts.len() <= 2 && parts.last().is_some_and(|name| is_typeset_account(name)) {
            self.remark(messages::account_to_read(&shown));
            return Ok(None);
        }
        let Some(place) = place else {
            if !by_product {
                self.left_count += 1;
                if self.left.len() < 3 {
                    self.left.push(shown);
                }
            }
            return Ok(None);
        };
        if Unit::new(&place.exercise, vec![(place.path.clone(), Vec::new())]).is_err() {
            self.remark(messages::refused_path(&shown, Refused::Odd));
            return Ok(None);
        }
        if bytes > MAX_FILE {
            self.remark(messages::file_too_large(&shown, MAX_FILE));
            return Ok(None);
        }
        self.sources += 1;
        if self.sources > MAX_SOURCES {
            return Err(Unreadable(messages::too_many_sources(MAX_SOURCES)));
        }
        Ok(Some(Wanted { home: Home::Source(place), origin: shown }))
    }

    fn wanted_paper(&mut self, place: PaperPlace, bytes: u64, shown: String) -> Option<Wanted> {
        if bytes > MAX_PAPER {
            self.remark(messages::file_too_large(&shown, MAX_PAPER));
            return None;
        }
        if self.papers.len() >= MAX_PAPERS && !self.papers.contains_key(&place.name) {
            self.remark(messages::too_many_papers(&shown, MAX_PAPERS));
            return None;
        }
        Some(Wanted { home: Home::Paper(place), origin: shown })
    }

    fn wanted_trace(&mut self, place: PaperPlace, shown: String) -> Option<Wanted> {
        if self.traces.len() >= MAX_TRACES && !self.traces.contains_key(&place.name) {
            self.remark(messages::too_many_traces(&shown, MAX_TRACES));
            return None;
        }
        Some(Wanted { home: Home::Trace(place), origin: shown })
    }

    /// Keeps the content of an entry, unless a better one has the same place.
    pub fn keep(&mut self, wanted: Wanted, bytes: Vec<u8>) {
        let Wanted { home, origin } = wanted;
        let place = match home {
            Home::Source(place) => place,
            Home::Paper(place) => return self.keep_paper(place, origin, bytes),
            Home::Trace(place) => {
                let candidate = Candidate { distance: place.distance, origin, path: PathBuf::new(), bytes };
                return self.remarks.extend(put_nearest(&mut self.traces, place.name, candidate));
            }
        };
        if bytes.len() as u64 > MAX_FILE {
            return self.remark(messages::file_too_large(&origin, MAX_FILE));
        }
        let of_exercise = self.files.iter().filter(|((exercise, _), _)| *exercise == place.exercise);
        let size: u64 = of_exercise.map(|(_, file)| file.bytes.len() as u64).sum();
        if size + bytes.len() as u64 > MAX_EXERCISE {
            return self.remark(messages::exercise_too_large(&origin, MAX_EXERCISE));
        }
        let key = (place.exercise, path::shown(&place.path).to_lowercase());
        let candidate = Candidate { distance: place.distance, origin, path: place.path, bytes };
        self.remarks.extend(put_nearest(&mut self.files, key, candidate));
    }

    fn keep_paper(&mut self, place: PaperPlace, origin: String, bytes: Vec<u8>) {
        if bytes.len() as u64 > MAX_PAPER {
            return self.remark(messages::file_too_large(&origin, MAX_PAPER));
        }
        let candidate = Candidate { distance: place.distance, origin, path: PathBuf::new(), bytes };
        self.remarks.extend(put_nearest(&mut self.papers, place.name, candidate));
    }

    /// Notes what could not be read.
    pub fn remark(&mut self, text: String) {
        self.remarks.push(text);
    }

    /// What was kept. Archives list their entries in any order; the result does not depend on it.
    pub fn finish(mut self) -> Handed {
        self.remarks.sort_unstable();
        self.remarks.dedup();
        let more = self.remarks.len().saturating_sub(MAX_REMARKS);
        self.remarks.truncate(MAX_REMARKS);
        if more > 0 {
            self.remarks.push(messages::more_remarks(more));
        }
        if self.left_count > 0 {
            self.remarks.push(messages::left_aside(self.left_count, &self.left));
        }
        if !self.anything && self.remarks.is_empty() {
            self.remarks.insert(0, messages::EMPTY_SUBMISSION.to_owned());
        }
        let files = self
            .files
            .into_iter()
            .map(|((exercise, _), file)| Kept { exercise, path: file.path, bytes: file.bytes })
            .collect();
        let papers = self.papers.into_iter().map(|(name, file)| Paper { name, bytes: file.bytes });
        let traces = self.traces.into_iter().map(|(name, Candidate { mut bytes, .. })| {
            let cut = bytes.len() as u64 > MAX_TRACE;
            bytes.truncate(MAX_TRACE as usize);
            Recorded { name, bytes, cut }
        });
        Handed {
            files,
            papers: papers.collect(),
            traces: traces.collect(),
            remarks: self.remarks,
            anything: self.anything,
        }
    }
}

/// Keeps the one of two that is nearer to its usual place, and tells of the other.
fn put_nearest<K: Ord>(kept: &mut BTreeMap<K, Candidate>, key: K, candidate: Candidate) -> Option<String> {
    match kept.get(&key) {
        Some(other) if (other.distance, &other.origin) <= (candidate.distance, &candidate.origin) => {
            Some(messages::same_place(&candidate.origin, &other.origin))
        }
        other => {
            let remark = other.map(|other| messages::same_place(&other.origin, &candidate.origin));
            kept.insert(key, candidate);
            remark
        }
    }
}

/// An account that only an office program shows.
fn is_typeset_account(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        let known = ["odt", "doc", "docx", "rtf", "pdf"];
        known.contains(&extension.to_ascii_lowercase().as_str()) && path::is_account(stem)
    })
}

/// What cargo, git and the systems leave around.
fn is_by_product(parts: &[&str]) -> bool {
    parts.iter().any(|part| matches!(*part, "target" | "__MACOSX") || part.starts_with('.'))
        || parts.last().is_some_and(|name| matches!(*name, "Thumbs.db" | "desktop.ini"))
}
