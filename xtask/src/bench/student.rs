//! From save to verdict, as a student lives it.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use course::Course;

use super::bare::Bare;
use super::session::Session;
use super::{cargo_test, median};

/// How often each exercise is saved.
const SAVES: u64 = 9;
/// What we hold ourselves to: save to verdict, in times of bare rustc.
const MOST: f64 = 1.3;

pub fn run(course: &Course, atelier: &Path) -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let root = kit(course, &scratch.path().join("kit"))?;
    let bare = Bare::new(course.root(), scratch.path())?;
    let mut session = Session::start(atelier, &root)?;
    println!("Median of {SAVES} saves of the solution, warm, tests run one by one\n");
    println!(
        "{:24} {:>16} {:>11} {:>7} {:>13}",
        "exercise", "save to verdict", "bare rustc", "ratio", "cargo test -p"
    );
    let mut largest: f64 = 0.0;
    for (place, exercise) in Course::load(&root)?.exercises().iter().enumerate() {
        if place > 0 {
            session.next_exercise()?;
        }
        session.verdict()?;
        let path =
            course.find(&exercise.id()).map(course::Exercise::solution_path).context("the exercise")?;
        let solution = fs::read_to_string(path)?;
        let (mut saved, mut compiled, mut tested) = (Vec::new(), Vec::new(), Vec::new());
        for save in 0..SAVES {
            // At no fixed point of the watcher's round.
            thread::sleep(Duration::from_millis(150 + 7 * save));
            let start = Instant::now();
            fs::write(exercise.source_path(), format!("{solution}// {save}\n"))?;
            session.verdict()?;
            saved.push(start.elapsed().as_secs_f64());
            let start = Instant::now();
            bare.visible(exercise, &exercise.source_path(), scratch.path())?;
            compiled.push(start.elapsed().as_secs_f64());
            let start = Instant::now();
            cargo_test(&root, &exercise.package())?;
            tested.push(start.elapsed().as_secs_f64());
        }
        // The first cargo test builds what the others find.
        tested.remove(0);
        let (saved, compiled, tested) = (median(saved), median(compiled), median(tested));
        println!(
            "{:24} {saved:>14.2} s {compiled:>9.2} s {:>7.2} {tested:>11.2} s",
            exercise.id(),
            saved / compiled
        );
        largest = largest.max(saved / compiled);
    }
    let verdict = if largest <= MOST { "within" } else { "BEYOND" };
    println!("\nLargest ratio {largest:.2}, {verdict} the bound of {MOST:.2}");
    session.quit()
}

/// A kit as a student has it, in `folder`: the exercises and what their tests need.
pub fn kit(course: &Course, folder: &Path) -> anyhow::Result<PathBuf> {
    for part in ["exercises", "crates/testkit"] {
        copy(&course.root().join(part), &folder.join(part))?;
    }
    fs::copy(course.root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let manifest = fs::read_to_string(course.root().join("Cargo.toml"))?;
    fs::write(folder.join("Cargo.toml"), student_manifest(&manifest))?;
    Ok(folder.to_owned())
}

/// The root's manifest, without the members that are not there.
fn student_manifest(manifest: &str) -> String {
    let mut text = String::new();
    let mut in_default_members = false;
    for line in manifest.lines() {
        in_default_members |= line.starts_with("default-members");
        let absent = line.contains("path = \"crates/") && !line.starts_with("testkit ");
        if line.starts_with("members") {
            text += "members = [\"crates/testkit\", \"exercises/*\"]\n";
        } else if !in_default_members && !absent {
            text += line;
            text.push('\n');
        }
        in_default_members &= !line.starts_with(']');
    }
    text
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}
