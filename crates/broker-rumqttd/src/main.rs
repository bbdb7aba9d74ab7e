//! `broker-rumqttd`: rumqttd with one listener, started like the kit's broker.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use rumqttd::{Broker, Config};

mod messages;

/// Between two looks at whether it listens.
const PAUSE: Duration = Duration::from_millis(20);

#[derive(Debug, clap::Parser)]
#[command(name = "broker-rumqttd", version, about = messages::ABOUT)]
struct Options {
    #[arg(short, long, default_value_t = cli::DEFAULT_PORT, value_name = "PORT", help = messages::HELP_PORT)]
    port: u16,
    #[arg(long, help = messages::HELP_WHILE_STDIN_OPEN)]
    while_stdin_open: bool,
}

fn main() -> ExitCode {
    cli::run(run)
}

/// Runs the broker until it is stopped. The first line on the standard output tells its address.
fn run(options: Options) -> anyhow::Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free(options.port)?));
    let config: Config = toml::from_str(&settings(address)).context(messages::SETTINGS)?;
    if options.while_stdin_open {
        // Whatever has become of rumqttd, frozen or not, this thread ends it with the program that started it.
        thread::spawn(|| {
            let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
            std::process::exit(0);
        });
    }
    let (ended, end) = std::sync::mpsc::channel();
    thread::spawn(move || ended.send(Broker::new(config).start()));
    while TcpStream::connect(address).is_err() {
        if let Ok(result) = end.try_recv() {
            return result.context(messages::STOPPED);
        }
        thread::sleep(PAUSE);
    }
    writeln!(cli::stdout(), "{}", messages::listening(address))?;
    end.recv().context(messages::STOPPED)?.context(messages::STOPPED)
}

/// The port, or one that is free: rumqttd does not tell which one the system gave it.
fn free(port: u16) -> anyhow::Result<u16> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).with_context(|| messages::taken(address))?;
    Ok(listener.local_addr()?.port())
}

/// The settings of rumqttd's own example, with one listener of MQTT 3.1.1.
fn settings(address: SocketAddr) -> String {
    format!(
        "id = 0\n\
         [router]\n\
         id = 0\n\
         max_connections = 10010\n\
         max_outgoing_packet_count = 200\n\
         max_segment_size = 104857600\n\
         max_segment_count = 10\n\
         [v4.1]\n\
         name = \"v4-1\"\n\
         listen = \"{address}\"\n\
         next_connection_delay_ms = 1\n\
         [v4.1.connections]\n\
         connection_timeout_ms = 60000\n\
         max_payload_size = 1048576\n\
         max_inflight_count = 100\n\
         dynamic_filters = true\n"
    )
}
