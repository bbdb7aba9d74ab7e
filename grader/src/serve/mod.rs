//! `grader serve`: the teacher marks prose in a browser of this machine. What is typed goes at once into
//! `notes-manuelles.toml`, which is the only place of the teacher's points: a grading reads it, an editor may change it
//! meanwhile, and the page shows what marks come out of it.

mod access;
mod desk;
mod edit;
mod file;
mod site;
mod views;

use std::io::Write;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;

use crate::app;
use crate::args::Serve;
use crate::messages::serve as messages;
use access::Access;
use desk::Desk;
use site::Site;

/// Browsers at once. Further ones wait.
const CONNECTIONS: usize = 32;
/// The largest request: a long comment, and more.
const LARGEST: usize = 64 * 1024;

/// Marks the class, writes its reports, then serves the page until Ctrl-C.
///
/// # Errors
/// As a grading; a port that is taken.
pub fn run(options: &Serve) -> anyhow::Result<ExitCode> {
    let graded = app::grade(&options.folder, &options.marking)?;
    cli::stdout().write_all(app::publish(&graded)?.as_bytes())?;
    let desk = Desk::new(graded);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context(crate::messages::live::NO_RUNTIME)?;
    let outcome = runtime.block_on(serve(desk, options.page));
    runtime.shutdown_background();
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn serve(desk: Desk, port: u16) -> anyhow::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = listener.with_context(|| crate::messages::live::cannot_serve(port))?;
    let address = listener.local_addr()?;
    let access = Access::new(address.port()).context(messages::NO_RANDOM)?;
    writeln!(cli::stdout(), "{}", messages::open(address, access.token()))?;
    let site = Arc::new(Site::new(desk, access, move |token: &str| {
        // A terminal that is gone needs no address.
        let _ = writeln!(cli::stdout(), "{}", messages::opened(address, token));
    }));
    let served = Arc::clone(&site);
    tokio::select! {
        served = page_server::serve_posts(listener, CONNECTIONS, LARGEST, move |request| served.answer(request)) => served?,
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    // No report that is left says what is no more.
    let mut desk = site.desk();
    desk.refresh();
    if !desk.is_published() {
        let told = desk.publish()?;
        cli::stdout().write_all(told.as_bytes())?;
    }
    Ok(())
}
