"""Envoyer un message et savoir s’il est arrivé ; en afficher un reçu."""

import sys
import time

# Ce que le broker a renvoyé quand paho dit « publié ».
ACQUITTEMENTS = ("envoyé, sans acquittement", "acquitté par PUBACK",
                 "acquitté par PUBCOMP")

# Un terminal ou un fichier peut ne pas connaître tous les caractères reçus.
sys.stdout.reconfigure(errors="backslashreplace", line_buffering=True)


def publier(client, topic, payload, qos=0, retain=False):
    """Publie et attend la fin de l’échange, 10 s au plus.

    Rend vrai si le message est parti (QoS 0) ou acquitté (QoS 1 et 2).
    """
    info = client.publish(topic, payload, qos, retain)
    try:
        info.wait_for_publish(10)
        return info.is_published()
    except (RuntimeError, ValueError):  # pas de connexion, ou file pleine
        return False


def lisible(contenu):
    """Un texte qui ne peut pas dérégler le terminal."""
    if isinstance(contenu, bytes):
        contenu = contenu.decode("utf-8", errors="replace")
    return "".join(c if c.isprintable() else "·" for c in contenu)


def afficher(message):
    """Une ligne par message reçu : QoS, retain, topic, payload."""
    print(f"q{message.qos} r{int(message.retain)}  {lisible(message.topic)}"
          f"  {lisible(message.payload)}")


def attendre_ctrl_c():
    """Laisse travailler paho jusqu’à ce que l’utilisateur arrête."""
    while True:
        time.sleep(1)
