//! The `broker` command.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::mpsc;

use anyhow::Context;
use cli::Listen;
use mqtt_session::broker::Limits;
use projector::Projector;

use crate::ending::Ending;
use crate::engine::{self, Engine};
use crate::printer::Printer;
use crate::{Config, Journal, Observer, Server, Verbosity, messages};

/// The options of the `broker` command.
#[derive(Debug, clap::Parser)]
#[command(name = "broker", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
pub struct Options {
    #[arg(short, long, default_value_t = cli::DEFAULT_PORT, value_name = "PORT", help = messages::HELP_PORT)]
    port: u16,
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "ADRESSE", help = messages::HELP_BIND)]
    bind: IpAddr,
    #[arg(long, value_enum, value_name = "BROKER", help = messages::HELP_ENGINE,
          conflicts_with_all = ["bind", "verbose", "web", "max_packet", "max_inflight", "max_queued"])]
    engine: Option<Engine>,
    #[arg(short, long, help = messages::HELP_VERBOSE)]
    verbose: bool,
    #[arg(long, value_name = "PORT", help = messages::HELP_WEB)]
    web: Option<Listen>,
    #[arg(long, default_value_t = Config::default().max_packet_size, value_name = "OCTETS", help = messages::HELP_MAX_PACKET)]
    max_packet: usize,
    #[arg(long, default_value_t = Limits::default().max_inflight, value_name = "N", help = messages::HELP_MAX_INFLIGHT)]
    max_inflight: usize,
    #[arg(long, default_value_t = Limits::default().max_queued, value_name = "N", help = messages::HELP_MAX_QUEUED)]
    max_queued: usize,
}

/// Runs a broker until Ctrl-C. The first line on the standard output tells its address.
///
/// # Errors
/// When the broker cannot start; the message says why and what to do.
pub fn run(options: Options) -> anyhow::Result<()> {
    if let Some(engine) = options.engine {
        return engine::run(engine, options.port);
    }
    let verbosity = if options.verbose { Verbosity::Packets } else { Verbosity::Connections };
    let (lines, mut printer) = Printer::start();
    let page = options.web.map(|Listen(address)| {
        Projector::start(address, |port| cli::command_line("broker", &format!("--web {port}")))
    });
    let page = page.transpose()?;
    // The address is the first line even if a client is quicker: the log waits until it is printed.
    let (announcing, announced) = mpsc::channel::<()>();
    let config = Config {
        bind: options.bind,
        port: options.port,
        limits: Limits {
            max_inflight: options.max_inflight,
            max_queued: options.max_queued,
            ..Limits::default()
        },
        max_packet_size: options.max_packet,
        journal: Journal::new(verbosity, {
            let lines = lines.clone();
            move |text| {
                let _ = announced.recv();
                lines.print(text);
            }
        }),
        observer: page.as_ref().map(|page| Observer::new(page.feed().following())),
    };
    let ending = Ending::new().context(messages::NO_SIGNAL)?;
    let server = Server::start(config)?;
    lines.print(&messages::listening(server.address()));
    if let Some(page) = &page {
        lines.print(&format!("{}\n", page.announcement()));
    }
    drop(announcing);
    ending.wait(&mut printer.reader_left);
    lines.print(messages::STOPPING);
    server.stop();
    drop(lines);
    printer.finish();
    Ok(())
}
