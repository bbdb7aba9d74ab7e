//! The plan: how each exercise of a kit is compiled, found out once.

use std::path::Path;

use crate::{Infra, Limits, PlanError, Sandbox, Seed, Unit, Verdict};

/// A hidden group of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name in `groups.toml`, which is its driver's file name: `champ_texte`.
    pub name: String,
    /// What it proves, one line of French.
    pub title: String,
}

/// How each exercise of a kit is compiled. It may be shared between threads.
#[derive(Debug)]
pub struct Plan {}

impl Plan {
    /// Compiles the kit at `root` once and keeps what is needed in `work_dir`; quick when that was already done for
    /// the same kit and the same rustc.
    ///
    /// # Errors
    /// [`PlanError`] when the kit is incomplete or does not compile.
    pub fn make(_root: &Path, _work_dir: &Path) -> Result<Self, PlanError> {
        Err(PlanError::NoHelper)
    }

    /// The hidden groups of `exercise` (`03-connect-connack`), in order; none when it has no driver.
    #[must_use]
    pub fn groups(&self, _exercise: &str) -> &[Group] {
        &[]
    }

    /// What changes when the exercises, their tests, the solutions or the drivers change: 64 hexadecimal digits.
    #[must_use]
    pub fn kit_digest(&self) -> &str {
        ""
    }

    /// `rustc -vV`, whole.
    #[must_use]
    pub fn rustc_version(&self) -> &str {
        ""
    }

    /// Compiles and runs `unit`.
    ///
    /// # Errors
    /// [`Infra`] when the machine failed: run the unit again.
    pub fn run(
        &self,
        unit: &Unit,
        _sandbox: &Sandbox,
        _seed: &Seed,
        _limits: &Limits,
    ) -> Result<Verdict, Infra> {
        Err(Infra::UnknownExercise(unit.exercise().to_owned()))
    }

    /// What a verdict may be kept under: equal keys give equal verdicts. A verdict that
    /// [is unsteady](Verdict::is_unsteady) is not to be kept.
    #[must_use]
    pub fn cache_key(&self, _unit: &Unit, _sandbox: &Sandbox, _seed: &Seed, _limits: &Limits) -> String {
        String::new()
    }
}
