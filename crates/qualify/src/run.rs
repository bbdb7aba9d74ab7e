//! Running the checks, several at a time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::bench::{Outcome, Scene, Target};
use crate::checks::{self, AROUND_RESTART, Around, Run};
use crate::messages;
use crate::restart::Restart;
use crate::table::{Check, Table};
use crate::verdict::Checked;

/// How many checks are under way at once. Most of their time they wait.
pub const AT_ONCE: usize = 16;

/// A check with its number and its code.
type Entry<'t> = (usize, Run, &'t Check);

/// What to run, on which broker.
#[derive(Debug)]
pub struct Plan<'p> {
    /// The words of the checks.
    pub table: &'p Table,
    /// The broker.
    pub target: &'p Target,
    /// How to restart it, for the checks that need it.
    pub restart: Option<&'p Restart>,
    /// Names of checks and statements to run alone; none for all.
    pub only: &'p [String],
}

impl Plan<'_> {
    /// How many checks there are to run.
    #[must_use]
    pub fn count(&self) -> usize {
        let checks = self.table.checks.iter();
        checks.filter(|check| self.wants(check) && (self.restart.is_some() || !check.needs_restart)).count()
    }

    /// A name that is neither a check's nor a statement's.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        let known = |name: &&String| {
            self.table.checks.iter().any(|check| check.name == **name)
                || self.table.statements.iter().any(|statement| statement.id == **name)
        };
        self.only.iter().find(|name| !known(name)).map(String::as_str)
    }

    /// A statement that was asked for and has no check, with the reason.
    #[must_use]
    pub fn unchecked(&self) -> Option<(&str, &str)> {
        let mut asked = self.table.statements.iter().filter(|statement| self.only.contains(&statement.id));
        asked.find_map(|statement| Some((statement.id.as_str(), statement.why.as_deref()?)))
    }

    fn wants(&self, check: &Check) -> bool {
        self.only.is_empty()
            || self.only.iter().any(|name| *name == check.name || check.clauses.contains(name))
    }

    /// Runs the checks; `progress` hears the end of each. Those that were not asked for are not in the result.
    ///
    /// Each check ends by itself within [`Target::limit`] and what its own connections take to open, so that the
    /// whole ends too, whatever the broker does.
    pub fn run(&self, progress: &(dyn Fn() + Sync)) -> Vec<Checked> {
        let words = self.table.by_name();
        let entries: Vec<Entry<'_>> = checks::all()
            .enumerate()
            .filter_map(|(number, (name, run))| Some((number, run, *words.get(name)?)))
            .filter(|(_, _, check)| self.wants(check))
            .collect();
        let (last, first): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(_, _, check)| checks::LAST.contains(&check.name.as_str()));
        let mut done = self.run_together(&first, AT_ONCE, progress);
        done.extend(self.run_together(&last, 1, progress));
        done.sort_by_key(|(number, _)| *number);
        let mut checked: Vec<Checked> = done.into_iter().map(|(_, checked)| checked).collect();
        checked.extend(self.around_restart(progress));
        checked
    }

    /// Runs checks, so many at a time; gives them with their numbers, in any order.
    fn run_together(
        &self,
        entries: &[Entry<'_>],
        at_once: usize,
        progress: &(dyn Fn() + Sync),
    ) -> Vec<(usize, Checked)> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(entries.len()));
        thread::scope(|scope| {
            for _ in 0..at_once.min(entries.len()) {
                scope.spawn(|| {
                    while let Some((number, run, check)) = entries.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let scene = Scene::new(self.target, *number);
                        let start = Instant::now();
                        let outcome = run(&scene);
                        let checked = conclude(check, scene, outcome, start);
                        if let Ok(mut done) = done.lock() {
                            done.push((*number, checked));
                        }
                        progress();
                    }
                });
            }
        });
        done.into_inner().unwrap_or_default()
    }

    /// All that must be before the restart, the restart, all that must be after.
    fn around_restart(&self, progress: &(dyn Fn() + Sync)) -> Vec<Checked> {
        let words = self.table.by_name();
        let checks: Vec<(&Around, &Check)> = AROUND_RESTART
            .iter()
            .filter_map(|around| Some((around, *words.get(around.name)?)))
            .filter(|(_, check)| self.wants(check))
            .collect();
        let Some(restart) = self.restart.filter(|_| !checks.is_empty()) else {
            return checks
                .iter()
                .map(|(_, check)| Checked::left_out(check, messages::NEEDS_RESTART))
                .collect();
        };
        let begun: Vec<_> = checks
            .into_iter()
            .zip(checks::all().count()..)
            .map(|((around, check), number)| {
                let scene = Scene::new(self.target, number);
                let start = Instant::now();
                let outcome = (around.before)(&scene);
                (around, check, scene, start, outcome)
            })
            .collect();
        let restarted = restart.run(self.target);
        let finished = begun.into_iter().map(|(around, check, mut scene, start, outcome)| {
            scene.resume();
            let outcome = outcome.and_then(|()| restarted.clone()).and_then(|()| (around.after)(&scene));
            progress();
            conclude(check, scene, outcome, start)
        });
        finished.collect()
    }
}

fn conclude(check: &Check, scene: Scene<'_>, outcome: Outcome, start: Instant) -> Checked {
    let duration = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let record = scene.finish();
    let record = record.borrow();
    let last = record.last_received().map(|line| line.text.clone());
    Checked::of(check, outcome, duration, record.lines().to_vec(), last)
}
