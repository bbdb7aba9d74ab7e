//! What `--help` says of each command and option.

pub const ABOUT: &str = "La séance guidée : l’exercice en cours est vérifié à chaque enregistrement";
pub const AFTER_HELP: &str = "\
Sans commande, dans un terminal : la séance guidée, avec un broker MQTT.
En français aussi : liste, indice, vérifier, rendre, état, recommencer, examen.";
pub const HELP_PORT: &str = "Port du broker\u{202f}; 0\u{a0}: n’importe lequel";
pub const HELP_LIST: &str = "Les exercices, et où vous en êtes";
pub const HELP_HINT: &str = "Un indice de plus, après ceux déjà lus";
pub const HELP_CHECK: &str = "Tous les tests d’un exercice\u{202f}; code de sortie 0 s’ils passent";
pub const HELP_ANSWER: &str = "Remplir une feuille et le compte-rendu, question par question";
pub const HELP_SHEET: &str =
    "La feuille\u{a0}: tp1, td2, bilan… ou le fichier d’un TD tiré\u{202f}; sinon, où en est chacune";
pub const HELP_QUESTION: &str =
    "La question par où commencer, par exemple q5\u{202f}; sinon, la première sans réponse";
pub const HELP_SUBMIT: &str = "Un zip de votre travail, à remettre au professeur";
pub const HELP_NAME: &str = "Votre nom, identifiant ou binôme, comme le professeur l’attend";
pub const HELP_SEAT: &str = "Votre numéro de poste\u{202f}; sinon, celui de vos feuilles ou de ATELIER_POSTE";
pub const HELP_OUT: &str = "Dossier où mettre le zip\u{202f}; sinon, rendus";
pub const HELP_CLASS: &str =
    "Montrer votre avancement sur le tableau de la classe, sous votre numéro de poste (ou ATELIER_CLASSE)";
pub const HELP_CLASS_SEAT: &str =
    "Votre numéro de poste sur ce tableau\u{202f}; sinon, celui de ATELIER_POSTE";
pub const HELP_YES: &str = "Faire le zip sans rien demander, même s’il manque quelque chose";
pub const HELP_SAVE_WORK: &str = "Copier tout votre travail sur une clé ou dans un dossier";
pub const HELP_SAVE_FOLDER: &str = "Le dossier, par exemple celui de la clé";
pub const HELP_TAKE_BACK: &str = "Reprendre ce travail, ici ou sur un autre poste";
pub const HELP_ARCHIVE: &str = "La copie, ou le dossier où elle est (la plus récente)";
pub const HELP_RESET: &str = "Remettre un exercice comme au départ\u{202f}; votre code est gardé";
pub const HELP_STATUS: &str = "Où vous en êtes, exercices et feuilles\u{202f}; --json pour programmes";
pub const HELP_JSON: &str = "Pour les programmes\u{a0}: un objet JSON, au format stable";
pub const HELP_SOLUTION: &str = "La solution d’un exercice, si le professeur l’a permis";
pub const HELP_WHICH: &str = "Numéro de l’exercice, par exemple 02";
pub const HELP_OWN_BROKER: &str =
    "Lancer votre propre broker, celui de l’exercice 10\u{202f}; -p en change le port";
pub const HELP_OWN_PORT: &str =
    "Port de votre broker\u{202f}; 1883 si vous n’en dites rien, 0\u{a0}: n’importe lequel";
pub const HELP_DOCTOR: &str = "Examiner cette machine\u{202f}; code de sortie 0 si elle est prête";
pub const HELP_EXERCISE: &str = "Numéro de l’exercice, par exemple 02 ; sinon, l’exercice en cours";
