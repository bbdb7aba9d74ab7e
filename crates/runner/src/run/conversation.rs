//! A group whose driver serves connections: this process has the other end of a socket pair, says what the script says
//! and writes down what comes back.
//!
//! The student's process holds neither the script nor the seed. All its connections share the one socket that it
//! inherits, in frames: the connection's number, a length on four bytes (most significant first), and so many bytes; a
//! frame of length 0 ends the connection.

use std::collections::HashMap;

use super::compile::Bench;
use super::transcript::Line;
use crate::Infra;
use crate::sandbox::Ended;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send these bytes on a connection; the first ones open it.
    Send { connection: u8, bytes: Vec<u8> },
    /// Read until these bytes have come; until the connection is closed when there are none. `title` says what was asked.
    Read { connection: u8, title: String, until: Vec<u8> },
    /// Close our end of a connection.
    Close { connection: u8 },
}

/// The script in the lines of a driver, as `pilot::Script` writes them; or the line that is no step.
pub fn steps(lines: &[Line]) -> Result<Vec<Step>, String> {
    let step = |line: &Line| {
        let mut words = line.input.splitn(3, ' ');
        let (verb, connection) = (words.next()?, words.next()?.parse().ok()?);
        let title = words.next().unwrap_or_default().to_owned();
        let bytes = unhex(&line.output)?;
        match verb {
            "send" => Some(Step::Send { connection, bytes }),
            "read" => Some(Step::Read { connection, title, until: bytes }),
            "close" => Some(Step::Close { connection }),
            _ => None,
        }
    };
    lines.iter().map(|line| step(line).ok_or_else(|| format!("{} → {}", line.input, line.output))).collect()
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let pair = |place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// What has come and was not read yet.
#[derive(Default)]
struct Received {
    connections: HashMap<u8, (Vec<u8>, bool)>,
}

impl Received {
    fn frame(&mut self, connection: u8, bytes: &[u8]) {
        let (waiting, closed) = self.connections.entry(connection).or_default();
        waiting.extend(bytes);
        *closed |= bytes.is_empty();
    }

    /// Takes what a connection has said up to `until`; nothing while it has not come. The flag says that the
    /// connection is closed.
    fn take(&mut self, connection: u8, until: &[u8]) -> Option<(Vec<u8>, bool)> {
        let (waiting, closed) = self.connections.entry(connection).or_default();
        let found = (!until.is_empty())
            .then(|| waiting.windows(until.len()).position(|window| window == until))
            .flatten();
        match found {
            Some(place) => Some((waiting.drain(..place + until.len()).collect(), false)),
            None if *closed => Some((std::mem::take(waiting), true)),
            None => None,
        }
    }
}

#[cfg(not(unix))]
pub fn hold(_: &Bench, _: &str, _: &[Step]) -> Result<(Vec<Line>, Ended), Infra> {
    Err(Infra::Helper(crate::messages::NO_SOCKET_PAIRS.to_owned()))
}

#[cfg(unix)]
pub use on_sockets::hold;

#[cfg(unix)]
mod on_sockets {
    use std::io::{self, Read, Write};
    use std::os::unix::net::UnixStream;
    use std::thread;

    use super::{Bench, Ended, Infra, Line, Received, Step};
    use crate::messages;
    use crate::run::visible;
    use crate::sandbox::{End, Input};

    /// Plays `steps` with the group's driver: a line for each [`Step::Read`], and how the process ended.
    pub fn hold(bench: &Bench, group: &str, steps: &[Step]) -> Result<(Vec<Line>, Ended), Infra> {
        let pair = UnixStream::pair();
        let (ours, theirs) =
            pair.map_err(|source| Infra::System { action: messages::SOCKET_PAIR.to_owned(), source })?;
        let most = usize::try_from(bench.limits.run.output_kib.saturating_mul(1024)).unwrap_or(usize::MAX);
        thread::scope(|scope| {
            let played = scope.spawn(move || play(ours, steps, most));
            // The process ends when our end of the socket does, or when its time is up; ours ends with the process.
            let ended = visible::libtest(bench, &format!("hidden::{group}"), Input::Socket(theirs));
            let played = played.join().unwrap_or_default();
            let mut ended = ended?;
            if played.flooded {
                ended.end = End::Output;
            }
            Ok((played.lines, ended))
        })
    }

    #[derive(Default)]
    struct Played {
        lines: Vec<Line>,
        /// More has come than a process may write.
        flooded: bool,
    }

    /// Plays the steps until one of them finds nobody.
    fn play(mut socket: UnixStream, steps: &[Step], most: usize) -> Played {
        let mut played = Played::default();
        let mut received = Received::default();
        let mut left = most;
        for step in steps {
            match step {
                Step::Send { connection, bytes } => {
                    // Whoever closed a connection may not want what is still said on it: the next reading tells.
                    let _ = send(&mut socket, *connection, bytes);
                }
                Step::Close { connection } => {
                    let _ = send(&mut socket, *connection, &[]);
                }
                Step::Read { connection, title, until } => {
                    let answer = loop {
                        if let Some((bytes, closed)) = received.take(*connection, until) {
                            let shown = shown(&bytes);
                            break if closed { messages::closed(&shown) } else { shown };
                        }
                        match next_frame(&mut socket, &mut left) {
                            Ok((from, bytes)) => received.frame(from, &bytes),
                            Err(error) => {
                                played.flooded = error.kind() == io::ErrorKind::FileTooLarge;
                                let (waiting, _) =
                                    received.connections.remove(connection).unwrap_or_default();
                                if !waiting.is_empty() {
                                    let output = messages::silent(&shown(&waiting));
                                    played.lines.push(Line { input: title.clone(), output });
                                }
                                return played;
                            }
                        }
                    };
                    played.lines.push(Line { input: title.clone(), output: answer });
                }
            }
        }
        played
    }

    fn send(socket: &mut UnixStream, connection: u8, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let mut frame = vec![connection];
        frame.extend(length.to_be_bytes());
        frame.extend(bytes);
        socket.write_all(&frame)
    }

    fn next_frame(socket: &mut UnixStream, left: &mut usize) -> io::Result<(u8, Vec<u8>)> {
        let mut head = [0; 5];
        socket.read_exact(&mut head)?;
        let [connection, length @ ..] = head;
        let length = usize::try_from(u32::from_be_bytes(length)).map_err(io::Error::other)?;
        // An empty frame counts as well: there must be an end to them.
        let size = length.saturating_add(head.len());
        *left = left.checked_sub(size).ok_or(io::ErrorKind::FileTooLarge)?;
        let mut bytes = vec![0; length];
        socket.read_exact(&mut bytes)?;
        Ok((connection, bytes))
    }

    fn shown(bytes: &[u8]) -> String {
        let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("[{}]", digits.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(input: &str, output: &str) -> Line {
        Line { input: input.into(), output: output.into() }
    }

    #[test]
    fn a_script_is_read_back() {
        let lines = [line("send 1", "c000"), line("read 1 un PINGREQ", "d000"), line("close 1", "")];
        let steps = steps(&lines).expect("a script");
        assert_eq!(
            steps,
            [
                Step::Send { connection: 1, bytes: vec![0xC0, 0] },
                Step::Read { connection: 1, title: "un PINGREQ".into(), until: vec![0xD0, 0] },
                Step::Close { connection: 1 },
            ]
        );
    }

    #[test]
    fn what_is_no_step_is_told() {
        for wrong in
            [line("sing 1", ""), line("send x", ""), line("send 1", "0"), line("send 1", "zz"), line("", "")]
        {
            assert!(steps(std::slice::from_ref(&wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_answer_is_the_same_however_it_came() {
        let mut received = Received::default();
        received.frame(1, b"ab");
        received.frame(2, b"x.");
        assert_eq!(received.take(1, b"."), None);
        received.frame(1, b".cd");
        assert_eq!(received.take(1, b"."), Some((b"ab.".to_vec(), false)));
        received.frame(1, b"");
        assert_eq!(received.take(1, b"."), Some((b"cd".to_vec(), true)));
        assert_eq!(received.take(2, b""), None);
    }
}
