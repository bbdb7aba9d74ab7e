"""Pourquoi il n’y a pas de connexion, et que faire."""

import socket
import ssl

# Les codes de refus de CONNACK, tels que paho les nomme.
REFUS = {
    "Unsupported protocol version": "il ne parle pas MQTT 3.1.1",
    "Client identifier not valid": "l’identifiant du client (-i) ne va pas",
    "Server unavailable": "il n’est pas disponible",
    "Bad user name or password": "nom (-u) ou mot de passe (-P) incorrect",
    "Not authorized": "un nom (-u) et un mot de passe (-P) justes sont exigés",
}


def refus(code, adresse):
    """Un CONNACK qui dit non."""
    return f"Le broker {adresse} refuse : {REFUS.get(str(code), code)}."


def sans_connack(adresse):
    """Une connexion TCP où personne ne répond comme un broker."""
    return (f"{adresse} ne répond pas par CONNACK. Est-ce un broker MQTT, et"
            " le bon port (1883 en clair, 8883 en TLS) ?")


def sans_connexion(erreur, adresse):
    """Une connexion TCP ou TLS qui ne s’ouvre pas."""
    if isinstance(erreur, ConnectionRefusedError):
        return f"Aucun broker ne répond sur {adresse}. Est-il lancé ?"
    if isinstance(erreur, ssl.SSLCertVerificationError):
        return (f"Le certificat de {adresse} est refusé"
                f" ({erreur.verify_message}). Vérifiez l’autorité (--cafile)"
                " et la machine (-h), dont le nom doit être dans le certificat.")
    if isinstance(erreur, ssl.SSLError):
        return f"{adresse} ne parle pas TLS ({erreur.reason})."
    if isinstance(erreur, (socket.gaierror, ValueError)):
        return f"Machine introuvable : {adresse}. Vérifiez son nom."
    if isinstance(erreur, socket.timeout):
        return f"{adresse} ne répond pas. Vérifiez l’adresse et le pare-feu."
    return f"Connexion impossible à {adresse} : {erreur}."
