//! Users, their passwords and their rights, over the network.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use broker::{Config, Passwords, Server, read_rules};
use mqtt_packet::{
    Connect, ConnectReturnCode, Packet, PacketId, Subscribe, SubscribeReturnCode, Subscription,
};
use mqtt_packet::{Publish, Qos};
use peers::{Sub, installed, publish};
use tempfile::TempDir;

use crate::passwd::add;
use crate::support::{Client, journal, logged, start_with};

const SECRET: &str = "soleil42-jamais-montre";

/// A folder with the users `thermo` and `ecran`, and these rules.
struct Files(TempDir);

impl Files {
    fn new(rules: &str) -> Files {
        let files = Files(TempDir::new().expect("a folder"));
        for user in ["thermo", "ecran"] {
            add(&files.passwords(), user, SECRET);
        }
        fs::write(files.rules(), rules).expect("written");
        files
    }

    fn passwords(&self) -> PathBuf {
        self.0.path().join("mots-de-passe")
    }

    fn rules(&self) -> PathBuf {
        self.0.path().join("droits")
    }

    fn config(&self) -> Config {
        let passwords = Passwords::read(&self.passwords()).expect("users");
        let rules =
            read_rules(&self.rules(), |name| passwords.users().any(|user| user == name)).expect("rules");
        let passwords = Some(Arc::new(passwords));
        Config { allow_anonymous: false, passwords, rules: Some(rules), ..Config::default() }
    }

    fn start(&self) -> Server {
        start_with(self.config())
    }
}

fn as_user(client_id: &str, user: &str, password: &str) -> Connect {
    Connect {
        keep_alive: 0,
        user_name: Some(user.into()),
        password: Some(password.as_bytes().to_vec().into()),
        ..Connect::new(client_id)
    }
}

/// What CONNACK answers.
fn answer(server: &Server, connect: Connect) -> ConnectReturnCode {
    let mut client = Client::open(server.address());
    client.send(Packet::Connect(Box::new(connect)));
    match client.receive() {
        Some(Packet::Connack(connack)) => connack.return_code,
        other => panic!("{other:?} is no CONNACK"),
    }
}

#[test]
fn who_is_not_known_is_told_why() {
    let server = Files::new("").start();
    let no_password = Connect { password: None, ..as_user("c", "thermo", "") };
    let table = [
        (as_user("c", "thermo", SECRET), ConnectReturnCode::Accepted),
        (as_user("c", "thermo", "soleil43"), ConnectReturnCode::BadUserNameOrPassword),
        (as_user("c", "Thermo", SECRET), ConnectReturnCode::BadUserNameOrPassword),
        (as_user("c", "", SECRET), ConnectReturnCode::BadUserNameOrPassword),
        (no_password, ConnectReturnCode::BadUserNameOrPassword),
        (Connect::new("c"), ConnectReturnCode::NotAuthorized),
    ];
    for (connect, expected) in table {
        let shown = format!("{connect:?}");
        assert_eq!(answer(&server, connect), expected, "{shown}");
    }
}

/// A client may send at once all that it has to say: what follows CONNECT waits for the password to be verified.
#[test]
fn what_a_client_says_before_connack_is_heard_after_it() {
    let server = Files::new("user thermo\ntopic #").start();
    let mut client = Client::open(server.address());
    client.send(Packet::Connect(Box::new(as_user("hasty", "thermo", SECRET))));
    let subscription = Subscription { filter: "t".into(), qos: Qos::AtMostOnce };
    client.send(Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription])));
    client.publish("t", "at once", Some(7));
    assert!(
        matches!(client.receive(), Some(Packet::Connack(connack)) if connack.return_code == ConnectReturnCode::Accepted)
    );
    assert!(matches!(client.receive(), Some(Packet::Suback(_))));
    assert_eq!(client.message(), ("t".into(), b"at once".to_vec()));
    assert!(matches!(client.receive(), Some(Packet::Puback(_))));
}

/// Sixty at once, half with a wrong password: whoever is connected already notices nothing.
#[test]
fn a_class_that_connects_at_once_stops_nobody() {
    let server = Files::new("user thermo\ntopic #").start();
    let mut working = Client::connect_as(server.address(), as_user("working", "thermo", SECRET));
    let mut crowd: Vec<Client> = (0..60).map(|_| Client::open(server.address())).collect();
    for (number, client) in crowd.iter_mut().enumerate() {
        let password = if number % 2 == 0 { SECRET } else { "faux" };
        client.send(Packet::Connect(Box::new(as_user(&format!("seat-{number}"), "ecran", password))));
    }
    let mut slowest = Duration::ZERO;
    for _ in 0..20 {
        let asked = Instant::now();
        working.assert_served();
        slowest = slowest.max(asked.elapsed());
    }
    for (number, client) in crowd.iter_mut().enumerate() {
        let Some(Packet::Connack(connack)) = client.receive() else { panic!("seat {number} has no CONNACK") };
        let expected = [ConnectReturnCode::Accepted, ConnectReturnCode::BadUserNameOrPassword][number % 2];
        assert_eq!(connack.return_code, expected, "seat {number}");
    }
    // Sixty verifications take seconds; an answer that waited for them would too.
    assert!(slowest < Duration::from_millis(500), "an answer took {slowest:?}");
}

