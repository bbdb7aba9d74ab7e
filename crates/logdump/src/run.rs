//! The command: events, from a proxy or from a file, and what becomes of them.

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use projector::Projector;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::args::Command;
use crate::faults::recipes;
use crate::output::Output;
use crate::{Args, Events, check, input, messages, proxy};

/// How long the last lines may take to be printed once the proxy has stopped.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Does what a subcommand asks for; reads the file if there is one. Else runs a proxy until Ctrl-C, or until nobody reads what is printed.
///
/// # Errors
/// When one cannot read a file to its end, listen, or no longer print.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Some(Command::Recipes) => recipes::print()?,
        Some(Command::Check(args)) => return check::run(args),
        None => return show(&args),
    }
    Ok(ExitCode::SUCCESS)
}

fn show(args: &Args) -> anyhow::Result<ExitCode> {
    let page = args.output.projector()?;
    let mut output = Output::new(&args.output, &args.filter, page.as_ref().map(Projector::feed))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if let Some(file) = &args.input.file {
        announce(page.as_ref());
        let read = input::read(&args.input.ports, file, &mut output);
        output.finish()?;
        if page.is_none() {
            return read.map(|()| ExitCode::SUCCESS);
        }
        // What could be read is there to be looked at, even where the end could not.
        let code = read.map_or_else(|error| cli::report(&error), |()| ExitCode::SUCCESS);
        eprintln!("{}", messages::PAGE_STAYS);
        runtime.block_on(tokio::signal::ctrl_c())?;
        return Ok(code);
    }
    runtime.block_on(watch(args, output, page.as_ref()))?;
    Ok(ExitCode::SUCCESS)
}

/// Says where the page is.
fn announce(page: Option<&Projector>) {
    if let Some(page) = page {
        eprintln!("{}", page.announcement());
    }
}

async fn watch(args: &Args, output: Output, page: Option<&Projector>) -> anyhow::Result<()> {
    let (proxy, events) = proxy::start(&args.proxy).await?;
    announce(page);
    if let Some(later) = args.output.at_the_end() {
        eprintln!("{later}");
    }
    let (done, mut shown) = oneshot::channel();
    // A thread of its own: a terminal that is slow must not hold back the relay.
    thread::spawn(move || done.send(show_all(events, output)));
    tokio::select! {
        outcome = &mut shown => return outcome?,
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    proxy.stop().await;
    match timeout(LAST_LINES, shown).await {
        Ok(outcome) => outcome?,
        // The terminal is paused: its lines stay unseen, as the reader wished.
        Err(_) => Ok(()),
    }
}

/// Shows events until there are no more; what is shown is flushed as soon as nothing more is waiting.
fn show_all(mut events: Events, mut output: Output) -> anyhow::Result<()> {
    while let Some(first) = events.next_blocking() {
        let mut next = Some(first);
        while let Some(event) = next {
            output.event(&event)?;
            next = events.next_now();
        }
        output.flush()?;
    }
    output.finish()
}
