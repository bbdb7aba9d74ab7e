//! The options of the proxy.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use class_ca::Authority;
use cli::Listen;
use tls::Trust;

use super::{Events, Proxy, Route, Setup, Tls};
use crate::faults::Script;
use crate::faults::recipes::Recipe;
use crate::messages;

/// Where clients come, where they are passed on to, and what happens to them on the way.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = messages::HEADING_PROXY)]
#[group(skip)]
pub(crate) struct Args {
    #[arg(long, value_name = "PORT", default_value = "1884", conflicts_with = "file", help = messages::HELP_LISTEN)]
    listen: Vec<Listen>,
    #[arg(long, value_name = "ADRESSE", default_value = "127.0.0.1:1883", conflicts_with = "file", help = messages::HELP_TO)]
    to: Vec<cli::Address>,
    #[arg(long, conflicts_with_all = ["cafile", "file"], help = messages::HELP_TLS)]
    tls: bool,
    #[arg(long, value_name = "FICHIER", conflicts_with = "file", help = messages::HELP_CAFILE)]
    cafile: Option<PathBuf>,
    #[arg(long, value_name = "DOSSIER", conflicts_with = "file", help = messages::HELP_CLASS_CA)]
    class_ca: Option<PathBuf>,
    #[command(flatten)]
    faults: FaultArgs,
}

/// How to break the line.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = messages::HEADING_FAULTS)]
#[group(skip)]
struct FaultArgs {
    #[arg(long, value_name = "PANNE", conflicts_with = "file", help = messages::HELP_FAULT)]
    fault: Vec<String>,
    #[arg(long, value_name = "FICHIER", conflicts_with = "file", help = messages::HELP_FAULTS)]
    faults: Vec<PathBuf>,
    #[arg(long, value_name = "NOM", conflicts_with = "file", help = messages::HELP_RECIPE)]
    recipe: Vec<String>,
    #[arg(long, value_name = "GRAINE", conflicts_with = "file", help = messages::HELP_SEED)]
    seed: Option<u64>,
}

impl Args {
    /// Each place to listen with its broker; one broker may do for all.
    fn routes(&self) -> anyhow::Result<Vec<Route>> {
        if self.to.len() > self.listen.len() || (self.to.len() > 1 && self.to.len() < self.listen.len()) {
            anyhow::bail!(messages::unpaired(self.listen.len(), self.to.len()));
        }
        let brokers = self.to.iter().cycle();
        Ok(self
            .listen
            .iter()
            .zip(brokers)
            .map(|(Listen(listen), to)| Route { listen: *listen, to: to.clone() })
            .collect())
    }

    fn tls(&self) -> anyhow::Result<Tls> {
        let trust = (self.tls || self.cafile.is_some()).then(|| Trust::new(self.cafile.as_deref()));
        let authority = self.class_ca.as_deref().map(Authority::in_folder);
        Ok(Tls { broker: trust.transpose()?, clients: authority.transpose()?.map(Arc::new) })
    }
}

impl FaultArgs {
    fn script(&self) -> anyhow::Result<Script> {
        let mut script = Script::default();
        for name in &self.recipe {
            script.extend(Recipe::named(name).map_err(anyhow::Error::msg)?.script()?);
        }
        for file in &self.faults {
            let name = file.display().to_string();
            let text = fs::read_to_string(file).with_context(|| messages::cannot_read_faults(&name))?;
            script.extend(Script::parse(&name, &text)?);
        }
        for line in &self.fault {
            script.extend(Script::parse(messages::FAULT_OPTION, line)?);
        }
        Ok(script)
    }
}

/// Starts the proxy that the options ask for, and says on stderr what to do with it.
///
/// # Errors
/// When the options do not go together, a file cannot be read, or one cannot listen.
pub(crate) async fn start(args: &Args) -> anyhow::Result<(Proxy, Events)> {
    let setup = Setup {
        routes: args.routes()?,
        faults: args.faults.script()?,
        seed: args.faults.seed.unwrap_or_else(|| fastrand::u64(..1_000_000)),
        tls: args.tls()?,
    };
    let mut notes = Vec::new();
    if setup.faults.rules().iter().any(crate::faults::Rule::is_impossible_in_tcp) {
        notes.push(messages::IMPOSSIBLE_IN_TCP.to_owned());
    }
    if setup.faults.rules().iter().any(crate::faults::Rule::is_random) {
        notes.push(messages::seed(setup.seed));
    }
    let authority = setup.tls.clients.clone();
    notes.extend(authority.as_ref().map(|authority| messages::inspection(authority.file())));
    let routes = setup.routes.clone();
    let (proxy, events) = Proxy::start(setup).await?;
    for Route { to, .. } in &routes {
        let found = tokio::net::lookup_host((to.host.as_str(), to.port)).await;
        if found.is_ok_and(|mut found| found.any(|one| proxy.addresses().contains(&one))) {
            anyhow::bail!(messages::same_address(to));
        }
    }
    let brokers = routes.iter().map(|route| &route.to);
    let pairs: Vec<_> = proxy.addresses().iter().copied().zip(brokers).collect();
    let first = proxy.addresses()[0];
    let client = match authority {
        Some(authority) => messages::tls_client(first.port(), authority.file()),
        None => messages::clear_client(first),
    };
    eprintln!("{}", messages::started(&pairs, &notes, &client));
    Ok((proxy, events))
}
