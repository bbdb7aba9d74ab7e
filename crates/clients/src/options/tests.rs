//! Command lines: what they mean, and what is said of slips.

use super::*;

fn publish(line: &str) -> Result<PublishOptions, String> {
    cli::parse(format!("pub {line}").split(' ').map(OsString::from)).map_err(|exit| exit.to_string())
}

fn subscribe(line: &str) -> Result<SubscribeOptions, String> {
    cli::parse(format!("sub {line}").split(' ').map(OsString::from)).map_err(|exit| exit.to_string())
}

#[test]
fn help_reads_well() {
    insta::assert_snapshot!("pub_help", publish("--help").unwrap_err());
    insta::assert_snapshot!("sub_help", subscribe("--help").unwrap_err());
}

#[test]
fn slips_are_told_before_connecting() {
    let lines = [
        "-t a/# -m x",
        "-t  -m x",
        "-t a -m x -q 3",
        "-t a -m x -n",
        "-t a -l --repeat 2",
        "-t a -m x --repeat-delay -1",
        "-t a -m x --will-payload y",
        "-t a -m x --will-topic +/y",
        "-t a -m x -P secret",
        "-t a -m x -i b -I c",
        "-t a -m x -V mqttv5",
    ];
    let told = lines.map(|line| format!("pub {line}\n{}", publish(line).expect_err(line)));
    insta::assert_snapshot!("pub_slips", told.join("\n"));

    let lines = [
        "-t a#",
        "-t a+/b",
        "-T a/#/b -t c",
        "-U ## -t c",
        "-t a -R --retained-only",
        "-t a -F %z",
        "-t a -F @",
        "-t a -C 0",
        "-t a -W non",
    ];
    let told = lines.map(|line| format!("sub {line}\n{}", subscribe(line).expect_err(line)));
    insta::assert_snapshot!("sub_slips", told.join("\n"));
}

#[test]
fn a_plain_line_asks_for_a_clean_session_under_a_random_identifier() {
    let connect = publish("-t a -m x").unwrap().common.connect("pub").unwrap();
    let suffix = connect.client_id.strip_prefix("pub-").expect("the program's name");
    assert!(suffix.len() == 8 && suffix.chars().all(|c| c.is_ascii_hexdigit()), "{suffix}");
    assert_eq!(connect, Connect::new(connect.client_id.clone()));
}

#[test]
fn every_option_of_connect_is_heard() {
    let line = "-t a -m x -i poste07 -c -k 5 -V mqttv31 -u alice -P -secret- --will-topic w --will-payload -5 --will-qos 2 --will-retain";
    let connect = publish(line).unwrap().common.connect("pub").unwrap();
    let will = Will {
        topic: "w".into(),
        message: "-5".into(),
        qos: Qos::ExactlyOnce,
        retain: true,
        properties: Properties::default(),
    };
    let expected = Connect {
        version: Version::V3_1,
        clean_session: false,
        keep_alive: 5,
        will: Some(will),
        user_name: Some("alice".into()),
        password: Some("-secret-".into()),
        ..Connect::new("poste07")
    };
    assert_eq!(connect, expected);
}

#[test]
fn a_prefix_begins_the_identifier() {
    let connect = subscribe("-t a -I salle3-").unwrap().common.connect("sub").unwrap();
    assert!(
        connect.client_id.starts_with("salle3-") && connect.client_id.len() == 15,
        "{}",
        connect.client_id
    );
}

#[test]
fn a_persistent_session_needs_a_name() {
    for line in ["-t a -c", "-t a -c -I salle3-"] {
        let connect = subscribe(line).unwrap().common.connect("sub");
        assert_eq!(connect, Err(Misuse::SessionWithoutId), "{line}");
    }
}

#[test]
fn a_negative_number_is_a_message() {
    let options = publish("-t a -m -5.2").unwrap();
    assert_eq!(options.message.message, Some("-5.2".into()));
}

#[test]
fn a_will_must_fit_in_connect() {
    let line = format!("-t a -m x --will-topic w --will-payload {}", "x".repeat(65_536));
    let connect = publish(&line).unwrap().common.connect("pub");
    assert_eq!(connect, Err(Misuse::WillTooLong));
}
