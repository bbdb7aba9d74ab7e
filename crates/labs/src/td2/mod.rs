//! TD 2: what is wrong here? Five short runs, each with a fault that is drawn, and a list of causes to choose from.

mod cause;
mod faults;
mod messages;

use mqtt_packet::PacketType;

use crate::answer::Expected;
use crate::draw::Draw;
use crate::run::Run;
use crate::sheet::{self, Ambiguous, Questions, Sheet};
use cause::Cause;

/// What is found in the log of a fault, beside its cause.
struct Finding {
    question: String,
    expected: Option<Expected>,
    why: &'static str,
}

/// A run in which something goes wrong.
struct Fault {
    /// What the people who live with it say.
    complaint: String,
    run: Run,
    findings: [Finding; 2],
}

pub(crate) fn draw(seed: &str, pair: u32) -> Result<Sheet, Ambiguous> {
    let mut draw = Draw::new("td2", seed, pair);
    let letters: Vec<(char, Cause)> = ('a'..).zip(draw.shuffled(Cause::ALL)).collect();
    // One of each kind, so that all pairs have the same amount of work.
    let drawn = [
        if draw.flag() { Cause::PubackLost } else { Cause::PublishLost },
        if draw.flag() { Cause::QosForgotten } else { Cause::CleanSession },
        if draw.flag() { Cause::KeepAlive } else { Cause::SameId },
        Cause::FilterMismatch,
        Cause::RetainForgotten,
    ];

    let mut statement = messages::opening(pair, letters.iter().map(|(letter, cause)| (*letter, *cause)));
    let mut questions = Questions::default();
    let mut logs = Vec::new();
    for (number, cause) in (1..).zip(draw.shuffled(drawn)) {
        let fault = faults::play(cause, &mut draw);
        statement.push_str(&messages::fault(number, &fault.complaint, &fault.run.log));
        let found = cause::only(&fault.run);
        let choice = found.and_then(|found| letters.iter().find(|(_, cause)| *cause == found));
        let choice = choice.map(|(letter, _)| Expected::Choice(*letter));
        let why = messages::remedy(cause).to_owned();
        statement.push_str(&questions.ask(messages::which_cause(number), choice, why)?);
        for finding in fault.findings {
            statement.push_str(&questions.ask(finding.question, finding.expected, finding.why.to_owned())?);
        }
        statement.push_str(&messages::advice(number));
        logs.push((format!("td2-panne-{number}.log"), fault.run.log));
    }
    let (form, key) = (sheet::form(2, pair, &questions.asked), sheet::key(2, pair, &questions.asked));
    Ok(Sheet { statement, logs, form, key })
}

/// How many packets of a type the broker sent to a client about a topic.
fn deliveries(run: &Run, client: &str, topic: &str) -> u64 {
    let about = |fact: &&crate::run::Fact| fact.delivered().is_some_and(|message| message.topic == topic);
    run.of(client).filter(about).count() as u64
}

/// When a client first sent or was sent a packet of a type, in whole seconds.
fn first_time(run: &Run, client: &str, packet_type: PacketType) -> Option<u64> {
    run.of(client).find(|fact| fact.packet_type() == Some(packet_type)).map(|fact| fact.at.as_secs())
}
