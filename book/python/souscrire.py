"""S’abonne à un filtre de topic et affiche chaque message reçu."""

import sys

from connexion import connexion, creer_client
from messages import afficher, attendre_ctrl_c
from options import ajouter_qos, analyseur, filtre


def main():
    options = analyseur(__doc__)
    options.add_argument("-t", "--topic", type=filtre, required=True,
                         metavar="FILTRE", help="filtre de topic (+ et #)")
    ajouter_qos(options)
    options = options.parse_args()

    # S’abonner ici, et non après connexion() : ainsi, après une coupure,
    # l’abonnement est redemandé.
    def on_connect(client, userdata, flags, reason_code, properties):
        client.subscribe(options.topic, options.qos)

    def on_subscribe(client, userdata, mid, reason_codes, properties):
        if reason_codes[0].is_failure:
            print(f"Le broker refuse « {options.topic} » (SUBACK 0x80).",
                  file=sys.stderr)
        else:
            print(f"Abonné à « {options.topic} », QoS accordée :"
                  f" {reason_codes[0].value}. Ctrl-C pour arrêter.")

    def on_message(client, userdata, message):
        afficher(message)

    client = creer_client(options, "souscrire")
    client.on_connect = on_connect
    client.on_subscribe = on_subscribe
    client.on_message = on_message
    with connexion(client, options):
        attendre_ctrl_c()


if __name__ == "__main__":
    main()
