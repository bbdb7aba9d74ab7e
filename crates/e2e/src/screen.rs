//! A program in a real terminal, 80 columns by 24 rows, driven by its keys and read from its screen.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use peers::LIMIT;

/// A terminal of tmux, on a server of its own; dropping it ends both.
#[derive(Debug)]
pub struct Screen {
    server: String,
}

impl Screen {
    /// Starts `program` in a terminal; its folder and variables are those of the command.
    ///
    /// # Panics
    /// When tmux does not start.
    #[must_use]
    pub fn start(name: &str, program: &Command) -> Screen {
        let screen = Screen { server: format!("atelier-{name}-{}", std::process::id()) };
        let mut tmux = screen.tmux(&["new-session", "-d", "-x", "80", "-y", "24", "--"]);
        tmux.arg(program.get_program()).args(program.get_args());
        if let Some(folder) = program.get_current_dir() {
            tmux.current_dir(folder);
        }
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => tmux.env(name, value),
                None => tmux.env_remove(name),
            };
        }
        // A tmux around the tests has nothing to do with this one.
        tmux.env_remove("TMUX").env("LC_ALL", "C.UTF-8");
        let started = tmux.output().expect("tmux is installed");
        assert!(started.status.success(), "tmux: {}", String::from_utf8_lossy(&started.stderr));
        screen
    }

    /// What is on the screen now; none when the program has ended.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let output = self.tmux(&["capture-pane", "-p"]).output().expect("tmux is installed");
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Presses keys, one character each.
    ///
    /// # Panics
    /// When the program has ended.
    pub fn press(&self, keys: &str) {
        let sent = self.tmux(&["send-keys", "-l", keys]).status().expect("tmux is installed");
        assert!(sent.success(), "the program has ended");
    }

    /// Waits until the screen holds `words`, and gives what is there.
    ///
    /// # Panics
    /// When they do not come, or the program ends.
    #[must_use]
    pub fn until(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let text = self.text().unwrap_or_else(|| panic!("it ended before « {words} » came"));
            if text.contains(words) {
                return text;
            }
            assert!(start.elapsed() < LIMIT, "« {words} » did not come:\n{text}");
            // A screen announces nothing: it can only be looked at again.
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the program ends.
    ///
    /// # Panics
    /// When it does not.
    pub fn end(self) {
        let start = Instant::now();
        while let Some(text) = self.text() {
            assert!(start.elapsed() < LIMIT, "it did not end:\n{text}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn tmux(&self, args: &[&str]) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.args(["-u", "-f", "/dev/null", "-L", &self.server]).args(args);
        tmux
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It fails when the server went with its last program.
        let _ = self.tmux(&["kill-server"]).output();
    }
}
