"""Surveille les mouvements de la maison, et publie sur maison/alerte."""

from connexion import connexion, creer_client
from messages import attendre_ctrl_c, lisible
from options import ajouter_prefixe, analyseur


def decide(topic, payload):
    """Le texte de l’alerte que demande ce message, ou None.

    Ni réseau ni affichage ici : c’est la règle seule, facile à essayer.

    >>> decide("maison/salon/mouvement", b"oui")
    'mouvement (salon)'
    >>> decide("maison/salon/mouvement", b"non")
    >>> decide("maison/salon/temperature", b"oui")
    """
    niveaux = topic.split("/")
    if payload != b"oui" or len(niveaux) != 3:
        return None
    maison, piece, mesure = niveaux
    if maison != "maison" or mesure != "mouvement":
        return None
    return f"mouvement ({piece})"


def main():
    options = analyseur(__doc__)
    ajouter_prefixe(options)
    options = options.parse_args()
    prefixe = options.prefixe or ""

    def on_connect(client, userdata, flags, reason_code, properties):
        # QoS 2 : ni alerte manquée, ni alerte en double.
        client.subscribe(f"{prefixe}maison/+/mouvement", 2)

    def on_subscribe(client, userdata, mid, reason_codes, properties):
        print(f"Je surveille {prefixe}maison/+/mouvement (Ctrl-C : arrêt).")

    def on_message(client, userdata, message):
        alerte = decide(message.topic[len(prefixe):], message.payload)
        if alerte is not None:
            print(f"ALERTE  {lisible(alerte)}")
            # Sans attendre l’acquittement : la tâche de fond de paho, qui
            # appelle on_message, ne peut pas le lire pendant ce temps.
            client.publish(f"{prefixe}maison/alerte", alerte, 2)

    client = creer_client(options, "alerte-mouvement")
    client.on_connect = on_connect
    client.on_subscribe = on_subscribe
    client.on_message = on_message
    with connexion(client, options):
        attendre_ctrl_c()


if __name__ == "__main__":
    main()
