//! The causes, and how each is recognised in a run: the key is not what was meant to go wrong, but what did.

use mqtt_packet::topic::matches;
use mqtt_packet::{Publish, Qos};
use mqtt_session::broker::CloseReason;

use crate::run::{Fact, Run, What};

/// Why something goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// A message came, its PUBACK did not arrive: it comes twice.
    PubackLost,
    /// A message did not come before the cut: it comes once, with DUP.
    PublishLost,
    /// A subscription that no message matches.
    FilterMismatch,
    /// The session is kept, but what was missed was QoS 0.
    QosForgotten,
    /// QoS 1, but the session was not kept.
    CleanSession,
    /// A client has hung.
    KeepAlive,
    /// Two clients have one identifier.
    SameId,
    /// Whoever comes late waits for the next message.
    RetainForgotten,
}

impl Cause {
    pub(super) const ALL: [Cause; 8] = [
        Cause::PubackLost,
        Cause::PublishLost,
        Cause::FilterMismatch,
        Cause::QosForgotten,
        Cause::CleanSession,
        Cause::KeepAlive,
        Cause::SameId,
        Cause::RetainForgotten,
    ];

    fn is_in(self, run: &Run) -> bool {
        match self {
            Cause::PubackLost => resent(run).any(|first_came| first_came),
            Cause::PublishLost => resent(run).any(|first_came| !first_came),
            Cause::FilterMismatch => subscriptions(run).any(|(_, _, filter)| {
                messages(run).next().is_some()
                    && !messages(run).any(|(_, message)| matches(filter, &message.topic))
            }),
            Cause::QosForgotten => {
                missed(run).any(|(clean, message)| !clean && message.qos == Qos::AtMostOnce)
            }
            Cause::CleanSession => missed(run).any(|(clean, message)| clean && message.qos > Qos::AtMostOnce),
            Cause::KeepAlive => closed(run, CloseReason::KeepAlive),
            Cause::SameId => closed(run, CloseReason::TakenOver),
            Cause::RetainForgotten => subscriptions(run).any(|(at, client, filter)| {
                let newly_come = !run.facts[..at].iter().any(|fact| fact.client == *client && is_gone(fact));
                let missed = |message: &Publish| !message.retain && matches(filter, &message.topic);
                newly_come && messages(run).any(|(when, message)| when < at && missed(message))
            }),
        }
    }
}

/// The cause that the run shows; `None` when it shows none, or several.
pub(super) fn only(run: &Run) -> Option<Cause> {
    let mut found = Cause::ALL.into_iter().filter(|cause| cause.is_in(run));
    let cause = found.next()?;
    found.next().is_none().then_some(cause)
}

fn closed(run: &Run, why: CloseReason) -> bool {
    run.facts.iter().any(|fact| matches!(fact.what, What::Closed(reason) if reason == why))
}

/// What the broker received, each with its place in the run.
fn messages(run: &Run) -> impl Iterator<Item = (usize, &Publish)> {
    run.facts.iter().enumerate().filter_map(|(at, fact)| Some((at, fact.published()?)))
}

/// Each filter with who asked for it, and when.
fn subscriptions(run: &Run) -> impl Iterator<Item = (usize, &str, &str)> {
    let of_fact = |(at, fact)| Fact::filters(fact).map(move |filter| (at, &*fact.client, filter));
    run.facts.iter().enumerate().flat_map(of_fact)
}

/// For each message that came with DUP: whether it had come before.
fn resent(run: &Run) -> impl Iterator<Item = bool> {
    let again =
        run.facts.iter().enumerate().filter(|(_, fact)| fact.published().is_some_and(|message| message.dup));
    again.map(|(at, again)| {
        let same = |before: &Fact| {
            before.client == again.client
                && before.published().map(|message| message.packet_id)
                    == again.published().map(|message| message.packet_id)
        };
        run.facts[..at].iter().any(same)
    })
}

/// The messages that a subscriber would have had, had it not been away: with the clean session of the connection in
/// which it subscribed. Only of those who come back.
fn missed(run: &Run) -> impl Iterator<Item = (bool, &Publish)> {
    subscriptions(run).flat_map(move |(at, client, filter)| {
        let of_client = |fact: &Fact| fact.client == *client;
        let clean = run.facts[..at].iter().rev().filter(|fact| of_client(fact)).find_map(Fact::connected);
        let clean = clean.is_none_or(|connect| connect.clean_session);
        let after = &run.facts[at..];
        let gone = after.iter().position(|fact| of_client(fact) && is_gone(fact)).unwrap_or(after.len());
        let back =
            after[gone..].iter().position(|fact| of_client(fact) && fact.connected().is_some()).unwrap_or(0);
        let away = &after[gone..gone + back];
        let messages = away.iter().filter_map(Fact::published);
        messages.filter(move |message| matches(filter, &message.topic)).map(move |message| (clean, message))
    })
}

fn is_gone(fact: &Fact) -> bool {
    matches!(fact.what, What::Broken | What::Closed(_))
}
