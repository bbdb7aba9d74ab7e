//! logdump beside tshark, its codec beside others, and its proxy beside a plain relay.

mod capture;
mod latency;
mod process;
mod same;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::{cargo, median};
use process::Spent;

/// Packets of a capture.
const PACKETS: u32 = 1_000_000;
/// In how many turns tshark and logdump read it.
const TURNS: usize = 3;
/// Times tshark's packets per second, at least.
const TIMES: f64 = 30.0;
/// The most memory, in KiB, whatever is read.
const MEMORY: u64 = 32 << 10;

/// What is compared with tshark's fields: the line of a packet tells the same of it.
const FIELDS: [&str; 8] = [
    "frame.time_epoch",
    "mqtt.msgtype",
    "mqtt.dupflag",
    "mqtt.qos",
    "mqtt.retain",
    "mqtt.msgid",
    "mqtt.topic",
    "mqtt.clientid",
];

pub fn run(root: &Path) -> anyhow::Result<()> {
    let logdump = released(root)?;
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path();
    let mut targets = Vec::new();
    beside_tshark(&logdump, folder, &mut targets)?;
    memory(&logdump, folder, &mut targets)?;
    latency::run(&logdump, &mut targets)?;
    println!();
    for (what, met) in targets {
        println!("target: {what}: {}", if met { "met" } else { "NOT MET" });
    }
    let codecs = root.join("xtask").join("codecs");
    let status = cargo(&codecs).args(["run", "--quiet", "--release"]).status().context("codecs")?;
    ensure!(status.success(), "the comparison of the codecs: {status}");
    Ok(())
}

/// What is to be reached, and whether it is.
type Target = (String, bool);

/// logdump as it is installed, optimised.
fn released(root: &Path) -> anyhow::Result<PathBuf> {
    let status = cargo(root).args(["build", "--quiet", "--release", "--bin", "logdump"]).status();
    ensure!(status.context("cargo build")?.success(), "logdump does not build");
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root).no_deps().exec()?;
    Ok(metadata.target_directory.join("release").join("logdump").into())
}

fn beside_tshark(logdump: &Path, folder: &Path, targets: &mut Vec<Target>) -> anyhow::Result<()> {
    let (file, lines, fields) = (folder.join("few.pcap"), folder.join("lines"), folder.join("fields"));
    capture::write(&file, PACKETS, 20)?;
    let mut tshark = Command::new("tshark");
    tshark.arg("-r").arg(&file).args(["-n", "-Y", "mqtt", "-T", "fields"]);
    for field in FIELDS {
        tshark.args(["-e", field]);
    }
    let mut ours = Command::new(logdump);
    ours.arg(&file);
    let (mut times, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        times.push(process::run(&mut ours, File::create(&lines)?)?);
        theirs.push(process::run(&mut tshark, File::create(&fields)?)?);
    }
    let packets = same::check(&lines, &fields)?;
    let row = |what: &str, spent: &[Spent]| {
        let rate = packets as f64 / median(spent.iter().map(|spent| spent.seconds).collect());
        let peak = spent.iter().map(|spent| spent.peak).max().unwrap_or_default();
        println!("{what:44} {rate:>12.0} {:>10.1}", peak as f64 / 1024.0);
        rate
    };
    println!(
        "{packets} packets of a capture, median of {TURNS} turns; the same values of each in both outputs\n"
    );
    println!("{:44} {:>12} {:>10}", "", "packets/s", "peak MiB");
    let theirs = row("tshark -Y mqtt -T fields", &theirs);
    let ratio = row("logdump FILE", &times) / theirs;
    println!("{:44} {ratio:>11.1}x", "ratio");
    targets.push((format!("at least {TIMES} times tshark's packets per second"), ratio >= TIMES));
    Ok(())
}

/// The most memory on all that may be long.
fn memory(logdump: &Path, folder: &Path, targets: &mut Vec<Target>) -> anyhow::Result<()> {
    let [few, many, log, json] = ["few.pcap", "many.pcap", "lines", "json"].map(|name| folder.join(name));
    capture::write(&many, PACKETS, 50_000)?;
    let command = |what: &str, file: &Path, options: &[&str], output: Option<&Path>| {
        let mut command = Command::new(logdump);
        command.arg(file).args(options).current_dir(folder);
        let output = File::create(output.unwrap_or(Path::new("/dev/null")))?;
        let spent = process::run(&mut command, output)?;
        let rate = f64::from(PACKETS) / spent.seconds;
        println!("{what:44} {rate:>12.0} {:>10.1}", spent.peak as f64 / 1024.0);
        Ok::<bool, anyhow::Error>(spent.peak <= MEMORY)
    };
    let met = [
        command("logdump FILE --json", &few, &["--json"], Some(&json))?,
        command("logdump FILE --ladder", &few, &["--ladder"], None)?,
        command("logdump FILE --explain", &few, &["--explain"], None)?,
        command("logdump FILE --stats --svg", &few, &["--stats", "--svg", "figure.svg"], None)?,
        command("logdump FILE, 50,000 connections", &many, &[], None)?,
        command("logdump FILE --stats, 50,000 connections", &many, &["--stats"], None)?,
        command("logdump LOG", &log, &[], None)?,
        command("logdump JSONL", &json, &[], None)?,
        command("logdump JSONL --stats", &json, &["--stats"], None)?,
    ];
    let most = MEMORY / 1024;
    targets.push((format!("at most {most} MiB, whatever is read"), met.iter().all(|met| *met)));
    Ok(())
}
