//! Whatever passes, passes unchanged: bytes, their end, and a reset.

use std::time::Duration;

use cli::Address;
use logdump::faults::Script;
use logdump::{Events, Proxy, Setup};
use mqtt_trace::{Content, Event, Side, What};
use proptest::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

const LONG: Duration = Duration::from_secs(20);

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async { timeout(LONG, future).await.expect("within the time") })
}

/// A fault that never comes: packets go the way of those that may be disturbed.
const NEVER: &str = "couper avant DISCONNECT 1000000";

/// A proxy before a listener that plays the broker.
async fn proxy(host: &str) -> (Proxy, Events, TcpListener) {
    proxy_with(host, "").await
}

async fn proxy_with(host: &str, faults: &str) -> (Proxy, Events, TcpListener) {
    let broker = TcpListener::bind((host, 0)).await.expect("a free port");
    let to = Address::new(host, broker.local_addr().expect("bound").port());
    let listen = (host.parse::<std::net::IpAddr>().expect("an address"), 0).into();
    let faults = Script::parse("essai", faults).expect("a script");
    let (proxy, events) =
        Proxy::start(Setup { faults, ..Setup::new(listen, to) }).await.expect("a free port");
    (proxy, events, broker)
}

/// The next event that is not the opening of a connection.
async fn after_opening(events: &mut Events) -> What {
    loop {
        match events.next().await.expect("an event").what {
            What::Opened { .. } => {}
            what => return what,
        }
    }
}

/// Sends all back, and closes when the client has closed its half: what it says last must still come through.
async fn echo(listener: TcpListener) {
    let (mut stream, _) = listener.accept().await.expect("the proxy connects");
    let mut all = Vec::new();
    let mut buffer = [0; 1000];
    loop {
        let size = stream.read(&mut buffer).await.expect("no reset");
        if size == 0 {
            break;
        }
        stream.write_all(&buffer[..size]).await.expect("the proxy reads");
        all.extend_from_slice(&buffer[..size]);
    }
    stream.write_all(b"fin").await.expect("only one half is closed");
}

async fn passed(chunks: &[Vec<u8>], faults: &str) -> (Vec<u8>, Vec<Event>) {
    let (proxy, mut events, broker) = proxy_with("127.0.0.1", faults).await;
    let echo = tokio::spawn(echo(broker));
    let (mut reader, mut writer) =
        TcpStream::connect(proxy.addresses()[0]).await.expect("it listens").into_split();
    let sent = chunks.to_vec();
    let sending = tokio::spawn(async move {
        for chunk in sent {
            writer.write_all(&chunk).await.expect("the proxy reads");
            tokio::task::yield_now().await;
        }
        writer.shutdown().await.expect("still open");
    });
    let mut back = Vec::new();
    reader.read_to_end(&mut back).await.expect("a proper end");
    sending.await.expect("sent");
    echo.await.expect("echoed");
    proxy.stop().await;
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        all.push(event);
    }
    (back, all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_comes_out_is_what_went_in(
        chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20_000), 0..8),
        faults in prop::sample::select(vec!["", NEVER]),
    ) {
        let (back, events) = block_on(passed(&chunks, faults));
        let expected = [chunks.concat(), b"fin".to_vec()].concat();
        prop_assert!(back == expected, "{} bytes became {}", expected.len(), back.len());
        let times: Vec<_> = events.iter().map(|event| event.time).collect();
        prop_assert!(times.is_sorted(), "events are told in order");
    }
}

#[test]
fn a_reset_by_the_client_reaches_the_broker() {
    for faults in ["", NEVER] {
        block_on(async {
            let (proxy, mut events, broker) = proxy_with("127.0.0.1", faults).await;
            let client = TcpStream::connect(proxy.addresses()[0]).await.unwrap();
            let (mut accepted, _) = broker.accept().await.unwrap();
            client.set_zero_linger().unwrap();
            drop(client);
            let error = accepted.read(&mut [0; 10]).await.unwrap_err();
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
            assert_eq!(after_opening(&mut events).await, What::Ended { by: Side::Client, reset: true });
        });
    }
}

