//! Files that are never half-written, and copies set aside before anything is replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Zoned;

/// Writes a file whole, with the folders above it: beside it first, then renamed over it, so that a power cut leaves
/// the old file or the new one.
///
/// # Errors
/// What the system says; the old file is untouched then.
pub fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, file));
    if written.is_err() {
        // Whatever was written of it is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// Copies made before work is replaced: `.atelier/sauvegardes/2026-11-23-101500/` at the kit's root.
#[derive(Debug)]
pub struct Backup {
    root: PathBuf,
    folder: PathBuf,
    used: bool,
}

impl Backup {
    /// The backup of this moment; nothing is written yet.
    pub fn new(root: &Path) -> Self {
        let folders = root.join(".atelier").join("sauvegardes");
        let now = Zoned::now().strftime("%Y-%m-%d-%H%M%S").to_string();
        let names = (1..).map(|count| if count == 1 { now.clone() } else { format!("{now}-{count}") });
        let mut free = names.map(|name| folders.join(name)).filter(|folder| !folder.exists());
        let folder = free.next().unwrap_or_else(|| folders.join(&now));
        Self { root: root.to_owned(), folder, used: false }
    }

    /// Copies a file of the kit, named from its root.
    ///
    /// # Errors
    /// When it cannot be copied: it must not be replaced then.
    pub fn keep(&mut self, name: &str) -> io::Result<()> {
        let copy = self.folder.join(name);
        fs::create_dir_all(copy.parent().unwrap_or(&self.folder))?;
        fs::copy(self.root.join(name), copy)?;
        self.used = true;
        Ok(())
    }

    /// Where the copies are, from the kit's root; none when nothing was copied.
    pub fn place(&self) -> Option<String> {
        self.used.then(|| shown(&self.root, &self.folder))
    }
}

/// A path as it is written from the kit's root, with `/`.
pub fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a/b.txt");
        for text in ["first", "second"] {
            replace(&file, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        assert_eq!(fs::read_dir(root.path().join("a")).unwrap().count(), 1);
        fs::create_dir(root.path().join("folder")).unwrap();
        assert!(replace(&root.path().join("folder"), b"x").is_err());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2, "a failure leaves no draft");
    }

    #[test]
    fn two_backups_of_one_second_do_not_mix() {
        let root = tempfile::tempdir().unwrap();
        for text in ["first", "second"] {
            fs::write(root.path().join("a.txt"), text).unwrap();
            let mut backup = Backup::new(root.path());
            assert_eq!(backup.place(), None);
            backup.keep("a.txt").unwrap();
            let copy = root.path().join(backup.place().unwrap()).join("a.txt");
            assert_eq!(fs::read_to_string(copy).unwrap(), text);
        }
        assert_eq!(fs::read_dir(root.path().join(".atelier/sauvegardes")).unwrap().count(), 2);
    }
}
