//! Running the checks, several at a time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::bench::{Outcome, Scene, Target};
use crate::checks::{self, AROUND_RESTART, Entry};
use crate::messages;
use crate::restart::Restart;
use crate::table::{Check, Table};
use crate::verdict::Checked;

/// How many checks are under way at once. Most of their time they wait.
pub const AT_ONCE: usize = 16;

/// Runs all checks on `target`; `progress` hears the end of each. `restart` is for those that need it.
///
/// Each check ends by itself within [`Target::limit`] and what its own connections take to open, so that the whole
/// ends too, whatever the broker does.
pub fn run(
    table: &Table,
    target: &Target,
    restart: Option<&Restart>,
    progress: &(dyn Fn() + Sync),
) -> Vec<Checked> {
    let words = table.by_name();
    let entries: Vec<(usize, Entry, &Check)> = checks::all()
        .enumerate()
        .filter_map(|(number, entry)| Some((number, entry, *words.get(entry.0)?)))
        .collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(entries.len()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((number, (_, run), check)) = entries.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let scene = Scene::new(target, *number);
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
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(number, _)| *number);
    let mut checked: Vec<Checked> = done.into_iter().map(|(_, checked)| checked).collect();
    checked.extend(around_restart(table, target, restart, entries.len(), progress));
    checked
}

/// All that must be before the restart, the restart, all that must be after.
fn around_restart(
    table: &Table,
    target: &Target,
    restart: Option<&Restart>,
    first: usize,
    progress: &(dyn Fn() + Sync),
) -> Vec<Checked> {
    let words = table.by_name();
    let checks = AROUND_RESTART.iter().filter_map(|around| Some((around, *words.get(around.name)?)));
    let Some(restart) = restart else {
        return checks.map(|(_, check)| Checked::left_out(check, messages::NEEDS_RESTART)).collect();
    };
    let begun: Vec<_> = checks
        .zip(first..)
        .map(|((around, check), number)| {
            let scene = Scene::new(target, number);
            let start = Instant::now();
            let outcome = (around.before)(&scene);
            (around, check, scene, start, outcome)
        })
        .collect();
    let restarted = restart.run(target);
    let finished = begun.into_iter().map(|(around, check, mut scene, start, outcome)| {
        scene.resume();
        let outcome = outcome.and_then(|()| restarted.clone()).and_then(|()| (around.after)(&scene));
        progress();
        conclude(check, scene, outcome, start)
    });
    finished.collect()
}

fn conclude(check: &Check, scene: Scene<'_>, outcome: Outcome, start: Instant) -> Checked {
    let duration = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let record = scene.finish();
    let record = record.borrow();
    let last = record.last_received().map(|line| line.text.clone());
    Checked::of(check, outcome, duration, record.lines().to_vec(), last)
}

/// How many checks there are to run.
#[must_use]
pub fn count(restart: bool) -> usize {
    checks::all().count() + if restart { AROUND_RESTART.len() } else { 0 }
}
