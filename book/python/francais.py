"""Fait parler français argparse, l’analyseur de la ligne de commande."""

import argparse

# argparse demande chacun de ses textes à sa fonction « _ » : on la remplace.
# Un texte absent d’ici reste en anglais.
FRANCAIS = {
    "usage: ": "Utilisation : ",
    "options": "Options ",
    "optional arguments": "Options ",  # le nom du même titre en Python 3.9
    "%(prog)s: error: %(message)s\n": "%(prog)s : erreur : %(message)s\n",
    "argument %(argument_name)s: %(message)s":
        "option %(argument_name)s : %(message)s",
    "expected one argument": "il manque sa valeur",
    "the following arguments are required: %s": "il manque %s",
    "unrecognized arguments: %s": "option inconnue : %s",
}
argparse._ = lambda texte: FRANCAIS.get(texte, texte)
