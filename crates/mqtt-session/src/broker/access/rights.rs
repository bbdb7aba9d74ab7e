//! What one client may do.

use mqtt_packet::topic::{matches, overlap};

use super::covers::covers;
use super::{Right, Rule, Who};

/// The rules that concern one client, its own names written in. Nothing is forbidden where there are no rules.
#[derive(Debug, Default)]
pub(in crate::broker) struct Rights(Option<Vec<(Right, String)>>);

impl Rights {
    pub(in crate::broker) fn of(rules: Option<&[Rule]>, user: Option<&str>, client_id: &str) -> Rights {
        let concerning = |rule: &Rule| {
            let filter = match &rule.who {
                Who::Anonymous => user.is_none().then(|| rule.filter.to_string()),
                Who::User(name) => (user == Some(name)).then(|| rule.filter.to_string()),
                Who::Everybody => written_in(&rule.filter, user, client_id),
            };
            filter.map(|filter| (rule.right, filter))
        };
        Rights(rules.map(|rules| rules.iter().filter_map(concerning).collect()))
    }

    /// May this client publish to `topic`?
    pub(in crate::broker) fn may_write(&self, topic: &str) -> bool {
        self.allows(Right::Write, topic)
    }

    /// May this client be sent messages of `topic`?
    pub(in crate::broker) fn may_read(&self, topic: &str) -> bool {
        self.allows(Right::Read, topic)
    }

    /// May this client subscribe to `filter`? Where it could be sent only a part of what the filter matches, it may, and
    /// is sent that part; where it could be sent nothing at all, it should be told.
    pub(in crate::broker) fn may_subscribe(&self, filter: &str) -> bool {
        let Some(rules) = &self.0 else { return true };
        let denied = rules.iter().any(|(right, denied)| *right == Right::Deny && covers(denied, filter));
        !denied
            && rules.iter().any(|(right, allowed)| right.includes(Right::Read) && overlap(allowed, filter))
    }

    fn allows(&self, wanted: Right, topic: &str) -> bool {
        let Some(rules) = &self.0 else { return true };
        let concerned = || rules.iter().filter(|(_, filter)| matches(filter, topic));
        concerned().any(|(right, _)| right.includes(wanted))
            && !concerned().any(|(right, _)| *right == Right::Deny)
    }
}

impl Right {
    /// Whether it allows `wanted`, which is to read or to write.
    fn includes(self, wanted: Right) -> bool {
        self == wanted || self == Right::ReadWrite
    }
}

/// The filter with the client's names in it. `None` when it has not that name, or when the name would say more than
/// itself: a user called `+` would be allowed what belongs to others.
fn written_in(filter: &str, user: Option<&str>, client_id: &str) -> Option<String> {
    let mut written = filter.to_owned();
    for (place, name) in [("%u", user), ("%c", Some(client_id))] {
        if written.contains(place) {
            let name = name.filter(|name| !name.contains(['+', '#', '/', '%']))?;
            written = written.replace(place, name);
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(rules: &[(Who, Right, &str)]) -> Vec<Rule> {
        let rule = |(who, right, filter): &(Who, Right, &str)| Rule {
            who: who.clone(),
            right: *right,
            filter: (*filter).into(),
        };
        rules.iter().map(rule).collect()
    }

    #[test]
    fn without_rules_nothing_is_forbidden_and_with_none_that_fits_everything_is() {
        let free = Rights::of(None, None, "c");
        assert!(free.may_write("a") && free.may_read("$SYS/a") && free.may_subscribe("#"));
        let none = Rights::of(Some(&[]), Some("alice"), "c");
        assert!(!none.may_write("a") && !none.may_read("a") && !none.may_subscribe("#"));
    }

    #[test]
    fn each_rule_is_about_those_whom_it_names() {
        let rules = rules(&[
            (Who::Anonymous, Right::Read, "public/#"),
            (Who::User("prof".into()), Right::ReadWrite, "classe/#"),
            (Who::Everybody, Right::Write, "classe/%u/+"),
            (Who::Everybody, Right::Read, "pour/%c"),
        ]);
        let of = |user, client_id| Rights::of(Some(&rules), user, client_id);
        let table = [
            (of(None, "c"), "public/a", (true, false)),
            (of(None, "c"), "classe/c/a", (false, false)),
            (of(None, "c"), "pour/c", (true, false)),
            (of(Some("prof"), "c"), "classe/07/03", (true, true)),
            (of(Some("prof"), "c"), "public/a", (false, false)),
            (of(Some("07"), "c"), "classe/07/03", (false, true)),
            (of(Some("07"), "c"), "classe/08/03", (false, false)),
            (of(Some("07"), "d"), "pour/c", (false, false)),
            // Names that would be wildcards, or levels.
            (of(Some("+"), "c"), "classe/08/03", (false, false)),
            (of(Some("07"), "#"), "pour/c", (false, false)),
            (of(Some("%c"), "08"), "classe/08/03", (false, false)),
        ];
        for (number, (rights, topic, expected)) in table.iter().enumerate() {
            assert_eq!(
                (rights.may_read(topic), rights.may_write(topic)),
                *expected,
                "line {number}: {topic}"
            );
        }
    }

    #[test]
    fn what_is_denied_stays_denied_whatever_the_order() {
        for order in [[0, 1], [1, 0]] {
            let both =
                [(Who::Anonymous, Right::ReadWrite, "#"), (Who::Anonymous, Right::Deny, "test/nosubscribe")];
            let rules = rules(&order.map(|at| both[at].clone()));
            let rights = Rights::of(Some(&rules), None, "c");
            assert!(rights.may_read("test/a") && !rights.may_read("test/nosubscribe"));
            assert!(!rights.may_write("test/nosubscribe"));
            assert!(!rights.may_subscribe("test/nosubscribe") && rights.may_subscribe("test/+"));
        }
    }

    #[test]
    fn a_subscription_is_refused_when_it_could_bring_nothing() {
        let rules = rules(&[
            (Who::Anonymous, Right::Read, "maison/+/temperature"),
            (Who::Anonymous, Right::Write, "b"),
        ]);
        let rights = Rights::of(Some(&rules), None, "c");
        for (filter, expected) in [
            ("#", true),
            ("maison/salon/#", true),
            ("maison/salon/temperature", true),
            ("b", false),
            ("maison/salon", false),
        ] {
            assert_eq!(rights.may_subscribe(filter), expected, "{filter}");
        }
    }
}
