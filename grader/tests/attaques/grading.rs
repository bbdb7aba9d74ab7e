//! One run of the grader, watched.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use grader::model::{Class, Entry, Pupil};

use crate::ground::Ground;

/// What a grading said, wrote and used.
pub struct Grading {
    pub class: Class,
    pub pupils: Vec<Pupil>,
    /// What it said, on both outputs.
    pub said: String,
    pub code: Option<i32>,
    /// The most memory that the grader itself had, in KiB.
    pub memory: u64,
    pub elapsed: Duration,
}

/// Grades the class.
pub fn grade(ground: &Ground, options: &[&str]) -> Grading {
    let start = Instant::now();
    let (output, memory) = watch(ground.grader(options));
    let elapsed = start.elapsed();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let said = text(output.stdout) + &text(output.stderr);
    let lines = fs::read_to_string(ground.path("classe/rapports/resultats.jsonl"))
        .unwrap_or_else(|error| panic!("no results ({error}), status {}:\n{said}", output.status));
    let mut class = None;
    let mut pupils = Vec::new();
    for line in lines.lines() {
        match serde_json::from_str(line).expect("a line of results") {
            Entry::Class(own) => class = Some(*own),
            Entry::Pupil(pupil) => pupils.push(*pupil),
        }
    }
    let class = class.expect("the class comes first");
    Grading { class, pupils, said, code: output.status.code(), memory, elapsed }
}

impl Grading {
    /// The result of what was handed in under this name.
    pub fn of(&self, label: &str) -> &Pupil {
        let its = |pupil: &&Pupil| pupil.submission.as_ref().is_some_and(|handed| handed.label == label);
        self.pupils.iter().find(its).unwrap_or_else(|| panic!("no result for {label:?}"))
    }

    /// All that two gradings of one class have in common.
    pub fn without_times(&self) -> (Class, Vec<Pupil>) {
        let class = Class { times: Default::default(), ..self.class.clone() };
        let pupils = self.pupils.iter().map(|pupil| Pupil { times: Default::default(), ..pupil.clone() });
        (class, pupils.collect())
    }
}

/// Runs `command` to its end and looks at its memory meanwhile.
fn watch(mut command: Command) -> (Output, u64) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the grader starts");
    let status = format!("/proc/{}/status", child.id());
    let watching = thread::spawn(move || {
        let mut most = 0;
        // Its peak is kept by the kernel; it is gone with the process.
        while let Some(peak) = peak(&status) {
            most = most.max(peak);
            thread::sleep(Duration::from_millis(20));
        }
        most
    });
    let output = child.wait_with_output().expect("the grader ends");
    (output, watching.join().expect("a number"))
}

fn peak(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Processes that have something to do with `folder`.
pub fn survivors(folder: &Path) -> Vec<String> {
    let needle = folder.display().to_string();
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").expect("/proc").flatten() {
        let process = entry.path();
        let link = |name: &str| fs::read_link(process.join(name)).unwrap_or_default().display().to_string();
        let words = fs::read(process.join("cmdline")).unwrap_or_default();
        let words = String::from_utf8_lossy(&words).replace('\0', " ");
        if [link("exe"), link("cwd"), words.clone()].iter().any(|text| text.contains(&needle)) {
            found.push(format!("{} {words}", process.display()));
        }
    }
    found
}
