//! From arguments to the binary's own `Args`, or to what must be printed instead.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::{help, launch, messages, usage_error};

/// Why there are no arguments to run with: the reader asked for help, or made a slip.
#[derive(Debug)]
pub enum Exit {
    /// `--help` or `--version`: goes to stdout, exit code 0. Help in place of missing arguments: stderr, 1.
    Info(clap::Error),
    /// A usage error, already in French: goes to stderr, exit code 1.
    Usage(String),
}

impl Exit {
    /// Prints the text where it belongs and gives the exit code.
    pub fn print(&self) -> ExitCode {
        match self {
            // clap prints by itself to keep its colours; a reader who left is no failure of ours.
            Self::Info(info) => {
                let _ = info.print();
                // Help that nobody asked for, after an empty command line, goes to stderr.
                if info.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
            }
            Self::Usage(text) => {
                let _ = std::io::stderr().write_all(text.as_bytes());
                ExitCode::FAILURE
            }
        }
    }
}

impl std::fmt::Display for Exit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Info(info) => write!(f, "{}", info.render()),
            Self::Usage(text) => f.write_str(text),
        }
    }
}

/// Parses `args`, the program's name first, with French help and errors.
pub fn parse<A: clap::Parser>(args: impl IntoIterator<Item = OsString>) -> Result<A, Exit> {
    let mut command = help::in_french(A::command());
    let parsed =
        command.try_get_matches_from_mut(args).and_then(|mut matches| A::from_arg_matches_mut(&mut matches));
    parsed.map_err(|error| {
        use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
        match error.kind() {
            DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand => Exit::Info(error),
            _ => {
                let problem = usage_error::in_french(&error);
                let hint = messages::try_help(&help_command(&command, &error));
                Exit::Usage(messages::usage_error(&problem, &hint))
            }
        }
    })
}

/// The command whose help is worth reading after `error`: down to the subcommand that was named, which clap
/// tells only within its usage line.
fn help_command(command: &clap::Command, error: &clap::Error) -> String {
    let usage = error.get(clap::error::ContextKind::Usage).map(ToString::to_string);
    let subcommands = usage.as_deref().unwrap_or_default().split_whitespace().skip(2);
    let mut deepest = command;
    let mut arguments = String::new();
    for word in subcommands {
        let Some(subcommand) = deepest.find_subcommand(word) else {
            break;
        };
        deepest = subcommand;
        arguments += word;
        arguments.push(' ');
    }
    launch::command_line(command.get_name(), &(arguments + "--help"))
}

#[cfg(test)]
mod tests {
    use clap::{Parser, Subcommand, ValueEnum};

    use super::*;

