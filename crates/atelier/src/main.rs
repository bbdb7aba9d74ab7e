//! The command `atelier`.

fn main() -> std::process::ExitCode {
    // This program is its own helper when it finds out how exercises are compiled: nothing may come before.
    runner::helper_main();
    cli::run(atelier::run)
}
