//! The command line: its help, and what is said of values that cannot be.

// clap adds the colon itself.
pub(crate) const HEADING_CONNECTION: &str = "Connexion ";
pub(crate) const HEADING_WILL: &str = "Will, publié par le broker si ce client disparaît sans DISCONNECT ";

pub(crate) const PUB_ABOUT: &str = "Publie des messages MQTT, comme mosquitto_pub";
pub(crate) const PUB_AFTER_HELP: &str = "\
Exemples :
  pub -t maison/salon/temperature -m 21.5
  pub -t maison/salon/temperature -m 21.5 -q 1 -r
  pub -t maison/journal -l -q 2 < journal.txt

Code de sortie :
  0  tout est publié, et acquitté en QoS 1 et 2
  1  erreur d’usage ou de connexion
  n  code de retour de CONNACK, quand le broker refuse la connexion";
pub(crate) const SUB_ABOUT: &str = "S’abonne à des topics MQTT et montre leurs messages, comme mosquitto_sub";
pub(crate) const SUB_AFTER_HELP: &str = "\
Exemples :
  sub -t 'maison/#' -v
  sub -t maison/+/temperature -F '@H:@M:@S %t = %p'
  sub -t maison/alerte -q 2 -c -i poste07

Format de -F :
  %t  topic                     %p  payload
  %q  QoS                       %r  retain (0 ou 1)
  %m  identifiant de paquet     %l  longueur du payload en octets
  %x  payload en hexadécimal    %X  le même en majuscules
  %j  tout en JSON              %I  date et heure
  %U  secondes depuis 1970      %%  le signe %
  %20t  sur 20 caractères au moins, %-20t aligné à gauche, %.20t sur 20 au plus
  %05l  complété par des zéros
  @H @M @S  l’heure, et les autres lettres de strftime ; @N nanosecondes, @@ le signe @
  \\n fin de ligne, \\t tabulation, \\e échappement, \\0 octet nul, \\\\ barre inverse

Code de sortie :
   0  -C est atteint, ou Ctrl-C
   1  erreur d’usage ou de connexion
   n  code de retour de CONNACK, quand le broker refuse la connexion
  27  le temps de -W est écoulé";

pub(crate) const HELP_HOST: &str = "Machine du broker : nom ou adresse IP";
pub(crate) const HELP_PORT: &str = "Port TCP du broker, 8883 avec --cafile";
pub(crate) const HELP_ID: &str = "Identifiant du client [par défaut : pub- ou sub-, et un nombre au hasard]";
pub(crate) const HELP_ID_PREFIX: &str = "Début de l’identifiant, complété par un nombre au hasard";
pub(crate) const HELP_USERNAME: &str = "Nom d’utilisateur";
pub(crate) const HELP_PASSWORD: &str = "Mot de passe";
pub(crate) const HELP_CAFILE: &str =
    "Parler TLS\u{202f}; le certificat du broker doit être signé par une autorité de ce fichier PEM";
pub(crate) const HELP_OS_CERTS: &str =
    "Parler TLS\u{202f}; le certificat du broker doit être signé par une autorité du système";
pub(crate) const HELP_CERT: &str = "Certificat de ce client, en PEM, si le broker en demande un";
pub(crate) const HELP_KEY: &str = "Clé privée de ce certificat, en PEM";
pub(crate) const HELP_KEEPALIVE: &str = "Keep-alive : PINGREQ après ce silence ; 0 pour aucun";
pub(crate) const HELP_VERSION: &str = "Version du protocole";
pub(crate) const HELP_PERSISTENT: &str =
    "Garder la session chez le broker (clean session à 0) ; demande un identifiant, -i";
pub(crate) const HELP_RETRY_DELAY: &str =
    "Attente avant la première reconnexion ; elle double à chaque échec, jusqu'à 30 s";
pub(crate) const HELP_PUB_RETRIES: &str = "Reconnexions essayées de suite après une coupure";
pub(crate) const HELP_SUB_RETRIES: &str =
    "Reconnexions essayées de suite après une coupure [par défaut : sans limite]";
pub(crate) const HELP_DEBUG: &str = "Montrer chaque paquet, dans les deux sens";
pub(crate) const HELP_QUIET: &str = "Ne pas afficher les erreurs de connexion";
pub(crate) const HELP_WILL_TOPIC: &str = "Topic du will";
pub(crate) const HELP_WILL_PAYLOAD: &str = "Payload du will [par défaut : vide]";
pub(crate) const HELP_WILL_QOS: &str = "QoS du will : 0, 1 ou 2 [par défaut : 0]";
pub(crate) const HELP_WILL_RETAIN: &str = "Publier le will avec retain";

pub(crate) const HELP_PUB_TOPIC: &str = "Topic des messages, sans joker";
pub(crate) const HELP_MESSAGE: &str = "Publier ce message";
pub(crate) const HELP_FILE: &str = "Publier le contenu d’un fichier";
pub(crate) const HELP_STDIN_LINE: &str = "Publier un message par ligne de l’entrée standard";
pub(crate) const HELP_NULL_MESSAGE: &str = "Publier un message vide ; avec -r, il efface le message retenu";
pub(crate) const HELP_STDIN_FILE: &str = "Publier toute l’entrée standard en un seul message";
pub(crate) const HELP_PUB_QOS: &str = "QoS des messages : 0, 1 ou 2";
pub(crate) const HELP_PUB_RETAIN: &str = "Publier avec retain : le broker garde le message";
pub(crate) const HELP_REPEAT: &str = "Publier le message ce nombre de fois";
pub(crate) const HELP_REPEAT_DELAY: &str = "Pause entre deux fois";

pub(crate) const HELP_SUB_TOPIC: &str = "Filtre de topic, jokers + et # permis ; peut être répété";
pub(crate) const HELP_SUB_QOS: &str = "QoS maximale des messages reçus : 0, 1 ou 2";
pub(crate) const HELP_VERBOSE: &str = "Afficher le topic devant le payload ; un payload vide s’écrit (null)";
pub(crate) const HELP_FORMAT: &str = "Afficher chaque message selon ce format, décrit plus bas";
pub(crate) const HELP_NO_NEWLINE: &str = "Ne pas aller à la ligne après un message";
pub(crate) const HELP_COUNT: &str = "S’arrêter après ce nombre de messages";
pub(crate) const HELP_TIMEOUT: &str = "S’arrêter après ce temps, avec le code de sortie 27";
pub(crate) const HELP_NO_RETAINED: &str = "Taire les messages retenus, que le broker envoie à l’abonnement";
pub(crate) const HELP_RETAINED_ONLY: &str =
    "N’afficher que les messages retenus ; s’arrêter au premier autre";
pub(crate) const HELP_FILTER_OUT: &str =
    "Taire les messages des topics qui correspondent à ce filtre ; peut être répété";
pub(crate) const HELP_UNSUBSCRIBE: &str = "Se désabonner de ce filtre de topic ; peut être répété";
pub(crate) const HELP_EXIT_AFTER_SUBACK: &str =
    "S’arrêter quand le broker a répondu par SUBACK (et UNSUBACK)";

pub(crate) const BAD_QOS: &str = "la QoS vaut 0, 1 ou 2";
pub(crate) const BAD_COUNT: &str = "un nombre entier à partir de 1 est attendu";
pub(crate) const BAD_SECONDS: &str =
    "un nombre de secondes est attendu, avec un point pour les décimales (0.5)";
