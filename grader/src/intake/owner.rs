//! Whose work a submission is, by its name.

use super::messages;
use crate::class_list::{Member, work_together};
use crate::model::Presence;
use crate::words::{holds_all, slug, words};

use super::Found;

/// Who handed in what.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// For each pupil, the places of the submissions that bear the name, the surest first.
    pub of: Vec<Vec<usize>>,
    /// What belongs to nobody.
    pub remarks: Vec<String>,
}

/// How surely a name is a pupil's, the surest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// The family name alone, in a longer name.
    FamilyName,
    /// The id or the whole name, in a longer name.
    Within,
    /// The label of the pair.
    Pair,
    /// The id or the whole name, and nothing else.
    Exact,
}

/// Gives each pupil all the submissions that bear the id or the name, else those of the pair, else a partner's.
pub fn assign(found: &[Found], members: &[Member]) -> Owners {
    let mut own: Vec<Vec<(Match, usize)>> = vec![Vec::new(); members.len()];
    let mut remarks = Vec::new();
    let known: Vec<Known> = members.iter().map(Known::of).collect();
    for (place, submission) in found.iter().enumerate() {
        let owners = owners(submission, members, &known);
        if owners.is_empty() {
            remarks.push(messages::nobodys(&submission.label));
        }
        for (owner, how) in owners {
            own[owner].push((how, place));
        }
    }
    // Of two equally sure, the later name: copies are called « (1) » after the first.
    own.iter_mut().for_each(|works| works.sort_unstable_by(|a, b| b.cmp(a)));
    let of = members.iter().enumerate().map(|(owner, member)| {
        let partners = members.iter().zip(&own).enumerate().filter(|(other, (partner, works))| {
            *other != owner && !works.is_empty() && work_together(member, partner)
        });
        let theirs = partners.map(|(_, (_, works))| works).next();
        let works = match theirs {
            Some(theirs) if own[owner].is_empty() && member.presence == Presence::HandedIn => theirs,
            _ => &own[owner],
        };
        works.iter().map(|(_, place)| *place).collect()
    });
    Owners { of: of.collect(), remarks }
}

/// Those whose work it is: one pupil, a pair, or nobody when several others fit.
fn owners(submission: &Found, members: &[Member], known: &[Known]) -> Vec<(usize, Match)> {
    let label = words(platform_name(submission.stem()));
    let mut fits: Vec<(usize, Match)> =
        known.iter().enumerate().filter_map(|(place, known)| Some((place, known.fit(&label)?))).collect();
    let Some(surest) = fits.iter().map(|(_, how)| *how).max() else { return fits };
    // A pair's archive names both: it is not two who both claim it.
    let [first, others @ ..] = &fits[..] else { return fits };
    if others.iter().all(|(place, _)| work_together(&members[first.0], &members[*place])) {
        return fits;
    }
    fits.retain(|(_, how)| *how == surest);
    let [first, others @ ..] = &fits[..] else { return fits };
    if others.iter().all(|(place, _)| work_together(&members[first.0], &members[*place])) {
        fits
    } else {
        Vec::new()
    }
}

/// What a member is recognised by.
struct Known {
    id: Vec<String>,
    name: Vec<String>,
    family_name: Vec<String>,
    pair: Vec<String>,
}

impl Known {
    fn of(member: &Member) -> Self {
        let some = |text: &Option<String>| text.as_deref().map(words).unwrap_or_default();
        Self {
            id: words(&member.id),
            name: words(&member.name),
            family_name: some(&member.family_name),
            pair: some(&member.pair),
        }
    }

    fn fit(&self, label: &[String]) -> Option<Match> {
        let Self { id, name, family_name, pair } = self;
        let same = |wanted: &[String]| label.len() == wanted.len() && holds_all(label, wanted);
        let run =
            |wanted: &[String]| !wanted.is_empty() && label.windows(wanted.len()).any(|run| run == wanted);
        let label_of_pair = label.strip_prefix(&["binome".to_owned()][..]).unwrap_or(label);
        if same(id) || same(name) {
            Some(Match::Exact)
        } else if !pair.is_empty() && (label == pair || label_of_pair == pair) {
            Some(Match::Pair)
        } else if run(id) || (name.len() > 1 && holds_all(label, name)) {
            Some(Match::Within)
        } else if run(family_name) {
            Some(Match::FamilyName)
        } else {
            None
        }
    }
}

/// What Moodle names `Nom Prénom_12345_assignsubmission_file_…` is the name before it.
fn platform_name(stem: &str) -> &str {
    let Some((before, _)) = stem.split_once("_assignsubmission_") else { return stem };
    match before.rsplit_once('_') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => before,
    }
}

