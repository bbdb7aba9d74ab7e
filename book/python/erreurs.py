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

# Les codes d’OpenSSL pour un certificat refusé.
CERTIFICAT = {
    9: "il n’est pas encore valable (l’heure est-elle bonne ?)",
    10: "il a expiré (l’heure est-elle bonne ?)",
    18: "il est auto-signé, et --cafile n’est pas lui",
    19: "l’autorité donnée par --cafile ne l’a pas signé",
    20: "l’autorité donnée par --cafile ne l’a pas signé",
    62: "il n’est pas au nom de cette machine (-h)",
    64: "il n’est pas au nom de cette adresse (-h)",
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
        defaut = CERTIFICAT.get(erreur.verify_code, erreur.verify_message)
        return f"Le certificat de {adresse} est refusé : {defaut}."
    if isinstance(erreur, ssl.SSLError):
        return f"{adresse} ne parle pas TLS ({erreur.reason})."
    if isinstance(erreur, (socket.gaierror, ValueError)):
        return f"Machine introuvable : {adresse}. Vérifiez son nom."
    if isinstance(erreur, socket.timeout):
        return f"{adresse} ne répond pas. Vérifiez l’adresse et le pare-feu."
    return f"Connexion impossible à {adresse} : {erreur}."
