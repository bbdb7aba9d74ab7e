//! `cargo x measure`: the numbers of the book's page « Mesures », taken from real exchanges on 127.0.0.1.
//!
//! Two kinds of figures, in two files of `book/mesures/`:
//! - `exactes.toml`: bytes and packets of our own programs, the same on every machine; `--check` measures them
//!   again and compares;
//! - `indicatives.toml`: times, and bytes that depend on the versions of OpenSSL, Mosquitto and curl.
//!
//! Charts and page follow from both, so that `--check` compares them too.

mod chart;
mod charts;
mod figures;
mod handshake;
mod http;
mod messages;
mod page;
mod program;
mod qos;
mod relay;
mod weight;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use figures::Figures;

/// What every measure needs to know.
struct Bench {
    /// Where the kit's binaries are.
    binaries: PathBuf,
    exact: Figures,
    indicative: Figures,
}

/// Measures and writes; or with `check`, measures what is exact and compares it with what is committed. True when
/// all is in step.
///
/// # Errors
/// When a program is missing, does not do its part in time, or an exchange is not what it should be.
pub fn run(root: &Path, check: bool) -> anyhow::Result<bool> {
    let folder = root.join("book/mesures");
    let mut bench =
        Bench { binaries: build(root)?, exact: Figures::default(), indicative: Figures::default() };
    weight::measure(&mut bench)?;
    qos::measure(&mut bench)?;
    if check {
        bench.indicative = Figures::read(&folder.join("indicatives.toml"))?;
    } else {
        weight::measure_curl(&mut bench)?;
        handshake::measure(&mut bench)?;
    }
    let mut files = vec![
        (folder.join("exactes.toml"), bench.exact.to_toml(messages::EXACT)),
        (folder.join("indicatives.toml"), bench.indicative.to_toml(messages::INDICATIVE)),
    ];
    let all = bench.exact.with(&bench.indicative);
    for chart in charts::all(&all)? {
        files.push((folder.join(format!("{}.svg", chart.name)), chart.to_svg()));
    }
    let template = fs::read_to_string(folder.join("page.md")).context("book/mesures/page.md")?;
    files.push((root.join("book/src/mesures.md"), page::fill(&template, &all)?));

    let mut in_step = true;
    for (path, text) in files {
        let shown = path.strip_prefix(root).unwrap_or(&path).display();
        if !check {
            fs::write(&path, text).with_context(|| format!("cannot write {shown}"))?;
            println!("{shown}: written");
        } else if let Some(line) = first_difference(&fs::read_to_string(&path).unwrap_or_default(), &text) {
            in_step = false;
            println!("{shown}: differs at line {line}; run `cargo x measure` and read what has changed");
        }
    }
    Ok(in_step)
}

fn build(root: &Path) -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let packages = ["broker", "clients", "maison"].iter().flat_map(|name| ["--package", name]);
    let built = Command::new(&cargo).current_dir(root).args(["build", "--bins"]).args(packages).status();
    ensure!(built.context("cargo build")?.success(), "the binaries do not build");
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root).no_deps().exec();
    Ok(metadata.context("cargo metadata")?.target_directory.join("debug").into())
}

/// The first line, from 1, at which two texts differ. By lines: git may give CRLF on Windows.
fn first_difference(committed: &str, measured: &str) -> Option<usize> {
    let same = committed.lines().zip(measured.lines()).take_while(|(a, b)| a == b).count();
    let equal = same == committed.lines().count() && same == measured.lines().count();
    (!equal).then_some(same + 1)
}
