//! Noticing a save, by looking: no event of the system reaches WSL folders and network drives reliably.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often the files are looked at.
const PERIOD: Duration = Duration::from_millis(250);
/// How long a change must stay the same before it counts: editors write in several steps.
const SETTLE: Duration = Duration::from_millis(60);

/// Watches the Rust files of one folder, whatever its depth.
#[derive(Debug)]
pub struct Watcher {
    folder: PathBuf,
    seen: u64,
    changing: Option<u64>,
    next: Instant,
}

impl Watcher {
    /// Watches `folder` from its state of now.
    pub fn new(folder: PathBuf) -> Self {
        let seen = stamp(&folder);
        Self { folder, seen, changing: None, next: Instant::now() + PERIOD }
    }

    /// True once for each save, if it is time to look. A save that changes nothing counts: who saves wants an answer.
    pub fn saved(&mut self) -> bool {
        if Instant::now() < self.next {
            return false;
        }
        let saved = self.look();
        self.next = Instant::now() + if self.changing.is_some() { SETTLE } else { PERIOD };
        saved
    }

    fn look(&mut self) -> bool {
        let now = stamp(&self.folder);
        if now == self.seen {
            self.changing = None;
            return false;
        }
        if self.changing != Some(now) {
            self.changing = Some(now);
            return false;
        }
        self.seen = now;
        self.changing = None;
        true
    }
}

/// A number that changes with the name, time or content of any Rust file. The content is read as well because a
/// network drive may keep times to the second or two.
fn stamp(folder: &Path) -> u64 {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::metadata(&file).and_then(|data| data.modified()).ok().hash(&mut hasher);
        fs::read(&file).ok().hash(&mut hasher);
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
    fn a_change_counts_once_and_when_it_has_settled() {
        let (folder, mut watcher) = folder();
        assert!(!watcher.look(), "nothing was saved");
        fs::write(folder.path().join("lib.rs"), "").unwrap();
        assert!(!watcher.look(), "the editor may be in the middle of its work");
        fs::write(folder.path().join("lib.rs"), "fn b() {}").unwrap();
        assert!(!watcher.look(), "it changed again");
        assert!(watcher.look(), "it stayed the same");
        assert!(!watcher.look(), "it was told already");
    }

    #[test]
    fn new_files_and_equal_contents_count_and_other_files_do_not() {
        let (folder, mut watcher) = folder();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        assert!(!watcher.look() && !watcher.look(), "a text file is not watched");
        fs::write(folder.path().join("deep/more.rs"), "").unwrap();
        assert!(!watcher.look() && watcher.look(), "a new file in a sub-folder");
        let file = fs::File::options().write(true).open(folder.path().join("lib.rs")).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        assert!(!watcher.look() && watcher.look(), "saved again without a change");
    }
}
