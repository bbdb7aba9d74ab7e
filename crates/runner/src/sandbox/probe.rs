//! Whether a sandbox holds, found by trying to get out of it.

use std::ffi::OsString;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::job::{End, Input, Job, Profile};
use super::{Tier, launch};
use crate::{Limits, helper, messages};

/// Runs this very program inside a sandbox of this kind, where it reaches for a file, the network and another process.
pub fn holds(tier: Tier) -> Result<(), String> {
    if tier == Tier::None {
        return Ok(());
    }
    let text = |error: std::io::Error| error.to_string();
    let program = helper::program().ok_or(messages::NO_HELPER)?;
    let folder = tempfile::tempdir().map_err(text)?;
    let secret = folder.path().join("secret");
    fs::write(&secret, "x").map_err(text)?;
    let listener = TcpListener::bind("127.0.0.1:0").map_err(text)?;
    let address = listener.local_addr().map_err(text)?;
    let job = Job {
        profile: Profile::Run,
        program: program.to_owned(),
        arguments: vec![helper::REACH_OUT.into(), secret.display().to_string(), address.to_string()],
        directory: "/".into(),
        environment: vec![],
        read: system_libraries(),
        execute: vec![program.to_owned(), loader()],
        write: vec![],
        quota: Limits::default().run,
    };
    let ended = launch::run(tier, &job, Input::Text("")).map_err(|error| match error {
        crate::Infra::Helper(problem) => problem,
        other => other.to_string(),
    })?;
    // bubblewrap lets a program start others, which cannot outlive it.
    let allowed = if tier == Tier::Bubblewrap { "process\n" } else { "" };
    match ended.end {
        End::Exit(0) if ended.stdout == allowed || ended.stdout.is_empty() => Ok(()),
        End::Exit(0) => Err(messages::still_reached(ended.stdout.trim())),
        _ => Err(messages::probe_failed(ended.stderr.trim())),
    }
}

/// Inside: says on each line what it reached.
pub fn reach_out(mut arguments: impl Iterator<Item = OsString>) -> u8 {
    let secret = PathBuf::from(arguments.next().unwrap_or_default());
    let address = arguments.next().unwrap_or_default();
    let address: Option<SocketAddr> = address.to_str().and_then(|address| address.parse().ok());
    let Some(address) = address else { return 2 };
    if fs::read(&secret).is_ok() || fs::write(secret.with_extension("new"), "x").is_ok() {
        println!("file");
    }
    if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
        println!("network");
    }
    let again = std::env::current_exe().or_else(|_| std::env::args_os().next().map(PathBuf::from).ok_or(()));
    if again.is_ok_and(|program| Command::new(program).arg(helper::REACH_OUT).output().is_ok()) {
        println!("process");
    }
    0
}

/// What a program needs to be loaded, and anyone may read.
pub fn system_libraries() -> Vec<PathBuf> {
    ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache"].map(PathBuf::from).to_vec()
}

/// What the kernel starts before a dynamically linked program.
pub fn loader() -> PathBuf {
    let places = [
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/ld-linux-aarch64.so.1",
        "/lib/ld-musl-x86_64.so.1",
        "/lib/ld-musl-aarch64.so.1",
    ];
    let found = places.iter().map(Path::new).find(|place| place.exists());
    found.unwrap_or(Path::new(places[0])).to_owned()
}
