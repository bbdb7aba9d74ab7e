//! The file of access rules, as Mosquitto's `acl_file` has them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use mqtt_packet::topic::check_filter;
use mqtt_session::broker::{Right, Rule, Who};

use crate::messages;

/// What is wrong with a file of access rules. `Display` says it in French.
#[derive(Debug, thiserror::Error)]
#[error("{}", messages::acl_error(self))]
pub enum AclError {
    /// It cannot be read.
    Read(PathBuf, #[source] io::Error),
    /// A line is no rule.
    Line {
        /// The file.
        file: PathBuf,
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        fault: Fault,
    },
}

/// What is wrong with a line of a file of access rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It begins with none of `user`, `topic` and `pattern`.
    Keyword(String),
    /// Nothing comes after the first word.
    Nothing(&'static str),
    /// The topic filter breaks a rule of MQTT.
    Filter(String),
    /// `topic` with `%u` or `%c`, which only `pattern` replaces.
    PlaceInTopic(String),
    /// No user of this name has a password.
    NoSuchUser(String),
}

/// Reads a file of rules. `known` says whether a user of a name exists.
///
/// # Errors
/// [`AclError`], with the line.
pub fn read_rules(file: &Path, known: impl Fn(&str) -> bool) -> Result<Vec<Rule>, AclError> {
    let text = fs::read_to_string(file).map_err(|error| AclError::Read(file.to_owned(), error))?;
    let mut rules = Vec::new();
    // What stands before the first `user` is about those who give no name.
    let mut who = Who::Anonymous;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fault = |fault| AclError::Line { file: file.to_owned(), line: number + 1, fault };
        let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match keyword {
            "user" if rest.is_empty() => return Err(fault(Fault::Nothing("user"))),
            "user" if !known(rest) => return Err(fault(Fault::NoSuchUser(rest.to_owned()))),
            "user" => who = Who::User(rest.into()),
            "topic" => {
                let (right, filter) = rule(rest, "topic").map_err(fault)?;
                if filter.contains("%u") || filter.contains("%c") {
                    return Err(fault(Fault::PlaceInTopic(filter.to_owned())));
                }
                rules.push(Rule { who: who.clone(), right, filter: filter.into() });
            }
            "pattern" => {
                let (right, filter) = rule(rest, "pattern").map_err(fault)?;
                rules.push(Rule { who: Who::Everybody, right, filter: filter.into() });
            }
            other => return Err(fault(Fault::Keyword(other.to_owned()))),
        }
    }
    Ok(rules)
}

/// `[read|write|readwrite|deny] FILTER`; a filter may have spaces.
fn rule<'t>(text: &'t str, keyword: &'static str) -> Result<(Right, &'t str), Fault> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (right, filter) = match first {
        "read" => (Right::Read, rest.trim()),
        "write" => (Right::Write, rest.trim()),
        "readwrite" => (Right::ReadWrite, rest.trim()),
        "deny" => (Right::Deny, rest.trim()),
        _ => (Right::ReadWrite, text),
    };
    if filter.is_empty() {
        return Err(Fault::Nothing(keyword));
    }
    check_filter(filter).map_err(|_| Fault::Filter(filter.to_owned()))?;
    Ok((right, filter))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(text: &str) -> Result<Vec<Rule>, AclError> {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(text.as_bytes()).expect("written");
        read_rules(file.path(), |name| name != "inconnu")
    }

    #[test]
    fn mosquittos_rules() {
        let text = "\
# public
topic read $SYS/#

user prof
topic classe/#
topic   write   salle 12/porte

user 07
topic deny classe/07/secret
pattern write classe/%u/+
";
        let rule = |who: Who, right, filter: &str| Rule { who, right, filter: filter.into() };
        let user = |name: &str| Who::User(name.into());
        let expected = [
            rule(Who::Anonymous, Right::Read, "$SYS/#"),
            rule(user("prof"), Right::ReadWrite, "classe/#"),
            rule(user("prof"), Right::Write, "salle 12/porte"),
            rule(user("07"), Right::Deny, "classe/07/secret"),
            rule(Who::Everybody, Right::Write, "classe/%u/+"),
        ];
        assert_eq!(read(text).expect("rules"), expected);
        assert_eq!(read("").expect("no rule"), []);
    }

    #[test]
    fn what_is_no_rule_is_told_with_its_line_and_how_to_mend_it() {
        let table = [
            ("\ntopics read a", "ligne 2\u{a0}: «\u{a0}topics\u{a0}»", "user, topic ou pattern"),
            ("topic read", "ligne 1\u{a0}: il manque", "topic read maison/#"),
            ("user", "ligne 1\u{a0}: il manque", "user thermo"),
            ("topic a/#/b", "«\u{a0}a/#/b\u{a0}»", "dernier"),
            ("topic read a/%u", "«\u{a0}a/%u\u{a0}»", "pattern"),
            ("user inconnu", "«\u{a0}inconnu\u{a0}»", "passwd FICHIER NOM"),
        ];
        for (text, what, how) in table {
            let error = read(text).expect_err(text).to_string();
            assert!(error.contains(what) && error.contains(how), "{text}: {error}");
        }
    }
}
