//! Why a check ends before its end.

/// What stops a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The broker did not do what the statement asks for; what it did instead, in French.
    NotKept(String),
    /// Something that the check builds upon failed, so that it can say nothing of its statement; what, in French.
    NoVerdict(String),
}

/// How a check ends: `Ok` when the broker kept the statement.
pub type Outcome = Result<(), Stop>;

/// `Ok` when `kept`; else the broker did what `got` says instead.
pub fn judge(kept: bool, got: impl FnOnce() -> String) -> Outcome {
    if kept { Ok(()) } else { Err(Stop::NotKept(got())) }
}

/// Steps that lead to what is checked, and are not it.
pub trait Premise {
    /// What the step gives.
    type Value;

    /// A failure here says nothing about the statement under check.
    ///
    /// # Errors
    /// [`Stop::NoVerdict`], whatever the failure was.
    fn premise(self) -> Result<Self::Value, Stop>;
}

impl<T> Premise for Result<T, Stop> {
    type Value = T;

    fn premise(self) -> Result<T, Stop> {
        self.map_err(|stop| match stop {
            Stop::NotKept(got) | Stop::NoVerdict(got) => Stop::NoVerdict(got),
        })
    }
}
