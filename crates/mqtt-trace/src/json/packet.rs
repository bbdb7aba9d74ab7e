//! A decoded packet as an object, for those who read the lines.

use mqtt_packet::{Connect, Packet, Publish, Version};
use serde_json::{Map, Value, json};

pub(super) fn value(packet: &Packet) -> Value {
    let mut object = Map::new();
    object.insert("type".to_owned(), packet.packet_type().name().into());
    if let Some(packet_id) = packet.packet_id() {
        object.insert("packet_id".to_owned(), packet_id.get().into());
    }
    match packet {
        Packet::Connect(connect) => connect_fields(connect, &mut object),
        Packet::Connack(connack) => {
            object.insert("session_present".to_owned(), connack.session_present.into());
            object.insert("return_code".to_owned(), (connack.return_code as u8).into());
        }
        Packet::Publish(publish) => publish_fields(publish, &mut object),
        Packet::Subscribe(subscribe) => {
            let subscriptions = subscribe.subscriptions.iter();
            let all: Vec<Value> =
                subscriptions.map(|one| json!({"filter": &*one.filter, "qos": one.qos as u8})).collect();
            object.insert("subscriptions".to_owned(), all.into());
        }
        Packet::Suback(suback) => {
            let codes: Vec<u8> = suback.return_codes.iter().map(|code| code.to_u8()).collect();
            object.insert("return_codes".to_owned(), codes.into());
        }
        Packet::Unsubscribe(unsubscribe) => {
            let filters: Vec<&str> = unsubscribe.filters.iter().map(|filter| &**filter).collect();
            object.insert("filters".to_owned(), filters.into());
        }
        _ => {}
    }
    Value::Object(object)
}

fn connect_fields(connect: &Connect, object: &mut Map<String, Value>) {
    let version = if connect.version == Version::V3_1 { "3.1" } else { "3.1.1" };
    object.insert("version".to_owned(), version.into());
    object.insert("clean_session".to_owned(), connect.clean_session.into());
    object.insert("keep_alive".to_owned(), connect.keep_alive.into());
    object.insert("client_id".to_owned(), (&*connect.client_id).into());
    if let Some(user_name) = &connect.user_name {
        object.insert("user_name".to_owned(), (&**user_name).into());
    }
    // That there is one, never what it is.
    object.insert("has_password".to_owned(), connect.password.is_some().into());
    if let Some(will) = &connect.will {
        let mut fields = Map::new();
        fields.insert("topic".to_owned(), (&*will.topic).into());
        fields.insert("qos".to_owned(), (will.qos as u8).into());
        fields.insert("retain".to_owned(), will.retain.into());
        payload_fields("message", &will.message, &mut fields);
        object.insert("will".to_owned(), fields.into());
    }
}

fn publish_fields(publish: &Publish, object: &mut Map<String, Value>) {
    object.insert("dup".to_owned(), publish.dup.into());
    object.insert("qos".to_owned(), (publish.qos as u8).into());
    object.insert("retain".to_owned(), publish.retain.into());
    object.insert("topic".to_owned(), (&*publish.topic).into());
    payload_fields("payload", &publish.payload, object);
}

/// The text where it is one, and the size, in bytes, always.
fn payload_fields(name: &str, bytes: &[u8], object: &mut Map<String, Value>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        object.insert(name.to_owned(), text.into());
    }
    object.insert(format!("{name}_size"), bytes.len().into());
}
