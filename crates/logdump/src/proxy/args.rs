//! The options of the proxy.

use super::{Events, Proxy};
use crate::{Listen, messages};

/// Where clients come, and where they are passed on to.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = messages::HEADING_PROXY)]
#[group(skip)]
pub(crate) struct Args {
    #[arg(long, value_name = "PORT", default_value = "1884", help = messages::HELP_LISTEN)]
    listen: Listen,
    #[arg(long, value_name = "ADRESSE", default_value = "127.0.0.1:1883", help = messages::HELP_TO)]
    to: cli::Address,
}

/// Starts the proxy that the options ask for, and says on stderr what to do with it.
///
/// # Errors
/// When one cannot listen.
pub(crate) async fn start(args: &Args) -> anyhow::Result<(Proxy, Events)> {
    let (proxy, events) = Proxy::start(args.listen.0, args.to.clone()).await?;
    let address = proxy.address();
    if tokio::net::lookup_host((args.to.host.as_str(), args.to.port))
        .await
        .is_ok_and(|mut resolved| resolved.any(|one| one == address))
    {
        anyhow::bail!(messages::same_address(&args.to));
    }
    eprintln!("{}", messages::started(address, &args.to));
    Ok((proxy, events))
}
