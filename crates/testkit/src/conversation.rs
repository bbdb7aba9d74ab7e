//! A conversation with the student's state machine: what happens to it, and what it must do each time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::ladder::{self, Line};
use crate::{messages, run};

/// A conversation between the student's code, a machine `M`, and a peer that the test plays.
///
/// Each [`step`](Self::step) is something that happens to the machine; [`gives`](Self::gives) says what the machine must do
/// then. [`when`](Self::when) plays them in order, and stops at the first line that is wrong:
///
/// ```should_panic
/// # #[derive(Default)]
/// # struct Ping;
/// # impl Ping { fn demander(&mut self) -> &'static str { "PINGRESP" } }
/// use testkit::Line;
/// testkit::conversation("client (vous)", "broker")
///     .step(Line::OnLeft("demander()".into()), |client: &mut Ping| vec![Line::ToRight(client.demander().into())])
///     .gives(vec![Line::ToRight("PINGREQ".into())])
///     .mistake(vec![Line::ToRight("PINGRESP".into())], "Vous avez sans doute envoyé la réponse.", "§3.12")
///     .rule("C’est le client qui demande.", "[MQTT-3.12.4-1]")
///     .when(Ping::default);
/// ```
#[must_use = "nothing is checked until `when` is called"]
pub struct Conversation<M> {
    left: &'static str,
    right: &'static str,
    steps: Vec<Step>,
    codes: Vec<Code<M>>,
    hint: Option<&'static str>,
}

type Code<M> = Box<dyn FnOnce(&mut M) -> Vec<Line> + Send>;

/// What happens, what must follow, and what to say when something else follows.
struct Step {
    cause: Line,
    expected: Vec<Line>,
    mistakes: Vec<(Vec<Line>, Saying)>,
    panics: Vec<(&'static str, &'static str)>,
    rule: Option<Saying>,
}

/// A whole sentence and where MQTT 3.1.1 says it.
#[derive(Clone, Copy)]
pub struct Saying {
    pub text: &'static str,
    pub clause: &'static str,
}

/// Begins a conversation between two sides, of these names. The student's says so: `récepteur (vous)`.
pub fn conversation<M>(left: &'static str, right: &'static str) -> Conversation<M> {
    Conversation { left, right, steps: vec![], codes: vec![], hint: None }
}

