//! Shows the messages of topics: the kit's `mosquitto_sub`.

fn main() -> std::process::ExitCode {
    cli::run(clients::subscriber::run)
}
