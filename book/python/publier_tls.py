"""Publie un message par TLS, et attend son acquittement avant de partir."""

import ssl
import sys

from connexion import connexion, creer_client
from messages import ACQUITTEMENTS, publier
from options import ajouter_qos, analyseur, topic


def contexte_tls(options):
    """Vérifie le certificat du broker, son nom compris, avec l’autorité."""
    try:
        contexte = ssl.create_default_context(cafile=options.cafile)
    except FileNotFoundError:
        sys.exit(f"Le fichier {options.cafile} est introuvable.")
    except (OSError, ssl.SSLError) as erreur:
        sys.exit(f"{options.cafile} n’est pas un certificat : {erreur}")
    if options.tls12:
        contexte.maximum_version = ssl.TLSVersion.TLSv1_2
    return contexte


def main():
    options = analyseur(__doc__, port=8883)
    options.add_argument("--cafile", required=True, metavar="FICHIER",
                         help="certificat de l’autorité du broker")
    options.add_argument("--tls12", action="store_true",
                         help="s’en tenir à TLS 1.2, où Certificate se lit")
    options.add_argument("-t", "--topic", type=topic, required=True,
                         help="topic du message")
    options.add_argument("-m", "--message", required=True, help="payload")
    ajouter_qos(options, defaut=1)
    options = options.parse_args()

    client = creer_client(options, "publier-tls")
    client.tls_set_context(contexte_tls(options))
    with connexion(client, options):
        tls = client.socket()
        print(f"{tls.version()}, chiffrement {tls.cipher()[0]}")
        # publish() ne fait que déposer le message : partir tout de suite
        # couperait la connexion avant PUBACK, et le message serait perdu.
        if not publier(client, options.topic, options.message, options.qos):
            sys.exit("Message non acquitté : la connexion est perdue.")
        print(ACQUITTEMENTS[options.qos])


if __name__ == "__main__":
    main()
