"""La maison connectée : des capteurs simulés publient leurs mesures."""

import argparse
import random
import sys
import time

from connexion import connexion, creer_client
from messages import publier
from options import ajouter_prefixe, analyseur, entre

PIECES = ("chambre_1", "chambre_2", "sdb", "salon", "cuisine")
DEHORS = ("terrasse", "jardin")


def mesures(hasard):
    """Les 25 mesures d’un tour : (topic, payload, QoS) chacune.

    La QoS suit ce que coûterait une perte : rien pour une température, que
    la suivante remplace ; une alerte manquée pour un mouvement.
    """
    for piece in PIECES:
        base = f"maison/{piece}"
        yield f"{base}/temperature", f"{hasard.uniform(18, 24):.1f}", 0
        yield f"{base}/humidite", f"{hasard.uniform(40, 60):.0f}", 0
        mouvement = "oui" if hasard.random() < 0.1 else "non"
        yield f"{base}/mouvement", mouvement, 2
        yield f"{base}/qualite-air", f"{hasard.uniform(0, 100):.0f}", 1
    for lieu in DEHORS:
        base = f"maison/{lieu}"
        yield f"{base}/luminosite", f"{hasard.uniform(0, 60_000):.0f}", 0
        yield f"{base}/humidite", f"{hasard.uniform(30, 100):.0f}", 0
    pluie = hasard.uniform(0.2, 12) if hasard.random() < 0.1 else 0
    yield "maison/pluie", f"{pluie:.1f}", 1


def secondes(texte):
    """Une durée, avec un point ou une virgule."""
    try:
        duree = float(texte.replace(",", "."))
    except ValueError:
        duree = -1
    if 0 <= duree <= 86_400:
        return duree
    raise argparse.ArgumentTypeError(f"« {texte} » n’est pas une durée")


def main():
    options = analyseur(__doc__)
    options.add_argument("--intervalle", type=secondes, default=10,
                         metavar="S",
                         help="secondes entre deux tours (%(default)s)")
    options.add_argument("--tours", type=entre(1, 10**9), metavar="N",
                         help="s’arrêter après N tours")
    options.add_argument("--graine", type=entre(0, 10**9), metavar="N",
                         help="même graine, mêmes mesures")
    ajouter_prefixe(options)
    options = options.parse_args()

    prefixe = options.prefixe or ""
    hasard = random.Random(options.graine)
    client = creer_client(options, "maison")
    tour = 0
    with connexion(client, options):
        while tour != options.tours:
            time.sleep(options.intervalle if tour else 0)
            tour += 1
            for nom, valeur, qos in mesures(hasard):
                if not publier(client, prefixe + nom, valeur, qos):
                    print(f"non acquitté : {nom} {valeur}", file=sys.stderr)
            print(f"tour {tour} : 25 mesures publiées")


if __name__ == "__main__":
    main()
