//! Fingerprints of the kit's own code, kept from one grading to the next: it hardly ever changes, and there is much of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::prints::{FilePrints, Given};
use crate::cache::write_whole;
use crate::hash;

/// To be raised with whatever changes fingerprints: tokens, runs, winnowing.
const VERSION: &str = "1";
const FILE: &str = "empreintes.json";

/// What was kept, and what is to be.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    before: Content,
    now: Content,
    /// How many files had to be read anew.
    pub anew: usize,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Content {
    /// Of what fingerprints depend on beside the file.
    key: String,
    /// By name, each with the digest of its text.
    files: BTreeMap<String, (String, Vec<FilePrints>)>,
}

impl Kept {
    /// What is kept in `folder`; nothing where it was made for another version or other starters, or cannot be read.
    pub fn open(folder: &Path, given: &Given) -> Self {
        let key = hash::of_parts([VERSION.as_bytes(), &given.bytes()]);
        let path = folder.join(FILE);
        let content = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Content>(&bytes).ok());
        let before = content.filter(|content| content.key == key).unwrap_or_default();
        Self { path, before, now: Content { key, files: BTreeMap::new() }, anew: 0 }
    }

    /// The fingerprints of a file.
    pub fn prints(&mut self, name: &str, bytes: &[u8], given: &Given) -> Vec<FilePrints> {
        let digest = hash::of_parts([bytes]);
        let kept = self.before.files.remove(name).filter(|(of, _)| *of == digest);
        let prints = kept.map(|(_, prints)| prints).unwrap_or_else(|| {
            self.anew += 1;
            super::prints([(name.to_owned(), bytes)], given)
        });
        self.now.files.insert(name.to_owned(), (digest, prints.clone()));
        prints
    }

    /// Keeps what is new. What cannot be kept is found again the next time.
    pub fn close(self) {
        if self.anew > 0 || !self.before.files.is_empty() {
            let _ = serde_json::to_vec(&self.now).map(|bytes| write_whole(&self.path, &bytes));
        }
    }
}
