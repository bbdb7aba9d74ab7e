//! Fingerprints: hashes of runs of tokens, of which winnowing keeps a few.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::tokens::Token;

/// Tokens in a run. Shorter runs are everybody's: `for x in y {` has six.
pub const RUN: usize = 16;
/// Of so many runs in a row, at least one is kept: what two files share over `RUN + WINDOW - 1` tokens is found for sure.
const WINDOW: usize = 5;

/// One fingerprint and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    pub hash: u64,
    /// Of its first token in the file.
    pub token: usize,
    /// Its first and last line, from 1.
    pub lines: (usize, usize),
}

/// The fingerprints of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePrints {
    pub name: String,
    /// In the file's order.
    #[serde(with = "text")]
    pub prints: Vec<Print>,
}

/// Every run of what the kit gave.
#[derive(Debug, Clone, Default)]
pub struct Given(HashSet<u64>);

impl Given {
    pub fn add(&mut self, tokens: &[Token]) {
        self.0.extend(runs(tokens).map(|print| print.hash));
    }

    /// Equal for equal runs.
    pub fn bytes(&self) -> Vec<u8> {
        let mut hashes: Vec<u64> = self.0.iter().copied().collect();
        hashes.sort_unstable();
        hashes.into_iter().flat_map(u64::to_le_bytes).collect()
    }
}

impl FilePrints {
    pub fn new(name: String, tokens: &[Token], given: &Given) -> Self {
        // Before winnowing: a run that was given must not hide the pupil's own beside it.
        let own: Vec<Print> = runs(tokens).filter(|print| !given.0.contains(&print.hash)).collect();
        Self { name, prints: winnow(&own) }
    }
}

fn runs(tokens: &[Token]) -> impl Iterator<Item = Print> {
    tokens.windows(RUN).enumerate().map(|(token, run)| {
        let fold = |hash: u64, token: &Token| mix(hash ^ token.code);
        Print { hash: run.iter().fold(0, fold), token, lines: (run[0].line, run[RUN - 1].line) }
    })
}

/// Spreads a change of any bit over all of them: the least hash of a window must fall anywhere.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// The least hash of each window, the last of equals, each once.
fn winnow(runs: &[Print]) -> Vec<Print> {
    let mut kept: Vec<Print> = Vec::new();
    for window in runs.windows(WINDOW.min(runs.len().max(1))) {
        let Some(least) = window.iter().rev().min_by_key(|print| print.hash) else { continue };
        if kept.last().is_none_or(|last| last.token != least.token) {
            kept.push(*least);
        }
    }
    kept
}

/// Fingerprints as one text, 32 digits each: read several times as fast as numbers, of which there are many.
mod text {
    use std::fmt::Write;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Print;

    pub fn serialize<S: Serializer>(prints: &[Print], serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(prints.len() * 32);
        for Print { hash, token, lines: (first, last) } in prints {
            // A file of 256 KiB has neither more tokens nor more lines than that.
            let _ = write!(text, "{hash:016x}{token:06x}{first:05x}{last:05x}");
        }
        serializer.serialize_str(&text)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Vec<Print>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let prints: Option<Vec<Print>> =
            (0..text.len()).step_by(32).map(|start| print(text.get(start..start + 32)?)).collect();
        prints.ok_or_else(|| D::Error::custom("not fingerprints"))
    }

    fn print(text: &str) -> Option<Print> {
        let number = |from: usize, to: usize| u64::from_str_radix(text.get(from..to)?, 16).ok();
        let place = |from: usize, to: usize| usize::try_from(number(from, to)?).ok();
        let lines = (place(22, 27)?, place(27, 32)?);
        Some(Print { hash: number(0, 16)?, token: place(16, 22)?, lines })
    }
}
