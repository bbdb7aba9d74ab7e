//! The command `grader`.

fn main() -> std::process::ExitCode {
    // This program is its own helper inside the sandbox: nothing may come before.
    runner::helper_main();
    cli::run(grader::run)
}
