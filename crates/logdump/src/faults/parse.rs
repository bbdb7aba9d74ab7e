//! A line of a script.
//!
//! ```text
//! couper avant PUBACK 1 vers le client chez thermo, refuser 5 s
//! couper après 20 octets vers le broker
//! retarder PUBLISH de 100 à 800 ms
//! limiter à 100 octets/s vers le client
//! renvoyer PUBLISH après 2 s
//! perdre PUBACK 1          doubler PUBLISH 1          inverser PUBLISH 1
//! ```

use mqtt_packet::PacketType;
use mqtt_trace::Direction;

use super::error::{Missing, Problem};
use super::reader::{Reader, Wrong};
use super::words::{Word, closest};
use super::{Action, Place, Rule};

/// The verbs, as they are shown.
const VERBS: [&str; 7] = ["couper", "retarder", "limiter", "renvoyer", "perdre", "doubler", "inverser"];

/// Reads a line; `None` where there is nothing but a comment.
pub(super) fn rule(line: &str) -> Result<Option<Rule>, Wrong> {
    let mut reader = Reader::new(line)?;
    let Some(verb) = reader.take() else {
        return Ok(None);
    };
    let mut rule = Rule { action: Action::Lose, packet: None, nth: None, direction: None, client: None };
    match &*verb.plain() {
        "couper" => {
            let place = place(&mut reader, &mut rule)?;
            rule.action = Action::Cut { place, refuse: None };
        }
        "retarder" => {
            subject(&mut reader, &mut rule)?;
            reader.expect("de", Missing::Time)?;
            let (least, most) = reader.times()?;
            rule.action = Action::Delay { least, most };
        }
        "limiter" => {
            subject(&mut reader, &mut rule)?;
            reader.expect("a", Missing::Rate)?;
            rule.action = Action::Slow { bytes_per_second: reader.rate()? };
        }
        "renvoyer" => {
            let word = packet(&mut reader, &mut rule)?;
            if !matches!(rule.packet, Some(PacketType::Publish | PacketType::Pubrel)) {
                return Err(word.wrong(Problem::NotResendable));
            }
            reader.expect("apres", Missing::Time)?;
            rule.action = Action::Resend { after: reader.time()? };
        }
        one @ ("perdre" | "doubler" | "inverser") => {
            packet(&mut reader, &mut rule)?;
            rule.nth = rule.nth.or(Some(1));
            rule.action = match one {
                "perdre" => Action::Lose,
                "doubler" => Action::Double,
                _ => Action::Swap,
            };
        }
        other => return Err(verb.wrong(Problem::Verb(closest(other, &VERBS)))),
    }
    while let Some(word) = reader.take() {
        clause(&word, &mut reader, &mut rule)?;
    }
    Ok(Some(rule))
}

/// After « couper »: avant TYPE, après TYPE, après N octets.
fn place(reader: &mut Reader, rule: &mut Rule) -> Result<Place, Wrong> {
    let mut place = Place::Before;
    if reader.accept("apres") {
        place = Place::After;
        let number = reader.peek().cloned();
        if let Some(bytes) = reader.number()? {
            if !(reader.accept("octets") || reader.accept("octet")) {
                let wrong = number.map(|word| word.wrong(Problem::Missing(Missing::PacketOrBytes)));
                return Err(wrong.unwrap_or((1, 0, Problem::Number)));
            }
            return Ok(Place::AfterBytes(bytes));
        }
    } else {
        reader.expect("avant", Missing::Place)?;
    }
    packet(reader, rule)?;
    rule.nth = rule.nth.or(Some(1));
    Ok(place)
}

/// TYPE, or TYPE N. The word is that of the type.
fn packet(reader: &mut Reader, rule: &mut Rule) -> Result<Word, Wrong> {
    let _ = reader.accept("le");
    let word = reader.next(Missing::PacketType)?;
    let name = word.text.to_uppercase();
    let found = PacketType::ALL.into_iter().find(|one| one.name() == name);
    if found.is_none() {
        let names = PacketType::ALL.map(PacketType::name);
        return Err(word.wrong(Problem::PacketType(closest(&word.plain(), &names))));
    }
    rule.packet = found;
    rule.nth = reader.number()?;
    Ok(word)
}

/// What is delayed or slowed: packets of a type, all that goes one way, all.
fn subject(reader: &mut Reader, rule: &mut Rule) -> Result<(), Wrong> {
    let follows = |word: &Word| ["de", "a", "vers", "chez"].iter().any(|known| word.is(known));
    if reader.peek().is_some_and(|word| !follows(word)) {
        packet(reader, rule)?;
    }
    while let Some(word) = reader.peek().filter(|word| word.is("vers") || word.is("chez")).cloned() {
        reader.take();
        clause(&word, reader, rule)?;
    }
    Ok(())
}

