//! paho-mqtt in Python.

use std::process::Command;

use peers::{Process, available};

/// Publishes to itself at each QoS, as a course in Python would; by TLS where it is given files for that.
const PAHO: &str = r#"
import sys, paho.mqtt.client as mqtt
host, port, *files = sys.argv[1:]
version = [mqtt.CallbackAPIVersion.VERSION2] if hasattr(mqtt, "CallbackAPIVersion") else []
client = mqtt.Client(*version, client_id="paho")
if files:
    client.tls_set(*files)
client.on_subscribe = lambda *_: [client.publish("été/1", str(qos), qos) for qos in (0, 1, 2)]
def message(client, _, message):
    print(message.topic, message.qos, message.payload.decode(), flush=True)
    if message.qos == 2:
        client.disconnect()
client.on_message = message
client.connect(host, int(port))
client.subscribe("été/#", 2)
client.loop_forever()
"#;

/// Whether it is there; says so where it is not.
pub fn is_there() -> bool {
    let imported = Command::new("python3").args(["-c", "import paho.mqtt.client"]).output();
    available("paho-mqtt", imported.is_ok_and(|output| output.status.success()))
}

/// Has paho-mqtt publish to itself at each QoS; `files` are an authority, a certificate and its key.
pub fn gets_what_it_publishes(host: &str, port: u16, files: &[String]) {
    let mut paho = Command::new("python3");
    paho.args(["-c", PAHO, host, &port.to_string()]).args(files);
    let ended = Process::start(&mut paho).end();
    assert!(ended.status.success(), "{ended:#?}");
    let mut messages = ended.stdout.clone();
    messages.sort();
    assert_eq!(messages, ["été/1 0 0", "été/1 1 1", "été/1 2 2"], "{ended:#?}");
}
