//! The kit's broker keeps all that is checked, and nothing is left on it.

use broker::{Config, Server};
use mqtt_packet::Qos;
use qualify::bench::Scene;
use qualify::verdict::{Summary, Verdict, judged};

use crate::support::{names, run, table, target, told};

fn start() -> Server {
    Server::start(Config { port: 0, ..Config::default() }).expect("the broker starts")
}

#[test]
fn it_keeps_every_statement_that_is_checked() {
    let server = start();
    let checked = run(server.address(), 20);
    for verdict in [Verdict::NotKept, Verdict::NoVerdict] {
        assert_eq!(names(&checked, verdict), <[&str; 0]>::default(), "{}", told(&checked, verdict));
    }
    assert_eq!(names(&checked, Verdict::NotChecked), ["restart-session", "restart-retained"]);

    let judged = judged(&table(), &checked);
    let summary = Summary::of(judged.iter().map(|statement| statement.verdict));
    assert_eq!(summary, Summary { kept: 126, not_kept: 0, no_verdict: 0, not_checked: 14 });
}

#[test]
fn nothing_is_left_on_the_broker() {
    let server = start();
    let checked = run(server.address(), 20);
    assert_eq!(names(&checked, Verdict::NoVerdict), <[&str; 0]>::default());

    let target = target(server.address(), 20);
    let scene = Scene::new(&target, 0);
    let mut subscriber = scene.subscriber("#", Qos::AtMostOnce).expect("a subscriber");
    subscriber.has_received_nothing().expect("no retained message");
    let sessions = checked.iter().flat_map(|check| &check.exchange).filter_map(|line| {
        let (_, after) = line.text.strip_prefix("CONNECT")?.split_once("«\u{a0}")?;
        let (id, rest) = after.split_once("\u{a0}»")?;
        rest.starts_with(" c0").then(|| id.to_owned())
    });
    let mut looked_at = 0;
    for id in sessions.filter(|id| !id.is_empty()) {
        let mut client = scene.open("client").expect("a connection");
        let present = client.connect_accepted(target.connect(&id, false)).expect("CONNACK 0");
        assert!(!present, "the session of {id} is still there");
        let mut end = scene.open("client").expect("a connection");
        end.connect_accepted(target.connect(&id, true)).expect("CONNACK 0");
        looked_at += 1;
    }
    assert!(looked_at > 20, "only {looked_at} sessions found in the exchanges");
}
