//! What TLS costs: the same exchange with Mosquitto in clear, with TLS 1.2 and with TLS 1.3.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};

use super::Bench;
use super::program::Program;
use super::qos::DELAY;
use super::relay::{Exchange, Relay};

/// Exchanges of each kind, in turn. The shortest time is kept: what else the machine does can only add to it.
const RUNS: usize = 15;

/// The exchanges compared, with what `mosquitto_pub` needs for each. Its own `--tls-version` sets the lowest version
/// only, so a configuration of OpenSSL sets the highest.
const KINDS: [(&str, &str); 3] = [("clair", ""), ("tls12", "--cafile ca.crt"), ("tls13", "--cafile ca.crt")];

/// Holds TLS at 1.2.
const OPENSSL_CONF: &str =
    "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMaxProtocol = TLSv1.2\n";

/// The extension of `ServerHello` that chooses TLS 1.3 (RFC 8446, §4.2.1).
const CHOOSES_TLS_13: [u8; 6] = [0x00, 0x2b, 0x00, 0x02, 0x03, 0x04];

/// Messages of the longer exchange.
const MANY: u64 = 100;

/// Bytes of one message and of a hundred, and times over a short line and a long one.
pub fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    certificates(folder.path())?;
    let [clear, tls] = [free_port()?, free_port()?];
    let configuration = format!(
        "per_listener_settings true\nset_tcp_nodelay true\nuser root\nlistener {clear} 127.0.0.1\nallow_anonymous true\n\
         listener {tls} 127.0.0.1\nallow_anonymous true\ncertfile broker.crt\nkeyfile broker.key\n"
    );
    fs::write(folder.path().join("mosquitto.conf"), configuration)?;
    fs::write(folder.path().join("tls12.cnf"), OPENSSL_CONF)?;
    let mut mosquitto = Command::new("mosquitto");
    mosquitto.args(["-v", "-c", "mosquitto.conf"]).current_dir(folder.path());
    let mut mosquitto = Program::start(&mut mosquitto, "")?;
    let version = mosquitto.until("mosquitto version")?;
    let version = version.split("version ").nth(1).and_then(|rest| rest.split_whitespace().next());
    bench.indicative.set("tls.mosquitto", version.unwrap_or_default());
    mosquitto.until("running")?;
    let openssl = Command::new("openssl").arg("version").output()?;
    let openssl = String::from_utf8_lossy(&openssl.stdout);
    bench.indicative.set("tls.openssl", openssl.split_whitespace().nth(1).unwrap_or_default());

    let port =
        |kind: &str| SocketAddr::from((Ipv4Addr::LOCALHOST, if kind == "clair" { clear } else { tls }));
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for (kind, options) in KINDS {
        short.push((kind, options, Relay::start(port(kind), Duration::ZERO)?, Vec::new()));
        long.push((kind, options, Relay::start(port(kind), DELAY)?, Vec::new()));
    }
    for lines in [&mut short, &mut long] {
        for _ in 0..RUNS {
            for (kind, options, relay, exchanges) in lines.iter_mut() {
                exchanges.push(publish(folder.path(), kind, options, relay, 1)?);
            }
        }
    }
    for (kind, options, relay, exchanges) in &short {
        let one = exchanges.first().context("no exchange")?;
        note_bytes(bench, kind, one, &publish(folder.path(), kind, options, relay, MANY)?);
    }
    derive(bench)?;
    note_times(bench, "proche", &short)?;
    note_times(bench, "loin", &long)
}

type Line<'a> = (&'a str, &'a str, Relay, Vec<Exchange>);

fn note_bytes(bench: &mut Bench, kind: &str, one: &Exchange, many: &Exchange) {
    let [one_total, many_total] = [one, many].map(|exchange| exchange.bytes(true) + exchange.bytes(false));
    for (what, bytes) in [
        ("aller", one.bytes(true)),
        ("retour", one.bytes(false)),
        ("total", one_total),
        ("cent", many_total),
        // What one more message costs, once the connection is open.
        ("message", (many_total - one_total) / (MANY - 1)),
    ] {
        bench.indicative.set(format!("tls.{kind}.{what}"), bytes);
    }
}

/// What the page says in its sentences.
fn derive(bench: &mut Bench) -> anyhow::Result<()> {
    let whole = |name: &str| bench.indicative.whole(&format!("tls.{name}"));
    let least = (whole("tls12.total")?.min(whole("tls13.total")?) - whole("clair.total")?) / 100 * 100;
    let record = whole("tls13.message")? - whole("clair.message")?;
    let hundred = whole("tls13.cent")? as f64 / whole("clair.cent")? as f64;
    bench.indicative.set("tls.seuil", least);
    bench.indicative.set("tls.enregistrement", record);
    bench.indicative.set("tls.rapport-cent", format!("{hundred:.1}"));
    // PINGREQ and PINGRESP, 2 bytes each, every minute of an hour.
    bench.indicative.set("tls.pings", 60 * 2 * (2 + record));
    Ok(())
}

fn note_times(bench: &mut Bench, line: &str, lines: &[Line<'_>]) -> anyhow::Result<()> {
    let mut clear = None;
    for (kind, _, _, exchanges) in lines {
        let shortest = exchanges.iter().map(Exchange::lasted).min().context("no exchange")?.as_secs_f64();
        let ratio = shortest / *clear.get_or_insert(shortest);
        bench.indicative.set(format!("tls.{kind}.{line}.ms"), format!("{:.1}", shortest * 1000.0));
        bench.indicative.set(format!("tls.{kind}.{line}.rapport"), format!("{ratio:.1}"));
    }
    Ok(())
}

fn publish(folder: &Path, kind: &str, options: &str, relay: &Relay, times: u64) -> anyhow::Result<Exchange> {
    let port = relay.address.port();
    // By name: it is the name that the certificate holds.
    let arguments = format!(
        "-h localhost -p {port} -i sonde -t maison/salon/temperature -m 21.5 --nodelay --repeat {times} \
         --repeat-delay 0 {options}"
    );
    let mut command = Command::new("mosquitto_pub");
    command.args(arguments.split_whitespace()).current_dir(folder);
    if kind == "tls12" {
        command.env("OPENSSL_CONF", "tls12.cnf");
    }
    Program::start(&mut command, "")?.finish()?;
    let exchange = relay.exchange()?;
    let down: Vec<u8> =
        exchange.0.iter().filter(|chunk| !chunk.up).flat_map(|chunk| chunk.bytes.clone()).collect();
    let is_13 = down.windows(CHOOSES_TLS_13.len()).take(200).any(|window| window == CHOOSES_TLS_13);
    ensure!(is_13 == (kind == "tls13"), "the exchange {kind} is of another version of TLS");
    Ok(exchange)
}

/// An authority, and a certificate of the machine « localhost »: RSA keys of 2048 bits, as in the book's chapter.
fn certificates(folder: &Path) -> anyhow::Result<()> {
    for arguments in [
        "req -x509 -newkey rsa:2048 -nodes -days 2 -set_serial 1 -subj /CN=autorite -keyout ca.key -out ca.crt",
        "req -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout broker.key \
         -out broker.csr",
        "x509 -req -in broker.csr -CA ca.crt -CAkey ca.key -set_serial 2 -days 2 -copy_extensions copy \
         -out broker.crt",
    ] {
        let mut openssl = Command::new("openssl");
        openssl.args(arguments.split_whitespace()).current_dir(folder);
        let output = openssl.output().context("openssl is not installed")?;
        ensure!(output.status.success(), "openssl: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