#[test]
fn no_password_is_in_the_log_nor_in_what_debug_shows() {
    let files = Files::new("user thermo\ntopic write a");
    let (journal, log) = journal();
    let config = Config { journal, ..files.config() };
    let shown = format!("{config:?}");
    let server = start_with(config);
    Client::connect_as(server.address(), as_user("c", "thermo", SECRET)).publish("b", "x", None);
    answer(&server, as_user("c", "thermo", &format!("{SECRET}-faux")));
    // A CONNECT that is cut in the midst of its password, and one that breaks a rule after it.
    for broken in
        ["\x10\x7f\x00\x04MQTT\x04\u{40}\x00\x00\x00\x01c", "\x10\x7f\x00\x04MQTT\x04\x02\x00\x00\x00\x01c"]
    {
        let mut client = Client::open(server.address());
        std::io::Write::write_all(
            &mut client.stream,
            format!("{broken}{SECRET}{}", "x".repeat(127)).as_bytes(),
        )
        .expect("written");
        assert_eq!(client.receive(), None);
    }
    let mut all = logged(&log, "Denied PUBLISH");
    Client::connect_as(server.address(), as_user("last", "ecran", SECRET)).assert_served();
    server.stop();
    all.extend(log.try_iter());
    assert!(all.contains("u'thermo'") && all.contains("not authorised"), "{all}");
    for secret in [SECRET, "$argon2"] {
        assert!(!all.contains(secret) && !shown.contains(secret), "{shown}\n{all}");
    }
}

#[test]
fn a_will_is_published_by_right_of_the_one_who_left_it() {
    let server = Files::new("user thermo\ntopic write a\nuser ecran\ntopic read #").start();
    let mut screen = Client::connect_as(server.address(), as_user("screen", "ecran", SECRET));
    screen.subscribe("#", Qos::AtMostOnce);
    for topic in ["b", "a"] {
        let will = mqtt_packet::Will {
            topic: topic.into(),
            message: "gone".into(),
            qos: Qos::AtMostOnce,
            retain: false,
            properties: mqtt_packet::Properties::default(),
        };
        let connect = Connect { will: Some(will), ..as_user(topic, "thermo", SECRET) };
        drop(Client::connect_as(server.address(), connect));
    }
    assert_eq!(screen.message(), ("a".into(), b"gone".to_vec()));
}

/// What the interoperability tests of Eclipse Paho want of a broker: one filter that cannot be subscribed. Names that begin
/// with `$` have to be allowed by name.
#[test]
fn one_filter_can_be_refused() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("droits");
    fs::write(&file, "topic readwrite #\ntopic deny test/nosubscribe\n").expect("written");
    let rules = Some(read_rules(&file, |_| false).expect("rules"));
    let server = start_with(Config { rules, ..Config::default() });
    let mut client = Client::connect(server.address(), "c");
    let asked = ["test/nosubscribe", "test/#", "#", "$SYS/#"];
    let asked = asked.map(|filter| Subscription { filter: filter.into(), qos: Qos::ExactlyOnce });
    client.send(Packet::Subscribe(Subscribe::new(PacketId::FIRST, asked.to_vec())));
    let Some(Packet::Suback(suback)) = client.receive() else { panic!("no SUBACK") };
    let granted = SubscribeReturnCode::Granted(Qos::ExactlyOnce);
    assert_eq!(
        suback.return_codes,
        [SubscribeReturnCode::Failure, granted, granted, SubscribeReturnCode::Failure]
    );
    client.send(Packet::Publish(Publish::new("test/a", "x")));
    assert_eq!(client.message().0, "test/a");
}

#[test]
fn mosquittos_clients_with_users_and_rights() {
    if !installed(&["mosquitto_sub", "mosquitto_pub", "stdbuf"]) {
        return;
    }
    let files = Files::new("user thermo\ntopic write maison/salon/#\nuser ecran\ntopic read maison/#");
    let server = files.start();
    let mut screen =
        Sub::start(server.address(), &["-u", "ecran", "-P", SECRET, "-q", "2", "-t", "maison/#"]);
    let thermo = ["-u", "thermo", "-P", SECRET, "-q", "1", "-m", "21.5"];
    publish(server.address(), &[&thermo[..], &["-t", "maison/cuisine/four"]].concat());
    publish(server.address(), &[&thermo[..], &["-t", "maison/salon/temperature"]].concat());
    assert_eq!(screen.message(), "1 0 maison/salon/temperature 21.5");
}
