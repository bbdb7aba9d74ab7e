//! What a rule asks for, and why a packet is not that.

use std::ops::RangeInclusive;
use std::time::Duration;

use mqtt_trace::Side;
use mqtt_trace::visible::{Visible, VisibleBytes};

use super::{quoted, seconds};
use crate::bound::Value;
use crate::describe;
use crate::field::Field;
use crate::pattern::{Pattern, What, Why};
use crate::rule::{Goal, Step};
use crate::want::Want;

/// Several things, of which one: « a, b ou c ».
#[must_use]
pub fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// What is known where a step is told.
#[derive(Clone, Copy)]
struct Known<'k> {
    values: &'k [Option<Value>],
    names: &'k [String],
    seat: Option<&'k str>,
}

/// What a step asks for: « PUBACK du broker vers poste07-capteur, avec m1 ».
pub(crate) fn step(step: &Step, values: &[Option<Value>], names: &[String], seat: Option<&str>) -> String {
    let known = Known { values, names, seat };
    let goal = match &step.what {
        Goal::Pattern(wanted) => pattern(wanted, known),
        Goal::EndOfTrace => "la fin de la trace".to_owned(),
    };
    let without: Vec<String> = step.without.iter().map(|one| pattern(one, known)).collect();
    let without = match without.len() {
        0 => String::new(),
        _ => format!(", et entre-temps pas de {}", list(&without, "ni de")),
    };
    format!("{goal}{}{without}", delay(step.at_least, step.at_most))
}

fn delay(at_least: Duration, at_most: Option<Duration>) -> String {
    match at_most {
        Some(most) if at_least.is_zero() => format!(", au plus {} après", seconds(most)),
        Some(most) => format!(", entre {} et {} après", seconds(at_least), seconds(most)),
        None if at_least.is_zero() => String::new(),
        None => format!(", au moins {} après", seconds(at_least)),
    }
}

fn pattern(pattern: &Pattern, known: Known<'_>) -> String {
    let whose = client(pattern, known);
    let or_any = || whose.clone().unwrap_or_else(|| "un client".to_owned());
    let what = match &pattern.what {
        What::Open { broker } => {
            let broker = broker.as_ref().and_then(|want| want_shown(want, known, ""));
            return format!("connexion vers {}", broker.as_deref().unwrap_or("un broker"));
        }
        What::Cut => return format!("coupure de {}, sans DISCONNECT", or_any()),
        What::Packet { types, from, lost } => {
            let types: Vec<String> = types.iter().map(ToString::to_string).collect();
            let lost = if *lost { " perdu" } else { "" };
            let way = match from {
                Side::Client => match &whose {
                    Some(whose) => format!("venu de {whose}"),
                    None => "venu d’un client".to_owned(),
                },
                Side::Broker => format!("du broker vers {}", or_any()),
            };
            format!("{}{lost} {way}", list(&types, "ou"))
        }
    };
    let fields: Vec<String> =
        pattern.fields.iter().filter_map(|(field, want)| field_shown(*field, want, known)).collect();
    if fields.is_empty() { what } else { format!("{what}, avec {}", list(&fields, "et")) }
}

/// The client, by what tells most of it: what an earlier step has told comes first.
fn client(pattern: &Pattern, known: Known<'_>) -> Option<String> {
    pattern.clients.iter().find_map(|want| want_shown(want, known, ""))
}

/// `q1`, `topic « poste07/# »`; nothing for a variable that may have any value.
fn field_shown(field: Field, want: &Want, known: Known<'_>) -> Option<String> {
    let space = if field.key().len() == 1 { "" } else { " " };
    if field.may_be_absent()
        && let Want::Same(variable) = want
        && !matches!(known.values.get(*variable), Some(Some(_)))
    {
        return Some(format!("un {}", field.key()));
    }
    want_shown(want, known, &format!("{}{space}", field.key()))
}

fn want_shown(want: &Want, known: Known<'_>, before: &str) -> Option<String> {
    let before = |text: String| format!("{before}{text}");
    match want {
        Want::Number(ranges) => Some(before(numbers(ranges))),
        Want::Text(texts) => Some(before(texts_shown(texts.iter().map(|text| text.shown(known.seat))))),
        Want::Topic(filters) => {
            Some(before(texts_shown(filters.iter().map(|filter| filter.shown(known.seat)))))
        }
        Want::Same(variable) => {
            known.values.get(*variable)?.as_ref().map(|value| before(describe::value(value)))
        }
        Want::Other(unwanted) => {
            let unwanted = match &**unwanted {
                Want::Same(variable) => match known.values.get(*variable)?.as_ref() {
                    Some(value) => describe::value(value),
                    None => format!("${}", known.names.get(*variable)?),
                },
                other => want_shown(other, known, "")?,
            };
            Some(before(format!(" autre que {unwanted}")).trim().to_owned())
        }
    }
}

fn texts_shown(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.map(|text| quoted(&Visible(&text).to_string())).collect();
    list(&texts, "ou")
}

fn numbers(ranges: &[RangeInclusive<u64>]) -> String {
    let range = |range: &RangeInclusive<u64>| match (*range.start(), *range.end()) {
        (start, end) if start == end => start.to_string(),
        (0, end) => format!("au plus {end}"),
        (start, u64::MAX) => format!("au moins {start}"),
        (start, end) => format!("de {start} à {end}"),
    };
    list(&ranges.iter().map(range).collect::<Vec<_>>(), "ou")
}

/// Why a packet of the right type does not do.
pub(crate) fn mismatch(
    pattern: &Pattern,
    why: &Why,
    values: &[Option<Value>],
    names: &[String],
    seat: Option<&str>,
) -> String {
    let known = Known { values, names, seat };
    let wanted = |place: usize| {
        let want = pattern.fields.get(place).and_then(|(_, want)| want_shown(want, known, ""));
        want.map_or(String::new(), |want| mismatch_want(want.trim()))
    };
    let key = |place: usize| pattern.fields.get(place).map_or("", |(field, _)| field.key());
    match why {
        Why::Client { got } => {
            let want = client(pattern, known).map_or(String::new(), |want| mismatch_want(want.trim()));
            format!("son client est {}{want}", quoted(&Visible(got).to_string()))
        }
        Why::Broker { got } => {
            let want = match &pattern.what {
                What::Open { broker: Some(want) } => want_shown(want, known, ""),
                _ => None,
            };
            let want = want.map_or(String::new(), |want| mismatch_want(want.trim()));
            format!("le broker y est {}{want}", quoted(&Visible(got).to_string()))
        }
        Why::Connection => "ce n’est pas la bonne connexion".to_owned(),
        Why::Number { place, got } => format!("{} y vaut {got}{}", key(*place), wanted(*place)),
        Why::Text { place, got } => {
            format!("{} y est {}{}", key(*place), quoted(&VisibleBytes(got).to_string()), wanted(*place))
        }
        Why::Absent { place } => format!("il n’a pas de {}{}", key(*place), wanted(*place)),
        Why::Untold { place } => format!("un journal ne dit pas son {}", key(*place)),
    }
}

/// What should have been there, after what was.
#[must_use]
pub fn mismatch_want(wanted: &str) -> String {
    format!(", et il faut {wanted}")
}
