//! A program in the background.

use std::process::{Child, Command, ExitStatus, Stdio};

use crate::Lines;

/// A running program; dropping it kills it.
#[derive(Debug)]
pub struct Process {
    child: Child,
    /// What it writes on its standard output.
    pub stdout: Lines,
    /// What it writes on its standard error.
    pub stderr: Lines,
}

/// How a program ended, and what it had still to say.
#[derive(Debug)]
pub struct Ended {
    /// How it ended.
    pub status: ExitStatus,
    /// The lines of its standard output that were not read before.
    pub stdout: Vec<String>,
    /// The lines of its standard error that were not read before.
    pub stderr: Vec<String>,
}

impl Process {
    /// Starts `command`, which reads nothing.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(command: &mut Command) -> Process {
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let stdout = Lines::of(child.stdout.take().expect("it is piped"));
        let stderr = Lines::of(child.stderr.take().expect("it is piped"));
        Process { child, stdout, stderr }
    }

    /// Sends a signal by its name: `INT`, `TERM`, `STOP`…
    ///
    /// # Panics
    /// When the program is gone already.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(sent.expect("kill is installed").success(), "the program is gone");
    }

    /// Waits for the end.
    ///
    /// # Panics
    /// When it says nothing for [`LIMIT`](crate::LIMIT) and does not end.
    #[must_use]
    pub fn end(mut self) -> Ended {
        let (stdout, stderr) = (self.stdout.by_ref().collect(), self.stderr.by_ref().collect());
        // Its output is closed, so it is about to end.
        let status = self.child.wait().expect("its status");
        Ended { status, stdout, stderr }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
