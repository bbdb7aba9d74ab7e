//! A class whose works were tried. Marks are made of the works and of the teacher's own points, and made again when these
//! change: nothing has to run for that.

use std::path::PathBuf;

use anyhow::Context;

use crate::answers::Answered;
use crate::inputs::Inputs;
use crate::model::{self, Class, ClassResult, Pupil};
use crate::report::Reports;
use crate::scheme::ManualMarks;
use crate::tried::Tried;
use crate::{messages, output};

/// All that a class's marks and reports are made of.
#[derive(Debug)]
pub struct Graded {
    pub inputs: Inputs,
    reports: Reports,
    tried: Tried,
    /// In the class list's order; with each, what the teacher should know where there are several works.
    marked: Vec<(Pupil, Option<String>)>,
}

impl Graded {
    /// Marks everybody.
    ///
    /// # Errors
    /// A key of the teacher's that is wrong.
    pub fn new(inputs: Inputs, reports: Reports, tried: Tried) -> anyhow::Result<Self> {
        let everybody = 0..inputs.class.members.len();
        let marked =
            everybody.map(|place| tried.mark(&inputs, place, &inputs.manual)).collect::<Result<_, _>>()?;
        Ok(Self { inputs, reports, tried, marked })
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
        self.tried.mark(&self.inputs, place, manual)
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
        let mut answered = Answered::default();
        pupils.iter().for_each(|pupil| answered.add(pupil));
        class.remarks.extend(answered.remarks(self.inputs.draws.is_some()));
        ClassResult { class, pupils }
    }

    fn class(&self) -> Class {
        let mut class = self.tried.class.clone();
        class.times.graded_at = model::now();
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
