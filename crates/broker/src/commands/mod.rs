//! What the `broker` command does besides running a broker.

mod certificate;
mod passwd;

use std::path::PathBuf;

use crate::messages;

/// What to do instead of running a broker.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    #[command(about = messages::HELP_PASSWD, after_help = messages::AFTER_PASSWD)]
    Passwd {
        #[arg(short = 'D', long, help = messages::HELP_PASSWD_DELETE)]
        delete: bool,
        #[arg(value_name = "FICHIER", help = messages::HELP_PASSWD_FILE)]
        file: PathBuf,
        #[arg(value_name = "NOM", help = messages::HELP_PASSWD_USER)]
        user: String,
    },
    #[command(alias = "certificate", about = messages::HELP_CERTIFICATE)]
    Certificat {
        #[arg(long, value_name = "DOSSIER", default_value = crate::settings::CLASS_CA, help = messages::HELP_CLASS_CA)]
        class_ca: PathBuf,
        #[arg(value_name = "NOM", help = messages::HELP_CERTIFICATE_NAME)]
        name: String,
    },
}

impl Command {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        match self {
            Command::Passwd { delete: true, file, user } => passwd::delete(&file, &user),
            Command::Passwd { delete: false, file, user } => passwd::set(&file, &user),
            Command::Certificat { class_ca, name } => certificate::make(&class_ca, &name),
        }
    }
}
