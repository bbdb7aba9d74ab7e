//! The shell's side of each connection of the core.

use std::rc::Rc;

use mqtt_session::broker::ConnectionId;

use crate::narrator::Peer;
use crate::outbox::Outbox;

/// The shell's side of a connection of the core.
pub(crate) struct Link {
    pub(crate) peer: Peer,
    pub(crate) outbox: Rc<Outbox>,
}

/// The links of the connections that are open, each in the place that its connection has in the core: it is found without
/// hashing, once for each packet that passes.
#[derive(Default)]
pub(crate) struct Links {
    places: Vec<Option<(ConnectionId, Link)>>,
}

impl Links {
    pub(crate) fn insert(&mut self, id: ConnectionId, link: Link) {
        if self.places.len() <= id.place() {
            self.places.resize_with(id.place() + 1, || None);
        }
        self.places[id.place()] = Some((id, link));
    }

    pub(crate) fn get(&self, id: ConnectionId) -> Option<&Link> {
        let (owner, link) = self.places.get(id.place())?.as_ref()?;
        (*owner == id).then_some(link)
    }

    pub(crate) fn get_mut(&mut self, id: ConnectionId) -> Option<&mut Link> {
        let (owner, link) = self.places.get_mut(id.place())?.as_mut()?;
        (*owner == id).then_some(link)
    }

    pub(crate) fn remove(&mut self, id: ConnectionId) -> Option<Link> {
        self.get(id)?;
        self.places[id.place()].take().map(|(_, link)| link)
    }

    /// Takes all.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = Link> {
        self.places.drain(..).flatten().map(|(_, link)| link)
    }
}
