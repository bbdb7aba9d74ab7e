//! What becomes of each packet: the rules, and how often each of them has matched.

use std::num::NonZeroU64;
use std::time::Duration;

use mqtt_packet::PacketType;
use mqtt_trace::Direction;

use super::{Action, Place, Rule, Script};

/// The rules of a proxy, shared by its connections.
#[derive(Debug)]
pub(crate) struct Plan {
    rules: Vec<(Rule, Count)>,
    seed: u64,
    /// Clients that may not come back before this time.
    refused: Vec<(String, Duration)>,
}

/// What has matched a rule so far.
#[derive(Debug, Default)]
struct Count {
    packets: u64,
    bytes: u64,
}

/// A packet, or bytes that are none, as the rules see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) direction: Direction,
    /// Empty until the client has said its name.
    pub(super) client: &'a str,
    pub(super) packet: Option<PacketType>,
    pub(super) size: usize,
    /// Its number in its direction of the connection.
    pub(super) number: u64,
}

/// What becomes of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) fate: Fate,
    pub(super) delay: Duration,
    pub(super) bytes_per_second: Option<NonZeroU64>,
    pub(super) resend: Option<Duration>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    #[default]
    Pass,
    Lose,
    Double,
    Swap,
    /// So many of its bytes arrive, then the connection is cut.
    Cut {
        bytes: usize,
        refuse: Option<Duration>,
    },
    /// The client may not come back yet: not for so long.
    Refuse(Duration),
}

impl Plan {
    pub(crate) fn new(script: Script, seed: u64) -> Plan {
        let rules = script.into_rules().into_iter().map(|rule| (rule, Count::default())).collect();
        Plan { rules, seed, refused: Vec::new() }
    }

    /// The client has been cut, and may not come back before `until`.
    pub(super) fn refuse(&mut self, client: &str, until: Duration) {
        self.refused.retain(|(refused, _)| refused != client);
        self.refused.push((client.to_owned(), until));
    }

    /// What becomes of a packet, which counts from now on. Of several rules that decide where it ends, the first
    /// one written holds; waiting times add up.
    pub(super) fn judge(&mut self, seen: Seen<'_>, now: Duration) -> Verdict {
        let mut verdict = Verdict::default();
        if seen.packet == Some(PacketType::Connect) {
            self.refused.retain(|(_, until)| *until > now);
            if let Some((_, until)) = self.refused.iter().find(|(client, _)| client == seen.client) {
                verdict.fate = Fate::Refuse(*until - now);
                return verdict;
            }
        }
        for (index, (rule, count)) in self.rules.iter_mut().enumerate() {
            if !rule.matches(seen.direction, seen.client, seen.packet) {
                continue;
            }
            let bytes_before = count.bytes;
            count.packets += 1;
            count.bytes = count.bytes.saturating_add(seen.size as u64);
            if rule.nth.is_some_and(|nth| nth != count.packets) {
                continue;
            }
            match &rule.action {
                Action::Delay { least, most } => {
                    verdict.delay +=
                        drawn(*least, *most, [self.seed, index as u64, seen.number], seen.client);
                }
                Action::Slow { bytes_per_second } => verdict.bytes_per_second = Some(*bytes_per_second),
                Action::Resend { after } => verdict.resend = Some(*after),
                _ if verdict.fate != Fate::Pass => {}
                Action::Lose => verdict.fate = Fate::Lose,
                Action::Double => verdict.fate = Fate::Double,
                Action::Swap => verdict.fate = Fate::Swap,
                Action::Cut { place, refuse } => {
                    let bytes = match place {
                        Place::Before => Some(0),
                        Place::After => Some(seen.size),
                        Place::AfterBytes(limit) => (bytes_before < *limit && *limit <= count.bytes)
                            .then(|| usize::try_from(limit - bytes_before).unwrap_or(seen.size)),
                    };
                    if let Some(bytes) = bytes {
                        verdict.fate = Fate::Cut { bytes, refuse: *refuse };
                    }
                }
            }
        }
        verdict
    }
}

/// A time between two, which depends on nothing but the keys and the client: it does not matter in which order the
/// packets of different connections come.
fn drawn(least: Duration, most: Duration, keys: [u64; 3], client: &str) -> Duration {
    let bytes = keys.iter().flat_map(|key| key.to_le_bytes()).chain(client.bytes());
    // FNV-1a.
    let seed = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let range = u64::try_from((most - least).as_micros()).unwrap_or(u64::MAX);
    least + Duration::from_micros(fastrand::Rng::with_seed(seed).u64(0..=range))
}
