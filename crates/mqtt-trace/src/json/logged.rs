//! A packet that is known by its log line only, as an object.

use mqtt_packet::{ConnectReturnCode, PacketId, PacketType, Qos, SubscribeReturnCode, Version};
use serde::{Deserialize, Serialize};

use crate::{Detail, Logged, LoggedConnect, LoggedWill};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LoggedObject {
    #[serde(rename = "type")]
    packet_type: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    client: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    packet_id: Option<u16>,
    #[serde(flatten)]
    detail: Option<DetailObject>,
}

/// Told apart by their fields, which are the names of the standard.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum DetailObject {
    Connect {
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<String>,
        clean_session: bool,
        keep_alive: u16,
        client_id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        user_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        will: Option<WillObject>,
    },
    Connack {
        #[serde(skip_serializing_if = "Option::is_none")]
        session_present: Option<bool>,
        return_code: u8,
    },
    Publish {
        dup: bool,
        qos: u8,
        retain: bool,
        topic: String,
        payload_size: u64,
    },
    Subscribe {
        subscriptions: Vec<Subscription>,
    },
    Suback {
        return_codes: Vec<u8>,
    },
    Unsubscribe {
        filters: Vec<String>,
    },
}

#[derive(Debug, Serialize, Deserialize)]
struct WillObject {
    topic: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_size: Option<u64>,
    qos: u8,
    retain: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Subscription {
    filter: String,
    qos: u8,
}

impl LoggedObject {
    pub(super) fn of(logged: &Logged) -> LoggedObject {
        LoggedObject {
            packet_type: logged.packet_type.name().to_owned(),
            client: logged.client.clone(),
            packet_id: logged.packet_id.map(PacketId::get),
            detail: DetailObject::of(&logged.detail),
        }
    }

    pub(super) fn into_logged(self) -> Option<Logged> {
        let packet_id = match self.packet_id {
            Some(packet_id) => Some(PacketId::new(packet_id)?),
            None => None,
        };
        let packet_type = *PacketType::ALL.iter().find(|one| one.name() == self.packet_type)?;
        let detail = self.detail.map_or(Some(Detail::None), DetailObject::into_detail)?;
        Some(Logged { client: self.client, packet_type, packet_id, detail })
    }
}

impl DetailObject {
    fn of(detail: &Detail) -> Option<DetailObject> {
        Some(match detail {
            Detail::None => return None,
            Detail::Connect(connect) => DetailObject::Connect {
                version: connect.version.map(|version| {
                    if version == Version::V3_1 { "3.1".to_owned() } else { "3.1.1".to_owned() }
                }),
                clean_session: connect.clean_session,
                keep_alive: connect.keep_alive,
                client_id: connect.client_id.clone(),
                user_name: connect.user_name.clone(),
                will: connect.will.as_ref().map(|will| WillObject {
                    topic: will.topic.clone(),
                    message_size: will.size,
                    qos: will.qos as u8,
                    retain: will.retain,
                }),
            },
            Detail::Connack { session_present, return_code } => {
                DetailObject::Connack { session_present: *session_present, return_code: *return_code as u8 }
            }
            Detail::Publish { dup, qos, retain, topic, payload_size } => DetailObject::Publish {
                dup: *dup,
                qos: *qos as u8,
                retain: *retain,
                topic: topic.clone(),
                payload_size: *payload_size,
            },
            Detail::Subscribe(all) => DetailObject::Subscribe {
                subscriptions: all
                    .iter()
                    .map(|(filter, qos)| Subscription { filter: filter.clone(), qos: *qos as u8 })
                    .collect(),
            },
            Detail::Suback(codes) => {
                DetailObject::Suback { return_codes: codes.iter().map(|code| code.to_u8()).collect() }
            }
            Detail::Unsubscribe(filters) => DetailObject::Unsubscribe { filters: filters.clone() },
        })
    }

    fn into_detail(self) -> Option<Detail> {
        Some(match self {
            DetailObject::Connect { version, clean_session, keep_alive, client_id, user_name, will } => {
                let version = match version.as_deref() {
                    None => None,
                    Some("3.1") => Some(Version::V3_1),
                    Some("3.1.1") => Some(Version::V3_1_1),
                    Some(_) => return None,
                };
                let will = match will {
                    Some(will) => Some(LoggedWill {
                        topic: will.topic,
                        size: will.message_size,
                        qos: Qos::from_u8(will.qos)?,
                        retain: will.retain,
                    }),
                    None => None,
                };
                Detail::Connect(LoggedConnect {
                    version,
                    clean_session,
                    keep_alive,
                    client_id,
                    user_name,
                    will,
                })
            }
            DetailObject::Connack { session_present, return_code } => {
                Detail::Connack { session_present, return_code: ConnectReturnCode::from_u8(return_code)? }
            }
            DetailObject::Publish { dup, qos, retain, topic, payload_size } => {
                Detail::Publish { dup, qos: Qos::from_u8(qos)?, retain, topic, payload_size }
            }
            DetailObject::Subscribe { subscriptions } => {
                let all = subscriptions.into_iter().map(|one| Some((one.filter, Qos::from_u8(one.qos)?)));
                Detail::Subscribe(all.collect::<Option<_>>()?)
            }
            DetailObject::Suback { return_codes } => {
                let all = return_codes.into_iter().map(SubscribeReturnCode::from_u8);
                Detail::Suback(all.collect::<Option<_>>()?)
            }
            DetailObject::Unsubscribe { filters } => Detail::Unsubscribe(filters),
        })
    }
}