impl<M: 'static> Conversation<M> {
    /// Something happens, drawn as `cause`; `code` tells the machine and gives what it does. Nothing is expected until
    /// [`gives`](Self::gives) says otherwise.
    pub fn step(mut self, cause: Line, code: impl FnOnce(&mut M) -> Vec<Line> + Send + 'static) -> Self {
        self.steps.push(Step { cause, expected: vec![], mistakes: vec![], panics: vec![], rule: None });
        self.codes.push(Box::new(code));
        self
    }

    /// Something happens of which the machine is not told: it is drawn, no more.
    pub fn show(self, line: Line) -> Self {
        self.step(line, |_| vec![])
    }

    /// What the machine must do at the last step.
    pub fn gives(self, expected: Vec<Line>) -> Self {
        self.change(|step| step.expected = expected)
    }

    /// A wrong answer to the last step that names its own cause, « Vous avez sans doute… », and the clause that it breaks.
    ///
    /// Of several that fit, the last is said: what is added for one step comes before what is said of all of its kind. One
    /// that equals what is expected is left out.
    pub fn mistake(self, got: Vec<Line>, text: &'static str, clause: &'static str) -> Self {
        self.change(|step| step.mistakes.push((got, Saying { text, clause })))
    }

    /// A panic at the last step, known by these words of Rust's, that names its own cause: said in place of what is said of
    /// all such panics.
    pub fn panics(self, words: &'static str, text: &'static str) -> Self {
        self.change(|step| step.panics.push((words, text)))
    }

    /// What the last step is about: said of every wrong answer that no [`mistake`](Self::mistake) explains.
    pub fn rule(self, text: &'static str, clause: &'static str) -> Self {
        self.change(|step| step.rule = Some(Saying { text, clause }))
    }

    /// What to think of when it goes wrong, a panic included; often code, hence no full stop after it.
    pub fn hint(mut self, text: &'static str) -> Self {
        self.hint = Some(text);
        self
    }

    fn change(mut self, change: impl FnOnce(&mut Step)) -> Self {
        change(self.steps.last_mut().expect("a step to speak of"));
        self
    }

    /// Plays the conversation with the machine that `begin` makes.
    ///
    /// # Panics
    /// At the first line that is not the expected one, when the student's code panics, and when it does not end: that is
    /// how a test fails, with a French message.
    #[track_caller]
    pub fn when(self, begin: impl FnOnce() -> M + Send + 'static) {
        let reached = Arc::new(AtomicUsize::new(0));
        let expected: Vec<Vec<Line>> = self.steps.iter().map(|step| step.expected.clone()).collect();
        let (codes, at) = (self.codes, Arc::clone(&reached));
        let outcome = run::guarded(move || {
            let mut machine = begin();
            codes.into_iter().zip(expected).enumerate().find_map(|(place, (code, expected))| {
                at.store(place, Ordering::Relaxed);
                let got = code(&mut machine);
                (got != expected).then_some((place, got))
            })
        });
        let played = Played { left: self.left, right: self.right, steps: &self.steps };
        let place = reached.load(Ordering::Relaxed);
        match outcome {
            run::Outcome::Value(None) => {}
            run::Outcome::Value(Some((place, got))) => {
                let step = &self.steps[place];
                let known =
                    step.mistakes.iter().rev().find(|(wrong, _)| *wrong == got).map(|(_, saying)| *saying);
                let drawing = played.until(place) + &fault(&step.expected, &got);
                panic!("{}", messages::conversation(&drawing, known.or(step.rule), self.hint));
            }
            run::Outcome::Unwritten(payload) => {
                eprintln!("{}", messages::UNWRITTEN);
                std::panic::resume_unwind(payload);
            }
            run::Outcome::Panicked(text) => {
                let known = self.steps[place].panics.iter().find(|(words, _)| text.contains(words));
                let known = known.map(|(_, sentence)| *sentence);
                panic!(
                    "{}",
                    messages::panicked(&messages::stopped(&played.until(place)), &text, known, self.hint)
                );
            }
            run::Outcome::Endless => {
                panic!("{}", messages::endless(&messages::stopped(&played.until(place)), run::LIMIT));
            }
        }
    }
}

/// A conversation as it can be drawn once its code has run.
struct Played<'a> {
    left: &'a str,
    right: &'a str,
    steps: &'a [Step],
}

impl Played<'_> {
    /// All that went well before the step at `place`, and what happened there.
    fn until(&self, place: usize) -> String {
        let mut text = ladder::heading(self.left, self.right);
        for (number, step) in self.steps.iter().enumerate().take(place + 1) {
            text += &step.cause.draw("");
            if number < place {
                text.extend(step.expected.iter().map(|line| line.draw("")));
            }
        }
        text
    }
}

/// What the machine did at the step that went wrong, marked at the first line that is not right.
fn fault(expected: &[Line], got: &[Line]) -> String {
    let same = expected.iter().zip(got).take_while(|(a, b)| a == b).count();
    let mut text: String = got[..same].iter().map(|line| line.draw("")).collect();
    match (expected.get(same), got.get(same)) {
        // One line too many, or one too few, is told as such even when others follow.
        (_, Some(extra)) if got.len() > expected.len() && got[same + 1..] == expected[same..] => {
            text += &extra.draw(messages::TOO_MANY);
        }
        (Some(missing), _) if expected.len() > got.len() && expected[same + 1..] == got[same..] => {
            text += &missing.draw(messages::MISSING);
        }
        (Some(wanted), Some(wrong)) => {
            text += &wrong.draw(messages::WRONG);
            text += &wanted.draw(messages::WANTED);
        }
        (Some(missing), None) => text += &missing.draw(messages::MISSING),
        (None, Some(extra)) => text += &extra.draw(messages::TOO_MANY),
        (None, None) => {}
    }
    text
}
