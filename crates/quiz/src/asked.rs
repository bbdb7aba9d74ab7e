//! A question as it is put to somebody: its choices in an order that was drawn.

use labs::{Draw, Expected, Mistake, Shape};

use crate::question::{Kind, Question};

/// A question whose choices, or things to put in order, have been shuffled and lettered.
#[derive(Debug, Clone)]
pub struct Asked<'q> {
    /// The question.
    pub question: &'q Question,
    /// The place in the question of each thing that is shown.
    places: Vec<usize>,
}

impl<'q> Asked<'q> {
    /// Shuffles with numbers of the draw. Things to put in order never come in the right one.
    pub fn new(question: &'q Question, draw: &mut Draw) -> Asked<'q> {
        let count = match &question.kind {
            Kind::Order { items, .. } => items.len(),
            kind => kind.choices().len(),
        };
        let mut places = draw.shuffled(0..count);
        while matches!(question.kind, Kind::Order { .. }) && places.is_sorted() {
            places = draw.shuffled(0..count);
        }
        Asked { question, places }
    }

    /// The question of a self-test, for everybody in the same order.
    #[must_use]
    pub fn of_self_test(question: &'q Question) -> Asked<'q> {
        Asked::new(question, &mut Draw::new("autotest", &question.name, 0))
    }

    /// The letters and the texts that they stand before, in the order in which they are shown.
    pub fn shown(&self) -> impl Iterator<Item = (char, &'q str)> {
        let kind = &self.question.kind;
        ('a'..).zip(self.places.iter().map(move |place| match kind {
            Kind::Order { items, .. } => items[*place].as_str(),
            kind => kind.choices()[*place].text.as_str(),
        }))
    }

    /// The right answer, in letters where there are any.
    #[must_use]
    pub fn expected(&self) -> Expected {
        match &self.question.kind {
            Kind::Single(_) => Expected::Choice(self.right_letters().chars().next().unwrap_or('a')),
            Kind::Several(_) => Expected::Choices(self.right_letters()),
            Kind::Order { items, .. } => Expected::Order((0..items.len()).map(|p| self.letter(p)).collect()),
            Kind::Bytes { right, .. } => Expected::Hex(right.clone()),
            Kind::Number { right, .. } => Expected::Number(right.to_string()),
        }
    }

    /// The shape of an answer.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match self.question.kind {
            Kind::Single(_) => Shape::Letter,
            Kind::Several(_) => Shape::Letters,
            Kind::Order { .. } => Shape::Order,
            Kind::Bytes { .. } => Shape::Bytes,
            Kind::Number { .. } => Shape::Number,
        }
    }

    /// What to say of each usual wrong answer, in letters where there are any.
    #[must_use]
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mistake = |given: String, said: &str| Mistake { given, said: said.to_owned() };
        match &self.question.kind {
            kind @ (Kind::Single(choices) | Kind::Several(choices)) => {
                let said = (0..choices.len()).filter(|place| !choices[*place].said.is_empty());
                let mut said: Vec<Mistake> = said
                    .map(|place| {
                        let (letter, choice) = (self.letter(place), &choices[place]);
                        let sign = match kind {
                            Kind::Several(_) if choice.is_right => "-",
                            Kind::Several(_) => "+",
                            _ => "",
                        };
                        mistake(format!("{sign}{letter}"), &choice.said)
                    })
                    .collect();
                said.sort_by(|a, b| {
                    a.given.trim_start_matches(['+', '-']).cmp(b.given.trim_start_matches(['+', '-']))
                });
                said
            }
            Kind::Order { mistakes, .. } => {
                let letters = |places: &[usize]| places.iter().map(|place| self.letter(*place)).collect();
                mistakes.iter().map(|own| mistake(letters(&own.places), &own.said)).collect()
            }
            Kind::Bytes { mistakes, .. } | Kind::Number { mistakes, .. } => {
                mistakes.iter().map(|own| mistake(own.given.clone(), &own.said)).collect()
            }
        }
    }

    /// The question as an entry of a key.
    #[must_use]
    pub fn key(&self, name: String, points: f64) -> labs::Question {
        labs::Question {
            name,
            criterion: self.question.criterion,
            points,
            expected: self.expected(),
            why: self.question.why.clone(),
            mistakes: self.mistakes(),
        }
    }

    /// The question and its choices in one line, for forms and reports; a log is left out.
    #[must_use]
    pub fn in_a_line(&self) -> String {
        let mut line = self.question.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (letter, text) in self.shown() {
            line += &format!(" {letter})\u{a0}{text}\u{202f};");
        }
        line.trim_end_matches(['\u{202f}', ';']).to_owned()
    }

    fn right_letters(&self) -> String {
        let choices = self.question.kind.choices();
        ('a'..)
            .zip(&self.places)
            .filter(|(_, place)| choices[**place].is_right)
            .map(|(letter, _)| letter)
            .collect()
    }

    /// The letter of the thing at this place of the question.
    fn letter(&self, place: usize) -> char {
        ('a'..).zip(&self.places).find(|(_, shown)| **shown == place).map_or('a', |(letter, _)| letter)
    }
}
