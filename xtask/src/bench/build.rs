//! The first build that a student waits for: programs of the class, from nothing but the crates' sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, ensure};

use super::cargo;

/// Each program with its package, in the order in which a class starts them.
const CLASS: [(&str, &str); 3] = [("broker", "broker"), ("pub", "clients"), ("sub", "clients")];
/// Listed beside them: it is built at home or before the class.
const BESIDE: (&str, &str) = ("atelier", "atelier");
/// What we hold ourselves to, for the three together, on two cores that do nothing else.
const MOST_CRATES: usize = 120;
const MOST_SECONDS: f64 = 60.0;

pub fn run(root: &Path) -> anyhow::Result<()> {
    println!("First build, sources at hand, empty target folder; {}\n", machine());
    println!("{:12} {:>8} {:>10}", "program", "crates", "build");
    let target = tempfile::tempdir()?;
    let (mut all, mut total) = (BTreeSet::new(), 0.0);
    for (program, package) in CLASS {
        let crates = crates(root, package)?;
        let seconds = build(root, program, target.path())?;
        println!("{program:12} {:>8} {seconds:>8.1} s", crates.len());
        all.extend(crates);
        total += seconds;
    }
    let verdict = |within| if within { "within" } else { "BEYOND" };
    println!("{:12} {:>8} {total:>8.1} s", "together", all.len());
    println!("{:12} {:>8} {:>10}", "bound", MOST_CRATES, format!("{MOST_SECONDS:.1} s"));
    println!("{:12} {:>8} {:>10}", "", verdict(all.len() <= MOST_CRATES), verdict(total <= MOST_SECONDS));
    let (program, package) = BESIDE;
    let alone = tempfile::tempdir()?;
    let (count, seconds) = (crates(root, package)?.len(), build(root, program, alone.path())?);
    println!("\n{program:12} {count:>8} {seconds:>8.1} s   (in a folder of its own)");
    Ok(())
}

/// What `package` is compiled from, on this system, itself included: names with versions.
fn crates(root: &Path, package: &str) -> anyhow::Result<BTreeSet<String>> {
    let mut tree = cargo(root);
    tree.args(["tree", "--offline", "--package", package, "--edges", "normal,build"]);
    let output = tree.args(["--prefix", "none", "--format", "{p}"]).output().context("cargo tree")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout)?;
    // `syn v2.0.1 (proc-macro)`, `cli v0.1.0 (/…)`, and `(*)` where it was shown before.
    let names = lines.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "));
    Ok(names.filter(|name| !name.is_empty()).collect())
}

/// Builds a program as `cargo run --bin` does; how long it took, in seconds.
fn build(root: &Path, program: &str, target: &Path) -> anyhow::Result<f64> {
    let mut build = cargo(root);
    build.args(["build", "--offline", "--quiet", "--bin", program, "--target-dir"]).arg(target);
    let start = Instant::now();
    ensure!(build.status().context("cargo build")?.success(), "{program} does not build");
    Ok(start.elapsed().as_secs_f64())
}

/// How many cores there are, and how busy they were already: a figure of a busy machine says little.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown");
    format!("{cores} cores, load {load} before")
}