/// A class made of the submissions, where there is no list.
pub fn without_list(found: &[Found]) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for submission in found {
        let name = platform_name(submission.stem()).to_owned();
        let base = slug(&name);
        let taken = |id: &str| members.iter().any(|member| member.id == id);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let id = std::iter::once(base.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(base);
        members.push(Member {
            id,
            name,
            family_name: None,
            group: None,
            pair: None,
            drawn: None,
            presence: Presence::HandedIn,
            arrangements: None,
        });
    }
    members
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::intake::Kind;

    fn found(label: &str) -> Found {
        Found { label: label.to_owned(), path: PathBuf::new(), kind: Kind::of(label).unwrap_or(Kind::Folder) }
    }

    fn class() -> Vec<Member> {
        let list = "id;nom;prénom;groupe;binôme;statut\n\
                    aubry-l;AUBRY;Léa;A;;\n\
                    benali-s;BENALI;Samir;A;b1;\n\
                    caron-z;CARON;Zoé;A;b1;\n\
                    martin-p;MARTIN;Paul;A;;\n\
                    martin-z;MARTIN;Zoé;A;;\n\
                    ne-d;NÉ;Dan;A;b2;absent\n\
                    or-e;OR;Eve;A;b2;\n";
        let list = crate::class_list::read("classe.csv".as_ref(), list.as_bytes(), None);
        list.expect("a good list").members
    }

    #[test]
    fn names_are_recognised() {
        let members = class();
        for (label, expected) in [
            ("aubry-l", &["aubry-l"][..]),
            ("AUBRY-L.zip", &["aubry-l"]),
            ("Léa AUBRY.tar.gz", &["aubry-l"]),
            ("Aubry_Le\u{301}a", &["aubry-l"]),
            ("tp1_aubry.zip", &["aubry-l"]),
            ("AUBRY Léa_12345_assignsubmission_file_", &["aubry-l"]),
            ("Léa AUBRY_12345_assignsubmission_file_tp mqtt.zip", &["aubry-l"]),
            ("b1.zip", &["benali-s", "caron-z"]),
            ("Binôme B1", &["benali-s", "caron-z"]),
            ("BENALI_CARON.zip", &["benali-s", "caron-z"]),
            ("benali-s", &["benali-s", "caron-z"]),
            ("MARTIN.zip", &[]),
            ("MARTIN Zoé tp1", &["martin-z"]),
            ("AUBRY_CARON.zip", &[]),
            ("inconnu", &[]),
            ("nettoyage", &[]),
            // The one who is absent that day has no share in the pair's work.
            ("or-e", &["or-e"]),
        ] {
            let owners = assign(&[found(label)], &members);
            let of = members.iter().zip(&owners.of).filter(|(_, places)| !places.is_empty());
            let of: Vec<&str> = of.map(|(member, _)| member.id.as_str()).collect();
            assert_eq!(of, expected, "{label}");
            let told = if expected.is_empty() { vec![messages::nobodys(label)] } else { vec![] };
            assert_eq!(owners.remarks, told, "{label}");
        }
    }

    #[test]
    fn all_that_bears_a_name_is_the_pupil_s_the_surest_first() {
        let members = class();
        let of = |labels: [&str; 2]| assign(&labels.map(found), &members).of;
        assert_eq!(of(["AUBRY.zip", "aubry-l"])[0], [1, 0]);
        assert_eq!(of(["aubry-l", "tp1 aubry (1).zip"])[0], [0, 1]);
        assert_eq!(of(["tp1 aubry.zip", "tp1 aubry (1).zip"])[0], [1, 0]);
        // Of a pair, each has the own work when there are two, and all of the partner's when there is none.
        assert_eq!(of(["benali-s", "caron-z"])[1..3], [vec![0], vec![1]]);
        assert_eq!(of(["benali-s", "Samir BENALI.zip"])[1..3], [vec![1, 0], vec![1, 0]]);
    }

    #[test]
    fn without_a_list_each_submission_is_a_pupil_of_its_own() {
        let names = ["Dupont", "dupont.zip", "DUPONT_7_assignsubmission_file_", "李.zip", "..."];
        let members = without_list(&names.map(found));
        let ids: Vec<&str> = members.iter().map(|member| member.id.as_str()).collect();
        assert_eq!(ids, ["dupont", "dupont-2", "dupont-3", "sans-nom", "sans-nom-2"]);
    }
}
