//! Output, line by line, as it comes.

use std::io::{BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;

use crate::LIMIT;

/// The lines that a program writes. A thread reads them, so that the writer never waits for the test.
#[derive(Debug)]
pub struct Lines {
    lines: Receiver<String>,
}

impl Lines {
    /// Reads `from` to its end, in the background. What is not UTF-8 is replaced.
    pub fn of(from: impl Read + Send + 'static) -> Lines {
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                // The test may have ended; the program still has to be read.
                let _ = sender.send(line.trim_end_matches('\r').to_owned());
            }
        });
        Lines { lines }
    }

    /// The lines up to the first that contains `text`, this one included.
    ///
    /// # Panics
    /// When the output ends without it, or no line comes for [`LIMIT`].
    pub fn until(&mut self, text: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(LIMIT) {
                Ok(line) => seen.push(line),
                Err(why) => panic!("no line with « {text} » ({why}) after:\n{}", seen.join("\n")),
            }
            if seen.last().is_some_and(|line| line.contains(text)) {
                return seen;
            }
        }
    }
}

/// Waits for each line; `None` when the output has ended.
impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        match self.lines.recv_timeout(LIMIT) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("no line for {LIMIT:?}, and no end"),
        }
    }
}
