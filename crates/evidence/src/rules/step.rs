//! The steps of a rule, and the packets that they ask for.

use std::time::Duration;

use mqtt_packet::PacketType;
use mqtt_trace::Side;
use toml::de::DeValue;

use super::error::{Problem, RuleError};
use super::suggest::closest;
use super::table::{At, Table, unknown_key};
use super::variables::Variables;
use super::want::{Sort, want};
use crate::field::Field;
use crate::pattern::{Pattern, What, only_sender};
use crate::rule::{Goal, Step};
use crate::want::Want;

/// The most that one step forbids, or is repeated.
const MOST: usize = 20;
/// The longest delay, in seconds.
const LONGEST: u64 = 86_400;

/// The names of events.
const OPEN: &str = "connexion";
const CUT: &str = "coupure";
const END: &str = "fin-de-trace";

/// What is not a field of a packet.
const KEYS: [&str; 9] =
    ["paquet", "evenement", "de", "client", "connexion", "broker", "perdu", "delai", "sans"];

/// Reads a step, as often as it says. `client`: of all packets of the rule.
pub(super) fn steps<'s>(
    mut table: Table<'s>,
    client: Option<&Want>,
    variables: &mut Variables,
    is_first: bool,
) -> Result<Vec<Step>, RuleError> {
    let times = match table.take("fois") {
        Some(value) => {
            let times = table.whole(&value)?;
            usize::try_from(times)
                .ok()
                .filter(|times| (1..=MOST).contains(times))
                .ok_or_else(|| table.wrong_at(&value, Problem::Range(1, MOST as u64)))?
        }
        None => 1,
    };
    let delay = table.take("delai");
    let without = table.take("sans");
    if let Some(value) = [&delay, &without].into_iter().flatten().next().filter(|_| is_first && times == 1) {
        return Err(table.wrong_at(value, Problem::FirstStep));
    }
    let (at_least, at_most) = delay.map(|value| delays(&table, value)).transpose()?.unwrap_or_default();
    // What is forbidden is about what earlier steps have told.
    let without = match without {
        None => Vec::new(),
        Some(value) => {
            let all = match value.get_ref() {
                DeValue::Array(_) => table.list(value, MOST)?,
                _ => vec![value],
            };
            let one = |value| match pattern(table.table(value)?, client, variables, true)? {
                (Goal::Pattern(pattern), _) => Ok(pattern),
                (Goal::EndOfTrace, place) => Err(table.source.wrong(place, Problem::LastStep)),
            };
            all.into_iter().map(one).collect::<Result<_, _>>()?
        }
    };
    let (what, _) = pattern(table, client, variables, false)?;
    let step = Step { what, without, at_least, at_most };
    Ok(vec![step; times])
}

fn delays<'s>(table: &Table<'s>, value: At<'s>) -> Result<(Duration, Option<Duration>), RuleError> {
    let place = value.span();
    let mut delay = table.table(value)?;
    let mut bound = |key: &str| {
        let value = delay.take(key);
        value.map(|value| Ok(Duration::from_secs_f64(delay.decimal(&value, LONGEST)?))).transpose()
    };
    let (min, max) = (bound("min")?, bound("max")?);
    delay.finish(&["min", "max"])?;
    if let (Some(min), Some(max)) = (min, max)
        && max < min
    {
        return Err(table.source.wrong(place, Problem::DelaysReversed));
    }
    Ok((min.unwrap_or_default(), max))
}

