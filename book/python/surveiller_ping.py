"""Ne fait rien, et montre comment PINGREQ tient une connexion silencieuse."""

import sys
import threading
import time

from connexion import connexion, creer_client
from options import analyseur, entre


def main():
    options = analyseur(__doc__)
    options.set_defaults(keepalive=10)
    options.add_argument("-C", "--compte", type=entre(1, 10**9), metavar="N",
                         help="s’arrêter après N réponses du broker")
    options = options.parse_args()
    debut = time.monotonic()
    reponses, assez = 0, threading.Event()

    def on_log(client, userdata, level, texte):
        nonlocal reponses
        # paho dit ainsi chaque paquet : « Sending » part, « Received » arrive.
        if texte.startswith(("Sending", "Received")):
            print(f"{time.monotonic() - debut:7.1f} s  {texte}", flush=True)
        if "PINGRESP" in texte:
            reponses += 1
            if reponses == options.compte:
                assez.set()

    client = creer_client(options, "surveiller-ping")
    client.on_log = on_log
    print(f"Keep-alive de {options.keepalive} s. Sur une ligne silencieuse, le"
          " client envoie PINGREQ, le broker répond par PINGRESP. Ctrl-C pour"
          " arrêter.", file=sys.stderr)
    with connexion(client, options):
        while not assez.wait(1):
            pass


if __name__ == "__main__":
    main()
