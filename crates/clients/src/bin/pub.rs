//! Publishes messages: the kit's `mosquitto_pub`.

fn main() -> std::process::ExitCode {
    cli::run(clients::publisher::run)
}
