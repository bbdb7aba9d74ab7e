"""The smallest publisher and subscriber of paho-mqtt, with the options of mosquitto's that the recipes need."""

import argparse

import paho.mqtt.client as mqtt

parser = argparse.ArgumentParser(add_help=False)
parser.add_argument("what", choices=["pub", "sub"])
parser.add_argument("-p", type=int, required=True)
parser.add_argument("-i", required=True)
parser.add_argument("-t", required=True)
parser.add_argument("-q", type=int, default=0)
parser.add_argument("-k", type=int, default=60)
parser.add_argument("-m")
parser.add_argument("-c", action="store_true")
parser.add_argument("-r", action="store_true")
parser.add_argument("--will-topic")
parser.add_argument("--will-payload")
options = parser.parse_args()

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, options.i, clean_session=not options.c)
client.reconnect_delay_set(0.1, 0.1)
if options.will_topic:
    client.will_set(options.will_topic, options.will_payload)


def connected(client, _data, _flags, _reason, _properties):
    client.subscribe(options.t, options.q)


def received(_client, _data, message):
    print(f"{message.qos} {int(message.retain)} {message.topic} {message.payload.decode()}", flush=True)


if options.what == "sub":
    client.on_connect = connected
    client.on_message = received
    client.connect("127.0.0.1", options.p, options.k)
    client.loop_forever()
else:
    client.connect("127.0.0.1", options.p, options.k)
    client.loop_start()
    client.publish(options.t, options.m, options.q, options.r).wait_for_publish(30)
    client.disconnect()
    client.loop_stop()
