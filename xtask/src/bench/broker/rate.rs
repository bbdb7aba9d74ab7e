//! Messages per second, and the processor time that each takes of the broker: a busy machine changes the first more than
//! the second.

use std::time::Duration;

use load::{Scene, exchange};

use super::{Contender, Running, Target, row, started};
use crate::bench::median;

/// Publishers and subscribers.
const CROWDS: [(usize, usize); 3] = [(1, 1), (1, 100), (100, 1)];
/// Bytes of payload.
const PAYLOADS: [usize; 2] = [64, 4096];

pub fn run(
    contenders: &[Contender; 3],
    time: Duration,
    turns: usize,
    targets: &mut Vec<Target>,
) -> anyhow::Result<()> {
    println!(
        "\nmessages per second, then processor µs of the broker for each; 0: messages lost, doubled or stuck"
    );
    for (publishers, subscribers) in CROWDS {
        for payload in PAYLOADS {
            for qos in 0..=2 {
                let scene = Scene { publishers, subscribers, qos, payload };
                let name = format!("{publishers}→{subscribers}, {payload} B, QoS {qos}");
                let (rates, costs) = measure(contenders, scene, time, turns)?;
                row(&name, rates, 0);
                row("", costs, 2);
                let is_best = rates[0] >= rates[1].max(rates[2]);
                targets.push((format!("{name}: at or above the better's rate"), is_best));
            }
        }
    }
    Ok(())
}

/// The medians of the brokers, in turns.
fn measure(
    contenders: &[Contender; 3],
    scene: Scene,
    time: Duration,
    turns: usize,
) -> anyhow::Result<([f64; 3], [f64; 3])> {
    let running = started(contenders)?;
    let (mut rates, mut costs) = ([const { Vec::new() }; 3], [const { Vec::new() }; 3]);
    for _ in 0..turns {
        for (at, broker) in running.iter().enumerate() {
            let (rate, cost) = once(broker, scene, time)?;
            rates[at].push(rate);
            costs[at].push(cost);
        }
    }
    Ok((rates.map(median), costs.map(median)))
}

/// A broker that is wrong has no speed.
fn once(broker: &Running, scene: Scene, time: Duration) -> anyhow::Result<(f64, f64)> {
    let before = broker.processor()?;
    let Ok(counted) = exchange(broker.address, scene, time) else { return Ok((0.0, 0.0)) };
    if !counted.is_exact() {
        return Ok((0.0, 0.0));
    }
    let spent = broker.processor()? - before;
    Ok((counted.rate(), spent * 1e6 / counted.received as f64))
}
