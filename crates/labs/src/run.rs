//! What happened in a run, as its broker saw it: the log, and the same facts as data.

use std::time::Duration;

use bytestring::ByteString;
use mqtt_packet::{Connect, Packet, PacketType, Publish};
use mqtt_session::broker::CloseReason;

/// A run that is over.
#[derive(Debug)]
pub(crate) struct Run {
    /// The broker's log, in Mosquitto's words.
    pub log: String,
    /// What the log tells, in the same order.
    pub facts: Vec<Fact>,
}

/// Something that the broker saw.
#[derive(Debug)]
pub(crate) struct Fact {
    /// Since the beginning of the run.
    pub at: Duration,
    /// The client identifier.
    pub client: ByteString,
    pub what: What,
}

#[derive(Debug)]
pub(crate) enum What {
    Connected(Box<Connect>),
    Received(Packet),
    Sent(Packet),
    /// The broker closed the connection.
    Closed(CloseReason),
    /// The client closed the connection, without DISCONNECT.
    Broken,
}

impl Fact {
    pub(crate) fn connected(&self) -> Option<&Connect> {
        if let What::Connected(connect) = &self.what { Some(connect) } else { None }
    }

    pub(crate) fn received(&self) -> Option<&Packet> {
        if let What::Received(packet) = &self.what { Some(packet) } else { None }
    }

    pub(crate) fn sent(&self) -> Option<&Packet> {
        if let What::Sent(packet) = &self.what { Some(packet) } else { None }
    }

    /// The message that the broker received here.
    pub(crate) fn published(&self) -> Option<&Publish> {
        if let Some(Packet::Publish(publish)) = self.received() { Some(publish) } else { None }
    }

    /// The message that the broker sent here.
    pub(crate) fn delivered(&self) -> Option<&Publish> {
        if let Some(Packet::Publish(publish)) = self.sent() { Some(publish) } else { None }
    }

    /// The filters that the client asked for here.
    pub(crate) fn filters(&self) -> impl Iterator<Item = &str> {
        let subscribe =
            if let Some(Packet::Subscribe(subscribe)) = self.received() { Some(subscribe) } else { None };
        subscribe.into_iter().flat_map(|subscribe| &subscribe.subscriptions).map(|asked| &*asked.filter)
    }

    /// The type of the packet that was received or sent here.
    pub(crate) fn packet_type(&self) -> Option<PacketType> {
        self.received().or(self.sent()).map(Packet::packet_type)
    }
}

impl Run {
    /// The facts about one client.
    pub(crate) fn of<'r>(&'r self, client: &'r str) -> impl Iterator<Item = &'r Fact> {
        self.facts.iter().filter(move |fact| fact.client == client)
    }

    /// How many facts are so.
    pub(crate) fn count(&self, is_so: impl Fn(&Fact) -> bool) -> u64 {
        self.facts.iter().filter(|fact| is_so(fact)).count() as u64
    }

    /// The only client of which a fact is so; `None` when there is none or several.
    pub(crate) fn only_client(&self, is_so: impl Fn(&Fact) -> bool) -> Option<String> {
        let mut clients = self.facts.iter().filter(|fact| is_so(fact)).map(|fact| &fact.client);
        let first = clients.next()?;
        clients.all(|client| client == first).then(|| first.to_string())
    }

    /// Every client identifier and topic of the run, each once: what one of them can be mistaken for.
    pub(crate) fn names(&self) -> Vec<String> {
        let clients = self.facts.iter().map(|fact| fact.client.to_string());
        let messages = self.facts.iter().filter_map(|fact| fact.published().or(fact.delivered()));
        let mut names: Vec<String> =
            clients.chain(messages.map(|message| message.topic.to_string())).collect();
        names.sort();
        names.dedup();
        names
    }
}
