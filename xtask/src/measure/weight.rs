//! Bytes for the same messages of the house, by MQTT and by HTTP.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};

use super::program::{Program, broker, kit};
use super::relay::Relay;
use super::{Bench, http};

/// Four rounds of the house.
const MESSAGES: usize = 100;

/// The house over one connection, `pub` with a connection for each message, HTTP both ways.
pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let (_broker, address) = broker(&bench.binaries)?;
    let relay = Relay::start(address, Duration::ZERO)?;

    let messages = house(bench, &relay, address.port())?;
    bench.exact.set("poids.messages", messages.len());
    note(bench, &relay, "mqtt-une", 1)?;

    for (qos, topic, payload) in &messages {
        let one = format!("-p {} -i maison -q {qos} -t {topic} -m {payload}", relay.address.port());
        Program::start(&mut kit(&bench.binaries, "pub", &one), "")?.finish()?;
    }
    note(bench, &relay, "mqtt-chaque", MESSAGES)?;

    let relay = Relay::start(http::server()?, Duration::ZERO)?;
    let messages: Vec<_> = messages.into_iter().map(|(_, topic, payload)| (topic, payload)).collect();
    http::put(relay.address, &messages)?;
    note(bench, &relay, "http-une", 1)?;
    for one in messages.chunks(1) {
        http::put(relay.address, one)?;
    }
    note(bench, &relay, "http-chaque", MESSAGES)?;
    for way in ["une", "chaque"] {
        let [mqtt, http] =
            ["mqtt", "http"].map(|name| bench.exact.whole(&format!("poids.{name}-{way}.total")));
        bench.exact.set(format!("poids.rapport-{way}"), tenths(http?, mqtt?));
    }
    Ok(())
}

/// A quotient, to a tenth.
fn tenths(amount: u64, by: u64) -> String {
    format!("{:.1}", amount as f64 / by as f64)
}

/// Runs the house through the relay, and gives its messages: QoS, topic, payload.
fn house(bench: &Bench, relay: &Relay, broker: u16) -> anyhow::Result<Vec<(String, String, String)>> {
    let sub = format!("-p {broker} -i ecran -t maison/# -q 2 -d -F =%q=%t=%p -C {MESSAGES}");
    let mut sub = Program::start(&mut kit(&bench.binaries, "sub", &sub), "")?;
    sub.until("SUBACK")?;
    let house = format!("-p {} --rounds 4 --seed 1 --speed 1e6 --quiet", relay.address.port());
    Program::start(&mut kit(&bench.binaries, "maison", &house), "")?.finish()?;
    let lines = sub.finish()?;
    let messages: Vec<_> = lines.iter().filter_map(|line| message(line)).collect();
    ensure!(messages.len() == MESSAGES, "{} messages of the house came", messages.len());
    Ok(messages)
}

fn message(line: &str) -> Option<(String, String, String)> {
    let mut parts = line.strip_prefix('=')?.splitn(3, '=').map(str::to_owned);
    Some((parts.next()?, parts.next()?, parts.next()?))
}

/// Adds up the bytes of so many exchanges.
fn note(bench: &mut Bench, relay: &Relay, name: &str, exchanges: usize) -> anyhow::Result<()> {
    let (mut up, mut down) = (0, 0);
    for _ in 0..exchanges {
        let exchange = relay.exchange()?;
        up += exchange.bytes(true);
        down += exchange.bytes(false);
    }
    bench.exact.set(format!("poids.{name}.aller"), up);
    bench.exact.set(format!("poids.{name}.retour"), down);
    bench.exact.set(format!("poids.{name}.total"), up + down);
    bench.exact.set(format!("poids.{name}.message"), tenths(up + down, MESSAGES as u64));
    Ok(())
}

/// One PUT of curl, with the headers that it adds by itself: they depend on its version.
pub fn measure_curl(bench: &mut Bench) -> anyhow::Result<()> {
    let version = Command::new("curl").arg("--version").output().context("curl is not installed")?;
    let version = String::from_utf8_lossy(&version.stdout);
    bench.indicative.set("curl.version", version.split_whitespace().nth(1).unwrap_or_default());
    let relay = Relay::start(http::server()?, Duration::ZERO)?;
    let url = format!("http://{}/maison/salon/temperature", relay.address);
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--noproxy", "*", "-X", "PUT", "--data-binary", "21.5", &url]);
    Program::start(&mut curl, "")?.finish()?;
    let exchange = relay.exchange()?;
    bench.indicative.set("curl.aller", exchange.bytes(true));
    bench.indicative.set("curl.retour", exchange.bytes(false));
    Ok(())
}
