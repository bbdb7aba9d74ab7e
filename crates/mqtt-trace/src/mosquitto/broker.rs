//! Packets as a broker logs them.

use std::fmt;
use std::net::SocketAddr;

use mqtt_packet::{Buffer, Connect, Packet, Version};

use super::Log;
use super::arguments::{Got, Sent};
use crate::visible::Visible;

/// « Received … from … », the line of a packet that the broker has received.
///
/// Mosquitto has no such line for CONNECT (see [`Log::connected`]); a tool that shows each packet gets
/// `Received CONNECT from alice (p2, c1, k60)`.
#[derive(Debug)]
pub struct Received<'a, B: Buffer> {
    /// The client's identifier, or [`UNKNOWN`](super::UNKNOWN).
    pub client: &'a str,
    /// The packet.
    pub packet: &'a Packet<B>,
}

impl<B: Buffer> fmt::Display for Received<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Received { client, packet } = self;
        write!(f, "Received {} from {}{}", packet.packet_type().name(), Visible(client), Got(packet))?;
        match packet {
            Packet::Connect(connect) => write!(f, " {}", ConnectArguments(connect)),
            _ => Ok(()),
        }
    }
}

/// « Sending … to … », the line of a packet that the broker sends.
#[derive(Debug)]
pub struct Sending<'a, B: Buffer> {
    /// The client's identifier; its IP address in the CONNACK that refuses it.
    pub client: &'a str,
    /// The packet.
    pub packet: &'a Packet<B>,
}

impl<B: Buffer> fmt::Display for Sending<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sending { client, packet } = self;
        write!(f, "Sending {} to {}{}", packet.packet_type().name(), Visible(client), Sent(packet))?;
        match packet {
            Packet::Connack(connack) => {
                write!(f, " ({}, {})", u8::from(connack.session_present), connack.return_code as u8)
            }
            _ => Ok(()),
        }
    }
}

/// `(p2, c1, k60, u'user')`: version, clean session, keep-alive, user name.
struct ConnectArguments<'a, B: Buffer>(&'a Connect<B>);

impl<B: Buffer> fmt::Display for ConnectArguments<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Connect { version, clean_session, keep_alive, user_name, .. } = self.0;
        // Mosquitto numbers the versions in its own way: 1 for 3.1, 2 for 3.1.1.
        let version = if *version == Version::V3_1 { 1 } else { 2 };
        write!(f, "(p{version}, c{}, k{keep_alive}", u8::from(*clean_session))?;
        if let Some(user_name) = user_name {
            write!(f, ", u'{}'", Visible(user_name))?;
        }
        f.write_str(")")
    }
}

impl<W: fmt::Write, P: fmt::Display> Log<'_, W, P> {
    /// The broker has accepted a client: who, from where, and its will. `client` is the identifier in use, which
    /// the broker has made when the one in CONNECT is empty.
    ///
    /// # Errors
    /// When the output refuses a line.
    pub fn connected<B: Buffer>(
        &mut self,
        address: SocketAddr,
        client: &str,
        connect: &Connect<B>,
    ) -> fmt::Result {
        let arguments = ConnectArguments(connect);
        self.line(format_args!("New client connected from {address} as {} {arguments}.", Visible(client)))?;
        match &connect.will {
            Some(_) => self.will(connect),
            None => self.line("No will message specified."),
        }
    }

    /// The access rules forbid a PUBLISH that the broker has received: « Denied PUBLISH from … ».
    ///
    /// # Errors
    /// When the output refuses a line.
    pub fn denied<B: Buffer>(&mut self, client: &str, packet: &Packet<B>) -> fmt::Result {
        let name = packet.packet_type().name();
        self.line(format_args!("Denied {name} from {}{}", Visible(client), Got(packet)))
    }

    /// The broker has received a packet other than CONNECT. A SUBSCRIBE or UNSUBSCRIBE has two lines more for each
    /// filter: what was asked, and what the broker has done.
    ///
    /// # Errors
    /// When the output refuses a line.
    pub fn received<B: Buffer>(&mut self, client: &str, packet: &Packet<B>) -> fmt::Result {
        self.line(Received { client, packet })?;
        let client = Visible(client);
        match packet {
            Packet::Subscribe(subscribe) => subscribe.subscriptions.iter().try_for_each(|subscription| {
                let (filter, qos) = (Visible(&subscription.filter), subscription.qos);
                self.line(format_args!("\t{filter} (QoS {qos})"))?;
                self.line(format_args!("{client} {qos} {filter}"))
            }),
            Packet::Unsubscribe(unsubscribe) => unsubscribe.filters.iter().try_for_each(|filter| {
                let filter = Visible(filter);
                self.line(format_args!("\t{filter}"))?;
                self.line(format_args!("{client} {filter}"))
            }),
            _ => Ok(()),
        }
    }

    /// The broker sends a packet.
    ///
    /// # Errors
    /// When the output refuses the line.
    pub fn sending<B: Buffer>(&mut self, client: &str, packet: &Packet<B>) -> fmt::Result {
        self.line(Sending { client, packet })
    }

    /// The indented lines that tell what a packet holds, for a tool that watches and does not act: the filters of
    /// SUBSCRIBE and UNSUBSCRIBE, the will of CONNECT. Most packets have none.
    ///
    /// # Errors
    /// When the output refuses a line.
    pub fn details<B: Buffer>(&mut self, packet: &Packet<B>) -> fmt::Result {
        match packet {
            Packet::Connect(connect) => self.will(connect),
            Packet::Subscribe(subscribe) => subscribe.subscriptions.iter().try_for_each(|subscription| {
                self.line(format_args!("\t{} (QoS {})", Visible(&subscription.filter), subscription.qos))
            }),
            Packet::Unsubscribe(unsubscribe) => unsubscribe
                .filters
                .iter()
                .try_for_each(|filter| self.line(format_args!("\t{}", Visible(filter)))),
            _ => Ok(()),
        }
    }

    fn will<B: Buffer>(&mut self, connect: &Connect<B>) -> fmt::Result {
        let Some(will) = &connect.will else {
            return Ok(());
        };
        let (size, retain, qos) = (will.message.as_ref().len(), u8::from(will.retain), will.qos);
        self.line(format_args!("Will message specified ({size} bytes) (r{retain}, q{qos})."))?;
        self.line(format_args!("\t{}", Visible(&will.topic)))
    }
}
