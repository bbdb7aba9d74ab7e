//! Embedding the broker: `Server` starts, tells its address, stops.

use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};

use broker::{Config, Server, StartError};
use mqtt_packet::Qos;

use crate::support::{Client, start};

#[test]
fn port_0_becomes_a_real_port_of_this_machine() {
    let server = start();
    assert_eq!(server.address().ip(), IpAddr::V4(Ipv4Addr::LOCALHOST));
    assert_ne!(server.address().port(), 0);
    Client::connect(server.address(), "alice").assert_served();
}

fn assert_gone(address: std::net::SocketAddr, clients: Vec<Client>) {
    for (number, mut client) in clients.into_iter().enumerate() {
        assert_eq!(client.receive(), None, "connection {number} is still open");
    }
    assert!(TcpStream::connect(address).is_err(), "{address} still listens");
    TcpListener::bind(address).expect("the port is free again");
}

#[test]
fn stopping_closes_the_listener_and_the_connections() {
    let server = start();
    let address = server.address();
    let clients =
        vec![Client::connect(address, "alice"), Client::connect(address, "bob"), Client::open(address)];
    server.stop();
    assert_gone(address, clients);
}

#[test]
fn dropping_stops_too() {
    let server = start();
    let address = server.address();
    let clients = vec![Client::connect(address, "alice")];
    drop(server);
    assert_gone(address, clients);
}

#[test]
fn two_servers_share_nothing() {
    let (one, other) = (start(), start());
    assert_ne!(one.address(), other.address());
    let mut here = Client::connect(one.address(), "same");
    let mut there = Client::connect(other.address(), "same");
    here.subscribe("#", Qos::AtMostOnce);
    there.subscribe("#", Qos::AtMostOnce);
    Client::connect(one.address(), "pub").publish("a", "x", None);
    assert_eq!(here.message(), ("a".into(), b"x".to_vec()));
    there.assert_served();
}

#[test]
fn a_taken_port_is_an_error_that_says_what_to_do() {
    let taken = start();
    let config = Config { port: taken.address().port(), ..Config::default() };
    let error = Server::start(config).expect_err("the port is taken");
    assert!(matches!(error, StartError::Listen { .. }), "{error:?}");
    assert!(error.to_string().contains("est déjà pris"), "{error}");
}
