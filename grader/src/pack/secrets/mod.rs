//! What must not go out, and whether it is in the pack.
//!
//! A secret is a sequence of words: three lines of a solution or of a hidden driver, a sentence of the guide or of a
//! corrigé, an explanation of a key. It is found whatever the spaces, the marks and the markup between its words.

mod gather;
mod public;
mod words;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::messages::pack as messages;
use words::words;

/// Secrets are known by their first words: a shorter one could be anybody's.
const KNOWN_BY: usize = 6;

/// One secret.
#[derive(Debug)]
pub struct Secret {
    /// The teacher's file that it is in, under the kit's root.
    pub source: PathBuf,
    /// As it is written there.
    pub text: String,
    words: Vec<String>,
}

/// A secret that the pack would give away.
#[derive(Debug)]
pub struct Leak {
    /// The pack's file.
    pub file: PathBuf,
    /// The teacher's file.
    pub source: PathBuf,
    /// What is in both.
    pub text: String,
}

/// What a search found.
#[derive(Debug)]
pub struct Searched {
    /// How many secrets were looked for.
    pub secrets: usize,
    /// Those that were found.
    pub leaks: Vec<Leak>,
}

/// Looks in all the files of the pack for the secrets of the kit at `root`.
///
/// # Errors
/// A file that cannot be read, or a kit without its teacher's part: then nothing could be looked for.
pub fn search(root: &Path, pack: &Path) -> anyhow::Result<Searched> {
    let secrets = gather::secrets(root)?;
    let mut index: HashMap<&[String], Vec<&Secret>> = HashMap::new();
    for secret in &secrets {
        index.entry(&secret.words[..KNOWN_BY]).or_default().push(secret);
    }
    let mut leaks = Vec::new();
    for path in gather::files(pack)? {
        let bytes = fs::read(&path).with_context(|| messages::cannot_read(&path))?;
        let file = path.strip_prefix(pack).unwrap_or(&path);
        let text = words::text_of(file, &bytes);
        let words = words(&text);
        let mut found: Vec<&Secret> = Vec::new();
        for (place, start) in words.windows(KNOWN_BY).enumerate() {
            let begins = index.get(start).into_iter().flatten();
            found.extend(begins.filter(|secret| {
                words[place..].starts_with(&secret.words) && !public::may_have(file, &secret.source)
            }));
        }
        leaks.extend(found.into_iter().map(|secret| Leak {
            file: file.to_owned(),
            source: secret.source.clone(),
            text: secret.text.clone(),
        }));
    }
    Ok(Searched { secrets: secrets.len(), leaks })
}
