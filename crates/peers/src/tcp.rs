//! A broker behind a TCP port, put to a conversation.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use mqtt_trace::conv::{Outputs, Subject};

use crate::LIMIT;

/// Connections to a broker, to play conversations with it:
/// `conversation.run(Side::Broker, &mut Tcp::new(address))`.
///
/// How to know that the broker has answered, without waiting a while each time? A client of our own, named
/// [`Tcp::WITNESS`], is connected all along. It asks for PINGRESP after each step: a broker that serves its
/// connections in turn has then dealt with what was sent before. Two rounds, since one round of events may serve
/// the witness first.
#[derive(Debug)]
pub struct Tcp {
    address: SocketAddr,
    witness: TcpStream,
    connections: BTreeMap<String, TcpStream>,
    at: Duration,
}

impl Tcp {
    /// The client identifier of the witness. In the broker's log, what comes before « Sending CONNACK to » it
    /// and what comes after « Received DISCONNECT from » it is not of the conversation.
    pub const WITNESS: &str = "witness";

    /// Connects the witness.
    ///
    /// # Panics
    /// When the broker does not accept it.
    #[must_use]
    pub fn new(address: SocketAddr) -> Tcp {
        let mut witness = TcpStream::connect(address).expect("the broker listens");
        witness.set_read_timeout(Some(LIMIT)).expect("a time that is not zero");
        witness.set_nodelay(true).expect("an option of TCP");
        // Clean session, no keep-alive.
        witness.write_all(b"\x10\x13\x00\x04MQTT\x04\x02\x00\x00\x00\x07witness").expect("the broker reads");
        let mut connack = [0; 4];
        witness.read_exact(&mut connack).expect("CONNACK");
        assert_eq!(connack, [0x20, 0x02, 0x00, 0x00], "the witness is not accepted");
        Tcp { address, witness, connections: BTreeMap::new(), at: Duration::ZERO }
    }

    /// Ends all connections; the witness, the last, with DISCONNECT.
    ///
    /// # Panics
    /// When the broker is gone.
    pub fn end(mut self) {
        self.connections.clear();
        self.settle();
        self.witness.write_all(b"\xe0\x00").expect("the broker reads");
    }

    /// Waits until the broker has dealt with all that was sent.
    fn settle(&mut self) {
        for _ in 0..2 {
            self.witness.write_all(b"\xc0\x00").expect("the broker reads");
            let mut pingresp = [0; 2];
            self.witness.read_exact(&mut pingresp).expect("PINGRESP");
            assert_eq!(pingresp, [0xd0, 0x00], "not PINGRESP");
        }
    }

    /// Takes what has come on all connections; says whether there was something.
    fn collect(&mut self, out: &mut Outputs) -> bool {
        let mut came = false;
        self.connections.retain(|name, stream| {
            let mut buffer = [0; 4096];
            loop {
                match stream.read(&mut buffer) {
                    Err(error) if error.kind() == ErrorKind::WouldBlock => return true,
                    Ok(size @ 1..) => out.bytes(name, &buffer[..size]),
                    Ok(0) | Err(_) => break,
                }
                came = true;
            }
            out.closed(name);
            came = true;
            false
        });
        came
    }

    /// Waits for what the broker answers to the last step.
    fn answers(&mut self, out: &mut Outputs) {
        self.settle();
        self.collect(out);
    }
}

/// Ends our direction of a connection, and waits for the broker to end its own. On a busy machine a plain close may reach
/// it later than what the witness asks next.
fn until_closed(mut stream: TcpStream) {
    stream.set_nonblocking(false).expect("an option of the socket");
    stream.set_read_timeout(Some(LIMIT)).expect("a time that is not zero");
    // It may have closed already, or reset what it had no more use for: the end is the same.
    let _ = stream.shutdown(Shutdown::Write);
    let _ = io::copy(&mut stream, &mut io::sink());
}

impl Subject for Tcp {
    fn connect(&mut self, name: &str, _: Duration, out: &mut Outputs) {
        let stream = TcpStream::connect(self.address).expect("the broker listens");
        // Else a step might wait in the system while the witness is served.
        stream.set_nodelay(true).expect("an option of TCP");
        stream.set_nonblocking(true).expect("an option of the socket");
        self.connections.insert(name.to_owned(), stream);
        self.answers(out);
    }

    fn bytes(&mut self, name: &str, bytes: &[u8], _: Duration, out: &mut Outputs) {
        (&self.connections[name]).write_all(bytes).expect("the broker reads");
        self.answers(out);
    }

    fn cut(&mut self, name: &str, _: Duration, out: &mut Outputs) {
        if let Some(stream) = self.connections.remove(name) {
            until_closed(stream);
        }
        self.answers(out);
    }

    /// Lets real time pass until something comes, and at most until `at`: « +9s » before « closed » is a limit.
    fn advance(&mut self, at: Duration, out: &mut Outputs) {
        let end = Instant::now() + (at - self.at);
        self.at = at;
        while Instant::now() < end && !self.collect(out) {
            thread::sleep(Duration::from_millis(5));
        }
        self.answers(out);
    }
}
