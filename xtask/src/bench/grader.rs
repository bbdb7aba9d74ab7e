//! A class graded, and what it costs.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use course::Course;

use super::bare::Bare;
use super::{cargo_test, median, ratio, student, submissions};

/// What is compared.
const CLASS: usize = 30;
/// In how many turns.
const TURNS: usize = 3;
/// How many submissions `cargo test` gets: it is the slowest, and does not tire.
const BY_CARGO: usize = 5;

pub fn run(course: &Course, grader: &Path, long: bool) -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path();
    let scheme = folder.join("bareme.toml");
    fs::write(&scheme, submissions::scheme(course))?;
    let grade = |count: usize, name: &str| -> anyhow::Result<(Duration, Option<u64>)> {
        let class = folder.join(name);
        submissions::write(course, count, &class)?;
        let mut command = Command::new(grader);
        command.arg(&class).arg("--bareme").arg(&scheme).current_dir(course.root());
        let start = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("grader")?;
        let peak = finish(child)?;
        Ok((start.elapsed(), peak))
    };
    // How the kit is compiled is found out once and kept: it is no part of a class.
    grade(1, "first")?;

    let bare = Bare::new(course.root(), folder)?;
    let (mut graded, mut compiled, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let (time, peak) = grade(CLASS, &format!("class-{turn}"))?;
        graded.push(time);
        peaks.extend(peak);
        compiled.push(compile_all(course, &bare, &folder.join(format!("class-{turn}")))?);
    }
    let (graded, compiled) = (median(graded), median(compiled));
    let by_cargo = test_all(course, folder)?;
    let exercises = submissions::marked(course).len();
    let cores = cores();
    println!(
        "{CLASS} submissions of {exercises} exercises, cold, on {cores} cores; median of {TURNS} turns\n"
    );
    println!("{:34} {:>10} {:>16} {:>7}", "", "in all", "per submission", "ratio");
    for (what, time) in [
        ("bare rustc, nothing run", compiled),
        ("grader", graded),
        ("cargo test in each submission", by_cargo),
    ] {
        let each = time.as_secs_f64() / CLASS as f64;
        let ratio = ratio(time, compiled);
        println!("{what:34} {:>8.1} s {each:>14.2} s {ratio:>7.2}", time.as_secs_f64());
    }

    println!("\n{:>12} {:>10} {:>16} {:>12}", "submissions", "in all", "per submission", "peak memory");
    let row = |count: usize, time: Duration, peak: Option<u64>| {
        let peak = peak.map_or("unknown".to_owned(), |kib| format!("{:.1} MiB", kib as f64 / 1024.0));
        let each = time.as_secs_f64() / count as f64;
        println!("{count:>12} {:>8.1} s {each:>14.2} s {peak:>12}", time.as_secs_f64());
    };
    row(CLASS, graded, peaks.into_iter().max());
    for count in if long { &[300, 1000][..] } else { &[300] } {
        let (time, peak) = grade(*count, &format!("class-of-{count}"))?;
        row(*count, time, peak);
    }
    Ok(())
}

/// Waits for the end; the most memory that the process itself had, in KiB, where the system tells.
fn finish(mut child: Child) -> anyhow::Result<Option<u64>> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).or(peak);
        if let Some(status) = child.try_wait()? {
            ensure!(status.success(), "grader: {status}");
            return Ok(peak);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Every file of a class, on all cores.
fn compile_all(course: &Course, bare: &Bare, class: &Path) -> anyhow::Result<Duration> {
    let exercises = submissions::marked(course);
    let start = Instant::now();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let worker = || -> anyhow::Result<()> {
            let folder = tempfile::tempdir_in(class)?;
            loop {
                let unit = next.fetch_add(1, Ordering::Relaxed);
                let (number, exercise) = (unit / exercises.len(), exercises[unit % exercises.len()]);
                if number >= CLASS {
                    return Ok(());
                }
                bare.with_drivers(exercise, &submissions::source(class, number, exercise), folder.path())?;
            }
        };
        let workers: Vec<_> = (0..cores()).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| anyhow::bail!("a worker stopped")))
    })?;
    Ok(start.elapsed())
}

/// What a teacher without a grader does: each submission in a kit of its own, each exercise by `cargo test`. The time for
/// a whole class, from a few of it.
fn test_all(course: &Course, folder: &Path) -> anyhow::Result<Duration> {
    let class = folder.join("class-0");
    let mut spent = Duration::ZERO;
    for number in 0..BY_CARGO {
        // Spread over the class, since its submissions are not alike.
        let number = number * CLASS / BY_CARGO;
        let kit = student::kit(course, &folder.join(format!("kit-{number}")))?;
        for exercise in submissions::marked(course) {
            let source = kit.join("exercises").join(exercise.id()).join("src").join("lib.rs");
            fs::copy(submissions::source(&class, number, exercise), source)?;
        }
        let start = Instant::now();
        for exercise in submissions::marked(course) {
            cargo_test(&kit, &exercise.package())?;
        }
        spent += start.elapsed();
    }
    Ok(spent.mul_f64(CLASS as f64 / BY_CARGO as f64))
}
