//! The kit's binaries, for tests of several of them together.
//!
//! Not among the default members: `cargo test` cannot know that the binaries of other packages are built.
//! `cargo x e2e` builds them and says in `ATELIER_BINARIES` where they are.

mod screen;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use peers::Process;

pub use screen::Screen;

/// The kit's root folder.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The binary `name` with `arguments`, which are split at spaces: none of them may contain one.
///
/// # Panics
/// When `ATELIER_BINARIES` does not say where the binaries are.
#[must_use]
pub fn kit(name: &str, arguments: &str) -> Command {
    let mut command = Command::new(binary(name));
    command.args(arguments.split_whitespace()).current_dir(root());
    command
}

/// Where the binary `name` is.
///
/// # Panics
/// When `ATELIER_BINARIES` does not say where the binaries are.
#[must_use]
pub fn binary(name: &str) -> PathBuf {
    let folder = std::env::var_os("ATELIER_BINARIES").expect("run these tests by « cargo x e2e »");
    PathBuf::from(folder).join(name)
}

/// Copies a folder, without what is built and without hidden folders.
///
/// # Panics
/// When a file cannot be read or written.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the kit").flatten() {
        let name = entry.file_name();
        let (from, to) = (entry.path(), to.join(&name));
        let is_work = name != "target" && !name.to_string_lossy().starts_with('.');
        if from.is_file() {
            fs::copy(&from, &to).expect("a copy");
        } else if is_work {
            copy_folder(&from, &to);
        }
    }
}

/// A broker of this test alone, which shows each packet.
#[derive(Debug)]
pub struct Broker {
    /// Its TCP port on 127.0.0.1.
    pub port: u16,
    /// The program.
    pub process: Process,
}

impl Broker {
    /// Starts it on a free port.
    ///
    /// # Panics
    /// When its first line does not tell its port.
    #[must_use]
    pub fn start() -> Broker {
        let mut process = Process::start(&mut kit("broker", "-v -p 0"));
        let first = process.stdout.next().expect("a first line");
        Broker { port: port_in(&first), process }
    }
}

/// A `logdump` between its own port and a broker's.
///
/// # Panics
/// When its first line does not tell its port.
#[must_use]
pub fn logdump(broker: u16, options: &str) -> (u16, Process) {
    let mut process =
        Process::start(&mut kit("logdump", &format!("--listen 0 --to 127.0.0.1:{broker} {options}")));
    let first = process.stderr.next().expect("a first line");
    (port_in(&first), process)
}

/// The port of the first `127.0.0.1:PORT` in `line`.
fn port_in(line: &str) -> u16 {
    let after = line.split("127.0.0.1:").nth(1).unwrap_or_default();
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no address in « {line} »"))
}
