"""Publie un message, le reçoit soi-même, et montre chaque paquet."""

import sys
import threading
import time

from connexion import connexion, creer_client
from messages import ACQUITTEMENTS, afficher, lisible, publier
from options import ajouter_qos, analyseur, topic


def main():
    options = analyseur(__doc__)
    options.add_argument("-t", "--topic", type=topic, default="essai",
                         help="topic du message (%(default)s)")
    options.add_argument("-m", "--message", default="bonjour",
                         help="payload (%(default)s)")
    ajouter_qos(options, defaut=1)
    options = options.parse_args()
    abonne, recu, fini = (threading.Event() for _ in range(3))

    def on_connect(client, userdata, flags, reason_code, properties):
        client.subscribe(options.topic, options.qos)

    def on_subscribe(client, userdata, mid, reason_codes, properties):
        abonne.set()

    def on_message(client, userdata, message):
        afficher(message)
        # Un message retenu d’hier peut précéder le nôtre.
        if not message.retain:
            recu.set()

    def on_unsubscribe(client, userdata, mid, reason_codes, properties):
        fini.set()

    def on_log(client, userdata, level, texte):
        # paho dit chaque paquet : « Sending » part, « Received » arrive.
        if texte.startswith(("Sending", "Received")):
            print(f"    {lisible(texte)}")

    client = creer_client(options, "aller-retour")
    client.on_connect = on_connect
    client.on_subscribe = on_subscribe
    client.on_message = on_message
    client.on_unsubscribe = on_unsubscribe
    client.on_log = on_log
    with connexion(client, options):
        if not abonne.wait(10):
            sys.exit("Le broker n’a pas répondu par SUBACK.")
        debut = time.perf_counter()
        parti = publier(client, options.topic, options.message, options.qos)
        if not (parti and recu.wait(10)):
            sys.exit("Le message n’est pas revenu.")
        duree = 1000 * (time.perf_counter() - debut)
        print(f"QoS {options.qos} : {ACQUITTEMENTS[options.qos]}, et reçu,"
              f" en {duree:.1f} ms.".replace(".", ",", 1))
        # Rendre l’abonnement, et l’attendre : partir plus tôt mettrait
        # DISCONNECT avant notre dernier acquittement.
        client.unsubscribe(options.topic)
        fini.wait(10)


if __name__ == "__main__":
    main()
