//! The kit's rules, and the traces that it shows as examples.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;
use evidence::{Imprint, Rules};

use super::lines;
use super::messages;

/// What one lab asks of its trace.
#[derive(Debug)]
pub struct Lab {
    pub rules: Rules,
    /// That of the kit's own trace, where there is one: everybody has it.
    pub example: Option<Imprint>,
}

/// All of them, by the name of the trace: `tp1`, `tp1-coupure`.
#[derive(Debug, Default)]
pub struct Labs(BTreeMap<String, Lab>);

impl Labs {
    /// Reads `book/formulaires/regles` and `book/formulaires/traces`, below the kit's root.
    ///
    /// # Errors
    /// When a file of rules is wrong, which its message says.
    pub fn load(root: &Path) -> anyhow::Result<Self> {
        let folder = root.join("book").join("formulaires");
        let rules = folder.join("regles");
        let mut labs = BTreeMap::new();
        for entry in fs::read_dir(&rules).with_context(|| messages::unreadable(&rules))? {
            let path = entry.with_context(|| messages::unreadable(&rules))?.path();
            let (Some(name), Some("toml")) =
                (path.file_stem(), path.extension().and_then(|end| end.to_str()))
            else {
                continue;
            };
            let name = name.to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).with_context(|| messages::unreadable(&path))?;
            let rules = Rules::parse(&path.display().to_string(), &text)?;
            let example = example(&folder.join("traces").join(format!("{name}.jsonl")))?;
            labs.insert(name, Lab { rules, example });
        }
        Ok(Self(labs))
    }

    pub fn get(&self, name: &str) -> Option<&Lab> {
        self.0.get(name)
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}

impl Lab {
    /// The points of its rules, those that are asked for.
    pub fn points(&self) -> f64 {
        self.rules.all().iter().filter(|rule| !rule.is_optional()).map(evidence::Rule::points).sum()
    }
}

fn example(path: &Path) -> anyhow::Result<Option<Imprint>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| messages::unreadable(path)),
    };
    let mut imprint = Imprint::default();
    lines::read(&bytes, |_, record| imprint.record(&record));
    Ok(Some(imprint))
}
