//! The brokers side by side.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use crate::bench::cargo;

/// How long a broker may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// A broker that can be started.
pub struct Contender {
    pub name: &'static str,
    program: PathBuf,
    arguments: fn(port: u16, settings: &Path) -> Vec<String>,
}

/// Ours and rumqttd optimised, as they are installed, and the Mosquitto of this machine.
pub fn all(root: &Path) -> anyhow::Result<[Contender; 3]> {
    Ok([
        ours(root)?,
        Contender {
            name: "mosquitto",
            program: "mosquitto".into(),
            arguments: |_, settings| vec!["-c".to_owned(), settings.display().to_string()],
        },
        Contender { name: "rumqttd", program: rumqttd(root)?, arguments: port },
    ])
}

/// Ours, optimised.
pub fn ours(root: &Path) -> anyhow::Result<Contender> {
    Ok(Contender { name: "ours", program: released(root, root, "broker")?, arguments: port })
}

/// Ours, as it lies in a folder.
pub fn ours_in(binaries: &Path) -> Contender {
    Contender { name: "ours", program: binaries.join("broker"), arguments: port }
}

fn port(port: u16, _: &Path) -> Vec<String> {
    vec!["-p".to_owned(), port.to_string()]
}

fn rumqttd(root: &Path) -> anyhow::Result<PathBuf> {
    released(root, &root.join("crates").join("broker-rumqttd"), "broker-rumqttd")
}

/// The package's program, built where all that is outside the workspace is.
fn released(root: &Path, folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root).no_deps().exec()?;
    let mut target = metadata.target_directory.into_std_path_buf();
    if folder != root {
        target = target.join("rumqttd");
    }
    let mut build = cargo(folder);
    build.args(["build", "--quiet", "--release", "--bin", name, "--target-dir"]).arg(&target);
    ensure!(build.status().context("cargo build")?.success(), "{name} does not build");
    Ok(target.join("release").join(name))
}

/// A broker that runs; it ends when dropped.
pub struct Running {
    pub address: SocketAddr,
    /// From the start of its process to the CONNACK of its first client.
    pub start: Duration,
    child: Child,
    _settings: tempfile::TempDir,
}

impl Contender {
    /// Starts it on a free port.
    pub fn start(&self) -> anyhow::Result<Running> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        drop(listener);
        let folder = tempfile::tempdir()?;
        let settings = folder.path().join("mosquitto.conf");
        let text = format!(
            "listener {} {}\nallow_anonymous true\nset_tcp_nodelay true\nlog_dest none\n",
            address.port(),
            address.ip()
        );
        fs::write(&settings, text)?;
        let mut command = Command::new(&self.program);
        command.args((self.arguments)(address.port(), &settings)).stdin(Stdio::null());
        let start = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.with_context(|| format!("{}: is it installed?", self.name))?;
        let mut running = Running { address, start: Duration::ZERO, child, _settings: folder };
        while load::connect(address, 0, 1).is_err() {
            if let Some(status) = running.child.try_wait()? {
                bail!("{}: {status}", self.name);
            }
            ensure!(start.elapsed() < PATIENCE, "{} does not start", self.name);
            thread::sleep(Duration::from_micros(500));
        }
        running.start = start.elapsed();
        Ok(running)
    }
}

impl Running {
    /// Memory that the process has at this moment, in bytes.
    pub fn memory(&self) -> anyhow::Result<u64> {
        let text = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        Ok(kib.context("this system does not tell memory")? * 1024)
    }

    /// Processor time that it has taken so far, in seconds.
    pub fn processor(&self) -> anyhow::Result<f64> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let after_name = text.rsplit(") ").next().unwrap_or_default();
        let ticks = after_name.split(' ').skip(11).take(2).map(str::parse::<u64>);
        let ticks: Result<Vec<_>, _> = ticks.collect();
        // A tick is a hundredth of a second on Linux, wherever the rest of it may be told.
        Ok(ticks?.iter().sum::<u64>() as f64 / 100.0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
