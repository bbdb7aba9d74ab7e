//! Votre programme pour de vrai : le broker, la maison, un panneau qui écoute. Rien ici n’est noté.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// Bien plus qu’il n’en faut, même sur une machine chargée.
const PATIENCE: Duration = Duration::from_secs(20);
const PROGRAMME: &str = env!(concat!("CARGO_BIN_EXE_", env!("CARGO_PKG_NAME")));
const ETAT: &str = "maison/salon/lampe/etat";

#[test]
fn le_programme_avec_le_broker_et_la_maison() {
    let kit = Kit::compiler();
    let mut broker = Lance::demarrer(kit.outil("broker").args(["-p", "0", "-v"]));
    let port = broker.attendre("le broker n’a pas démarré", |ligne| {
        Some(ligne.strip_prefix("Le broker écoute sur 127.0.0.1:")?.trim_end_matches('.').to_owned())
    });

    let mut programme = Lance::demarrer(Command::new(PROGRAMME).args(["-p", &port]));
    // Il ne parle qu’après s’être abonné : s’il parle, ses SUBSCRIBE sont partis.
    programme.attendre("le programme n’a pas dit l’état de la lampe en arrivant", |ligne| {
        ligne.starts_with("je publie").then_some(())
    });
    broker.attendre("le broker n’a pas reçu l’état de la lampe", |ligne| {
        ligne.contains("Received PUBLISH from programme-maison").then_some(())
    });
    assert_eq!(
        kit.etat_retenu(&port),
        "eteinte 1",
        "Qui s’abonne maintenant doit recevoir l’état, avec retain : relisez etat()."
    );

    let mut panneau = kit.outil("sub");
    panneau.args(["-p", &port, "-i", "panneau", "-q", "2", "-t", "maison/alerte", "-t", ETAT, "-F", "%t %p"]);
    let mut panneau = Lance::demarrer(&mut panneau);
    panneau.attendre("l’état de la lampe n’est pas arrivé au panneau", |ligne| {
        (ligne == format!("{ETAT} eteinte")).then_some(())
    });
    let mut attendues = kit.mouvements(&port);
    assert!(!attendues.is_empty(), "trente rondes sans un mouvement : cette maison est vide");
    let mut alertes = Vec::new();
    panneau.attendre("il manque des alertes : relisez abonnements() et decide()", |ligne| {
        alertes.extend(ligne.strip_prefix("maison/alerte ").map(str::to_owned));
        (alertes.len() == attendues.len()).then_some(())
    });
    let ordre = Command::new(PROGRAMME).args(["-p", &port, "allume"]).status();
    assert!(ordre.is_ok_and(|fin| fin.success()), "l’ordre n’est pas parti : relisez commande().");
    panneau.attendre(
        "la lampe n’a pas répondu à l’ordre : relisez abonnements() et decide()",
        |ligne| {
            // Un programme qui répond à ses propres alertes ne s’arrête plus.
            alertes.extend(ligne.strip_prefix("maison/alerte ").map(str::to_owned));
            (ligne == format!("{ETAT} allumee")).then_some(())
        },
    );
    alertes.sort();
    attendues.sort();
    assert_eq!(
        alertes, attendues,
        "À gauche les alertes reçues, à droite celles qu’il fallait : une par « oui »."
    );

    programme.tuer();
    panneau.attendre(
        "le programme est mort, et le will n’est pas venu sur son topic : relisez testament()",
        |ligne| (ligne == format!("{ETAT} inconnu")).then_some(()),
    );
    assert_eq!(
        kit.etat_retenu(&port),
        "inconnu 1",
        "L’état retenu est celui d’une lampe disparue : relisez testament(), et son retain."
    );
}

/// Les programmes du kit, compilés.
struct Kit(PathBuf);

impl Kit {
    fn compiler() -> Self {
        let dossier = Path::new(PROGRAMME).parent().expect("un dossier").to_owned();
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--quiet", "--bin", "broker", "--bin", "sub", "--bin", "maison"]);
        cargo.args(dossier.ends_with("release").then_some("--release"));
        cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
        assert!(cargo.status().is_ok_and(|fin| fin.success()), "le broker ou la maison ne compile pas");
        Self(dossier)
    }

    fn outil(&self, nom: &str) -> Command {
        Command::new(self.0.join(format!("{nom}{}", env::consts::EXE_SUFFIX)))
    }

    /// Trente rondes de la maison ; les alertes qu’elles demandent.
    fn mouvements(&self, port: &str) -> Vec<String> {
        let mut maison = self.outil("maison");
        maison.args(["-p", port, "--rounds", "30", "--seed", "1", "--speed", "1e6", "-v"]);
        let sortie = maison.output().expect("maison est compilée");
        assert!(sortie.status.success(), "la maison n’a pas pu publier");
        let lignes = String::from_utf8_lossy(&sortie.stdout);
        let pieces = lignes.lines().filter_map(|ligne| {
            let (topic, valeur) = ligne.trim().strip_prefix("QoS 2")?.trim().split_once(' ')?;
            (valeur.trim() == "oui").then(|| topic.split('/').nth(1))?
        });
        pieces.map(|piece| format!("mouvement ({piece})")).collect()
    }

    /// L’état de la lampe pour qui vient d’arriver : le payload, et 1 s’il est retenu.
    fn etat_retenu(&self, port: &str) -> String {
        let mut sub = self.outil("sub");
        sub.args(["-p", port, "-t", ETAT, "-C", "1", "-W", "5", "-F", "%p %r"]);
        let sortie = sub.output().expect("sub est compilé").stdout;
        String::from_utf8_lossy(&sortie).trim().to_owned()
    }
}

/// Un programme en route, dont on lit les lignes ; il est arrêté à la fin du test.
struct Lance {
    enfant: Child,
    lignes: Receiver<String>,
}

impl Lance {
    fn demarrer(commande: &mut Command) -> Self {
        let enfant = commande.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut enfant = enfant.unwrap_or_else(|erreur| panic!("{commande:?} : {erreur}"));
        let (envoi, lignes) = mpsc::channel();
        let sorties: [Option<Box<dyn Read + Send>>; 2] =
            [enfant.stdout.take().map(|s| Box::new(s) as _), enfant.stderr.take().map(|s| Box::new(s) as _)];
        for sortie in sorties.into_iter().flatten() {
            let envoi = envoi.clone();
            thread::spawn(move || {
                for ligne in BufReader::new(sortie).lines().map_while(Result::ok) {
                    if envoi.send(ligne).is_err() {
                        break;
                    }
                }
            });
        }
        Self { enfant, lignes }
    }

    /// Lit jusqu’à la ligne où `trouve` répond ; sinon, `sans_quoi` dit ce qui a manqué.
    fn attendre<T>(&mut self, sans_quoi: &str, mut trouve: impl FnMut(&str) -> Option<T>) -> T {
        let fin = Instant::now() + PATIENCE;
        let mut lues: Vec<String> = Vec::new();
        while let Ok(ligne) = self.lignes.recv_timeout(fin.saturating_duration_since(Instant::now())) {
            if let Some(trouve) = trouve(&ligne) {
                return trouve;
            }
            lues.push(ligne);
        }
        let debut = lues.len().saturating_sub(12);
        panic!("\n  {sans_quoi}.\n  Dernières lignes :\n    {}\n", lues[debut..].join("\n    "))
    }

    /// Sans prévenir, comme une panne : pas de DISCONNECT.
    fn tuer(&mut self) {
        let _ = self.enfant.kill();
        let _ = self.enfant.wait();
    }
}

impl Drop for Lance {
    fn drop(&mut self) {
        self.tuer();
    }
}
