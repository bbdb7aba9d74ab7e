//! Compiles and runs what a student hands in for one exercise, and says what it did.
//!
//! The student's code is taken to be hostile. Nothing that runs in the same process as it can be believed: an exit
//! code, a « test result: ok », even `==` on its own types. So the score comes from *transcripts*: a driver that
//! holds no expected value calls the student's functions on cases drawn from a secret seed and writes each result
//! down; this process, which the student's code cannot reach, compares the lines with those of the reference
//! solution. The tests that the student has too run as well, for what they say.
//!
//! ```no_run
//! # use std::path::{Path, PathBuf};
//! use runner::{Limits, Plan, Sandbox, Seed, Unit};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     runner::helper_main(); // first: this program also runs itself as its own helper
//!     let sandbox = Sandbox::best()?;
//!     let plan = Plan::make(Path::new("."), Path::new(".grader"))?;
//!     let source = std::fs::read("exercises/03-connect-connack/src/lib.rs")?;
//!     let unit = Unit::new("03-connect-connack", vec![(PathBuf::from("src/lib.rs"), source)])?;
//!     let verdict = plan.run(&unit, &sandbox, &Seed::new("a secret"), &Limits::default())?;
//!     println!("{}", serde_json::to_string(&verdict)?);
//!     Ok(())
//! }
//! ```

mod error;
mod helper;
mod messages;
mod plan;
mod policy;
mod run;
mod sandbox;
mod unit;
mod verdict;

pub use error::{Infra, PlanError, Refusal};
pub use helper::{helper_main, use_helper};
pub use plan::{Group, InPlace, Plan};
pub use sandbox::{Sandbox, Tier};
pub use unit::{Limits, NotASource, Quota, Seed, Unit};
pub use verdict::{
    Compilation, CompileStatus, Difference, Enforced, Finding, FindingKind, GroupResult, Place, Status,
    TestResult, Verdict,
};
