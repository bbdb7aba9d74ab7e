//! The plan: how exercises are compiled without cargo, found out once, beside the session.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use runner::Plan;

/// How often who waits for the plan looks whether it is there.
const GLANCE: Duration = Duration::from_millis(5);

/// The plan of one kit, shared by all checks.
#[derive(Debug, Clone)]
pub struct Plans {
    root: PathBuf,
    made: Arc<Mutex<Made>>,
}

#[derive(Debug)]
enum Made {
    NotYet,
    Underway,
    Done(Arc<Plan>),
    /// With the reason. It is not tried again: cargo does what is left of the session.
    Impossible(String),
}

/// Why there is no plan.
#[derive(Debug, PartialEq, Eq)]
pub enum NoPlan {
    /// None can be made.
    Impossible(String),
    /// Nobody wants it any more.
    Cancelled,
}

impl Plans {
    /// Of the kit at `root`; nothing is done yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), made: Arc::new(Mutex::new(Made::NotYet)) }
    }

    /// The plan that fits the kit as it is now; `on_wait` when it is still to be made.
    pub fn get(&self, cancel: &AtomicBool, on_wait: impl FnOnce()) -> Result<Arc<Plan>, NoPlan> {
        let mut on_wait = Some(on_wait);
        loop {
            let mut made = self.lock();
            match &*made {
                Made::Done(plan) if plan.is_current() => return Ok(Arc::clone(plan)),
                Made::Impossible(reason) => return Err(NoPlan::Impossible(reason.clone())),
                Made::Underway => {}
                Made::NotYet | Made::Done(_) => {
                    *made = Made::Underway;
                    let plans = self.clone();
                    thread::spawn(move || plans.make());
                }
            }
            drop(made);
            if let Some(on_wait) = on_wait.take() {
                on_wait();
            }
            if cancel.load(Ordering::Relaxed) {
                return Err(NoPlan::Cancelled);
            }
            thread::sleep(GLANCE);
        }
    }

    fn make(&self) {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), PathBuf::from);
        let plan = Plan::make(&self.root, &target.join("atelier"));
        *self.lock() = match plan {
            Ok(plan) => Made::Done(Arc::new(plan)),
            Err(error) => Made::Impossible(error.to_string()),
        };
    }

    fn lock(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
