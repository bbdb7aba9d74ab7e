//! What the traces of a hand-in show, by the rules that the kit gives to everybody and that the grader has too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, anyhow};
use evidence::{Check, Imprint, Rules, Verdict};
use mqtt_trace::json::{self, Record};

use super::work::WorkFile;
use crate::messages::{self as sentences, traces as messages};
use crate::screen;
use cli::Line;

/// Where the kit keeps the rules of its labs, from its root.
const RULES: &str = "book/formulaires/regles";

/// What each lab asks of its traces, by the name of the trace: `tp1`, `tp1-coupure`.
#[derive(Debug, Default)]
pub struct Labs(BTreeMap<String, Rules>);

/// A trace of the hand-in, looked through.
#[derive(Debug)]
pub struct Looked<'r> {
    /// `traces/tp1.jsonl`.
    pub file: &'r str,
    /// None where no lab asks for a trace of that name.
    rules: Option<&'r Rules>,
    verdicts: Vec<Verdict<'r>>,
    packets: u64,
    remarks: Vec<String>,
}

impl Labs {
    /// Reads the rules of the kit at `root`. An edition of the kit without any asks for no trace.
    ///
    /// # Errors
    /// Where a file of rules cannot be read.
    pub fn load(root: &Path) -> anyhow::Result<Labs> {
        let folder = root.join(RULES);
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Labs::default()),
            entries => entries.with_context(|| sentences::cannot_read(&folder))?,
        };
        let mut labs = BTreeMap::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let text = fs::read_to_string(&path).with_context(|| sentences::cannot_read(&path))?;
                let rules =
                    Rules::parse(&path.display().to_string(), &text).map_err(|error| anyhow!("{error}"))?;
                labs.insert(name, rules);
            }
        }
        Ok(Labs(labs))
    }

    /// The traces that a lab wants, `tp1`: its own, and those whose names begin with its name.
    pub fn wanted<'a>(&'a self, lab: &'a str) -> impl Iterator<Item = String> + 'a {
        let of_lab = move |name: &str| name.split('-').next() == Some(lab);
        let wanted = self.0.iter().filter(move |(name, rules)| of_lab(name) && !rules.is_optional());
        wanted.map(|(name, _)| file(name))
    }

    /// Looks for the rules in all traces among `files`. `seat` is the student's: `07`.
    pub fn look<'r>(&'r self, files: &'r [WorkFile], seat: Option<&str>) -> Vec<Looked<'r>> {
        let traces = files.iter().filter(|file| file.name.starts_with("traces/"));
        traces.map(|trace| self.look_at(trace, seat)).collect()
    }

    fn look_at<'r>(&'r self, trace: &'r WorkFile, seat: Option<&str>) -> Looked<'r> {
        let found = self.0.iter().find(|(name, _)| file(name) == trace.name);
        let rules = found.map(|(_, rules)| rules);
        let mut looked =
            Looked { file: &trace.name, rules, verdicts: Vec::new(), packets: 0, remarks: Vec::new() };
        let Some(rules) = rules else {
            looked.remarks.push(messages::not_asked(self.0.keys().map(|name| file(name))));
            return looked;
        };
        let (mut check, mut imprint) = (Check::new(rules, None), Imprint::default());
        for (line, record) in json::records(&trace.bytes) {
            match record {
                Ok(record) => {
                    imprint.record(&record);
                    if let Record::Event(event) = record {
                        check.event(line, event);
                    }
                }
                Err(_) => {
                    looked.remarks.push(messages::unreadable_from(line));
                    break;
                }
            }
        }
        let holes = check.holes();
        looked.packets = imprint.packets();
        looked.verdicts = check.finish();
        looked.remarks.extend(evidence::messages::remarks(holes, &imprint, &looked.verdicts));
        looked.remarks.extend(seat.and_then(|seat| other_seat(seat, &looked.verdicts)));
        looked
    }
}

impl Looked<'_> {
    /// The trace with what it shows and what it does not, for people.
    pub fn lines(&self, width: usize) -> Vec<Line> {
        let heading = messages::heading(self.file, self.rules.map(|_| self.packets), self.is_optional());
        let mut lines = screen::sentences(&heading, 0, width);
        for verdict in &self.verdicts {
            let (rule, kept) = (verdict.rule, verdict.is_present());
            if kept {
                lines.extend(screen::hanging(messages::KEPT, rule.text(), width));
            } else if !rule.is_optional() {
                lines.extend(screen::hanging(messages::MISSING, rule.text(), width));
                let help = rule.help().map(messages::to_do);
                lines.extend(help.iter().flat_map(|help| screen::hanging(messages::BELOW, help, width)));
            }
        }
        let remarks = self.remarks.iter();
        lines.extend(remarks.flat_map(|remark| screen::hanging(messages::REMARK, remark, width)));
        lines.push(Line::default());
        lines
    }

    /// In a sentence, what a lab asks for and this trace does not show.
    pub fn missing(&self) -> Option<String> {
        if self.is_optional() {
            return None;
        }
        let asked = self.verdicts.iter().filter(|verdict| !verdict.rule.is_optional());
        let (kept, missing): (Vec<_>, Vec<_>) = asked.partition(|verdict| verdict.is_present());
        match (self.packets, missing.len()) {
            (_, 0) => None,
            (0, _) => Some(messages::nothing_in(self.file)),
            (_, missing) => Some(messages::rules_missing(self.file, missing, missing + kept.len())),
        }
    }

    fn is_optional(&self) -> bool {
        self.rules.is_some_and(Rules::is_optional)
    }
}

/// The file of a trace, from the kit's root.
fn file(name: &str) -> String {
    format!("traces/{name}.jsonl")
}

/// What to say when the rules are kept by the packets of another seat, as by those of an example copied out as it is.
fn other_seat(seat: &str, verdicts: &[Verdict<'_>]) -> Option<String> {
    let number = |text: &str| text.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let own = number(seat)?;
    let seen: BTreeSet<&str> = verdicts.iter().filter_map(|verdict| verdict.seat.as_deref()).collect();
    let others: Vec<String> =
        seen.into_iter().filter(|seen| number(seen) != Some(own)).map(str::to_owned).collect();
    (!others.is_empty()).then(|| messages::other_seat(&others, seat))
}
