//! A class whose works were tried. Marks are made of the works and of the teacher's own points, and made again when these
//! change: nothing has to run for that.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;

use crate::inputs::Inputs;
use crate::marking::{Rules, Work};
use crate::model::{Class, ClassResult, Pupil};
use crate::report::Reports;
use crate::scheme::ManualMarks;
use crate::{answers, choice, messages, output};

/// All that a class's marks and reports are made of.
#[derive(Debug)]
pub struct Graded {
    pub inputs: Inputs,
    reports: Reports,
    /// What holds for everybody, whatever the teacher's points are.
    class: Class,
    works: BTreeMap<usize, Work>,
    /// In the class list's order; with each, what the teacher should know where there are several works.
    marked: Vec<(Pupil, Option<String>)>,
}

impl Graded {
    /// Marks everybody.
    ///
    /// # Errors
    /// A key of the teacher's that is wrong.
    pub fn new(
        inputs: Inputs,
        reports: Reports,
        class: Class,
        works: BTreeMap<usize, Work>,
    ) -> anyhow::Result<Self> {
        let mut graded = Self { inputs, reports, class, works, marked: Vec::new() };
        let everybody = 0..graded.inputs.class.members.len();
        graded.marked =
            everybody.map(|place| graded.mark(place, &graded.inputs.manual)).collect::<Result<_, _>>()?;
        Ok(graded)
    }

    /// Everybody, in the class list's order.
    pub fn pupils(&self) -> impl Iterator<Item = &Pupil> {
        self.marked.iter().map(|(pupil, _)| pupil)
    }

    /// The place of a pupil in the class.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.inputs.class.members.iter().position(|member| member.id == id)
    }

    /// What the pupil at `place` would have with these points of the teacher's.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn mark(&self, place: usize, manual: &ManualMarks) -> anyhow::Result<(Pupil, Option<String>)> {
        let Inputs { class, scheme, sheets, draws, owners, .. } = &self.inputs;
        let (draws, sandboxed) = (draws.as_ref(), self.class.sandbox.sandboxed);
        let rules = Rules { class, scheme, manual, sheets, draws, sandboxed };
        choice::best(&class.members[place], &owners.of[place], &self.works, rules)
    }

    /// Takes other points of the teacher's, and marks again those whose points they change; their places.
    ///
    /// # Errors
    /// As [`new`](Self::new); nothing has changed then.
    pub fn take(&mut self, manual: ManualMarks) -> anyhow::Result<Vec<usize>> {
        let members = self.inputs.class.members.iter().enumerate();
        let differs = |id: &str| manual.of(id) != self.inputs.manual.of(id);
        let changed: Vec<usize> =
            members.filter(|(_, member)| differs(&member.id)).map(|(place, _)| place).collect();
        let marked: Vec<_> =
            changed.iter().map(|place| self.mark(*place, &manual)).collect::<Result<_, _>>()?;
        for (place, marked) in changed.iter().zip(marked) {
            self.marked[*place] = marked;
        }
        self.inputs.manual = manual;
        Ok(changed)
    }

    /// The canonical result, as it is now.
    pub fn result(&self) -> ClassResult {
        let pupils: Vec<Pupil> = self.pupils().cloned().collect();
        let mut class = self.class();
        class.remarks.extend(self.marked.iter().filter_map(|(_, several)| several.clone()));
        class.remarks.extend(answers::remarks(&pupils, self.inputs.draws.is_some()));
        ClassResult { class, pupils }
    }

    fn class(&self) -> Class {
        let mut class = self.class.clone();
        class.times.graded_at = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M").to_string();
        class
    }

    /// Writes results, exports and reports; where the class page is.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, result: &ClassResult) -> anyhow::Result<PathBuf> {
        let folder = &self.inputs.output;
        output::write(result, folder).with_context(|| messages::no_output(folder))?;
        Ok(self.reports.write(result, folder)?)
    }

    /// The rapport of a pupil, as it is now.
    ///
    /// # Errors
    /// A template that asks for something that does not exist.
    pub fn rapport(&self, pupil: &Pupil) -> anyhow::Result<String> {
        Ok(self.reports.rapport(&self.class(), pupil)?)
    }
}
