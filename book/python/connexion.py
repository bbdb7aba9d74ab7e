"""La connexion au broker, commune aux scripts, et ses erreurs en français."""

import random
import sys
import threading
from contextlib import contextmanager, suppress

import erreurs

try:
    import paho.mqtt.client as mqtt
except ModuleNotFoundError:
    sys.exit("La bibliothèque paho-mqtt est absente. Pour l’installer :"
             " pip install paho-mqtt")
if not hasattr(mqtt, "CallbackAPIVersion"):
    sys.exit("Ces scripts demandent paho-mqtt 2 ; la version 1 est installée."
             " Pour en changer : pip install --upgrade paho-mqtt")


def creer_client(options, nom):
    """Un client MQTT 3.1.1, dont l’identifiant commence par « nom »."""
    client_id = options.id or f"{nom}-{random.randrange(10_000):04}"
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id)
    if options.username is not None:
        client.username_pw_set(options.username, options.password)
    return client


@contextmanager
def connexion(client, options):
    """Ouvre la connexion ; à la fin du bloc, ou par Ctrl-C, DISCONNECT.

    paho sert le réseau en tâche de fond, et se reconnecte s’il le faut. La
    fonction on_connect du script n’est appelée que si le broker accepte.
    """
    connacks, reponse = [], threading.Event()
    du_script = client.on_connect

    def on_connect(client, userdata, flags, reason_code, properties):
        connacks.append(reason_code)
        reponse.set()
        if du_script and not reason_code.is_failure:
            du_script(client, userdata, flags, reason_code, properties)

    def on_disconnect(client, userdata, flags, reason_code, properties):
        reponse.set()
        if connacks and not connacks[-1].is_failure and reason_code.is_failure:
            print("Connexion perdue ; paho la rouvrira.", file=sys.stderr)

    client.on_connect, client.on_disconnect = on_connect, on_disconnect
    adresse = f"{options.host}:{options.port}"
    try:
        try:
            client.connect(options.host, options.port, options.keepalive)
        except (OSError, ValueError) as erreur:
            sys.exit(erreurs.sans_connexion(erreur, adresse))
        client.loop_start()
        reponse.wait(10)
        if not connacks:
            sys.exit(erreurs.sans_connack(adresse))
        if connacks[-1].is_failure:
            sys.exit(erreurs.refus(connacks[-1], adresse))
        yield
    except KeyboardInterrupt:
        print("\nArrêt.", file=sys.stderr)
        sys.exit(0)
    finally:
        client.disconnect()
        with suppress(KeyboardInterrupt):  # un second Ctrl-C, impatient
            client.loop_stop()
