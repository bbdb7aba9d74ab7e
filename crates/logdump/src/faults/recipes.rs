//! Scripts for the figures of the course. The files are the program: what is listed is what is played.

use std::io::{self, Write};

use super::words::closest;
use super::{FaultError, Script};
use crate::messages;

/// A script that shows what a figure of the course shows.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// The name, as it is typed: that of the figure, where the course has one.
    pub name: &'static str,
    text: &'static str,
}

macro_rules! recipes {
    ($($name:literal),* $(,)?) => {
        /// All recipes, in the order of the course.
        pub const ALL: &[Recipe] = &[
            $(Recipe { name: $name, text: include_str!(concat!("../../recettes/", $name, ".pannes")) }),*
        ];
    };
}

recipes![
    "qos-1-puback-perdu",
    "qos-1-publish-perdu",
    "qos-1-renvoi-mqtt-3.1",
    "qos-2-publish-perdu",
    "qos-2-pubrec-perdu",
    "qos-2-pubrel-perdu",
    "qos-2-pubcomp-perdu",
    "will",
    "retain",
    "keep-alive",
];

impl Recipe {
    /// The recipe of this name.
    ///
    /// # Errors
    /// What to say to whoever asked for one that there is not.
    pub fn named(name: &str) -> Result<Recipe, String> {
        let found = ALL.iter().find(|recipe| recipe.name == name).copied();
        found.ok_or_else(|| {
            let names: Vec<&'static str> = ALL.iter().map(|recipe| recipe.name).collect();
            messages::no_recipe(name, closest(&name.to_lowercase(), &names))
        })
    }

    /// What it shows, in a line.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }

    /// Its rules.
    ///
    /// # Errors
    /// Never, for those of [`ALL`]: a test reads them.
    pub fn script(&self) -> Result<Script, FaultError> {
        Script::parse(self.name, self.text)
    }
}

/// Prints the list, for people.
pub(crate) fn print() -> io::Result<()> {
    let width = ALL.iter().map(|recipe| recipe.name.len()).max().unwrap_or_default();
    let mut out = cli::stdout();
    writeln!(out, "{}", messages::recipes_head(&cli::command_line("logdump", "--recipe NOM")))?;
    for recipe in ALL {
        writeln!(out, "  {:width$}  {}", recipe.name, recipe.title())?;
    }
    writeln!(out, "\n{}", messages::FAULTS_HOWTO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_read_and_says_what_it_shows() {
        for recipe in ALL {
            let script = recipe.script().unwrap_or_else(|error| panic!("{error}"));
            assert!(!script.rules().is_empty(), "{}", recipe.name);
            assert!(recipe.title().chars().count() > 20, "{}", recipe.name);
        }
    }

    #[test]
    fn a_slip_in_a_name_is_mended() {
        let said = Recipe::named("qos1-puback-perdu").expect_err("no such recipe");
        assert!(said.contains("Vouliez-vous dire qos-1-puback-perdu"), "{said}");
    }
}
