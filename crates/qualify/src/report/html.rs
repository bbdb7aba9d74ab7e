//! The « procès-verbal de recette »: one page without anything outside it, for paper.

use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::Report;
use crate::chapter::Place;
use crate::messages;
use crate::verdict::{Checked, Judged, Summary, Verdict};

const TEMPLATE: &str = include_str!("../../templates/recette.html");

/// Why the page could not be made. The template is part of the program, so that a test tells before anybody else.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct HtmlError(#[from] minijinja::Error);

/// What the template knows.
#[derive(Serialize)]
struct Page<'r> {
    address: &'r str,
    version: Option<&'r str>,
    date: String,
    seconds: u64,
    count: usize,
    summary: Summary,
    conclusion: &'static str,
    frozen: Option<&'static str>,
    line: &'static str,
    faults: Vec<Fault<'r>>,
    sections: Vec<Section>,
    checks: Vec<(&'r Checked, &'static str)>,
}

#[derive(Serialize)]
struct Section {
    title: String,
    statements: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    binds: &'static str,
    text: String,
    verdict: &'static str,
    class: Verdict,
    why: Option<String>,
    checks: String,
}

#[derive(Serialize)]
struct Fault<'r> {
    verdict: &'static str,
    check: &'r Checked,
    clauses: String,
    /// Whether lines before those shown are left out.
    cut: bool,
    exchange: Vec<(String, &'r str, &'static str, &'r str)>,
}

impl Report {
    /// The page.
    ///
    /// # Errors
    /// [`HtmlError`].
    pub fn html(&self) -> Result<String, HtmlError> {
        let mut environment = Environment::new();
        environment.add_template("recette.html", TEMPLATE)?;
        let faults =
            self.checks.iter().filter(|check| matches!(check.verdict, Verdict::NotKept | Verdict::NoVerdict));
        let page = Page {
            address: &self.broker.address,
            version: self.broker.version.as_deref(),
            date: self.date.strftime("%d/%m/%Y à %Hh%M").to_string(),
            seconds: self.duration_ms.div_ceil(1000),
            count: self.checks.iter().filter(|check| check.verdict != Verdict::NotChecked).count(),
            summary: self.summary,
            conclusion: messages::conclusion(&self.summary),
            frozen: (!self.broker.answers_at_end).then_some(messages::FROZEN),
            line: messages::line(self.broker.tls),
            faults: faults.map(fault).collect(),
            sections: sections(&self.statements),
            checks: self.checks.iter().map(|check| (check, messages::verdict(check.verdict))).collect(),
        };
        let text = environment.get_template("recette.html")?.render(Value::from(Serde(&page)))?;
        Ok(text)
    }
}

/// The last lines of an exchange that stand under a fault.
const SHOWN: usize = 16;

fn fault(check: &Checked) -> Fault<'_> {
    let exchange = check.exchange.iter().skip(check.exchange.len().saturating_sub(SHOWN)).map(|line| {
        (
            format!("{},{:03}", line.ms / 1000, line.ms % 1000),
            &*line.client,
            messages::arrow(line.what),
            &*line.text,
        )
    });
    Fault {
        verdict: messages::verdict(check.verdict),
        check,
        clauses: check.clauses.join(", "),
        cut: check.exchange.len() > SHOWN,
        exchange: exchange.collect(),
    }
}

fn sections(statements: &[Judged]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for statement in statements {
        let title = messages::section(&Place::of(&statement.id).section());
        if sections.last().is_none_or(|section| section.title != title) {
            sections.push(Section { title, statements: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.statements.push(Row {
                id: statement.id.clone(),
                binds: messages::binds(statement.binds),
                text: statement.text.clone(),
                verdict: messages::verdict(statement.verdict),
                class: statement.verdict,
                why: statement.why.clone(),
                checks: statement.checks.join(", "),
            });
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::Stop;
    use crate::report::{Broker, FORMAT};
    use crate::table::Table;
    use crate::verdict::judged;

    #[test]
    fn what_a_broker_says_is_text_and_nothing_else() {
        let table = Table::read().unwrap();
        let lie = "<script>alert(1)</script>".to_owned();
        let checks =
            vec![Checked::of(&table.checks[0], Err(Stop::NotKept(lie.clone())), 1, Vec::new(), None)];
        let statements = judged(&table, &checks);
        let report = Report {
            format: FORMAT,
            broker: Broker {
                address: "127.0.0.1:1883".into(),
                version: Some(lie),
                tls: true,
                answers_at_end: false,
            },
            date: jiff::Zoned::now(),
            duration_ms: 1,
            summary: Summary::of(statements.iter().map(|statement| statement.verdict)),
            statements,
            checks,
        };
        let page = report.html().unwrap();
        assert!(!page.contains("<script"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;").count(), 3, "as version, under the fault and in the table");
        assert!(page.contains("par TLS") && page.contains(messages::FROZEN));
        assert!(page.contains("NON RESPECTÉ") && page.contains("§3.10 UNSUBSCRIBE et UNSUBACK"));
    }
}