/// Reads what a step is about, and gives the place of what says so.
fn pattern<'s>(
    mut table: Table<'s>,
    client: Option<&Want>,
    variables: &mut Variables,
    must_know: bool,
) -> Result<(Goal, std::ops::Range<usize>), RuleError> {
    let (packet, event) = (table.take("paquet"), table.take("evenement"));
    let mut opens = false;
    let (types, place) = match (packet, event) {
        (Some(_), Some(event)) => return Err(table.wrong_at(&event, Problem::PacketAndEvent)),
        (Some(value), None) => {
            let place = value.span();
            (packet_types(&table, value)?, place)
        }
        (None, Some(value)) => {
            let place = value.span();
            match table.text(&value)?.as_str() {
                CUT => (Vec::new(), place),
                OPEN => {
                    opens = true;
                    (Vec::new(), place)
                }
                END => {
                    table.finish(&["evenement", "sans"])?;
                    return Ok((Goal::EndOfTrace, place));
                }
                other => {
                    let close = closest(other, &[OPEN, CUT, END]);
                    return Err(table.wrong_at(&value, Problem::Event(close)));
                }
            }
        }
        (None, None) => return Err(table.wrong(Problem::Missing("paquet"))),
    };
    let what = if opens {
        let broker = table.take("broker");
        let broker = broker.map(|value| want(&table, value, Sort::Text, variables, must_know)).transpose()?;
        What::Open { broker }
    } else if types.is_empty() {
        What::Cut
    } else {
        let from = side(&mut table, &types, &place)?;
        What::Packet { types: types.clone(), from, lost: table.flag("perdu")? }
    };
    let own_client = table.take("client");
    let own_client =
        own_client.map(|value| want(&table, value, Sort::Text, variables, must_know)).transpose()?;
    let connection = table.take("connexion");
    let connection =
        connection.map(|value| want(&table, value, Sort::Connection, variables, must_know)).transpose()?;
    let mut fields = Vec::new();
    for (key, place, value) in table.rest() {
        let field = field(&key, &types).map_err(|problem| table.source.wrong(place, problem))?;
        fields.push((field, want(&table, value, Sort::of(field), variables, must_know)?));
    }
    // Nobody has said a name yet when a connection opens.
    let clients = own_client.into_iter().chain(client.filter(|_| !opens).cloned()).collect();
    Ok((Goal::Pattern(Pattern { what, clients, connection, fields }), place))
}

fn packet_types<'s>(table: &Table<'s>, value: At<'s>) -> Result<Vec<PacketType>, RuleError> {
    let values = match value.get_ref() {
        DeValue::Array(_) => table.list(value, PacketType::ALL.len())?,
        _ => vec![value],
    };
    if values.is_empty() {
        return Err(table.wrong(Problem::Missing("paquet")));
    }
    let one = |value: &At<'_>| {
        let written = table.text(value)?;
        let names: Vec<&'static str> = PacketType::ALL.iter().map(|one| one.name()).collect();
        let known = PacketType::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(&written));
        known.ok_or_else(|| table.wrong_at(value, Problem::PacketType(closest(&written, &names))))
    };
    values.iter().map(one).collect()
}

/// Who sends packets of these types.
fn side(
    table: &mut Table<'_>,
    types: &[PacketType],
    place: &std::ops::Range<usize>,
) -> Result<Side, RuleError> {
    let Some(value) = table.take("de") else {
        let alone: Vec<Option<Side>> = types.iter().map(|one| only_sender(*one)).collect();
        return match alone.first() {
            Some(Some(side)) if alone.iter().all(|one| one == &Some(*side)) => Ok(*side),
            _ => {
                let both = types.iter().copied().find(|one| only_sender(*one).is_none());
                let one = both.or(types.first().copied()).unwrap_or(PacketType::Publish);
                Err(table.source.wrong(place.clone(), Problem::SideMissing(one)))
            }
        };
    };
    let side = match table.text(&value)?.as_str() {
        "client" => Side::Client,
        "broker" => Side::Broker,
        _ => return Err(table.wrong_at(&value, Problem::Side)),
    };
    match types.iter().find_map(|one| only_sender(*one).filter(|only| *only != side).map(|only| (*one, only)))
    {
        Some((one, only)) => Err(table.wrong_at(&value, Problem::WrongSide(one, only))),
        None => Ok(side),
    }
}

/// The field of this name, which packets of all these types have.
fn field(key: &str, types: &[PacketType]) -> Result<Field, Problem> {
    let shared = |field: &Field| types.iter().all(|one| Field::of(*one).contains(field));
    let of_types =
        || Field::ALL.into_iter().filter(|field| !types.is_empty() && shared(field)).map(Field::key);
    match Field::ALL.into_iter().find(|field| field.key() == key) {
        Some(field) if !types.is_empty() && shared(&field) => Ok(field),
        Some(field) if !types.is_empty() => {
            let without = types.iter().copied().find(|one| !Field::of(*one).contains(&field));
            Err(Problem::NotOfType(without.unwrap_or(types[0]), of_types().collect()))
        }
        _ => Err(unknown_key(key, &of_types().chain(KEYS).chain(["fois"]).collect::<Vec<_>>())),
    }
}
