//! Each sentence once, to be read.

use std::io::{Error, ErrorKind};

use mqtt_packet::{ConnectReturnCode, DecodeError, Field, PacketId, PacketType};
use mqtt_session::WrongAcknowledgement;

use super::*;

#[test]
fn failures_read_well() {
    let here = || Address::new("127.0.0.1", 1883);
    let unfinished =
        |unconfirmed, uncertain, unsent| Failure::Unfinished { cause: None, unconfirmed, uncertain, unsent };
    let cut = || Loss::Io(ErrorKind::ConnectionReset.into());
    let failures = [
        Failure::Misuse(Misuse::SessionWithoutId),
        Failure::Misuse(Misuse::WillTooLong),
        Failure::Misuse(Misuse::NoMessage),
        Failure::Misuse(Misuse::NoTopic),
        Failure::NotAccepted(here(), Loss::Closed),
        Failure::Refused(here(), ConnectReturnCode::NotAuthorized),
        Failure::GaveUp(here(), cut(), 0),
        Failure::GaveUp(here(), cut(), 1),
        Failure::GaveUp(here(), cut(), 5),
        unfinished(1, 0, 0),
        unfinished(2, 1, 7),
        unfinished(0, 2, 1),
        Failure::NothingGranted,
        Failure::TimedOut,
        Failure::Unsendable(EncodeError::TooLarge { remaining_length: 300_000_000 }),
        Failure::Unsendable(EncodeError::Rule { rule: Rule::NulCharacter, field: Field::TopicName }),
        Failure::File("mesures.txt".into(), ErrorKind::NotFound.into()),
        Failure::Input(Error::other("?")),
        Failure::Output(Error::other("?")),
        Failure::System(Error::other("?")),
    ];
    insta::assert_snapshot!(failures.map(|failure| failure.to_string()).join("\n"));
}

#[test]
fn losses_read_well() {
    let here = Address::new("::1", 1883);
    let reasons = [
        CloseReason::Disconnect,
        CloseReason::Refused(ConnectReturnCode::ServerUnavailable),
        CloseReason::NoConnack,
        CloseReason::NoPingresp,
        CloseReason::Malformed(DecodeError::Malformed { rule: Rule::PublishQos, offset: 0 }),
        CloseReason::BeforeConnack(PacketType::Publish),
        CloseReason::SubackLength { codes: 1, filters: 2 },
        CloseReason::WrongAcknowledgement(WrongAcknowledgement {
            got: PacketType::Puback,
            awaited: PacketType::Pubrec,
            packet_id: PacketId::FIRST,
        }),
        CloseReason::Unexpected(PacketType::Subscribe),
    ];
    let mut losses: Vec<_> = reasons.into_iter().map(Loss::Protocol).collect();
    losses.push(Loss::Closed);
    losses.push(Loss::Io(ErrorKind::ConnectionRefused.into()));
    let mut said: Vec<_> =
        losses.iter().map(|loss| lost(&here, loss, true, Duration::from_secs(1), None)).collect();
    said.push(lost(&here, &Loss::Closed, true, Duration::from_millis(250), Some("a\n")));
    said.push(lost(
        &here,
        &Loss::Io(ErrorKind::ConnectionRefused.into()),
        false,
        Duration::from_secs(16),
        Some("alice"),
    ));
    said.push(reconnected(&here, true));
    said.push(reconnected(&here, false));
    said.push(not_granted("secret/#"));
    insta::assert_snapshot!(said.join("\n"));
}
