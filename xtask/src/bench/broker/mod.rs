//! Our broker beside Mosquitto and rumqttd: messages per second, time there and back, start, memory.

pub mod contender;
mod rate;

use std::path::Path;
use std::time::Duration;

use clap::Args;

use super::median;
use contender::{Contender, Running};

/// Round trips of a turn.
const ROUND_TRIPS: usize = 2000;

/// Times the memory of Mosquitto's idle connections, at most.
const MEMORY: f64 = 2.0;

/// How much to measure.
#[derive(Args)]
pub struct Options {
    /// Idle connections; each takes a file here and in the broker (`ulimit -n`).
    #[arg(long, default_value_t = 10_000)]
    idle: usize,
    /// How long each exchange publishes, in milliseconds.
    #[arg(long, default_value_t = 1000)]
    millis: u64,
    /// Turns, of which the median counts.
    #[arg(long, default_value_t = 3)]
    turns: usize,
}

/// What is to be reached, and whether it is.
type Target = (String, bool);

pub fn run(root: &Path, options: &Options) -> anyhow::Result<()> {
    let contenders = contender::all(root)?;
    let mut targets = Vec::new();
    println!("{:28} {:>12} {:>12} {:>12}", "", contenders[0].name, contenders[1].name, contenders[2].name);
    start(&contenders, options.turns, &mut targets)?;
    round_trips(&contenders, options.turns, &mut targets)?;
    memory(&contenders, options.idle, &mut targets)?;
    rate::run(&contenders, Duration::from_millis(options.millis), options.turns, &mut targets)?;
    println!();
    for (what, met) in targets {
        println!("target: {what}: {}", if met { "met" } else { "NOT MET" });
    }
    Ok(())
}

fn row(what: &str, values: [f64; 3], digits: usize) {
    let [ours, mosquitto, rumqttd] = values;
    println!("{what:28} {ours:>12.digits$} {mosquitto:>12.digits$} {rumqttd:>12.digits$}");
}

fn start(contenders: &[Contender; 3], turns: usize, targets: &mut Vec<Target>) -> anyhow::Result<()> {
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..turns.max(5) {
        for (contender, times) in contenders.iter().zip(&mut times) {
            times.push(contender.start()?.start.as_secs_f64() * 1000.0);
        }
    }
    let times = times.map(median);
    row("start to first CONNACK, ms", times, 1);
    targets.push(("start at most the better's".to_owned(), times[0] <= times[1].min(times[2])));
    Ok(())
}

fn round_trips(contenders: &[Contender; 3], turns: usize, targets: &mut Vec<Target>) -> anyhow::Result<()> {
    let running = started(contenders)?;
    for qos in [0, 1] {
        let mut middle = [const { Vec::new() }; 3];
        let mut long = [const { Vec::new() }; 3];
        for _ in 0..turns {
            for (at, broker) in running.iter().enumerate() {
                let times = load::round_trips(broker.address, qos, ROUND_TRIPS)?;
                middle[at].push(times[times.len() / 2].as_secs_f64() * 1e6);
                long[at].push(times[times.len() * 99 / 100].as_secs_f64() * 1e6);
            }
        }
        for (name, times) in [("p50", middle), ("p99", long)] {
            let times = times.map(median);
            row(&format!("round trip QoS {qos}, {name}, µs"), times, 0);
            let what = format!("round trip QoS {qos}, {name}: at most the better's");
            targets.push((what, times[0] <= times[1].min(times[2])));
        }
    }
    Ok(())
}

fn memory(contenders: &[Contender; 3], idle: usize, targets: &mut Vec<Target>) -> anyhow::Result<()> {
    let mut each = [0.0; 3];
    for (contender, each) in contenders.iter().zip(&mut each) {
        let running = contender.start()?;
        let before = running.memory()?;
        let lines = load::connect(running.address, 0, idle)?;
        *each = running.memory()?.saturating_sub(before) as f64 / lines.len() as f64;
    }
    row(&format!("bytes per idle client of {idle}"), each, 0);
    let what = format!("memory per idle connection: at most {MEMORY} times Mosquitto's");
    targets.push((what, each[0] <= each[1] * MEMORY));
    Ok(())
}

/// All of them, waiting for clients.
fn started(contenders: &[Contender; 3]) -> anyhow::Result<[Running; 3]> {
    let [ours, mosquitto, rumqttd] = contenders;
    Ok([ours.start()?, mosquitto.start()?, rumqttd.start()?])
}
