//! The teacher's file on disk. An editor may have it open: it is read again at each turn, and replaced whole, and only
//! while it still is what was read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// `notes-manuelles.toml`, which may not be there yet.
#[derive(Debug)]
pub struct NotesFile {
    path: PathBuf,
}

impl NotesFile {
    /// The file at `path`.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its bytes; none where there is no file.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            read => read,
        }
    }

    /// Puts `after` in the place of `before`: whole, or not at all if the machine stops now. False, and nothing is written, when
    /// the file is not `before` any more.
    ///
    /// # Errors
    /// When it cannot be written or put in place.
    pub fn replace(&self, before: &[u8], after: &[u8]) -> io::Result<bool> {
        // A link stays a link: what it leads to is replaced.
        let path = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        // Its owner's alone, as temporary files are, unless the teacher has decided otherwise for the one that is there.
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(after)?;
        if let Ok(there) = fs::metadata(&path) {
            file.as_file().set_permissions(there.permissions())?;
        }
        file.as_file().sync_all()?;
        if self.read()? != before {
            return Ok(false);
        }
        file.persist(&path).map_err(|error| error.error)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, NotesFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = NotesFile::new(folder.path().join("notes.toml"));
        (folder, file)
    }

    #[test]
    fn what_an_editor_wrote_meanwhile_is_not_overwritten() {
        let (folder, file) = file();
        assert!(file.replace(b"", b"un").expect("written"));
        fs::write(file.path(), "deux").expect("an editor saves");
        assert!(!file.replace(b"un", b"trois").expect("compared"));
        assert_eq!(file.read().expect("read"), b"deux");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left about");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_the_teacher_s_alone_and_an_old_one_keeps_its_rights_and_its_links() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, file) = file();
        let rights = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        file.replace(b"", b"un").expect("written");
        assert_eq!(rights(file.path()), 0o600);
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o640)).expect("changed");
        file.replace(b"un", b"deux").expect("written");
        assert_eq!(rights(file.path()), 0o640);

        let link = folder.path().join("lien.toml");
        std::os::unix::fs::symlink("notes.toml", &link).expect("a link");
        assert!(NotesFile::new(link.clone()).replace(b"deux", b"trois").expect("written"));
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(file.read().expect("read"), b"trois");
    }
}
