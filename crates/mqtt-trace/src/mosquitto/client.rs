//! Packets as `mosquitto_pub -d` and `mosquitto_sub -d` show them.

use std::fmt;

use mqtt_packet::{Buffer, Packet};

use super::Log;
use super::arguments::{Got, Sent};
use crate::visible::Visible;

impl<W: fmt::Write, P: fmt::Display> Log<'_, W, P> {
    /// A client sends a packet. SUBSCRIBE and UNSUBSCRIBE have one line for each filter.
    ///
    /// # Errors
    /// When the output refuses a line.
    pub fn client_sending<B: Buffer>(&mut self, client: &str, packet: &Packet<B>) -> fmt::Result {
        let client = name(client);
        match packet {
            Packet::Subscribe(subscribe) => subscribe.subscriptions.iter().try_for_each(|subscription| {
                let (mid, filter, qos) = (subscribe.packet_id, Visible(&subscription.filter), subscription.qos);
                // The options are MQTT 5's; Mosquitto writes them in all versions.
                self.line(format_args!(
                    "Client {client} sending SUBSCRIBE (Mid: {mid}, Topic: {filter}, QoS: {qos}, Options: 0x00)"
                ))
            }),
            Packet::Unsubscribe(unsubscribe) => unsubscribe.filters.iter().try_for_each(|filter| {
                let (mid, filter) = (unsubscribe.packet_id, Visible(filter));
                self.line(format_args!("Client {client} sending UNSUBSCRIBE (Mid: {mid}, Topic: {filter})"))
            }),
            _ => self.line(format_args!("Client {client} sending {}{}", packet.packet_type(), Sent(packet))),
        }
    }

    /// A client has received a packet. SUBACK has a second line, with what is granted (128 for a refusal).
    ///
    /// # Errors
    /// When the output refuses a line.
    pub fn client_received<B: Buffer>(&mut self, client: &str, packet: &Packet<B>) -> fmt::Result {
        let client = name(client);
        match packet {
            Packet::Connack(connack) => {
                self.line(format_args!("Client {client} received CONNACK ({})", connack.return_code as u8))
            }
            Packet::Suback(suback) => {
                self.line(format_args!("Client {client} received SUBACK"))?;
                let granted = Granted(&suback.return_codes);
                self.line(format_args!("Subscribed (mid: {}): {granted}", suback.packet_id))
            }
            _ => self.line(format_args!("Client {client} received {}{}", packet.packet_type(), Got(packet))),
        }
    }
}

/// A client that lets the broker choose its identifier has none to show.
fn name(client: &str) -> Visible<'_> {
    Visible(if client.is_empty() { "(null)" } else { client })
}

/// `2, 1, 128`.
struct Granted<'a>(&'a [mqtt_packet::SubscribeReturnCode]);

impl fmt::Display for Granted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(index, code)| {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{}", code.to_u8())
        })
    }
}
