//! The book on this machine, for who writes it: built again when a file changes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::french::files;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Builds the book of `root`, serves it on 127.0.0.1 and builds it again at each change; ends with the program.
///
/// # Errors
/// When the first build fails or the port is taken.
pub fn serve(root: &Path, port: u16) -> Result<()> {
    let pages = crate::build(root)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port}: another program has it; choose one with --port"))?;
    println!("http://{}/  (Ctrl-C to stop)", listener.local_addr()?);
    let root = root.to_owned();
    thread::spawn(move || watch(&root));
    for stream in listener.incoming() {
        // A reader that goes away in the midst of a page is no concern of the others.
        let _ = stream.and_then(|stream| answer(stream, &pages));
    }
    Ok(())
}

fn watch(root: &Path) {
    let mut before = newest(root);
    loop {
        thread::sleep(LOOK);
        let now = newest(root);
        if now != before {
            before = now;
            match crate::build(root) {
                Ok(_) => println!("built again: reload the page"),
                Err(error) => eprintln!("{error:#}"),
            }
        }
    }
}

/// When the last change was, and of how many files.
fn newest(root: &Path) -> (usize, Option<SystemTime>) {
    let folders = ["src", "figures", "theme", "exemples"];
    let files = folders.iter().flat_map(|folder| files(&root.join(folder)).unwrap_or_default());
    let times: Vec<SystemTime> =
        files.filter_map(|file| fs::metadata(file).and_then(|data| data.modified()).ok()).collect();
    (times.len(), times.into_iter().max())
}

fn answer(mut stream: TcpStream, pages: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut request = String::new();
    BufReader::new(&stream).read_line(&mut request)?;
    let path = request.split(' ').nth(1).unwrap_or("/");
    let (status, kind, body) =
        match file(pages, path).and_then(|file| Some((kind(&file), fs::read(file).ok()?))) {
            Some((kind, body)) => ("200 OK", kind, body),
            None => ("404 Not Found", "text/plain; charset=utf-8", b"absent".to_vec()),
        };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

/// The file of a request's path; never one outside of `pages`.
fn file(pages: &Path, path: &str) -> Option<PathBuf> {
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    if path.split('/').any(|part| part == "..") {
        return None;
    }
    let file = pages.join(path);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_book_are_served() {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(file(pages, "/Cargo.toml?x=1#y"), Some(pages.join("Cargo.toml")));
        assert_eq!(file(pages, "/src/"), Some(pages.join("src/index.html")));
        assert_eq!(file(pages, "/../book.toml"), None);
        assert_eq!(file(pages, "/src/../../book.toml"), None);
    }
}
