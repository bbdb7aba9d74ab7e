"""Les options des scripts, lues par argparse et dites en français."""

import argparse

import francais  # noqa: F401  (il suffit de l’importer)


def analyseur(description, port=1883):
    """Un analyseur qui connaît déjà les options de la connexion."""
    # Comme pour mosquitto_pub, -h est la machine du broker, pas l’aide.
    options = argparse.ArgumentParser(description=description, add_help=False)
    ajouter = options.add_argument
    ajouter("--help", action="help", help="afficher cette aide")
    ajouter("-h", "--host", default="localhost", metavar="MACHINE",
            help="machine du broker : nom ou adresse IP (%(default)s)")
    ajouter("-p", "--port", type=entre(1, 65535), default=port,
            help="port TCP du broker (%(default)s)")
    ajouter("-i", "--id", help="identifiant du client (tiré au hasard)")
    ajouter("-k", "--keepalive", type=entre(0, 65535), default=60,
            metavar="SECONDES", help="keep-alive (%(default)s)")
    ajouter("-u", "--username", metavar="NOM", help="nom d’utilisateur")
    ajouter("-P", "--password", metavar="MOT", help="mot de passe")
    return options


def ajouter_qos(options, defaut=0):
    """Ajoute l’option -q."""
    options.add_argument("-q", "--qos", type=entre(0, 2), default=defaut,
                         help="0, 1 ou 2 (%(default)s)")


def ajouter_prefixe(options):
    """Ajoute l’option --prefixe, pour un broker que la classe partage."""
    options.add_argument("--prefixe", type=topic, metavar="TEXTE",
                         help="devant chaque topic, par exemple poste07/")


def entre(bas, haut):
    """De quoi lire un entier de « bas » à « haut »."""
    def lire(texte):
        if texte.isdecimal() and bas <= int(texte) <= haut:
            return int(texte)
        raise argparse.ArgumentTypeError(
            f"« {texte} » n’est pas un entier de {bas} à {haut}")
    return lire


def sans_joker(texte):
    """Vrai si ni + ni # n’est dans le texte."""
    return "+" not in texte and "#" not in texte


def topic(texte):
    """Le topic d’un message : sans joker, et pas vide."""
    if texte and sans_joker(texte):
        return texte
    raise argparse.ArgumentTypeError(
        f"« {texte} » est vide, ou contient un joker (+ ou #), qui ne va que"
        " dans un filtre de topic")


def filtre(texte):
    """Un filtre de topic : + seul à son niveau, # seul au dernier niveau."""
    *debut, fin = texte.split("/")
    bons = all(niveau == "+" or sans_joker(niveau) for niveau in debut)
    if texte and bons and (fin in ("+", "#") or sans_joker(fin)):
        return texte
    raise argparse.ArgumentTypeError(
        f"« {texte} » n’est pas un filtre : + occupe un niveau à lui seul,"
        " et # le dernier")
