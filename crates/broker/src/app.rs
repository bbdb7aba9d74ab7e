//! The `broker` command.

use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc;

use anyhow::Context;
use cli::Listen;
use projector::Projector;

use crate::commands::Command;
use crate::ending::Ending;
use crate::engine::{self, Engine};
use crate::printer::Printer;
use crate::settings::{Plan, Purpose, Settings, gather};
use crate::{Journal, Observer, Server, Verbosity, messages};

/// The options of the `broker` command.
#[derive(Debug, clap::Parser)]
#[command(name = "broker", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    command: Option<Command>,
    #[arg(long, value_enum, value_name = "BROKER", help = messages::HELP_ENGINE, conflicts_with_all = engine::NOT_WITH)]
    engine: Option<Engine>,
    #[command(flatten)]
    settings: Settings,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_CONFIG)]
    config: Option<PathBuf>,
    #[arg(long, help = messages::HELP_CHECK_CONFIG)]
    check_config: bool,
}

/// Runs a broker until Ctrl-C, unless the options ask for something else. The first line on the standard output tells its
/// address.
///
/// # Errors
/// When a setting is wrong, or the broker cannot start; the message says why and what to do.
pub fn run(options: Options) -> anyhow::Result<()> {
    if let Some(command) = options.command {
        return command.run();
    }
    if let Some(engine) = options.engine {
        return engine::run(engine, options.settings.port());
    }
    // A variable that is no text is none of ours.
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let settings = gather(options.settings, options.config.as_deref(), variables)?;
    if options.check_config {
        let about = settings.plan(Purpose::Check)?.about;
        let addresses: Vec<_> = about.places.iter().map(|(address, _)| *address).collect();
        write!(cli::stdout(), "{}{}", messages::who(&about, &addresses), messages::CONFIG_IS_RIGHT)?;
        return Ok(());
    }
    serve(&settings)
}

fn serve(settings: &Settings) -> anyhow::Result<()> {
    let Plan { mut config, about } = settings.plan(Purpose::Start)?;
    let verbosity = if settings.is_verbose() { Verbosity::Packets } else { Verbosity::Connections };
    let (lines, mut printer) = Printer::start();
    let page = settings.web().map(|Listen(address)| {
        Projector::start(address, |port| cli::command_line("broker", &format!("--web {port}")))
    });
    let page = page.transpose()?;
    // The address is the first line even if a client is quicker: the log waits until it is printed.
    let (announcing, announced) = mpsc::channel::<()>();
    config.journal = Journal::new(verbosity, {
        let lines = lines.clone();
        move |text| {
            let _ = announced.recv();
            lines.print(text);
        }
    });
    config.observer = page.as_ref().map(|page| Observer::new(page.feed().following()));
    let ending = Ending::new().context(messages::NO_SIGNAL)?;
    let server = Server::start(config)?;
    lines.print(&messages::listening(&about, server.addresses()));
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
