//! Choices whose truth a program can tell: filters of topics, counts of packets.

use mqtt_packet::topic::matches;
use quiz::{Bank, Choice, Kind};

use crate::{bank, questions};

fn choices<'b>(bank: &'b Bank, name: &str) -> &'b [Choice] {
    let question = questions(bank).find(|question| question.name == name);
    question.unwrap_or_else(|| panic!("no question {name}")).kind.choices()
}

/// The text of a choice that is all code.
fn code(choice: &Choice) -> &str {
    choice.text.trim_matches('`')
}

#[test]
fn filters_and_topics() {
    let bank = bank();
    for choice in choices(&bank, "topics-un-niveau") {
        assert_eq!(matches("maison/+/temperature", code(choice)), choice.is_right, "{}", choice.text);
    }
    for choice in choices(&bank, "topics-diese") {
        assert_eq!(!matches("maison/salon/#", code(choice)), choice.is_right, "{}", choice.text);
    }
    for choice in choices(&bank, "topics-quels-filtres") {
        assert_eq!(matches(code(choice), "maison/jardin/humidite"), choice.is_right, "{}", choice.text);
    }
    for (filter, is_right) in [("$SYS/#", true), ("+/broker/uptime", false), ("#", false)] {
        assert_eq!(matches(filter, "$SYS/broker/uptime"), is_right, "{filter}");
        let named =
            choices(&bank, "topics-sys").iter().find(|choice| choice.text.contains(&format!("`{filter}`")));
        assert_eq!(named.is_some_and(|choice| choice.is_right), is_right, "{filter}");
    }
}

/// The QoS of a delivery: the lower of the message's and the subscription's `[MQTT-3.8.4-6]`.
fn effective(message: u64, subscription: u64) -> u64 {
    message.min(subscription)
}

#[test]
fn each_number_without_a_log_is_one_that_was_thought_of() {
    let bank = bank();
    let expected = [
        ("publier-et-s-abonner-combien-de-publish", 1 + 2),
        ("format-des-messages-taille", 2 + 0x1e),
        ("qos-0-combien", 1),
        ("qos-2-deux-sauts", 2 * 4),
        ("qos-par-saut-la-plus-basse", effective(2, 1)),
        (
            "qos-par-saut-trois-abonnes",
            [0, 1, 2].into_iter().filter(|qos| effective(1, *qos) == 1).count() as u64,
        ),
        ("retain-trois-valeurs", 1),
        ("sessions-client-bavard", 0),
        ("sessions-pendant-l-absence", 2),
    ];
    let mut names = Vec::new();
    for question in questions(&bank).filter(|question| question.log.is_none()) {
        let Kind::Number { right, .. } = question.kind else { continue };
        names.push(question.name.as_str());
        assert!(expected.contains(&(&*question.name, right)), "{}: {right}", question.name);
    }
    assert_eq!(names.len(), expected.len(), "{names:?}");
}
