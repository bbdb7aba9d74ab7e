//! Standard output whose reader may leave.

use std::io::{self, Write};

/// Standard output, line-buffered, for results. Unlike `println!`, writing after the reader has left
/// (`logdump … | head`) is an error rather than a panic; [`crate::run`] then ends silently with code 0.
pub fn stdout() -> impl Write {
    Output(io::stdout())
}

/// True if `error` comes from a [`stdout`] whose reader has left. A broken network connection is not one, although
/// the system calls both a « broken pipe ».
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|link| {
        link.downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
            .is_some_and(<dyn std::error::Error + Send + Sync>::is::<ReaderLeft>)
    })
}

struct Output<W>(W);

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(mark)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(mark)
    }
}

fn mark(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::BrokenPipe => io::Error::new(io::ErrorKind::BrokenPipe, ReaderLeft),
        _ => error,
    }
}

/// The mark that tells our own output from any other pipe.
#[derive(Debug)]
struct ReaderLeft;

impl std::fmt::Display for ReaderLeft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(crate::messages::READER_LEFT)
    }
}

impl std::error::Error for ReaderLeft {}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn only_our_own_output_counts_as_a_broken_pipe() {
        let ours = Output(Closed).write_all(b"x").expect_err("the reader has left");
        let network = io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(is_broken_pipe(&anyhow::Error::new(ours).context("while listing")));
        assert!(!is_broken_pipe(&anyhow::Error::new(network)));
    }
}
