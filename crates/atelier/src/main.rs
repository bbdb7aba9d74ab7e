//! The command `atelier`.

fn main() -> std::process::ExitCode {
    cli::run(atelier::run)
}
