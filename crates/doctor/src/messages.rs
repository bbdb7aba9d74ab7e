//! What is said of a machine.

use std::io;
use std::path::Path;

pub const ABSENT: &str = "introuvable";
pub const INSTALL_RUST: &str =
    "Installez Rust par rustup (https://rustup.rs), puis ouvrez un nouveau terminal.";
pub const UPDATE_RUST: &str = "Mettez Rust à jour\u{a0}: rustup update stable";
pub const NOT_COMPILED: &str = "rien ne peut être compilé";
pub const PROGRAM_RUNS: &str = "un programme compilé ici se lance";
pub const PROGRAM_STOPPED: &str = "un programme compilé ici s’arrête aussitôt";
pub const MEND_PROGRAM: &str = "Un antivirus le retient, ou le disque interdit les programmes (noexec)\u{a0}: déplacez le kit dans votre dossier \
     personnel, ou demandez une exception pour son dossier target.";
pub const MEND_WRITE: &str = "Déplacez le kit dans votre dossier personnel, ou rendez ce dossier inscriptible (il a peut-être été décompressé par un \
     autre compte).";
pub const OFFLINE_READY: &str = "tout ce qu’il faut pour compiler est sur cette machine";
pub const MEND_OFFLINE: &str =
    "Une fois, avec Internet\u{a0}: cargo fetch\u{202f}; ou copiez le dossier vendor du professeur.";
pub const MOSQUITTO_THERE: &str = "installé, avec mosquitto_pub et mosquitto_sub";
pub const INSTALL_MOSQUITTO: &str = "Pour les étapes qui s’en servent\u{a0}: sudo apt-get install mosquitto mosquitto-clients. Les outils du kit marchent \
     sans.";
pub const MEND_PATH: &str =
    "Si une commande échoue sans raison claire, déplacez le kit dans un dossier au chemin court et simple.";
pub const MEND_SLOW: &str = "Travaillez dans une copie du kit sur le disque de la machine\u{a0}; gardez la clé ou le nuage pour «\u{a0}atelier sauver\u{a0}».";
pub const DISK_UNKNOWN: &str = "place libre inconnue (la commande df n’est pas là)";
pub const MEND_DISK: &str =
    "Faites de la place\u{a0}: 3 Gio suffisent. Dans le kit, cargo clean efface ce qui a été compilé.";
pub const MEND_STRAY: &str = "Déplacez-le dans le dossier scratch (ou supprimez-le s’il est vide)\u{a0}: tant qu’il est là, cargo refuse \
                              de compiler tout le kit.";
pub const MEND_CLOCK: &str = "Remettez-la à l’heure (sudo timedatectl set-ntp true, ou l’hôte de la machine virtuelle)\u{a0}: sinon cargo ne voit pas \
     les changements, et les certificats TLS sont refusés.";

/// What a port is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Broker,
    Logdump,
    Page,
}

impl Use {
    const fn text(self) -> &'static str {
        match self {
            Use::Broker => "pour le broker",
            Use::Logdump => "pour logdump",
            Use::Page => "pour les pages web",
        }
    }
}

pub fn conclusion(failures: usize, warnings: usize) -> String {
    let to_see = if warnings > 0 { format!(" À voir (!)\u{a0}: {warnings}.") } else { String::new() };
    match failures {
        0 => format!("✔ Cette machine est prête.{to_see}"),
        _ => format!("✗ À réparer avant la séance\u{a0}: {failures}.{to_see} La flèche → dit comment."),
    }
}

pub fn version(found: &str, oldest: &str) -> String {
    format!("{found} (il faut au moins {oldest})")
}

pub fn too_old(found: &str, oldest: &str) -> String {
    format!("{found} est trop ancien\u{a0}: il faut au moins {oldest}")
}

pub fn not_compiled(said: &str) -> String {
    format!("rustc ne peut pas compiler\u{a0}: {}", first_line(said))
}

/// The most frequent reason is a missing linker.
pub fn mend_linker(said: &str) -> String {
    if said.contains("linker") {
        "Il manque l’éditeur de liens\u{a0}: sudo apt-get install build-essential (sous Windows\u{a0}: les «\u{a0}Build Tools\u{a0}» de \
         Visual Studio, avec C++).".to_owned()
    } else {
        UPDATE_RUST.to_owned()
    }
}

