//! What every `Cargo.toml` must say.

use std::fs;
use std::path::Path;

use anyhow::Context;
use cargo_metadata::Metadata;

pub(super) fn check(root: &Path, metadata: &Metadata) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        let manifest = package.manifest_path.as_std_path();
        let text = fs::read_to_string(manifest).with_context(|| manifest.display().to_string())?;
        let shown = manifest.strip_prefix(root).unwrap_or(manifest).display();
        let student = name.starts_with("exercise-") || name.starts_with("solution-");
        // What students write is not held to our lints.
        if !student && !text.contains("[lints]\nworkspace = true") {
            faults.push(format!("{shown}: add « [lints] workspace = true »"));
        }
        for setting in ["version", "edition", "rust-version", "license"] {
            if !text.contains(&format!("{setting}.workspace = true")) {
                faults.push(format!("{shown}: write « {setting}.workspace = true »"));
            }
        }
        if package.publish.as_deref() != Some(&[]) {
            faults.push(format!("{shown}: write « publish.workspace = true »"));
        }
        let sets_features = |line: &&str| line.contains("features") && line.contains("workspace = true");
        for line in text.lines().filter(sets_features) {
            faults.push(format!(
                "{shown}: « {line} »: features belong in the root's Cargo.toml, one set for all"
            ));
        }
    }
    Ok(faults)
}
