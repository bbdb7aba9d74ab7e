//! The command line.

use cli::Address;
use rumqttc::MqttOptions;

use crate::house::ROUND_SECONDS;
use crate::messages;

#[derive(Debug, clap::Parser)]
#[command(name = "maison", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
pub struct Args {
    #[arg(short = 'h', long, value_name = "MACHINE", default_value = "127.0.0.1", value_parser = cli::host, help = messages::HELP_HOST)]
    pub host: String,
    #[arg(short, long, default_value_t = cli::DEFAULT_PORT, value_parser = clap::value_parser!(u16).range(1..),
          help = messages::HELP_PORT)]
    pub port: u16,
    #[arg(short, long, value_name = "IDENTIFIANT", help = messages::HELP_ID)]
    pub id: Option<String>,
    #[arg(short, long, value_name = "NOM", help = messages::HELP_USERNAME)]
    pub username: Option<String>,
    #[arg(short = 'P', long, value_name = "MOT_DE_PASSE", requires = "username", help = messages::HELP_PASSWORD)]
    pub password: Option<String>,
    #[arg(long, value_name = "PRÉFIXE", default_value = "", hide_default_value = true, value_parser = prefix,
          help = messages::HELP_PREFIX)]
    pub prefix: String,
    #[arg(long, value_name = "FACTEUR", default_value_t = 1.0, value_parser = speed, help = messages::HELP_SPEED)]
    pub speed: f64,
    #[arg(long, value_name = "NOMBRE", help = messages::HELP_SEED)]
    pub seed: Option<u64>,
    #[arg(long, value_name = "NOMBRE", conflicts_with = "duration", help = messages::HELP_ROUNDS)]
    pub rounds: Option<u64>,
    #[arg(long, value_name = "DURÉE", value_parser = duration, help = messages::HELP_DURATION)]
    pub duration: Option<u64>,
    #[arg(long, help = messages::HELP_RETAIN)]
    pub retain: bool,
    #[arg(short, long, conflicts_with = "verbose", help = messages::HELP_QUIET)]
    pub quiet: bool,
    #[arg(short, long, help = messages::HELP_VERBOSE)]
    pub verbose: bool,
}

impl Args {
    /// The broker's address.
    pub fn address(&self) -> Address {
        Address::new(&self.host, self.port)
    }

    /// `-i`, or a name that is the seat's own when the topics are: `poste07/` gives `poste07-maison`. Two
    /// clients of one identifier would keep throwing each other out [MQTT-3.1.4-2].
    pub fn client_id(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("{}maison", self.prefix.replace('/', "-")))
    }

    /// After how many rounds to stop; never if `None`.
    pub fn last_round(&self) -> Option<u64> {
        self.rounds.or(self.duration.map(|seconds| seconds.div_ceil(ROUND_SECONDS)))
    }

    /// The CONNECT that these arguments ask for.
    pub fn mqtt_options(&self) -> MqttOptions {
        let Address { host, port } = self.address();
        // rumqttc joins host and port with a colon itself.
        let host = if host.contains(':') { format!("[{host}]") } else { host };
        let mut options = MqttOptions::new(self.client_id(), host, port);
        if let Some(username) = &self.username {
            options.set_credentials(username, self.password.as_deref().unwrap_or_default());
        }
        options
    }
}

/// A topic prefix, with its closing slash.
fn prefix(text: &str) -> Result<String, &'static str> {
    // Far more than any class needs, and far less than the packet size that rumqttc refuses.
    const LONGEST: usize = 200;
    if text.contains(['+', '#', '\0']) {
        return Err(messages::PREFIX_WILDCARD);
    }
    if text.len() > LONGEST {
        return Err(messages::PREFIX_TOO_LONG);
    }
    Ok(if text.is_empty() || text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

fn speed(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(speed) if (0.01..=1e6).contains(&speed) => Ok(speed),
        _ => Err(messages::BAD_SPEED),
    }
}

/// Seconds from `1h`, `90min`, `45s`, `1h30min`.
fn duration(text: &str) -> Result<u64, &'static str> {
    let seconds = parse_duration(text).filter(|seconds| *seconds > 0);
    seconds.ok_or(messages::BAD_DURATION)
}

fn parse_duration(mut text: &str) -> Option<u64> {
    let mut total: u64 = 0;
    while !text.is_empty() {
        let unit_at = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, rest) = text.split_at(unit_at);
        let next = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (unit, rest) = rest.split_at(next);
        let seconds = match unit {
            "h" => 3600,
            "min" | "m" => 60,
            "s" => 1,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(seconds)?)?;
        text = rest;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Result<Args, String> {
        cli::parse(format!("maison {line}").split_whitespace().map(Into::into))
            .map_err(|exit| exit.to_string())
    }

    #[test]
    fn durations_become_rounds_of_ten_seconds() {
        for (line, rounds) in [
            ("", None),
            ("--rounds 3", Some(3)),
            ("--duration 1h", Some(360)),
            ("--duration 1h30min", Some(540)),
            ("--duration 2m", Some(12)),
            ("--duration 45s", Some(5)),
        ] {
            assert_eq!(args(line).expect(line).last_round(), rounds, "{line}");
        }
        for bad in ["1", "h", "1j", "0s", "1h30", "99999999999999999999h", "-1s"] {
            assert!(args(&format!("--duration={bad}")).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_seat_prefix_names_topics_and_client() {
        for (line, prefix, id) in [
            ("", "", "maison"),
            ("--prefix poste07/", "poste07/", "poste07-maison"),
            ("--prefix poste07", "poste07/", "poste07-maison"),
            ("--prefix poste07 -i toit", "poste07/", "toit"),
        ] {
            let args = args(line).expect(line);
            assert_eq!((args.prefix.as_str(), args.client_id().as_str()), (prefix, id), "{line}");
        }
        for bad in ["+/", "a/#"] {
            assert!(args(&format!("--prefix {bad}")).is_err(), "{bad}");
        }
    }

    #[test]
    fn help_reads_well() {
        insta::assert_snapshot!(args("--help").expect_err("help"));
    }

    #[test]
    fn an_ipv6_host_is_bracketed_for_rumqttc() {
        let options = args("-h ::1").expect("good arguments").mqtt_options();
        assert_eq!(options.broker_address(), ("[::1]".to_owned(), 1883));
    }
}
