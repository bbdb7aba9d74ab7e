//! The connected house, our broker and our subscriber: an hour's worth at speed.

use e2e::{Broker, kit};
use peers::Process;

/// Rounds of an hour: one every 10 s.
const ROUNDS: usize = 360;

#[test]
fn an_hour_of_the_house_loses_no_qos_1_or_2_message() {
    let mut broker = Broker::start();
    let port = broker.port;
    // 5 air-quality sensors and the rain at QoS 1, 5 movement sensors at QoS 2, 14 others at QoS 0: COURSE.md's tree.
    let all = ROUNDS * (14 + 6 + 5);
    let sub = format!("-p {port} -i s -t maison/# -q 2 -F %q -C {all} -W 50");
    let sub = Process::start(&mut kit("sub", &sub));
    broker.process.stdout.until("Sending SUBACK to s");

    let house = format!("-p {port} --duration 1h --speed 1e6 --seed 7 --quiet");
    let house = Process::start(&mut kit("maison", &house)).end();
    assert!(house.status.success(), "{house:?}");

    let received = sub.end().stdout;
    let count = |qos: &str| received.iter().filter(|line| *line == qos).count();
    assert_eq!(count("1"), ROUNDS * 6, "QoS 1 messages");
    assert_eq!(count("2"), ROUNDS * 5, "QoS 2 messages");
}
