//! CONNECT: checks, take-over, session, re-sending (§3.1.4).

use std::time::Duration;

use bytestring::ByteString;
use mqtt_packet::{Connack, Connect, ConnectReturnCode, Packet, Publish, Version, Will};

use super::access::Rights;
use super::publish::detached;
use super::session::{Session, SessionKey};
use super::{Broker, CloseReason, ConnectionId, Effect, Password, State};

impl Broker {
    pub(super) fn connect(
        &mut self,
        connection: ConnectionId,
        mut connect: Connect,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) {
        if connect.client_id.is_empty() {
            // Only 3.1.1 lets the server choose, and only for a session that ends with the connection
            // [MQTT-3.1.3-7], [MQTT-3.1.3-8].
            if !connect.clean_session || connect.version == Version::V3_1 {
                return self.refuse(connection, ConnectReturnCode::IdentifierRejected, effects);
            }
            connect.client_id = self.assign_client_id();
        }
        match connect.user_name.clone() {
            None if !self.policy.allow_anonymous => {
                self.refuse(connection, ConnectReturnCode::NotAuthorized, effects);
            }
            Some(user) if self.policy.verify_users => self.verify(connection, user, connect, effects),
            // A name that nobody verifies is nobody's.
            _ => self.accept(connection, None, connect, now, effects),
        }
    }

    /// Asks the shell about a password. How long that takes is not the client's doing.
    fn verify(
        &mut self,
        connection: ConnectionId,
        user: ByteString,
        mut connect: Connect,
        effects: &mut Vec<Effect>,
    ) {
        let password = Password(connect.password.take().unwrap_or_default());
        if let Some(found) = self.connections.get_mut(connection) {
            found.state = State::Verifying;
            found.longest_silence = None;
            found.connect = Some(Box::new(connect));
        }
        self.set_deadline(connection, None);
        effects.push(Effect::Verify { connection, user, password });
    }

    /// Answers [`Effect::Verify`]: the password is that of the user, or not.
    pub fn verified(
        &mut self,
        connection: ConnectionId,
        is_right: bool,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) {
        let Some(found) = self.connections.get_mut(connection) else { return };
        let Some(connect) = found.connect.take() else { return };
        found.heard = now;
        if !is_right {
            return self.refuse(connection, ConnectReturnCode::BadUserNameOrPassword, effects);
        }
        let user = connect.user_name.as_deref().map(ByteString::from);
        self.accept(connection, user, *connect, now, effects);
    }

    fn accept(
        &mut self,
        connection: ConnectionId,
        user: Option<ByteString>,
        mut connect: Connect,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) {
        let stored = self.clients.get(&connect.client_id).map(|key| &self.sessions[*key]);
        // Whoever knows the client identifier of somebody else could cut the line and read what waits.
        if stored.is_some_and(|session| session.user != user) {
            return self.refuse(connection, ConnectReturnCode::IdentifierRejected, effects);
        }
        let replaces = stored.is_some_and(|session| session.connection.is_some());
        if self.connected >= self.limits.max_connections && !replaces {
            return self.refuse(connection, ConnectReturnCode::ServerUnavailable, effects);
        }
        self.take_over(&connect.client_id, effects);

        self.connected += 1;
        self.most_connected = self.most_connected.max(self.connected);
        let (key, session_present) = self.attach(connection, user, &connect);
        let will = connect.will.clone().map(|will| Box::new(message_of(will)));
        let longest_silence = longest_silence(connect.keep_alive);
        if let Some(found) = self.connections.get_mut(connection) {
            found.state = State::Connected(key);
            found.will = will;
            found.longest_silence = longest_silence;
        }
        self.set_deadline(connection, longest_silence.map(|silence| now + silence));

        connect.password = None;
        // Who keeps the client identifier must not keep the whole packet with it.
        connect.client_id = self.sessions[key].client_id.clone();
        effects.push(Effect::Accepted { connection, connect: Box::new(connect) });
        // CONNACK comes before anything else [MQTT-3.2.0-1].
        let packet = Packet::Connack(Connack::accepted(session_present));
        effects.push(Effect::Send { connection, packet });
        let resent = self.sessions[key].outbound.resend();
        effects.extend(resent.map(|packet| Effect::Send { connection, packet }));
        self.pump(key, effects);
    }

    fn assign_client_id(&mut self) -> ByteString {
        loop {
            self.assigned += 1;
            let client_id = format!("auto-{:04}", self.assigned);
            if !self.clients.contains_key(client_id.as_str()) {
                return client_id.into();
            }
        }
    }

    /// Closes the connection that uses `client_id` at this moment `[MQTT-3.1.4-2]`.
    fn take_over(&mut self, client_id: &str, effects: &mut Vec<Effect>) {
        let key = self.clients.get(client_id);
        if let Some(old) = key.and_then(|key| self.sessions[*key].connection) {
            self.close(old, CloseReason::TakenOver, effects);
        }
    }

    /// Gives the connection its session: the stored one, or a new one. Says whether it was stored.
    fn attach(
        &mut self,
        connection: ConnectionId,
        user: Option<ByteString>,
        connect: &Connect,
    ) -> (SessionKey, bool) {
        let stored = self.clients.get(&connect.client_id).copied();
        if let Some(key) = stored {
            if !connect.clean_session {
                self.sessions[key].connection = Some(connection);
                return (key, true);
            }
            // A clean session discards the stored one [MQTT-3.1.2-6].
            self.remove_session(key);
        }
        let client_id = ByteString::from(&*connect.client_id);
        let rights = Rights::of(self.policy.rules.as_deref(), user.as_deref(), &client_id);
        let (clean, window) = (connect.clean_session, self.limits.max_inflight);
        let mut session = Session::new(client_id.clone(), user, rights, clean, window);
        session.connection = Some(connection);
        let key = self.sessions.insert(Box::new(session));
        self.clients.insert(client_id, key);
        (key, false)
    }
}

/// One and a half times the keep-alive; 0 turns it off `[MQTT-3.1.2-24]`.
fn longest_silence(keep_alive: u16) -> Option<Duration> {
    (keep_alive > 0).then(|| Duration::from_millis(u64::from(keep_alive) * 1500))
}

fn message_of(will: Will) -> Publish {
    detached(&Publish { qos: will.qos, retain: will.retain, ..Publish::new(will.topic, will.message) })
}
