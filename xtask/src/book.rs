//! `cargo x book`: the book's builder, which is a package of its own: mdBook is over a hundred crates, and only who
//! works on the book should compile them.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use clap::Subcommand;

/// What to do with the book.
#[derive(Subcommand)]
pub enum Action {
    /// Build it, into target/book/html.
    Build,
    /// Build the teacher's guide, into target/guide/html.
    Guide,
    /// Build it, serve it on this machine and build it again at each change.
    Serve {
        /// The port of 127.0.0.1; 0 for a free one.
        #[arg(long, default_value = "3000")]
        port: String,
    },
    /// Put the TD, the TP and their corrigés on paper, into target/fiches: HTML to print, PDF, ODT to edit; `--help` says
    /// how to draw the TD of a class.
    #[command(alias = "fiches", disable_help_flag = true)]
    Sheets {
        /// `--graine FICHIER`, `--binomes NOMBRE`, `--sans-pdf`, `--dossier DOSSIER`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Build it and check links, figures, consoles and times, then read it with a browser.
    Check,
}

/// Runs the builder. True when it finds no fault.
///
/// # Errors
/// When cargo cannot be run, or the programs that the consoles show do not build.
pub fn run(root: &Path, action: &Action) -> anyhow::Result<bool> {
    match action {
        Action::Build => builder(root, &["build"]),
        Action::Guide => builder(root, &["guide"]),
        Action::Serve { port } => builder(root, &["serve", "--port", port]),
        Action::Sheets { options } => {
            let options = options.iter().map(String::as_str);
            builder(root, &["sheets"].into_iter().chain(options).collect::<Vec<_>>())
        }
        Action::Check => {
            for packages in [&["build", "--bins"][..], &["build", "--bins", "--package", "book-exemples"]] {
                let built = cargo().current_dir(root).args(packages).status().context("cargo build")?;
                ensure!(built.success(), "the programs that the book shows do not build");
            }
            let checked = builder(root, &["check"])?;
            let tested = cargo().current_dir(root).args(["test", "--package", "book-builder"]).status();
            Ok(tested.context("cargo test")?.success() && checked)
        }
    }
}

fn builder(root: &Path, arguments: &[&str]) -> anyhow::Result<bool> {
    let metadata = cargo_metadata::MetadataCommand::new().current_dir(root).no_deps().exec();
    let binaries = metadata.context("cargo metadata")?.target_directory.join("debug");
    let mut command = cargo();
    command.current_dir(root).args(["run", "--quiet", "--package", "book-builder", "--"]).args(arguments);
    let status = command.env("ATELIER_BINARIES", binaries).status();
    Ok(status.context("cargo run --package book-builder")?.success())
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
