//! What a run found out.

use serde::Serialize;

use crate::bench::{Line, Stop};
use crate::messages;
use crate::table::{Binds, Check, Statement, Table};

/// How a statement or a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The broker does what is asked for.
    Kept,
    /// It does not.
    NotKept,
    /// The check could not come to its point.
    NoVerdict,
    /// Not checked, for a reason that is told.
    NotChecked,
}

/// A check that was run, or was not.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// Its name.
    pub name: String,
    /// The statements that it is about.
    pub clauses: Vec<String>,
    /// What was sent, in a few words.
    pub sent: String,
    /// What was expected.
    pub expected: String,
    /// What came: where it was not kept, what was wrong.
    pub got: String,
    /// How it came out.
    pub verdict: Verdict,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// Packet by packet.
    pub exchange: Vec<Line>,
}

/// A statement with what its checks say of it.
#[derive(Debug, Clone, Serialize)]
pub struct Judged {
    /// Its id.
    pub id: String,
    /// Whom it binds.
    pub binds: Binds,
    /// What it asks for.
    pub text: String,
    /// How it came out.
    pub verdict: Verdict,
    /// Why it was not checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The names of its checks.
    pub checks: Vec<String>,
}

/// How many statements came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Summary {
    /// Kept.
    pub kept: usize,
    /// Not kept.
    pub not_kept: usize,
    /// Checks that could not conclude.
    pub no_verdict: usize,
    /// Not checked.
    pub not_checked: usize,
}

impl Checked {
    /// A check that came to an end.
    #[must_use]
    pub fn of(
        check: &Check,
        outcome: Result<(), Stop>,
        duration_ms: u64,
        exchange: Vec<Line>,
        last: Option<String>,
    ) -> Checked {
        let (verdict, got) = match outcome {
            Ok(()) => (Verdict::Kept, last.unwrap_or_default()),
            Err(Stop::NotKept(got)) => (Verdict::NotKept, got),
            Err(Stop::NoVerdict(why)) => (Verdict::NoVerdict, messages::no_verdict(&why)),
        };
        Checked {
            name: check.name.clone(),
            clauses: check.clauses.clone(),
            sent: check.sends.clone(),
            expected: check.expects.clone(),
            got,
            verdict,
            duration_ms,
            exchange,
        }
    }

    /// A check that was not run.
    #[must_use]
    pub fn left_out(check: &Check, why: &str) -> Checked {
        let outcome = Err(Stop::NoVerdict(String::new()));
        Checked {
            verdict: Verdict::NotChecked,
            got: why.to_owned(),
            ..Checked::of(check, outcome, 0, Vec::new(), None)
        }
    }
}

/// Judges each statement by its checks. One that is not kept decides; then one without a verdict.
#[must_use]
pub fn judged(table: &Table, checked: &[Checked]) -> Vec<Judged> {
    table.statements.iter().map(|statement| judge(statement, checked)).collect()
}

fn judge(statement: &Statement, checked: &[Checked]) -> Judged {
    let own: Vec<&Checked> = checked.iter().filter(|check| check.clauses.contains(&statement.id)).collect();
    let any = |verdict| own.iter().any(|check| check.verdict == verdict);
    let verdict = [Verdict::NotKept, Verdict::NoVerdict, Verdict::Kept]
        .into_iter()
        .find(|verdict| any(*verdict))
        .unwrap_or(Verdict::NotChecked);
    Judged {
        id: statement.id.clone(),
        binds: statement.binds,
        text: statement.text.clone(),
        verdict,
        why: statement.why.clone().filter(|_| verdict == Verdict::NotChecked),
        checks: own.iter().map(|check| check.name.clone()).collect(),
    }
}

impl Summary {
    /// Counts.
    #[must_use]
    pub fn of(verdicts: impl Iterator<Item = Verdict>) -> Summary {
        let mut summary = Summary::default();
        for verdict in verdicts {
            *match verdict {
                Verdict::Kept => &mut summary.kept,
                Verdict::NotKept => &mut summary.not_kept,
                Verdict::NoVerdict => &mut summary.no_verdict,
                Verdict::NotChecked => &mut summary.not_checked,
            } += 1;
        }
        summary
    }
}
