//! Noticing a save, by looking: no event of the system reaches WSL folders and network drives reliably.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often names, times and lengths are looked at.
const PERIOD: Duration = Duration::from_millis(20);
/// How often contents are: a network drive may keep times to the second or two.
const DEEP_PERIOD: Duration = Duration::from_millis(250);
/// The share of its time that a slow drive may keep us looking: one part in so many.
const SHARE: u32 = 10;

/// Watches the Rust files of one folder, whatever its depth.
///
/// A change counts at once. Some editors write in several steps: the check that began with the first of them is given
/// up when the next one is seen, which is long before it could have told anything.
#[derive(Debug)]
pub struct Watcher {
    folder: PathBuf,
    surface: u64,
    contents: u64,
    next: Instant,
    next_deep: Instant,
}

impl Watcher {
    /// Watches `folder` from its state of now.
    pub fn new(folder: PathBuf) -> Self {
        let (surface, contents) = (surface(&folder), contents(&folder));
        let now = Instant::now();
        Self { folder, surface, contents, next: now + PERIOD, next_deep: now + DEEP_PERIOD }
    }

    /// True once for each save, if it is time to look. A save that changes nothing counts: who saves wants an answer.
    pub fn saved(&mut self) -> bool {
        let start = Instant::now();
        if start < self.next {
            return false;
        }
        let deep = start >= self.next_deep;
        let saved = self.look(deep);
        let end = Instant::now();
        let cost = end - start;
        self.next = end + PERIOD.max(cost * SHARE);
        if deep {
            self.next_deep = end + DEEP_PERIOD.max(cost * SHARE);
        }
        saved
    }

    fn look(&mut self, deep: bool) -> bool {
        let surface = surface(&self.folder);
        if surface == self.surface && !deep {
            return false;
        }
        let contents = contents(&self.folder);
        let saved = surface != self.surface || contents != self.contents;
        (self.surface, self.contents) = (surface, contents);
        saved
    }
}

/// A number that changes with the name, time or length of any Rust file.
fn surface(folder: &Path) -> u64 {
    stamp(folder, |file, hasher| {
        let data = fs::metadata(file).ok();
        data.map(|data| (data.len(), data.modified().ok())).hash(hasher);
    })
}

/// A number that changes with the content of any Rust file.
fn contents(folder: &Path) -> u64 {
    stamp(folder, |file, hasher| fs::read(file).ok().hash(hasher))
}

fn stamp(folder: &Path, look: impl Fn(&Path, &mut DefaultHasher)) -> u64 {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        look(&file, &mut hasher);
        file.hash(&mut hasher);
    }
    hasher.finish()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // Not through links, which may turn in circles.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    /// A watched folder with one file, and its watcher.
    fn folder() -> (tempfile::TempDir, Watcher) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::write(folder.path().join("lib.rs"), "fn a() {}").unwrap();
        let watcher = Watcher::new(folder.path().to_owned());
        (folder, watcher)
    }

    #[test]
    fn each_change_counts_once_and_at_once() {
        let (folder, mut watcher) = folder();
        assert!(!watcher.look(false), "nothing was saved");
        for text in ["", "fn b() {}"] {
            fs::write(folder.path().join("lib.rs"), text).unwrap();
            assert!(watcher.look(false), "{text:?} was saved");
            assert!(!watcher.look(false) && !watcher.look(true), "it was told already");
        }
    }

    #[test]
    fn new_files_and_equal_contents_count_and_other_files_do_not() {
        let (folder, mut watcher) = folder();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        assert!(!watcher.look(true), "a text file is not watched");
        fs::write(folder.path().join("deep/more.rs"), "").unwrap();
        assert!(watcher.look(false), "a new file in a sub-folder");
        set_time(&folder.path().join("lib.rs"), SystemTime::UNIX_EPOCH);
        assert!(watcher.look(false), "saved again without a change");
    }

    #[test]
    fn where_times_are_coarse_contents_tell() {
        let (folder, mut watcher) = folder();
        let file = folder.path().join("lib.rs");
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, "fn b() {}").unwrap();
        set_time(&file, time);
        assert!(!watcher.look(false), "same time and length");
        assert!(watcher.look(true), "other content");
        assert!(!watcher.look(true), "it was told already");
    }

    fn set_time(file: &Path, time: SystemTime) {
        fs::File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
    }
}
