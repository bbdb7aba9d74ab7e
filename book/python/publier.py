"""Publie ce que l’on tape : une ligne, un message."""

import sys

from connexion import connexion, creer_client
from messages import ACQUITTEMENTS, publier
from options import ajouter_qos, analyseur, topic


def lire_lignes():
    """Les lignes tapées, jusqu’à la fin de l’entrée."""
    invite = "message > " if sys.stdin.isatty() else ""
    while True:
        try:
            yield input(invite)
        except EOFError:
            if invite:
                print()
            return


def main():
    options = analyseur(__doc__)
    options.add_argument("-t", "--topic", type=topic, required=True,
                         help="topic des messages")
    ajouter_qos(options)
    options.add_argument("-r", "--retain", action="store_true",
                         help="le broker garde le dernier message")
    options = options.parse_args()

    client = creer_client(options, "publier")
    with connexion(client, options):
        if sys.stdin.isatty():
            print(f"Chaque ligne est publiée sur « {options.topic} »."
                  " Pour finir : Ctrl-D (Windows : Ctrl-Z, Entrée).")
        for ligne in lire_lignes():
            if not publier(client, options.topic, ligne, options.qos,
                           options.retain):
                sys.exit("Message non acquitté : la connexion est perdue.")
            print(ACQUITTEMENTS[options.qos])


if __name__ == "__main__":
    main()