/// What may end any rule: vers le client, vers le broker, chez ID; after a cut, refuser DURÉE.
fn clause(word: &Word, reader: &mut Reader, rule: &mut Rule) -> Result<(), Wrong> {
    let twice = word.wrong(Problem::Twice);
    match (&*word.plain(), &mut rule.action) {
        ("vers", _) => {
            reader.accept("le");
            let to = reader.next(Missing::Direction)?;
            let direction = match &*to.plain() {
                "client" => Direction::ToClient,
                "broker" => Direction::ToBroker,
                _ => return Err(to.wrong(Problem::Direction)),
            };
            rule.direction.replace(direction).map_or(Ok(()), |_| Err(twice))
        }
        ("chez", _) => {
            let client = reader.next(Missing::Client)?.text;
            rule.client.replace(client).map_or(Ok(()), |_| Err(twice))
        }
        ("refuser", Action::Cut { refuse, .. }) => {
            let time = reader.time()?;
            refuse.replace(time).map_or(Ok(()), |_| Err(twice))
        }
        _ => Err(word.wrong(Problem::Unexpected)),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU64;
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    fn ms(number: u64) -> Duration {
        Duration::from_millis(number)
    }

    fn of(action: Action) -> Rule {
        Rule { action, packet: None, nth: None, direction: None, client: None }
    }

    #[test]
    fn what_each_line_says() {
        let publish = Some(PacketType::Publish);
        let cut = |place| Action::Cut { place, refuse: None };
        let slow = Action::Slow { bytes_per_second: NonZeroU64::new(100).expect("not 0") };
        let table = [
            (
                "couper avant PUBACK 2 vers le client chez thermo, refuser 1,5 s",
                Rule {
                    action: Action::Cut { place: Place::Before, refuse: Some(ms(1500)) },
                    packet: Some(PacketType::Puback),
                    nth: Some(2),
                    direction: Some(Direction::ToClient),
                    client: Some("thermo".to_owned()),
                },
            ),
            ("Couper apres publish", Rule { packet: publish, nth: Some(1), ..of(cut(Place::After)) }),
            (
                "couper après 20 octets vers broker  # ici",
                Rule { direction: Some(Direction::ToBroker), ..of(cut(Place::AfterBytes(20))) },
            ),
            ("retarder de 1 s", of(Action::Delay { least: ms(1000), most: ms(1000) })),
            (
                "retarder PUBLISH de 100 à 800 ms chez \"le salon\"",
                Rule {
                    packet: publish,
                    client: Some("le salon".to_owned()),
                    ..of(Action::Delay { least: ms(100), most: ms(800) })
                },
            ),
            (
                "retarder le PUBLISH 3 de 100ms à 2s",
                Rule {
                    packet: publish,
                    nth: Some(3),
                    ..of(Action::Delay { least: ms(100), most: ms(2000) })
                },
            ),
            (
                "limiter vers le client à 100 octets/s",
                Rule { direction: Some(Direction::ToClient), ..of(slow.clone()) },
            ),
            (
                "limiter à 100 octets/s vers le client",
                Rule { direction: Some(Direction::ToClient), ..of(slow) },
            ),
            (
                "renvoyer PUBLISH après 2 s",
                Rule { packet: publish, ..of(Action::Resend { after: ms(2000) }) },
            ),
            ("perdre PUBLISH", Rule { packet: publish, nth: Some(1), ..of(Action::Lose) }),
            ("doubler PUBLISH 2", Rule { packet: publish, nth: Some(2), ..of(Action::Double) }),
            ("inverser PUBLISH 1", Rule { packet: publish, nth: Some(1), ..of(Action::Swap) }),
        ];
        for (line, expected) in table {
            assert_eq!(rule(line), Ok(Some(expected)), "{line}");
        }
        assert_eq!(rule("  # rien"), Ok(None));
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused_at_a_place_in_it(
            line in "(couper|retarder|limiter|renvoyer|perdre|PUBLISH|avant|apr\u{e8}s|de|\u{e0}|vers|chez|refuser|[0-9]{1,30}|ms|s|octets/?s?|\"|#|,|\\PC| ){0,12}"
        ) {
            if let Err((column, width, _)) = rule(&line) {
                prop_assert!(column >= 1 && column - 1 + width <= line.chars().count(), "{} {}", column, width);
            }
        }
    }
}
