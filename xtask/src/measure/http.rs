//! The same messages by HTTP/1.1, as short as it can honestly be written.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;

use anyhow::{Context, ensure};

/// What the server answers: done, and nothing to say.
const ANSWER: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// A server that takes each PUT and answers 204.
pub fn server() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            // A client that leaves in the middle has its exchange cut short, which the measure notices.
            thread::spawn(move || serve(client));
        }
    });
    Ok(address)
}

fn serve(client: TcpStream) -> std::io::Result<()> {
    client.set_nodelay(true)?;
    let mut writer = client.try_clone()?;
    let mut reader = BufReader::new(client);
    loop {
        let mut length = 0;
        let mut line = String::new();
        while reader.read_line(&mut line)? > 0 && line != "\r\n" {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        if line.is_empty() {
            return Ok(());
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        writer.write_all(ANSWER.as_bytes())?;
    }
}

/// Puts the messages, topic and payload, over one connection, each after the answer to the one before.
pub fn put(server: SocketAddr, messages: &[(String, String)]) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(server)?;
    stream.set_nodelay(true)?;
    for (topic, payload) in messages {
        // As to port 80: Host would tell any other.
        let length = payload.len();
        let request =
            format!("PUT /{topic} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n{payload}");
        stream.write_all(request.as_bytes())?;
        let mut answer = [0; ANSWER.len()];
        stream.read_exact(&mut answer)?;
        ensure!(answer == ANSWER.as_bytes(), "the server refuses {topic}");
    }
    Ok(())
}
