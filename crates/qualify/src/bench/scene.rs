//! One check's clients, with identifiers and topics of its own.

use std::cell::RefCell;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::rc::Rc;
use std::time::{Duration, Instant};

use bytestring::ByteString;
use mqtt_packet::{Connect, Properties, Qos, SubscribeReturnCode, Will};
use tls::{Blocking, Trust};

use super::record::Record;
use super::{Client, Outcome, Premise, Stop, retained};
use crate::messages::{self, PUBLISHER, SUBSCRIBER};

/// The broker under check, and how to deal with it.
#[derive(Debug, Clone)]
pub struct Target {
    /// Where it listens.
    pub address: SocketAddr,
    /// How to speak TLS with it, where it does.
    pub tls: Option<Secure>,
    /// The user name of the checks' clients.
    pub user_name: Option<ByteString>,
    /// Their password.
    pub password: Option<ByteString>,
    /// How long a check waits for what should come.
    pub patience: Duration,
    /// How long a whole check may take.
    pub limit: Duration,
    /// Tells this run's topics and client identifiers from those of any other: letters and digits, at most 8.
    pub run: String,
}

/// TLS with the broker under check.
#[derive(Debug, Clone)]
pub struct Secure {
    /// Whom to believe, and who the checks' clients are.
    pub trust: Trust,
    /// The name that its certificate must bear.
    pub host: String,
}

impl Target {
    /// Opens a connection; in TLS, hands are shaken.
    ///
    /// # Errors
    /// When the broker does not listen, or TLS fails; neither takes longer than the patience.
    pub fn open(&self) -> io::Result<Blocking> {
        let tcp = TcpStream::connect_timeout(&self.address, self.patience)?;
        // What a check sends must arrive in its order and at once, and no broker that reads nothing may hold it.
        tcp.set_nodelay(true)?;
        tcp.set_write_timeout(Some(self.patience))?;
        match &self.tls {
            None => Ok(Blocking::Clear(tcp)),
            Some(Secure { trust, host }) => trust.shake_hands_within(host, tcp, self.patience),
        }
    }

    /// A CONNECT of MQTT 3.1.1 with the user name and password, if any.
    #[must_use]
    pub fn connect(&self, client_id: &str, clean_session: bool) -> Connect {
        Connect {
            clean_session,
            user_name: self.user_name.clone(),
            password: self.password.clone().map(ByteString::into_bytes),
            ..Connect::new(client_id)
        }
    }
}

/// Where one check plays.
#[derive(Debug)]
pub struct Scene<'t> {
    /// The broker.
    pub target: &'t Target,
    /// Which check it is.
    number: usize,
    record: Rc<RefCell<Record>>,
    end: Instant,
}

