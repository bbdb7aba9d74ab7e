//! A student's work, gathered from the kit's folder: no link is followed, and nothing else of the disk is read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use course::Course;

use super::rules;
use crate::messages::archive as messages;

/// A file of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkFile {
    /// Its name from the kit's root, with `/`.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// All that a student made.
#[derive(Debug, Default)]
pub struct Work {
    /// By name.
    pub files: Vec<WorkFile>,
    /// What could not be taken and why, French.
    pub left_out: Vec<String>,
}

/// Folders that hold work, and how deep to look below them.
const FOLDERS: [(&str, usize); 3] = [("exercises", 8), ("reponses", 0), ("traces", 0)];
/// A folder of some other kind, put there by mistake, must not keep us looking.
const MAX_LOOKED_AT: usize = 20_000;

/// Gathers the work in the kit of `course`.
pub fn gather(course: &Course) -> Work {
    let root = course.root();
    let mut names = Vec::new();
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    for (folder, depth) in FOLDERS {
        walk(root, folder, depth, &mut names);
    }
    if root.join(rules::PROGRESS).exists() {
        names.push(rules::PROGRESS.to_owned());
    }
    names.sort();
    let mut work = Work::default();
    for name in names {
        if let Some(most) = rules::most_bytes(&name, course) {
            work.take(root, name, most);
        }
    }
    work
}

impl Work {
    fn take(&mut self, root: &Path, name: String, most: u64) {
        let bytes = match read_plain_file(&root.join(&name), most) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return self.left_out.push(messages::not_a_plain_file(&name)),
            Err(error) => return self.left_out.push(messages::unreadable(&name, &error)),
        };
        let exercise = name.split('/').take(2).collect::<Vec<_>>().join("/");
        let of_exercise = self.files.iter().filter(|file| file.name.starts_with(&format!("{exercise}/")));
        let already: usize = of_exercise.map(|file| file.bytes.len()).sum();
        let is_source = name.starts_with("exercises/");
        let total: usize = self.files.iter().map(|file| file.bytes.len()).sum();
        if bytes.len() as u64 > most {
            self.left_out.push(messages::too_large(&name, most));
        } else if is_source && (already + bytes.len()) as u64 > rules::MAX_EXERCISE {
            self.left_out.push(messages::too_large(&exercise, rules::MAX_EXERCISE));
        } else if (total + bytes.len()) as u64 > rules::MAX_TOTAL {
            self.left_out.push(messages::no_more_room(&name, rules::MAX_TOTAL));
        } else if self.files.len() == rules::MAX_FILES {
            self.left_out.push(messages::too_many(&name, rules::MAX_FILES));
        } else {
            self.files.push(WorkFile { name, bytes });
        }
    }
}

/// The names of all files below a folder of the kit.
fn walk(root: &Path, below: &str, depth: usize, names: &mut Vec<String>) {
    // A folder that is a link leads elsewhere.
    let is_folder = fs::symlink_metadata(root.join(below)).is_ok_and(|data| data.is_dir());
    let entries = if is_folder { fs::read_dir(root.join(below)).ok() } else { None };
    for entry in entries.into_iter().flatten().flatten() {
        let name = format!("{below}/{}", entry.file_name().to_string_lossy());
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if names.len() >= MAX_LOOKED_AT {
            return;
        } else if !is_folder {
            names.push(name);
        } else if depth > 0 {
            walk(root, &name, depth - 1, names);
        }
    }
}

/// At most one byte more than `most` of an ordinary file; `None` for a link or whatever else there may be.
fn read_plain_file(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::Kit;

    fn names(work: &Work) -> Vec<&str> {
        work.files.iter().map(|file| file.name.as_str()).collect()
    }

    #[test]
    fn the_work_and_nothing_else() {
        let kit = Kit::new();
        for file in [
            "reponses/tp1.toml",
            "traces/tp1.jsonl",
            "compte-rendu.md",
            "notes.txt",
            "reponses/deep/tp1.toml",
        ] {
            kit.write(file, "x");
        }
        kit.write("exercises/00-ports/src/more/deep.rs", "");
        kit.write("exercises/00-ports/target/debug/x.rs", "");
        let work = gather(&Course::load(kit.root()).unwrap());
        assert_eq!(
            names(&work),
            [
                "compte-rendu.md",
                "exercises/00-ports/src/lib.rs",
                "exercises/00-ports/src/more/deep.rs",
                "exercises/01-octet/src/lib.rs",
                "reponses/tp1.toml",
                "traces/tp1.jsonl",
            ]
        );
        assert!(work.left_out.is_empty(), "{:?}", work.left_out);
    }

    #[test]
    fn what_is_too_large_is_left_out_and_told() {
        let kit = Kit::new();
        kit.write("reponses/tp1.toml", &"#".repeat((64 << 10) + 1));
        for part in 0..5 {
            kit.write(&format!("exercises/00-ports/src/part{part}.rs"), &" ".repeat(250 << 10));
        }
        let work = gather(&Course::load(kit.root()).unwrap());
        assert_eq!(work.left_out.len(), 2, "{:?}", work.left_out);
        assert_eq!(names(&work).len(), 6, "{:?}", names(&work));
    }

    #[test]
    #[cfg(unix)]
    fn no_link_is_followed() {
        use std::os::unix::fs::symlink;
        let kit = Kit::new();
        kit.write("secret/a.rs", "secret");
        symlink(kit.path("secret/a.rs"), kit.path("exercises/00-ports/src/link.rs")).unwrap();
        symlink(kit.path("secret"), kit.path("exercises/00-ports/src/folder")).unwrap();
        symlink(kit.path("secret"), kit.path("reponses")).unwrap();
        let work = gather(&Course::load(kit.root()).unwrap());
        assert!(work.files.iter().all(|file| file.bytes != b"secret"), "{:?}", names(&work));
        assert_eq!(work.left_out.len(), 1, "the link to a file is told: {:?}", work.left_out);
    }
}
