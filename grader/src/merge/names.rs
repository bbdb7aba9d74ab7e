//! Names put back in the place of pseudonyms.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};

use crate::class_list::{self, Member};
use crate::messages::pseudonyms as messages;
use crate::model::{Class, Owner, Pupil};
use crate::pseudonyms::{Key, MARK, length};

/// The class list at home, with its key.
#[derive(Debug)]
pub struct Names {
    members: Vec<Member>,
    /// The place in the list, by pseudonym.
    places: HashMap<String, usize>,
}

impl Names {
    /// Reads the class list at `path`, and the key beside it.
    ///
    /// # Errors
    /// A file that is missing or wrong.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(path).with_context(|| crate::messages::unreadable_file(path))?;
        let members = class_list::read(path, &bytes, None)?.members;
        let key = Key::open(path.parent().unwrap_or(Path::new(".")))?;
        let place = |(place, member): (usize, &Member)| Some((key.of(&member.id)?.to_owned(), place));
        let places: HashMap<String, usize> = members.iter().enumerate().filter_map(place).collect();
        if places.is_empty() {
            bail!(messages::no_key(key.path()));
        }
        Ok(Self { members, places })
    }

    /// The pupil under the real name.
    ///
    /// # Errors
    /// A pseudonym that is nobody's.
    pub fn pupil(&self, pupil: Pupil) -> anyhow::Result<Pupil> {
        let Some(member) = self.member(&pupil.id) else { bail!(messages::unknown(&pupil.id)) };
        Ok(Pupil {
            id: member.id.clone(),
            name: member.name.clone(),
            family_name: member.family_name.clone(),
            group: member.group.clone(),
            arrangements: member.arrangements.clone(),
            partners: pupil.partners.iter().map(|partner| self.text(partner)).collect(),
            ..pupil
        })
    }

    /// What holds for everybody, with names.
    pub fn class(&self, class: &mut Class) {
        let id = |pseudonym: &mut String| {
            if let Some(member) = self.member(pseudonym) {
                pseudonym.clone_from(&member.id);
            }
        };
        class.remarks.iter_mut().for_each(|remark| *remark = self.text(remark));
        class.copies.iter_mut().flat_map(|copy| &mut copy.pupils).for_each(id);
        for similar in &mut class.similar {
            id(&mut similar.pupil);
            if let Owner::Pupil(other) = &mut similar.to {
                id(other);
            }
        }
    }

    /// A sentence in which each pseudonym is a name.
    pub fn text(&self, text: &str) -> String {
        let mut named = String::with_capacity(text.len());
        let mut done = 0;
        for (start, _) in text.match_indices(MARK) {
            let pseudonym = text.get(start..start + length());
            let Some((pseudonym, member)) = pseudonym.and_then(|one| Some((one, self.member(one)?))) else {
                continue;
            };
            named += &text[done..start];
            named += &member.name;
            done = start + pseudonym.len();
        }
        named + &text[done..]
    }

    /// The places of a roster's pseudonyms in the list's order, and the names of those of the list who are not in it.
    pub fn order(&self, roster: &[String]) -> (Vec<usize>, Vec<String>) {
        let mut places: Vec<Option<usize>> = vec![None; self.members.len()];
        for (place, pseudonym) in roster.iter().enumerate() {
            if let Some(at_home) = self.places.get(pseudonym) {
                places[*at_home] = Some(place);
            }
        }
        let without = self.members.iter().zip(&places).filter(|(_, place)| place.is_none());
        let without = without.map(|(member, _)| member.name.clone()).collect();
        (places.into_iter().flatten().collect(), without)
    }

    fn member(&self, pseudonym: &str) -> Option<&Member> {
        self.members.get(*self.places.get(pseudonym)?)
    }
}
