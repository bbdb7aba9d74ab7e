//! How the clients end, and with which code.

use std::io::Write;

use peers::free_port;

use crate::support::broker::on_each_broker;
use crate::support::client::{Running, broken_pipe, publish, subscribe};

on_each_broker! {
    fn sub_ends_at_its_count_its_time_or_its_answer(port: u16) {
        publish(port, "-t a -m x -r -q 1", b"").with_code(0);
        assert_eq!(subscribe(port, "-t a -C 1 -W 30").with_code(0), "x\n");
        let ended = subscribe(port, "-t a -W 0.3");
        assert_eq!(ended.with_code(27), "x\n", "what came before is shown");
        assert_eq!(ended.err, "erreur : le temps donné par -W est écoulé\n");
        assert_eq!(subscribe(port, "-t b -E").with_code(0), "");
    }

    fn ctrl_c_says_goodbye(port: u16) {
        for signal in ["INT", "TERM"] {
            let sub = Running::sub(port, "-t a");
            sub.signal(signal);
            let ended = sub.end();
            ended.with_code(0);
            assert!(ended.err.ends_with(" sending DISCONNECT\n"), "{signal}: {}", ended.err);
        }
    }

    fn ctrl_c_in_pub_leaves_a_code_for_what_is_left(port: u16) {
        let mut publisher = Running::publisher(port, "-t a -q 1 -l");
        publisher.stdin().write_all(b"x\n").expect("a line");
        publisher.wait_for("PUBACK");
        publisher.signal("INT");
        publisher.end().with_code(0);

        let mut publisher = Running::publisher(port, "-t a -q 1 -m x --repeat 10 --repeat-delay 100");
        publisher.wait_for("PUBACK");
        publisher.signal("INT");
        let ended = publisher.end();
        ended.with_code(1);
        assert!(ended.err.ends_with("DISCONNECT\nerreur : publication incomplète : 9 messages non envoyés\n"), "{}", ended.err);
    }

    fn a_reader_that_leaves_ends_sub_quietly(port: u16) {
        publish(port, "-t a -m x -r -q 1", b"").with_code(0);
        let ended = broken_pipe(port, "-t a -W 30");
        ended.with_code(0);
        assert_eq!(ended.err, "");
    }

    fn a_silent_line_is_kept_alive(port: u16) {
        let mut sub = Running::sub(port, "-t a -k 1");
        sub.wait_for("sending PINGREQ");
        sub.wait_for("received PINGRESP");
    }

    fn an_empty_identifier_lets_the_broker_choose(port: u16) {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_pub"));
        command.args(["-t", "a", "-m", "x", "-d", "-i", "", "-p", &port.to_string()]);
        command.assert().success().stderr("\
Client (null) sending CONNECT
Client (null) received CONNACK (0)
Client (null) sending PUBLISH (d0, q0, r0, m0, 'a', ... (1 bytes))
Client (null) sending DISCONNECT
");
    }

    fn mqtt_3_1_is_spoken(port: u16) {
        let sub = Running::sub(port, "-t a -C 1 -V mqttv31 -q 1");
        publish(port, "-t a -m x -V mqttv31 -q 1", b"").with_code(0);
        assert_eq!(sub.end().with_code(0), "x\n");
    }
}

#[test]
fn without_a_broker_it_is_told_how_to_start_one() {
    let port = free_port();
    for ended in [publish(port, "-t a -m x", b""), subscribe(port, "-t a")] {
        ended.with_code(1);
        let start = format!(
            "erreur : Aucun broker ne répond sur 127.0.0.1:{port}. Lancez-en un dans un autre terminal : "
        );
        assert!(ended.err.starts_with(&start), "{}", ended.err);
    }
}

#[test]
fn quiet_keeps_the_code_and_says_nothing() {
    let ended = publish(free_port(), "-t a -m x --quiet", b"");
    assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""));
}

#[test]
fn slips_are_told_before_connecting() {
    let port = free_port();
    for (ended, said) in [
        (publish(port, "-t a", b""), "que publier"),
        (publish(port, "-t a -m x -c", b""), "un identifiant fixe avec -i"),
        (
            publish(port, "-t a -f /absent", b""),
            "lecture de `/absent` impossible\n  cause : fichier ou dossier introuvable",
        ),
        (subscribe(port, "-q 1"), "à quoi s'abonner"),
    ] {
        ended.with_code(1);
        assert!(ended.err.contains(said), "« {said} » is missing in: {}", ended.err);
    }
}
