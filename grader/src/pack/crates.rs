//! The crates that students' commands are built from, and their manifests without tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use crate::messages::pack as messages;

/// The crates of the commands that students run.
const COMMANDS: [&str; 6] = ["atelier", "broker", "clients", "logdump", "maison", "qualify"];
/// The crate of the exercises' tests.
const OF_EXERCISES: &str = "testkit";

const DEPENDENCIES: [&str; 2] = ["dependencies", "build-dependencies"];

/// The kit's crates that [`COMMANDS`] and the exercises need, in order.
///
/// # Errors
/// A manifest that cannot be read.
pub fn needed(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut to_read: Vec<String> = COMMANDS.iter().chain([&OF_EXERCISES]).map(ToString::to_string).collect();
    let mut found = BTreeSet::new();
    while let Some(name) = to_read.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        let manifest = read(&root.join("crates").join(&name).join("Cargo.toml"))?;
        let ours = |name: &String| root.join("crates").join(name).is_dir();
        to_read.extend(dependencies(&manifest, &DEPENDENCIES).into_iter().filter(ours));
    }
    Ok(found.into_iter().collect())
}

/// Writes the manifests of the pack: the root's, and each crate's without its tests.
///
/// # Errors
/// A manifest that cannot be read or written.
pub fn manifests(root: &Path, pack: &Path, crates: &[String]) -> anyhow::Result<()> {
    let mut used = BTreeSet::new();
    for name in crates {
        let place = Path::new("crates").join(name);
        let mut manifest = read(&root.join(&place).join("Cargo.toml"))?;
        without_tests(&mut manifest, name, &pack.join(&place));
        used.extend(dependencies(&manifest, &DEPENDENCIES));
        write(&pack.join(&place).join("Cargo.toml"), &manifest)?;
    }
    let exercises = fs::read_dir(pack.join("exercises")).with_context(|| messages::cannot_read(pack))?;
    for path in exercises.flatten().map(|entry| entry.path().join("Cargo.toml")).filter(|path| path.is_file())
    {
        used.extend(dependencies(&read(&path)?, &["dependencies", "build-dependencies", "dev-dependencies"]));
    }

    let mut manifest = read(&root.join("Cargo.toml"))?;
    let workspace = &mut manifest["workspace"];
    workspace["members"] = value(["crates/*", "exercises/*"].into_iter().collect::<Array>());
    // Exercises fail until they are solved: a plain `cargo test` leaves them out.
    workspace["default-members"] = value(["crates/*"].into_iter().collect::<Array>());
    workspace["exclude"] = value(["scratch"].into_iter().collect::<Array>());
    if let Some(shared) = workspace["dependencies"].as_table_mut() {
        shared.retain(|name, _| used.contains(name));
    }
    if let Some(packages) = manifest["profile"]["dev"]["package"].as_table_mut() {
        packages.retain(|name, _| name == "*" || crates.iter().any(|known| known == name));
    }
    write(&pack.join("Cargo.toml"), &manifest)
}

/// The tests of the kit are not in the pack, nor what only they need.
fn without_tests(manifest: &mut DocumentMut, name: &str, folder: &Path) {
    for key in ["dev-dependencies", "test", "bench", "example", "bin"] {
        manifest.remove(key);
    }
    if folder.join("src/lib.rs").is_file() {
        let mut library = Table::new();
        library["test"] = value(false);
        library["doctest"] = value(false);
        manifest["lib"] = Item::Table(library);
    }
    let mut programs: Vec<(String, String)> = Vec::new();
    if folder.join("src/main.rs").is_file() {
        programs.push((name.to_owned(), "src/main.rs".to_owned()));
    }
    let mut others: Vec<_> = fs::read_dir(folder.join("src/bin")).into_iter().flatten().flatten().collect();
    others.sort_by_key(fs::DirEntry::path);
    for file in others {
        let file = file.file_name().to_string_lossy().into_owned();
        programs.extend(file.strip_suffix(".rs").map(|stem| (stem.to_owned(), format!("src/bin/{file}"))));
    }
    let tables = programs.into_iter().map(|(name, path)| {
        let mut program = Table::new();
        program["name"] = value(name);
        program["path"] = value(path);
        program["test"] = value(false);
        program
    });
    let tables: ArrayOfTables = tables.collect();
    if !tables.is_empty() {
        manifest["bin"] = Item::ArrayOfTables(tables);
    }
}

/// The names in these tables, those for one system only included.
fn dependencies(manifest: &DocumentMut, kinds: &[&str]) -> Vec<String> {
    let systems = manifest.get("target").and_then(Item::as_table_like).into_iter();
    let systems = systems.flat_map(|targets| targets.iter().filter_map(|(_, target)| target.as_table_like()));
    let places = std::iter::once(manifest.as_table() as &dyn toml_edit::TableLike).chain(systems);
    let tables = places.flat_map(|place| kinds.iter().filter_map(|kind| place.get(kind)?.as_table_like()));
    tables.flat_map(|table| table.iter().map(|(name, _)| name.to_owned())).collect()
}

fn read(path: &Path) -> anyhow::Result<DocumentMut> {
    let text = fs::read_to_string(path).with_context(|| messages::cannot_read(path))?;
    text.parse().with_context(|| messages::cannot_read(path))
}

fn write(path: &Path, manifest: &DocumentMut) -> anyhow::Result<()> {
    fs::write(path, manifest.to_string()).with_context(|| messages::cannot_write(path))
}
