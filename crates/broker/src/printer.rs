//! Prints log lines on a thread of its own, so that a slow terminal never holds up the broker.

use std::io::Write;
use std::iter;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;

use crate::messages;

/// Texts that may wait for the terminal; further ones are counted and left out.
const WAITING: usize = 50_000;

/// Texts that may be printed together.
const AT_ONCE: usize = 1000;

/// Where to put what is to be printed. Clones print to the same terminal.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    sender: Sender<String>,
    lost: Arc<AtomicUsize>,
}

impl Lines {
    /// Prints `text`, soon.
    pub(crate) fn print(&self, text: &str) {
        if self.sender.try_send(text.to_owned()).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The thread that prints.
#[derive(Debug)]
pub(crate) struct Printer {
    thread: JoinHandle<()>,
    /// Told when the reader of the output has left (`broker -v | head`).
    pub(crate) reader_left: oneshot::Receiver<()>,
}

impl Printer {
    pub(crate) fn start() -> (Lines, Printer) {
        // The standard library's would take its memory, more than a megabyte, at once.
        let (sender, mut receiver) = channel(WAITING);
        let lost = Arc::new(AtomicUsize::new(0));
        let (leaving, reader_left) = oneshot::channel();
        let counted = Arc::clone(&lost);
        let thread = std::thread::spawn(move || {
            if print_all(&mut receiver, &counted).is_err() {
                let _ = leaving.send(());
            }
        });
        (Lines { sender, lost }, Printer { thread, reader_left })
    }

    /// Waits until all is printed; every [`Lines`] must have been dropped.
    pub(crate) fn finish(self) {
        let _ = self.thread.join();
    }
}

fn print_all(receiver: &mut Receiver<String>, lost: &AtomicUsize) -> std::io::Result<()> {
    let mut out = cli::stdout();
    while let Some(mut text) = receiver.blocking_recv() {
        // One call of the system for all that waits.
        text.extend(iter::from_fn(|| receiver.try_recv().ok()).take(AT_ONCE));
        let count = lost.swap(0, Ordering::Relaxed);
        if count > 0 {
            out.write_all(messages::lines_lost(count).as_bytes())?;
        }
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}
