//! Where the payloads of `pub` come from.

use std::fs;
use std::io::{self, BufRead, Read};
use std::time::Duration;

use bytes::Bytes;
use mqtt_packet::MAX_REMAINING_LENGTH;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::Failure;
use crate::options::{Misuse, PublishOptions};

/// Lines read ahead of their sending.
const LINES_AHEAD: usize = 16;
/// Reading more could only end in a packet that cannot be sent.
const LONGEST_PAYLOAD: u64 = MAX_REMAINING_LENGTH as u64;

/// A supply of payloads.
#[derive(Debug)]
pub(crate) enum Source {
    /// The same again and again.
    Repeated { payload: Bytes, left: u64, delay: Duration, next: Instant },
    /// The lines of standard input.
    Lines(mpsc::Receiver<io::Result<Bytes>>),
}

impl Source {
    /// Reads what must be read before connecting.
    pub(crate) fn open(options: &PublishOptions) -> Result<Source, Failure> {
        let from = &options.message;
        if from.stdin_line {
            return Ok(Source::Lines(stdin_lines()));
        }
        let payload = if let Some(message) = &from.message {
            message.clone().into_encoded_bytes()
        } else if let Some(path) = &from.file {
            let content = fs::File::open(path).and_then(read_all);
            content.map_err(|error| Failure::File(path.clone(), error))?
        } else if from.stdin_file {
            read_all(io::stdin().lock()).map_err(Failure::Input)?
        } else if from.null_message {
            Vec::new()
        } else {
            return Err(Failure::Misuse(Misuse::NoMessage));
        };
        Ok(Source::Repeated {
            payload: payload.into(),
            left: options.repeat,
            delay: options.repeat_delay,
            next: Instant::now(),
        })
    }

    /// The next payload; `None` at the end. May be dropped and called again.
    pub(crate) async fn next(&mut self) -> Option<io::Result<Bytes>> {
        match self {
            Source::Repeated { left: 0, .. } => None,
            Source::Repeated { payload, left, delay, next } => {
                sleep_until(*next).await;
                *left -= 1;
                *next = Instant::now() + *delay;
                Some(Ok(payload.clone()))
            }
            Source::Lines(lines) => lines.recv().await,
        }
    }

    /// Payloads that are still to come, where it is known.
    pub(crate) fn left(&self) -> u64 {
        match self {
            Source::Repeated { left, .. } => *left,
            Source::Lines(_) => 0,
        }
    }
}

fn read_all(from: impl Read) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    from.take(LONGEST_PAYLOAD + 1).read_to_end(&mut content)?;
    Ok(content)
}

/// A thread of its own, since reading a terminal cannot be interrupted. It ends with the process.
fn stdin_lines() -> mpsc::Receiver<io::Result<Bytes>> {
    let (sender, receiver) = mpsc::channel(LINES_AHEAD);
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(line) = read_line(&mut input).transpose() {
            let is_last = line.is_err();
            if sender.blocking_send(line).is_err() || is_last {
                break;
            }
        }
    });
    receiver
}

/// The next line without its end, LF or CR LF.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Bytes>> {
    let mut line = Vec::new();
    if input.take(LONGEST_PAYLOAD + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|byte| *byte == b'\n').is_some() {
        line.pop_if(|byte| *byte == b'\r');
    }
    Ok(Some(line.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut input: &[u8]) -> Vec<Bytes> {
        std::iter::from_fn(|| read_line(&mut input).unwrap()).collect()
    }

    #[test]
    fn lines_lose_their_end_and_nothing_else() {
        let table: [(&[u8], &[&[u8]]); 6] = [
            (b"", &[]),
            (b"un\ndeux\n", &[b"un", b"deux"]),
            (b"sans fin", &[b"sans fin"]),
            (b"a\n\nb", &[b"a", b"", b"b"]),
            (b"windows\r\nfin\r", &[b"windows", b"fin\r"]),
            (b"\xff\x00\n", &[b"\xff\x00"]),
        ];
        for (input, expected) in table {
            assert_eq!(lines(input), expected, "{}", input.escape_ascii());
        }
    }
}
