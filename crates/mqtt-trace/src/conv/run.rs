//! Plays a conversation with a subject.

use std::time::Duration;

use super::{Action, Conversation, Fault, Mismatch, Output, Outputs};
use crate::Side;

/// What is put to the test: a broker or a client, without network nor clock, or a real one behind an adapter.
///
/// `at` is the time since the start of the conversation. What the subject answers goes to `out`, before the
/// method returns.
pub trait Subject {
    /// A network connection has opened.
    fn connect(&mut self, name: &str, at: Duration, out: &mut Outputs);
    /// Bytes have come from the peer.
    fn bytes(&mut self, name: &str, bytes: &[u8], at: Duration, out: &mut Outputs);
    /// The network connection is lost.
    fn cut(&mut self, name: &str, at: Duration, out: &mut Outputs);
    /// Time has passed; nothing else has happened.
    fn advance(&mut self, at: Duration, out: &mut Outputs);

    /// An order of the conversation (`alice does …`), in words that the subject defines.
    ///
    /// # Errors
    /// The order is not understood; says why. As it stands, none is.
    fn act(&mut self, name: &str, order: &str, at: Duration, out: &mut Outputs) -> Result<(), String> {
        let _ = (name, at, out);
        Err(format!("this subject takes no order: `{order}`"))
    }
}

impl Conversation {
    /// Plays the conversation with `subject`, which stands on the given side.
    ///
    /// # Errors
    /// The first step at which the subject did not do what was expected. `Display` shows it, in French.
    pub fn run(&self, side: Side, subject: &mut impl Subject) -> Result<(), Box<Mismatch>> {
        let mut out = Outputs::default();
        let mut at = Duration::ZERO;
        let mut index = 0;
        while index < self.steps.len() {
            let group = self.group(side, index);
            let fault = if group > 0 {
                self.expect(&mut out, index, group)
            } else {
                // The fault lies with the steps before: they should have expected it.
                if let Some((name, output)) = out.any() {
                    let fault = Fault::Unexpected { name: name.to_owned(), got: output.clone() };
                    return Err(self.mismatch(index.saturating_sub(1), side, fault));
                }
                self.put_in(subject, &mut out, &mut at, index).err().map(|why| (index, Fault::Refused(why)))
            };
            if let Some((faulty, fault)) = fault {
                return Err(self.mismatch(faulty, side, fault));
            }
            index += group.max(1);
        }
        match out.any() {
            Some((name, output)) => {
                let fault = Fault::Unexpected { name: name.to_owned(), got: output.clone() };
                Err(self.mismatch(self.steps.len().saturating_sub(1), side, fault))
            }
            None => Ok(()),
        }
    }

    fn mismatch(&self, step: usize, side: Side, fault: Fault) -> Box<Mismatch> {
        Box::new(Mismatch { conversation: self.clone(), step, side, fault })
    }

    /// How many steps from `index` are expected together: none when the step goes in, one when it is expected,
    /// more for a run of `~` lines of one connection.
    fn group(&self, side: Side, index: usize) -> usize {
        match &self.steps[index].action {
            Action::Bytes { direction, .. } if direction.receiver() == side => 0,
            Action::Bytes { name, unordered: true, .. } => {
                let joins = |action: &Action| {
                    matches!(action, Action::Bytes { name: other, direction, unordered: true, .. }
                        if other == name && direction.receiver() != side)
                };
                self.steps[index..].iter().take_while(|step| joins(&step.action)).count()
            }
            Action::Bytes { .. } | Action::Closed { .. } | Action::Says { .. } | Action::Silent { .. } => 1,
            Action::Connects { .. } | Action::Cut { .. } | Action::Does { .. } | Action::Advance(_) => 0,
        }
    }

    /// Takes out what `count` steps expect, in any order.
    fn expect(&self, out: &mut Outputs, index: usize, count: usize) -> Option<(usize, Fault)> {
        let mut pending: Vec<usize> = (index..index + count).collect();
        while let Some(&first) = pending.first() {
            let came = pending.iter().position(|&step| self.comes_next(out, step));
            let Some(came) = came else {
                let (name, expected) = expectation(&self.steps[first].action)?;
                let got = out.next(name).cloned();
                return Some((first, Fault::Different { name: name.to_owned(), expected, got }));
            };
            pending.remove(came);
        }
        None
    }

    /// Whether what comes next is what the step expects; it is then taken out.
    fn comes_next(&self, out: &mut Outputs, step: usize) -> bool {
        match expectation(&self.steps[step].action) {
            Some((name, Some(expected))) => out.take(name, &expected),
            Some((name, None)) => out.next(name).is_none(),
            None => false,
        }
    }

    fn put_in(
        &self,
        subject: &mut impl Subject,
        out: &mut Outputs,
        at: &mut Duration,
        index: usize,
    ) -> Result<(), String> {
        match &self.steps[index].action {
            Action::Connects { name } => subject.connect(name, *at, out),
            // Lost on the way: nothing reaches the subject.
            Action::Bytes { lost: true, .. } => {}
            Action::Bytes { name, bytes, .. } => subject.bytes(name, bytes, *at, out),
            Action::Cut { name } => subject.cut(name, *at, out),
            Action::Does { name, order } => subject.act(name, order, *at, out)?,
            Action::Advance(time) => {
                *at += *time;
                subject.advance(*at, out);
            }
            Action::Closed { .. } | Action::Says { .. } | Action::Silent { .. } => {}
        }
        Ok(())
    }
}

/// What a step expects, and on which connection; `None` within for silence.
fn expectation(action: &Action) -> Option<(&str, Option<Output>)> {
    match action {
        Action::Bytes { name, bytes, .. } => Some((name, Some(Output::Bytes(bytes.clone())))),
        Action::Closed { name } => Some((name, Some(Output::Closed))),
        Action::Says { name, text } => Some((name, Some(Output::Says(text.clone())))),
        Action::Silent { name } => Some((name, None)),
        _ => None,
    }
}