pub fn program_refused(error: &io::Error) -> String {
    format!("un programme compilé ici ne se lance pas\u{a0}: {}", cli::describe(error))
}

pub fn not_offline(said: &str) -> String {
    format!("il manque de quoi compiler sans Internet\u{a0}: {}", first_line(said))
}

fn first_line(said: &str) -> &str {
    said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim_start_matches("error: ")
}

pub fn free(used_for: Use) -> String {
    format!("libre, {}", used_for.text())
}

fn by(owner: Option<&cli::Owner>) -> String {
    owner
        .map(|owner| format!("{} (processus {})", owner.name, owner.pid))
        .unwrap_or_else(|| "un autre programme".to_owned())
}

pub fn broker_answers(owner: Option<&cli::Owner>) -> String {
    format!("un broker y répond\u{a0}: {}. La séance se servira de celui-là", by(owner))
}

pub fn taken(owner: Option<&cli::Owner>) -> String {
    format!("pris par {}", by(owner))
}

pub fn port_refused(error: &io::Error) -> String {
    format!("refusé\u{a0}: {}", cli::describe(error))
}

/// How to do without a port.
pub fn another_port(number: u16, used_for: Use) -> String {
    let other = number.saturating_add(2);
    match used_for {
        Use::Broker => {
            format!(
                "Arrêtez ce programme, ou prenez un autre port\u{a0}: {}",
                cli::command_line("atelier", &format!("-p {other}"))
            )
        }
        Use::Logdump => format!(
            "Arrêtez ce programme, ou prenez un autre port\u{a0}: {}",
            cli::command_line("logdump", &format!("--listen {other} --to 127.0.0.1:{}", cli::DEFAULT_PORT))
        ),
        Use::Page => {
            "Arrêtez ce programme avant d’ouvrir les pages web du kit\u{202f}; le reste marche sans."
                .to_owned()
        }
    }
}

pub fn mosquitto_absent(absent: &[&str]) -> String {
    format!("absent\u{a0}: {}", absent.join(", "))
}

pub fn writable(root: &Path) -> String {
    format!("on peut écrire dans {}", root.display())
}

pub fn cannot_write(folder: &Path, error: &io::Error) -> String {
    format!("on ne peut pas écrire dans {}\u{a0}: {}", folder.display(), cli::describe(error))
}

pub fn odd_path(path: &str) -> String {
    format!(
        "«\u{a0}{path}\u{a0}» contient des espaces, des accents ou des signes que certains outils comprennent mal"
    )
}

pub fn long_path(path: &str) -> String {
    format!("ce chemin a {} caractères\u{a0}: Windows s’arrête à 260, dossiers compris", path.chars().count())
}

pub fn in_cloud(cloud: &str) -> String {
    format!(
        "le kit est dans un dossier recopié sur Internet ({cloud})\u{a0}: compiler y est lent, et des fichiers s’y bloquent"
    )
}

pub fn on_slow_disk(path: &str) -> String {
    format!("{path} semble être une clé, ou un disque de Windows vu de Linux\u{a0}: compiler y est lent")
}

pub fn nested(copy: &Path) -> String {
    format!("un autre exemplaire du kit est emboîté avec celui-ci\u{a0}: {}", copy.display())
}

pub fn mend_nested(root: &Path) -> String {
    format!(
        "On modifie l’un et on vérifie l’autre\u{a0}: gardez-en un seul, ou séparez-les. Ici, c’est {} qui sert.",
        root.display()
    )
}

pub fn stray(folder: &str) -> String {
    format!("{folder} n’est pas un dossier du kit")
}

pub fn disk(free: u64) -> String {
    let tenths = free.saturating_mul(10) >> 30;
    format!("{},{} Gio libres", tenths / 10, tenths % 10)
}

pub fn clock_is_late(shown: &str) -> String {
    format!("{shown}\u{a0}: elle retarde, des fichiers du kit sont plus récents que maintenant")
}
