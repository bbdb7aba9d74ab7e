//! The broker of the session: the one that already answers, or one of our own.

use std::net::{Ipv4Addr, SocketAddr};

use ::doctor::{Found, probe};
use broker::{Config, Observer, Server};
use projector::Projector;

use crate::messages;

/// The broker beside the session.
#[derive(Debug)]
pub struct BrokerService {
    /// Where one can connect; none when there is no broker.
    pub address: Option<SocketAddr>,
    /// What to tell the student.
    pub news: String,
    /// The page that shows what it does, where it is ours.
    pub page: Option<Projector>,
    /// Ours stops when dropped.
    _server: Option<Server>,
}

impl BrokerService {
    /// Uses the broker that answers on `port` of this machine, else starts one there; port 0 starts one on any port.
    pub fn start(port: u16) -> Self {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        match probe(address) {
            Found::Broker => Self {
                address: Some(address),
                news: messages::broker_found(address),
                page: None,
                _server: None,
            },
            Found::SomethingElse => {
                Self { address: None, news: messages::port_taken(address), page: None, _server: None }
            }
            Found::Nothing => Self::start_ours(port),
        }
    }

    fn start_ours(port: u16) -> Self {
        // Any port will do: the page is opened by a key. Without one, the broker is still worth having.
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let page = Projector::start(anywhere, |_| String::new()).ok();
        let observer = page.as_ref().map(|page| Observer::new(page.feed().following()));
        match Server::start(Config { port, observer, ..Config::default() }) {
            Ok(server) => Self {
                address: Some(server.address()),
                news: messages::broker_started(server.address()),
                page,
                _server: Some(server),
            },
            Err(error) => {
                Self { address: None, news: messages::broker_failed(&error), page: None, _server: None }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::thread;

    use super::*;

    #[test]
    fn our_own_broker_is_started_once_and_then_found() {
        let first = BrokerService::start(0);
        let address = first.address.expect("a broker");
        let second = BrokerService::start(address.port());
        assert_eq!(second.address, Some(address));
        let page = first.page.as_ref().expect("a page of its broker");
        let mut answer = [0; 12];
        let mut stream = TcpStream::connect(page.address()).expect("the page is served");
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it reads");
        stream.read_exact(&mut answer).expect("an answer");
        assert_eq!(&answer, b"HTTP/1.1 200");
        assert!(second.page.is_none(), "what passes through another's broker is not seen");
        assert!(second.news.contains("répond déjà"), "{}", second.news);
        drop((second, first));
        assert_eq!(probe(address), Found::Nothing, "the broker should stop with its service");
    }

    #[test]
    fn a_web_server_is_not_a_broker() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        });
        let service = BrokerService::start(port);
        server.join().unwrap();
        assert_eq!(service.address, None);
        assert!(service.news.contains("n’est pas un broker"), "{}", service.news);
    }
}
