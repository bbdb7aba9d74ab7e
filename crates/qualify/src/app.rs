//! The `qualify` command.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use bytestring::ByteString;
use cli::Address;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tls::{Identity, Trust};

use crate::bench::{Secure, Target};
use crate::report::{Broker, FORMAT, Report};
use crate::restart::Restart;
use crate::run::{AT_ONCE, Plan};
use crate::table::Table;
use crate::verdict::{Summary, judged};
use crate::{messages, probe};

/// The options of the `qualify` command.
#[derive(Debug, clap::Parser)]
#[command(name = "qualify", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
pub struct Options {
    #[arg(short = 'h', long, value_name = "MACHINE", default_value = "127.0.0.1", value_parser = cli::host,
          help = messages::HELP_HOST)]
    host: String,
    #[arg(short, long, value_parser = clap::value_parser!(u16).range(1..), help = messages::HELP_PORT)]
    port: Option<u16>,
    #[arg(long, help = messages::HELP_TLS)]
    tls: bool,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_CAFILE)]
    cafile: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", requires = "key", help = messages::HELP_CERT)]
    cert: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", requires = "cert", help = messages::HELP_KEY)]
    key: Option<PathBuf>,
    #[arg(short, long, value_name = "NOM", help = messages::HELP_USERNAME)]
    username: Option<String>,
    #[arg(short = 'P', long, alias = "pw", value_name = "MOT_DE_PASSE", requires = "username",
          allow_hyphen_values = true, help = messages::HELP_PASSWORD)]
    password: Option<String>,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_JSON)]
    json: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_HTML)]
    html: Option<PathBuf>,
    #[arg(long, value_name = "COMMANDE", help = messages::HELP_RESTART)]
    restart_cmd: Option<String>,
    #[arg(long, value_name = "SECONDES", default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=60),
          help = messages::HELP_PATIENCE)]
    patience: u64,
    #[arg(short, long, help = messages::HELP_ALL)]
    all: bool,
    #[arg(long, value_name = "NOM", help = messages::HELP_ONLY)]
    only: Vec<String>,
}

/// Where brokers speak TLS.
const TLS_PORT: u16 = 8883;

/// How many times its patience a check may take: it stops at the first answer that does not come.
const PATIENCES: u32 = 10;

/// Checks the broker, and writes what was found.
///
/// # Errors
/// When there is no broker to check, or a file cannot be written; the message says why.
pub fn qualify(options: Options) -> anyhow::Result<ExitCode> {
    let table = Table::read()?;
    let secure = secure(&options)?;
    let usual = if secure.is_some() { TLS_PORT } else { cli::DEFAULT_PORT };
    let address = Address::new(&options.host, options.port.unwrap_or(usual));
    let patience = Duration::from_secs(options.patience);
    let target = Target {
        address: probe::find(&address)?,
        tls: secure,
        user_name: options.username.clone().map(ByteString::from),
        password: options.password.clone().map(ByteString::from),
        patience,
        limit: patience * PATIENCES,
        run: random_name(),
    };
    let restart = options.restart_cmd.clone().map(|command| Restart { command });
    let plan = Plan { table: &table, target: &target, restart: restart.as_ref(), only: &options.only };
    if let Some(name) = plan.unknown() {
        bail!(messages::unknown(name));
    }
    if let Some((statement, why)) = plan.unchecked() {
        bail!(messages::unchecked(statement, why));
    }
    probe::shake_hands(&target, &address)?;
    let version = probe::probe(&target)?;

    let checks = plan.count();
    let rounds = u32::try_from(checks.div_ceil(AT_ONCE)).unwrap_or(u32::MAX);
    let longest = target.limit.saturating_mul(rounds);
    eprintln!("{}", messages::announce(&address.to_string(), version.as_deref(), checks, longest));

    let date = jiff::Zoned::now();
    let start = Instant::now();
    let bar = bar(checks);
    let checked = plan.run(&|| bar.inc(1));
    bar.finish_and_clear();
    let answers_at_end = probe::probe(&target).is_ok();

    let statements = judged(&table, &checked);
    let report = Report {
        format: FORMAT,
        broker: Broker { address: address.to_string(), version, tls: target.tls.is_some(), answers_at_end },
        date,
        duration_ms: u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        summary: Summary::of(statements.iter().map(|statement| statement.verdict)),
        statements,
        checks: checked,
    };
    write(&report, &options)?;
    Ok(ExitCode::from(report.exit_code()))
}

/// Any option of TLS asks for it.
fn secure(options: &Options) -> anyhow::Result<Option<Secure>> {
    let identity = match (&options.cert, &options.key) {
        (Some(certificate), Some(key)) => Some(Identity::from_files(certificate, key)?),
        _ => None,
    };
    if !options.tls && options.cafile.is_none() && identity.is_none() {
        return Ok(None);
    }
    let trust = Trust::with_identity(options.cafile.as_deref(), identity)?;
    Ok(Some(Secure { trust, host: options.host.clone() }))
}

fn write(report: &Report, options: &Options) -> anyhow::Result<()> {
    let mut json_on_stdout = false;
    if let Some(file) = &options.json {
        let mut json = serde_json::to_string_pretty(report)?;
        json.push('\n');
        json_on_stdout = file.as_path() == Path::new("-");
        if json_on_stdout {
            cli::stdout().write_all(json.as_bytes())?;
        } else {
            fs::write(file, json).with_context(|| messages::cannot_write(file))?;
        }
    }
    if let Some(file) = &options.html {
        fs::write(file, report.html()?).with_context(|| messages::cannot_write(file))?;
    }
    if !json_on_stdout {
        let mut text = String::new();
        report.write_text(&mut text, options.all, !options.only.is_empty())?;
        cli::stdout().write_all(text.as_bytes())?;
    }
    Ok(())
}

/// Letters and digits, as client identifiers must be.
fn random_name() -> String {
    std::iter::repeat_with(fastrand::alphanumeric).take(5).collect()
}

/// On a terminal only.
fn bar(count: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(messages::PROGRESS) {
        Ok(style) => bar.with_style(style.progress_chars("█▌·")),
        Err(_) => bar,
    }
}
