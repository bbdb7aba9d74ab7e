//! `logdump`: see every MQTT packet between a client and a broker.

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(logdump::run)
}