impl<'t> Scene<'t> {
    /// For the check of this number.
    #[must_use]
    pub fn new(target: &'t Target, number: usize) -> Scene<'t> {
        let record = Rc::new(RefCell::new(Record::new(target.password.clone())));
        Scene { target, number, record, end: Instant::now() + target.limit }
    }

    /// A client identifier for this check alone: at most 23 letters and digits, which every server must allow
    /// `[MQTT-3.1.3-5]`.
    #[must_use]
    pub fn id(&self, name: &str) -> String {
        format!("q{}x{}{name}", self.target.run, self.number)
    }

    /// A topic of this check alone.
    #[must_use]
    pub fn topic(&self, name: &str) -> String {
        format!("qualify/{}/{}/{name}", self.target.run, self.number)
    }

    /// A CONNECT with a session that ends with the connection.
    #[must_use]
    pub fn clean(&self, name: &str) -> Connect {
        self.target.connect(&self.id(name), true)
    }

    /// A CONNECT with a session that is kept.
    #[must_use]
    pub fn kept(&self, name: &str) -> Connect {
        self.target.connect(&self.id(name), false)
    }

    /// Opens a connection and says nothing.
    ///
    /// # Errors
    /// [`Stop::NoVerdict`] when the broker does not listen any more.
    pub fn open(&self, name: &'static str) -> Result<Client, Stop> {
        let stream = self.target.open();
        let stream = stream.map_err(|error| Stop::NoVerdict(messages::no_connection(&error)))?;
        Ok(Client::new(name, stream, Rc::clone(&self.record), self.target.patience, self.end))
    }

    /// Opens a connection that must be accepted, as a step towards what is checked.
    ///
    /// # Errors
    /// [`Stop::NoVerdict`] when it is not.
    pub fn client_as(&self, name: &'static str, connect: Connect) -> Result<Client, Stop> {
        let mut client = self.open(name)?;
        client.connect_accepted(connect).premise()?;
        Ok(client)
    }

    /// A client of a clean session.
    ///
    /// # Errors
    /// As [`Scene::client_as`].
    pub fn client(&self, name: &'static str) -> Result<Client, Stop> {
        let id: String = name.chars().filter(char::is_ascii_alphanumeric).take(6).collect();
        self.client_as(name, self.clean(&id))
    }

    /// The client that publishes.
    ///
    /// # Errors
    /// As [`Scene::client_as`].
    pub fn publisher(&self) -> Result<Client, Stop> {
        self.client_as(PUBLISHER, self.clean("pub"))
    }

    /// A client of a clean session that is subscribed to a filter.
    ///
    /// # Errors
    /// [`Stop::NoVerdict`] when the subscription is not granted as it was asked for.
    pub fn subscriber(&self, filter: &str, qos: Qos) -> Result<Client, Stop> {
        let mut client = self.client_as(SUBSCRIBER, self.clean("sub"))?;
        subscribe(&mut client, filter, qos)?;
        Ok(client)
    }

    /// The same with a session that is kept, under the identifier `self.id("kept")`.
    ///
    /// # Errors
    /// As [`Scene::subscriber`].
    pub fn kept_subscriber(&self, filter: &str, qos: Qos) -> Result<Client, Stop> {
        let mut client = self.client_as(SUBSCRIBER, self.kept("kept"))?;
        subscribe(&mut client, filter, qos)?;
        Ok(client)
    }

    /// The kept subscriber again, whose session must still be there.
    ///
    /// # Errors
    /// [`Stop::NoVerdict`] when the connection is not accepted.
    pub fn again(&self) -> Result<Client, Stop> {
        self.client_as(SUBSCRIBER, self.kept("kept"))
    }

    /// Gives the check its whole time again, after a restart.
    pub fn resume(&mut self) {
        self.end = Instant::now() + self.target.limit;
    }

    /// Lets the broker deal with the end of a connection.
    pub fn settle(&self) {
        std::thread::sleep(SETTLE);
    }

    /// Takes away what the check has left on the broker, and gives its record.
    #[must_use]
    pub fn finish(self) -> Rc<RefCell<Record>> {
        let (sessions, topics) = {
            let record = self.record.borrow();
            (record.sessions.clone(), record.retained.clone())
        };
        // The record is of the check, not of what comes after it.
        let after = Scene::new(self.target, self.number);
        // Nothing better can be done for a broker that does not even allow that.
        let _ =
            after.tidy(&sessions.into_iter().collect::<Vec<_>>(), &topics.into_iter().collect::<Vec<_>>());
        self.record
    }

    fn tidy(&self, sessions: &[String], topics: &[String]) -> Outcome {
        for id in sessions {
            self.client_as(PUBLISHER, self.target.connect(id, true))?.disconnect()?;
        }
        if !topics.is_empty() {
            let mut cleaner = self.client_as(PUBLISHER, self.clean("end"))?;
            for topic in topics {
                cleaner.publish(retained(topic, "", Qos::AtMostOnce))?;
            }
            cleaner.is_served()?;
            cleaner.disconnect()?;
        }
        Ok(())
    }
}

/// What a broker may take to publish a will, to be sure that none comes.
const SETTLE: Duration = Duration::from_millis(400);

/// Subscribes as a step towards what is checked.
fn subscribe(client: &mut Client, filter: &str, qos: Qos) -> Outcome {
    let suback = client.subscribe(&[(filter, qos)]).premise()?;
    if suback.return_codes != [SubscribeReturnCode::Granted(qos)] {
        return Err(Stop::NoVerdict(messages::NOT_GRANTED.into()));
    }
    Ok(())
}

/// A will that is not retained.
#[must_use]
pub fn will(topic: &str, qos: Qos) -> Option<Will> {
    Some(Will {
        topic: topic.into(),
        message: messages::WILL.into(),
        qos,
        retain: false,
        properties: Properties::default(),
    })
}