    #[derive(Debug, Parser)]
    #[command(name = "essai", version = "1.2.3", about = "Publie un message")]
    struct Args {
        #[arg(
            short = 'h',
            long,
            value_name = "MACHINE",
            default_value = "localhost",
            help = "Machine du broker"
        )]
        host: String,
        #[arg(short, long, default_value_t = 1883, value_parser = clap::value_parser!(u16).range(1..), help = "Port du broker")]
        port: u16,
        #[arg(short, long, required = true, num_args = 1, help = "Topic du message")]
        topic: Vec<String>,
        #[arg(long, value_enum, help = "Format des lignes")]
        format: Option<Format>,
        #[arg(long, conflicts_with = "quiet", help = "En dire plus")]
        verbose: bool,
        #[arg(long, help = "Se taire")]
        quiet: bool,
        #[arg(long, help = "Accélération")]
        speed: Option<f64>,
        #[arg(long, num_args = 2, value_names = ["DÉBUT", "FIN"], help = "Bornes")]
        range: Option<Vec<u8>>,
        #[arg(value_name = "FICHIER", help = "Fichier à lire")]
        file: Option<crate::Address>,
    }

    #[derive(Debug, Clone, ValueEnum)]
    enum Format {
        Texte,
        Json,
    }

    #[derive(Debug, Parser)]
    #[command(name = "outil", about = "Fait plusieurs choses")]
    struct Tool {
        #[command(subcommand)]
        command: Commands,
    }

    #[derive(Debug, Subcommand)]
    enum Commands {
        #[command(about = "Vérifier une trace")]
        Check {
            #[arg(value_name = "TRACE", help = "Trace à vérifier")]
            file: String,
        },
        #[command(about = "Expliquer des octets")]
        Explain,
    }

    /// What ends the command `line`.
    fn exit<A: Parser + std::fmt::Debug>(line: &str) -> Exit {
        parse::<A>(line.split(' ').map(OsString::from)).expect_err(line)
    }

    #[test]
    fn help_is_french_throughout() {
        let help = exit::<Args>("essai --help");
        assert!(matches!(help, Exit::Info(_)));
        insta::assert_snapshot!(help.to_string());
    }

    #[test]
    fn help_lists_commands() {
        insta::assert_snapshot!(exit::<Tool>("outil --help").to_string());
    }

    #[test]
    fn version_is_long_only() {
        assert_eq!(exit::<Args>("essai --version").to_string(), "essai 1.2.3\n");
        assert!(matches!(exit::<Args>("essai -V"), Exit::Usage(_)));
    }

    #[test]
    fn short_h_is_the_host() {
        let args: Args =
            parse("essai -h ailleurs -t a".split(' ').map(OsString::from)).expect("good arguments");
        assert_eq!(args.host, "ailleurs");
    }

    #[test]
    fn usage_errors() {
        for (line, problem) in [
            ("essai --tpoic a", "option inconnue `--tpoic` : vouliez-vous dire `--topic` ?"),
            ("essai -t a -z", "option inconnue `-z`"),
            ("essai -t a un:1 deux", "argument inattendu « deux »"),
            ("essai", "il manque `--topic <TOPIC>`"),
            ("essai -t", "il manque une valeur après `--topic <TOPIC>`"),
            (
                "essai -t a -p 70000",
                "valeur « 70000 » incorrecte pour `--port <PORT>` : un nombre de 1 à 65535 est attendu",
            ),
            (
                "essai -t a -p douze",
                "valeur « douze » incorrecte pour `--port <PORT>` : un nombre entier est attendu",
            ),
            (
                "essai -t a --speed vite",
                "valeur « vite » incorrecte pour `--speed <SPEED>` : un nombre est attendu, avec un point pour les décimales (2.5)",
            ),
            (
                "essai -t a --format jsn",
                "valeur « jsn » incorrecte pour `--format <FORMAT>` : vouliez-vous dire `json` ?\n  valeurs possibles : texte, json",
            ),
            (
                "essai -t a serveur:0",
                "valeur « serveur:0 » incorrecte pour `[FICHIER]` : « 0 » n’est pas un numéro de port : attendu un nombre de 1 à 65535",
            ),
            ("essai -t a --verbose --quiet", "`--verbose` ne va pas avec `--quiet` : gardez l’un ou l’autre"),
            ("essai -t a -p 1 -p 2", "`--port <PORT>` ne peut être donné qu’une fois"),
            ("essai -t a --quiet=oui", "valeur en trop « oui » pour `--quiet`"),
            ("essai -t a --range 1", "`--range <DÉBUT> <FIN>` demande 2 valeurs, et non 1"),
        ] {
            let text = exit::<Args>(line).to_string();
            let help = launch::command_line("essai", "--help");
            assert_eq!(text, format!("erreur : {problem}\nEssayez `{help}`.\n"), "{line}");
        }
    }

    #[test]
    fn subcommand_errors_name_the_right_help() {
        for (line, problem, help) in [
            ("outil chekc", "commande inconnue `chekc` : vouliez-vous dire `check` ?", "--help"),
            ("outil check", "il manque `<TRACE>`", "check --help"),
            ("outil check --vite", "option inconnue `--vite`", "check --help"),
        ] {
            let text = exit::<Tool>(line).to_string();
            let help = launch::command_line("outil", help);
            assert_eq!(text, format!("erreur : {problem}\nEssayez `{help}`.\n"), "{line}");
        }
    }
}
