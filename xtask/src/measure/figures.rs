//! Figures by name, and the flat TOML files that hold them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// Names such as `qos1.publieur.octets`, with a number or a word each.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Figures(BTreeMap<String, String>);

impl Figures {
    /// Notes a figure.
    pub fn set(&mut self, name: impl Into<String>, value: impl ToString) {
        self.0.insert(name.into(), value.to_string());
    }

    /// The figure of that name.
    ///
    /// # Errors
    /// When it was not measured.
    pub fn get(&self, name: &str) -> anyhow::Result<&str> {
        self.0.get(name).map(String::as_str).with_context(|| format!("no figure is called {name}"))
    }

    /// A figure that is a whole number.
    ///
    /// # Errors
    /// When it was not measured, or is not one.
    pub fn whole(&self, name: &str) -> anyhow::Result<u64> {
        self.get(name)?.parse().with_context(|| format!("{name} is not a whole number"))
    }

    /// Both together.
    pub fn with(&self, other: &Figures) -> Figures {
        Figures(self.0.iter().chain(&other.0).map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// As TOML, one line a figure, after a comment.
    pub fn to_toml(&self, comment: &str) -> String {
        let mut text: String = comment.lines().map(|line| format!("# {line}\n")).collect();
        for (name, value) in &self.0 {
            let quote = if value.parse::<f64>().is_ok() { "" } else { "\"" };
            text += &format!("{name} = {quote}{value}{quote}\n");
        }
        text
    }

    /// Reads what [`to_toml`](Figures::to_toml) wrote.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(path: &Path) -> anyhow::Result<Figures> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let pairs =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
        Ok(Figures(
            pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut figures = Figures::default();
        figures.set("qos1.octets", 38);
        figures.set("rapport", "1.4");
        figures.set("version", "curl 7.88.1");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.toml");
        let text = figures.to_toml("One.\nTwo.");
        assert_eq!(text, "# One.\n# Two.\nqos1.octets = 38\nrapport = 1.4\nversion = \"curl 7.88.1\"\n");
        fs::write(&path, text).unwrap();
        assert_eq!(Figures::read(&path).unwrap(), figures);
    }
}
