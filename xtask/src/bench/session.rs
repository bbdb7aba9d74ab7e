//! A session of `atelier` in a terminal that nobody sees.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

/// What a verdict shows, whatever it is.
const VERDICT: &str = "vérification n°";

/// How long a verdict may take: the first one waits for what exercises depend on to be compiled.
const LIMIT: Duration = Duration::from_secs(120);

/// A running session; dropping it ends it.
pub struct Session {
    child: Child,
    keys: Option<ChildStdin>,
    screen: Receiver<Vec<u8>>,
    seen: Vec<u8>,
}

impl Session {
    /// Starts `atelier` on the kit at `root`. `script`, of util-linux, lends the terminal.
    pub fn start(atelier: &Path, root: &Path) -> anyhow::Result<Self> {
        let command = format!("stty rows 40 cols 80; exec '{}' --port 0", atelier.display());
        let mut script = Command::new("script");
        script.args(["--quiet", "--flush", "--return", "--command", &command, "/dev/null"]);
        script.env("ATELIER_RACINE", root).env_remove("CARGO_TARGET_DIR").env("TERM", "xterm");
        script.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = script.spawn().context("cannot start `script`, of util-linux")?;
        let keys = child.stdin.take();
        let mut output = child.stdout.take().context("no output")?;
        let (sender, screen) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(length @ 1..) = output.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, keys, screen, seen: Vec::new() })
    }

    /// Waits for the next verdict.
    pub fn verdict(&mut self) -> anyhow::Result<()> {
        let end = Instant::now() + LIMIT;
        loop {
            if let Some(at) = self.seen.windows(VERDICT.len()).position(|bytes| bytes == VERDICT.as_bytes()) {
                self.seen.drain(..at + VERDICT.len());
                return Ok(());
            }
            match self.screen.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.seen.extend(bytes),
                Err(_) => {
                    bail!("no verdict came; last on the screen:\n{}", String::from_utf8_lossy(&self.seen))
                }
            }
        }
    }

    /// Goes to the next exercise, which is then checked.
    pub fn next_exercise(&mut self) -> anyhow::Result<()> {
        self.press("s")
    }

    /// Ends it as a student does.
    pub fn quit(mut self) -> anyhow::Result<()> {
        self.press("q")?;
        let status = self.child.wait()?;
        ensure!(status.success(), "atelier: {status}");
        Ok(())
    }

    fn press(&mut self, key: &str) -> anyhow::Result<()> {
        let keys = self.keys.as_mut().context("no keyboard")?;
        keys.write_all(key.as_bytes())?;
        Ok(keys.flush()?)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
