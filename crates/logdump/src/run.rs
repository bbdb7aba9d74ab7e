//! The command: a proxy, and a thread that prints what it tells.

use std::io::{self, BufWriter, Write};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::{Args, Events, Printer, Proxy, messages};

/// How long the last lines may take to be printed once the proxy has stopped.
const LAST_LINES: Duration = Duration::from_secs(2);

/// Runs until Ctrl+C, or until nobody reads what is printed.
///
/// # Errors
/// When one cannot listen, or no longer print.
pub fn run(args: Args) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(watch(args))
}

async fn watch(args: Args) -> anyhow::Result<()> {
    let (proxy, events) = Proxy::start(args.listen.0, args.to.clone()).await?;
    let address = proxy.address();
    if tokio::net::lookup_host((args.to.host.as_str(), args.to.port))
        .await
        .is_ok_and(|mut resolved| resolved.any(|one| one == address))
    {
        anyhow::bail!(messages::same_address(&args.to));
    }
    eprintln!("{}", messages::started(address, &args.to));

    let printer = Printer::new(args.format(), args.time_style());
    let (done, mut printed) = oneshot::channel();
    // A thread of its own: a terminal that is slow must not hold back the relay.
    thread::spawn(move || done.send(print_all(events, printer)));
    tokio::select! {
        outcome = &mut printed => return Ok(outcome??),
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    proxy.stop().await;
    match timeout(LAST_LINES, printed).await {
        Ok(outcome) => Ok(outcome??),
        // The terminal is paused: its lines stay unseen, as the reader wished.
        Err(_) => Ok(()),
    }
}

/// Prints events until there are no more; what is printed is flushed as soon as nothing more is waiting.
fn print_all(mut events: Events, mut printer: Printer) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(64 << 10, cli::stdout());
    let mut text = String::new();
    while let Some(first) = events.next_blocking() {
        let mut next = Some(first);
        while let Some(event) = next {
            text.clear();
            printer.print(&event, &mut text).map_err(io::Error::other)?;
            out.write_all(text.as_bytes())?;
            next = events.next_now();
        }
        out.flush()?;
    }
    Ok(())
}
