//! `cargo x soak broker`: our broker for minutes, with clients that count what they are promised while their lines break,
//! among others that cut, lie, send rubbish and do not listen.

mod honest;
mod memory;
mod pair;
mod rude;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use mqtt_packet::Qos;

use crate::bench::broker::contender;
use memory::Memory;
use pair::{Pair, Tally};

/// What to keep busy.
#[derive(Subcommand)]
pub enum Action {
    /// Our broker: each message of QoS 1 and 2 counted, memory watched.
    Broker(Options),
}

/// For how long.
#[derive(Args)]
pub struct Options {
    /// Minutes.
    #[arg(long, default_value_t = 5.0)]
    minutes: f64,
}

/// Publishers with their subscriber, of each QoS.
const PAIRS: usize = 3;
/// Clients that misbehave, at any moment.
const RUDE: u64 = 4;
/// How long what is under way may take to arrive when all is over.
const LAST: Duration = Duration::from_secs(60);

/// Runs; true when every promise was kept and the memory stayed flat.
///
/// # Errors
/// When the broker does not build or run.
pub fn run(root: &Path, Action::Broker(options): &Action) -> anyhow::Result<bool> {
    let running = contender::ours(root)?.start()?;
    let memory = Memory::of(&running)?;
    soak(running.address, Duration::try_from_secs_f64(options.minutes * 60.0)?, memory)
}

/// A few seconds with the broker in `binaries`, to know that the soak itself works.
///
/// # Errors
/// As [`run`].
pub fn short(binaries: &Path) -> anyhow::Result<bool> {
    let running = contender::ours_in(binaries).start()?;
    let memory = Memory::of(&running)?;
    soak(running.address, Duration::from_secs(5), memory)
}

fn soak(broker: SocketAddr, time: Duration, mut memory: Memory) -> anyhow::Result<bool> {
    let is_over = &AtomicBool::new(false);
    let end = Instant::now() + time;
    let (tallies, rude) = thread::scope(|scope| {
        let pairs: Vec<_> = [Qos::AtLeastOnce, Qos::ExactlyOnce]
            .into_iter()
            .flat_map(|qos| (0..PAIRS).map(move |number| (qos, number)))
            .map(|(qos, number)| {
                scope.spawn(move || Pair::new(broker, qos, number).run(end, LAST).map(|tally| (qos, tally)))
            })
            .collect();
        let rude: Vec<_> =
            (0..RUDE).map(|seed| scope.spawn(move || rude::run(broker, seed, is_over))).collect();
        let watched = memory.watch(end);
        let tallies: Vec<_> = pairs.into_iter().map(ScopedJoinHandle::join).collect();
        is_over.store(true, Ordering::Relaxed);
        let rude: u64 = rude.into_iter().filter_map(|rude| rude.join().ok()).sum();
        watched.map(|()| (tallies, rude))
    })?;

    let mut is_kept = true;
    for tally in tallies {
        let Ok(tally) = tally else { bail!("a client of the soak has panicked") };
        match tally {
            Ok((qos, Tally { published, repeated, cuts })) => {
                println!(
                    "QoS {}: {published} messages, all received, {repeated} twice; {cuts} cuts",
                    qos as u8
                );
            }
            Err(broken) => {
                println!("BROKEN: {broken:#}");
                is_kept = false;
            }
        }
    }
    println!("{rude} rude connections");
    println!("{memory}");
    // Somebody new is still served.
    load::connect(broker, 0, 1).context("the broker serves nobody any more")?;
    let is_flat = memory.is_flat();
    println!("target: each message of QoS 1 and 2 as promised: {}", if is_kept { "met" } else { "NOT MET" });
    println!("target: memory flat: {}", if is_flat { "met" } else { "NOT MET" });
    Ok(is_kept && is_flat)
}
