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
use super::{cargo_test, median, student, submissions};

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
    let grade = |count: usize, name: &str| -> anyhow::Result<(Cost, Option<u64>)> {
        let class = folder.join(name);
        submissions::write(course, count, &class)?;
        let mut command = Command::new(grader);
        command.arg(&class).arg("--bareme").arg(&scheme).current_dir(course.root());
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut peak = None;
        let cost = Cost::of(|| {
            peak = finish(command.spawn().context("grader")?)?;
            Ok(())
        })?;
        Ok((cost, peak))
    };
    // How the kit is compiled is found out once and kept: it is no part of a class.
    grade(1, "first")?;

    let bare = Bare::new(course.root(), folder)?;
    let (mut graded, mut compiled, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let name = format!("class-{turn}");
        let (cost, peak) = grade(CLASS, &name)?;
        graded.push(cost);
        peaks.extend(peak);
        compiled.push(Cost::of(|| compile_all(course, &bare, &folder.join(name)))?);
    }
    let (graded, compiled, by_cargo) = (middle(&graded), middle(&compiled), test_all(course, folder)?);
    let exercises = submissions::marked(course).len();
    println!(
        "{CLASS} submissions of {exercises} exercises, cold, {} cores; median of {TURNS} turns\n",
        cores()
    );
    println!("{:32} {:>10} {:>7} {:>11} {:>7}", "", "wall time", "ratio", "processors", "ratio");
    for (what, cost) in [
        ("bare rustc, nothing run", compiled),
        ("grader", graded),
        ("cargo test in each submission", by_cargo),
    ] {
        let (wall, processors) = (cost.wall / compiled.wall, cost.processors / compiled.processors);
        println!("{what:32} {:>8.1} s {wall:>7.2} {:>9.1} s {processors:>7.2}", cost.wall, cost.processors);
    }

    println!("\n{:>12} {:>10} {:>16} {:>12}", "submissions", "wall time", "per submission", "peak memory");
    let row = |count: usize, cost: Cost, peak: Option<u64>| {
        let peak = peak.map_or("unknown".to_owned(), |kib| format!("{:.1} MiB", kib as f64 / 1024.0));
        println!("{count:>12} {:>8.1} s {:>14.2} s {peak:>12}", cost.wall, cost.wall / count as f64);
    };
    row(CLASS, graded, peaks.into_iter().max());
    for count in if long { &[300, 1000][..] } else { &[300] } {
        let (cost, peak) = grade(*count, &format!("class-of-{count}"))?;
        row(*count, cost, peak);
    }
    Ok(())
}

/// What something took, in seconds.
#[derive(Clone, Copy)]
pub struct Cost {
    pub wall: f64,
    /// On all processors together: it does not depend on what else the machine does. Zero where the system does not
    /// tell.
    pub processors: f64,
}

impl Cost {
    pub fn of(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<Self> {
        let (start, before) = (Instant::now(), processors());
        work()?;
        Ok(Self { wall: start.elapsed().as_secs_f64(), processors: processors() - before })
    }
}

/// Processor time of the children that have ended, and of theirs, in seconds.
fn processors() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name, which may hold anything: fields 16 and 17, in hundredths of a second.
    let after_name = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    after_name.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>()
        / 100.0
}

fn middle(costs: &[Cost]) -> Cost {
    let of = |value: fn(&Cost) -> f64| median(costs.iter().map(value).collect());
    Cost { wall: of(|cost| cost.wall), processors: of(|cost| cost.processors) }
}

/// Waits for the end; the most memory that the process itself had, in KiB, where the system tells.
pub fn finish(mut child: Child) -> anyhow::Result<Option<u64>> {
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
fn compile_all(course: &Course, bare: &Bare, class: &Path) -> anyhow::Result<()> {
    let exercises = submissions::marked(course);
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
    })
}

/// What a teacher without a grader does: each submission in a kit of its own, each exercise by `cargo test`. The time for
/// a whole class, from a few of it.
fn test_all(course: &Course, folder: &Path) -> anyhow::Result<Cost> {
    let class = folder.join("class-0");
    let mut spent = Cost { wall: 0.0, processors: 0.0 };
    for number in 0..BY_CARGO {
        // Spread over the class, since its submissions are not alike.
        let number = number * CLASS / BY_CARGO;
        let kit = student::kit(course, &folder.join(format!("kit-{number}")))?;
        for exercise in submissions::marked(course) {
            let source = kit.join("exercises").join(exercise.id()).join("src").join("lib.rs");
            fs::copy(submissions::source(&class, number, exercise), source)?;
        }
        let cost = Cost::of(|| {
            submissions::marked(course).iter().try_for_each(|exercise| cargo_test(&kit, &exercise.package()))
        })?;
        // As much for each of those that were left out.
        let share = CLASS as f64 / BY_CARGO as f64;
        spent.wall += cost.wall * share;
        spent.processors += cost.processors * share;
    }
    Ok(spent)
}
