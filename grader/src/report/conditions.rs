//! How a grading was made: the small print at the end of a page.

use serde::Serialize;

use super::text::{line, list};
use super::{PARAGRAPH, SENTENCE, messages};
use crate::model::Class;

#[derive(Debug, Serialize)]
pub(super) struct Conditions {
    graded_at: String,
    /// What held students' code, in words; nothing when none was run.
    sandbox: Option<String>,
    sandboxed: bool,
    enforced: Vec<String>,
    missing: Vec<String>,
    kit: String,
    /// Nothing when nothing was compiled.
    rustc: Option<String>,
    scheme_digest: String,
}

impl Conditions {
    pub fn new(class: &Class) -> Self {
        let sandbox = &class.sandbox;
        Self {
            graded_at: messages::date(&line(&class.times.graded_at, SENTENCE)),
            sandbox: messages::sandbox(&line(&sandbox.tier, SENTENCE), sandbox.sandboxed),
            sandboxed: sandbox.sandboxed,
            enforced: list(&sandbox.enforced, PARAGRAPH),
            missing: list(&sandbox.missing, PARAGRAPH),
            kit: messages::kit(&line(&class.kit.version, SENTENCE), &line(&class.kit.digest, SENTENCE)),
            rustc: (!class.kit.rustc.is_empty()).then(|| line(&class.kit.rustc, SENTENCE)),
            scheme_digest: line(&class.scheme.digest, SENTENCE),
        }
    }
}