#[test]
fn a_reset_by_the_broker_reaches_the_client_and_what_was_begun_is_told() {
    block_on(async {
        let (proxy, mut events, broker) = proxy("127.0.0.1").await;
        let mut client = TcpStream::connect(proxy.addresses()[0]).await.unwrap();
        let (mut accepted, _) = broker.accept().await.unwrap();
        client.write_all(b"\x30\x05").await.unwrap();
        accepted.read_exact(&mut [0; 2]).await.unwrap();
        accepted.set_zero_linger().unwrap();
        drop(accepted);
        let error = client.read(&mut [0; 10]).await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
        assert!(matches!(after_opening(&mut events).await, What::Piece { .. }), "the two bytes");
        assert_eq!(after_opening(&mut events).await, What::Ended { by: Side::Broker, reset: true });
    });
}

#[test]
fn the_answers_in_another_version_are_raw() {
    block_on(async {
        let (proxy, mut events, broker) = proxy("127.0.0.1").await;
        let mut client = TcpStream::connect(proxy.addresses()[0]).await.unwrap();
        let (mut accepted, _) = broker.accept().await.unwrap();
        client.write_all(b"\x10\x0e\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x01a").await.unwrap();
        accepted.read_exact(&mut [0; 16]).await.unwrap();
        let What::Piece { piece, .. } = after_opening(&mut events).await else { panic!("a packet has come") };
        assert!(matches!(piece.content, Content::Undecodable(_)));
        accepted.write_all(b"\x20\x03\x00\x00\x00").await.unwrap();
        let What::Piece { piece, .. } = after_opening(&mut events).await else { panic!("a packet has come") };
        assert_eq!(piece.content, Content::Raw);
    });
}

#[test]
fn without_a_broker_the_client_is_closed_and_the_next_one_is_served() {
    block_on(async {
        let (proxy, mut events, broker) = proxy("127.0.0.1").await;
        let address = broker.local_addr().unwrap();
        drop(broker);
        let mut client = TcpStream::connect(proxy.addresses()[0]).await.unwrap();
        assert_eq!(client.read(&mut [0; 10]).await.unwrap(), 0);
        let What::Unreachable { broker, .. } = after_opening(&mut events).await else {
            panic!("the broker is not there");
        };
        assert_eq!(broker, address.to_string());

        let broker = TcpListener::bind(address).await.unwrap();
        let mut client = TcpStream::connect(proxy.addresses()[0]).await.unwrap();
        let (mut accepted, _) = broker.accept().await.unwrap();
        client.write_all(b"\xc0\x00").await.unwrap();
        accepted.read_exact(&mut [0; 2]).await.unwrap();
    });
}

#[test]
fn ipv6_passes_too() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        eprintln!("IPv6 absent : test non exécuté");
        return;
    }
    block_on(async {
        let (proxy, _events, broker) = proxy("::1").await;
        let mut client = TcpStream::connect(proxy.addresses()[0]).await.unwrap();
        let (mut accepted, _) = broker.accept().await.unwrap();
        client.write_all(b"\xc0\x00").await.unwrap();
        accepted.read_exact(&mut [0; 2]).await.unwrap();
    });
}

#[test]
fn stopping_closes_the_connections() {
    block_on(async {
        let (proxy, mut events, broker) = proxy("127.0.0.1").await;
        let address = proxy.addresses()[0];
        let mut client = TcpStream::connect(address).await.unwrap();
        let (mut accepted, _) = broker.accept().await.unwrap();
        assert!(matches!(events.next().await.unwrap().what, What::Opened { .. }));
        proxy.stop().await;
        assert_eq!(client.read(&mut [0; 10]).await.unwrap(), 0);
        assert_eq!(accepted.read(&mut [0; 10]).await.unwrap(), 0);
        assert_eq!(events.next().await, None);
        assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
    });
}
