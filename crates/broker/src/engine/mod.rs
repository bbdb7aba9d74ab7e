//! `broker --engine`: another broker in a process of its own, started, watched and ended by this one, so that a
//! class qualifies it with the same commands.

mod child;
mod find;
pub(crate) mod guard;

use std::path::Path;

use anyhow::{Context, bail};

use crate::ending::Ending;
use crate::messages::{self, engine as said};
use crate::printer::{Lines, Printer};

use child::Child;
use guard::Guard;

/// The brokers that can stand in for the kit's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Engine {
    /// The broker of the crate of this name, built by `crates/broker-rumqttd`.
    Rumqttd,
}

/// Settings of our own broker: another one has its own.
pub(crate) const NOT_WITH: [&str; 26] = [
    "config",
    "check_config",
    "bind",
    "listen",
    "verbose",
    "web",
    "tls",
    "listen_tls",
    "class_ca",
    "tls_name",
    "cert",
    "key",
    "require_certificate",
    "cafile",
    "password_file",
    "allow_anonymous",
    "acl_file",
    "sys_interval",
    "max_connections",
    "max_packet",
    "max_inflight",
    "max_queued",
    "max_queued_bytes",
    "connect_timeout",
    "handshake_timeout",
    "write_timeout",
];

/// Runs `engine` until Ctrl-C, or until it ends by itself. The first line on the standard output tells its address.
///
/// # Errors
/// When it is not built, cannot start, or has ended by itself; the message says what to do.
pub(crate) fn run(engine: Engine, port: u16) -> anyhow::Result<()> {
    let Engine::Rumqttd = engine;
    let program = find::program()?;
    let ending = Ending::new().context(messages::NO_SIGNAL)?;
    let (lines, mut printer) = Printer::start();
    let end = serve(&program, port, ending, &lines, &mut printer);
    drop(lines);
    printer.finish();
    end
}

fn serve(
    program: &Path,
    port: u16,
    ending: Ending,
    lines: &Lines,
    printer: &mut Printer,
) -> anyhow::Result<()> {
    let (mut child, address) = Child::start(program, port, lines)?;
    let guard = Guard::start(address, lines.clone());
    let ended_by_itself = ending.wait_or(&mut printer.reader_left, child.ended());
    drop(guard);
    if ended_by_itself {
        bail!(said::ended(&child.status()?, port));
    }
    lines.print(said::STOPPING);
    Ok(())
}
