//! What `grader merge` costs, by the number of pupils: results are real ones, under other names.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use course::Course;
use serde_json::{Value, json};

use super::grader::{Cost, finish};
use super::submissions;

/// Real submissions, each a solution, a starter or a classic mistake in each exercise.
const REAL: usize = 12;
const SHARES: usize = 20;

pub fn run(course: &Course, grader: &Path, long: bool) -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path();
    let (head, records) = real(course, grader, folder)?;
    println!(
        "{:>8} {:>10} {:>12} {:>8} {:>10} {:>12}",
        "pupils", "shares", "pages", "wall", "processor", "peak memory"
    );
    let sizes: &[(usize, bool)] =
        if long { &[(30_000, false)] } else { &[(300, true), (300, false), (3000, true), (3000, false)] };
    for &(pupils, pages) in sizes {
        let parts = made_up(&head, &records, pupils, &folder.join(format!("parts-{pupils}")))?;
        let output = folder.join("results");
        let mut command = Command::new(grader);
        command.arg("merge").args(&parts).arg("--sortie").arg(&output).current_dir(course.root());
        if !pages {
            command.arg("--sans-rapports");
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut peak = None;
        let cost = Cost::of(|| {
            peak = finish(command.spawn().context("grader")?)?;
            Ok(())
        })?;
        let rows = fs::read_to_string(output.join("notes.csv"))?.lines().count();
        ensure!(rows == pupils + 1, "{rows} rows for {pupils} pupils");
        let bytes = parts.iter().map(|part| Ok(fs::metadata(part)?.len())).sum::<std::io::Result<u64>>()?;
        let mib = |bytes: f64| format!("{:.1} MiB", bytes / 1024.0 / 1024.0);
        let peak = peak.map_or("unknown".to_owned(), |kib| mib(kib as f64 * 1024.0));
        println!(
            "{pupils:>8} {:>10} {:>12} {:>6.1} s {:>8.1} s {peak:>12}",
            mib(bytes as f64),
            if pages { "yes" } else { "no" },
            cost.wall,
            cost.processors
        );
        fs::remove_dir_all(&output)?;
        if !pages {
            fs::remove_dir_all(folder.join(format!("parts-{pupils}")))?;
        }
    }
    Ok(())
}

/// The file of a class that was really marked: its head and its records.
fn real(course: &Course, grader: &Path, folder: &Path) -> anyhow::Result<(Value, Vec<Value>)> {
    let class = folder.join("class");
    submissions::write(course, REAL, &class)?;
    fs::write(class.join("bareme.toml"), submissions::scheme(course))?;
    fs::create_dir_all(class.join(".grader"))?;
    fs::write(class.join(".grader").join("graine"), "bench\n")?;
    let part = folder.join("real").join("part.jsonl");
    let mut command = Command::new(grader);
    command.arg("run").arg(&class).args(["--shard", "1/1", "--sortie"]).arg(&part);
    let status = command.current_dir(course.root()).stdout(Stdio::null()).status().context("grader")?;
    ensure!(status.success(), "grader: {status}");
    let text = fs::read_to_string(&part)?;
    let mut lines = text.lines().map(serde_json::from_str);
    let head = lines.next().context("an empty share")??;
    Ok((head, lines.collect::<Result<_, _>>()?))
}

/// The shares of a class of `pupils`, in `folder`; those that are there already are taken.
fn made_up(head: &Value, records: &[Value], pupils: usize, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let parts: Vec<PathBuf> = (1..=SHARES).map(|part| folder.join(format!("part-{part}.jsonl"))).collect();
    if folder.exists() {
        return Ok(parts);
    }
    fs::create_dir_all(folder)?;
    let id = |pupil: usize| format!("eleve-{pupil:05}");
    let roster: Vec<String> = (0..pupils).map(id).collect();
    for (number, part) in parts.iter().enumerate() {
        let mut head = head.clone();
        head["shard"] = json!(format!("{}/{SHARES}", number + 1));
        head["roster"] = json!(roster);
        let mut file = BufWriter::new(File::create(part)?);
        writeln!(file, "{head}")?;
        for pupil in (number..pupils).step_by(SHARES) {
            let mut record = records[pupil % records.len()].clone();
            record["place"] = json!(pupil);
            record["pupil"]["id"] = json!(id(pupil));
            record["pupil"]["name"] = json!(id(pupil));
            writeln!(file, "{record}")?;
        }
        file.flush()?;
    }
    Ok(parts)
}
