//! Submissions opened, compiled and run, several at once; what was found before is not run again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::Instant;
use std::{fs, io, thread};

use course::{Course, Exercise};
use evidence::Reference;
use runner::{Infra, Limits, Plan, Sandbox, Seed, Unit, Verdict};

use crate::cache::Cache;
use crate::intake::{self, Found, Handed, Unreadable};
use crate::marking::{self, Tried, Work};
use crate::model::{ExerciseStatus, PupilTimes, Submission};
use crate::scheme::{Scheme, SchemeLine};
use crate::similar::{self, Given};
use crate::traces::{Checker, Labs};

/// How often a unit is tried when the machine fails.
const TRIES: usize = 3;

/// What it takes to run students' code.
#[derive(Debug)]
pub struct Bench {
    pub plan: Plan,
    pub sandbox: Sandbox,
    pub seed: Seed,
    pub limits: Limits,
    pub cache: Cache,
    /// Held by whatever runs; alone, by what the machine has failed already.
    pub machine: RwLock<()>,
}

/// What holds for all submissions.
#[derive(Debug, Clone, Copy)]
pub struct Grading<'a> {
    pub course: &'a Course,
    pub scheme: &'a Scheme,
    pub labs: &'a Labs,
    /// The record of the teacher's broker.
    pub reference: Option<&'a Reference>,
    /// `None` where the teacher marks everything by hand.
    pub bench: Option<&'a Bench>,
    /// What the kit gave, which is nobody's.
    pub given: &'a Given,
}

impl Grading<'_> {
    /// Grades the submissions at `places` of `found`, `jobs` at a time; `tell` hears of each one that is done.
    /// One submission's files are in memory for each job, no more.
    pub fn all(
        self,
        found: &[Found],
        places: &[usize],
        jobs: usize,
        tell: &(impl Fn(&Found) + Sync),
    ) -> BTreeMap<usize, Work> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(BTreeMap::new());
        thread::scope(|scope| {
            for _ in 0..jobs.clamp(1, places.len().max(1)) {
                scope.spawn(|| {
                    while let Some(&place) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let work = self.one(&found[place]);
                        done.lock().unwrap_or_else(PoisonError::into_inner).insert(place, work);
                        tell(&found[place]);
                    }
                });
            }
        });
        done.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn one(self, found: &Found) -> Work {
        let handed = match intake::open(found, self.course) {
            Ok(handed) => handed,
            Err(Unreadable(reason)) => return unreadable(found, reason),
        };
        let start = Instant::now();
        let mut times = PupilTimes::default();
        let exercises = self.scheme.lines.iter().filter_map(|line| {
            let id = line.exercise.as_ref()?;
            Some((id.clone(), self.exercise(id, &handed, &line.weights, &mut times)?))
        });
        let exercises = exercises.collect();
        let traces = handed.traces.iter().filter_map(|trace| {
            let is_marked = |line: &SchemeLine| line.trace.as_ref() == Some(&trace.name);
            let lab = self.labs.get(&trace.name).filter(|_| self.scheme.lines.iter().any(is_marked))?;
            Some((trace.name.clone(), Checker { lab, reference: self.reference }.check(trace)))
        });
        let traces = traces.collect();
        let prints = similar::by_exercise(&handed, self.given);
        times.seconds = if self.bench.is_some() { start.elapsed().as_secs_f64() } else { 0.0 };
        Work {
            submission: Some(Submission {
                label: found.label.clone(),
                digest: handed.digest(),
                files: handed.names(),
                remarks: handed.remarks,
            }),
            unreadable: false,
            anything: handed.anything,
            papers: handed.papers,
            traces,
            exercises,
            prints,
            times,
        }
    }

    fn exercise(
        self,
        id: &str,
        handed: &Handed,
        weights: &BTreeMap<String, f64>,
        times: &mut PupilTimes,
    ) -> Option<Tried> {
        let exercise = self.course.find(id)?;
        let sources = handed.sources(id);
        if sources.is_empty() {
            let result = marking::absent(exercise, ExerciseStatus::NotHandedIn);
            return Some(Tried { result, failure: None });
        }
        let tried = self.bench?.verdict(id, sources.clone()).and_then(|(verdict, reused)| {
            times.reused += u32::from(reused);
            let starter = starter(exercise).map_err(|source| source.to_string())?;
            Ok(marking::result(exercise, &verdict, &sources, &starter, weights))
        });
        Some(match tried {
            Ok(result) => Tried { result, failure: None },
            Err(failure) => {
                Tried { result: marking::absent(exercise, ExerciseStatus::Infra), failure: Some(failure) }
            }
        })
    }
}

impl Bench {
    /// The verdict on one exercise, and whether it had been found before; or why the machine failed.
    fn verdict(&self, exercise: &str, sources: Vec<(PathBuf, Vec<u8>)>) -> Result<(Verdict, bool), String> {
        let unit = Unit::new(exercise, sources).map_err(|error| error.to_string())?;
        let key = self.plan.cache_key(&unit, &self.sandbox, &self.seed, &self.limits);
        if let Some(verdict) = self.cache.get(&key) {
            return Ok((verdict, true));
        }
        let verdict = self.run(&unit).map_err(|error| error.to_string())?;
        if !verdict.is_unsteady() {
            // A verdict that cannot be kept is as true as another: the next grading will find it again.
            let _ = self.cache.put(&key, &verdict);
        }
        Ok((verdict, false))
    }

    fn run(&self, unit: &Unit) -> Result<Verdict, Infra> {
        let run = || self.plan.run(unit, &self.sandbox, &self.seed, &self.limits);
        let mut outcome = {
            let _with_others = self.machine.read().unwrap_or_else(PoisonError::into_inner);
            run()
        };
        for _ in 1..TRIES {
            if outcome.is_ok() {
                break;
            }
            // Memory or time may have been short because of the others.
            let _alone = self.machine.write().unwrap_or_else(PoisonError::into_inner);
            outcome = run();
        }
        outcome
    }
}

/// What the kit gives of an exercise, under the names that sources have.
fn starter(exercise: &Exercise) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let given = exercise.given.iter().map(|name| exercise.given_path(name));
    let read = |path: PathBuf| {
        let bytes = fs::read(&path)?;
        Ok((path.strip_prefix(exercise.dir()).unwrap_or(&path).to_owned(), bytes))
    };
    std::iter::once(exercise.source_path()).chain(given).map(read).collect()
}

fn unreadable(found: &Found, reason: String) -> Work {
    let submission = Submission {
        label: found.label.clone(),
        digest: String::new(),
        files: Vec::new(),
        remarks: vec![format!("{}.", crate::messages::capitalized(&reason))],
    };
    Work { submission: Some(submission), unreadable: true, ..Work::default() }
}
