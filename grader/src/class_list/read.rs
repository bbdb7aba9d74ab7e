//! From the text of `classe.csv` to members, with the line of whatever is wrong.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::csv::{self, Record};
use super::{ClassList, Member, messages};
use crate::model::Presence;
use crate::words;

/// A class list that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", crate::messages::wrong_line(path, *line, problem))]
pub struct ClassListError {
    path: PathBuf,
    line: usize,
    problem: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Id,
    FamilyName,
    FirstName,
    Group,
    Pair,
    Drawn,
    Status,
    Arrangements,
}

/// Reads the list. `lab` chooses among the columns of pairs where there is one for each lab: `binôme tp2`.
///
/// # Errors
/// [`ClassListError`] with the line and how to mend it.
pub fn read(path: &Path, bytes: &[u8], lab: Option<&str>) -> Result<ClassList, ClassListError> {
    let wrong = |line, problem| ClassListError { path: path.to_owned(), line, problem };
    let text = csv::decode(bytes);
    let records = csv::parse(&text).map_err(|line| wrong(line, messages::OPEN_QUOTE.to_owned()))?;
    let Some((header, rows)) = records.split_first() else {
        return Err(wrong(1, messages::EMPTY_LIST.to_owned()));
    };
    let mut list = ClassList::default();
    let columns = columns(header, lab, &mut list.remarks).map_err(|problem| wrong(header.line, problem))?;
    if rows.is_empty() {
        return Err(wrong(header.line, messages::EMPTY_LIST.to_owned()));
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let member = member(row, header.cells.len(), &columns).map_err(|problem| wrong(row.line, problem))?;
        // Reports are files: two ids that differ by case alone are one file on some systems.
        if let Some(first) = seen.insert(member.id.to_lowercase(), row.line) {
            return Err(wrong(row.line, messages::duplicate_id(&member.id, first)));
        }
        list.members.push(member);
    }
    Ok(list)
}

fn columns(
    header: &Record,
    lab: Option<&str>,
    remarks: &mut Vec<String>,
) -> Result<HashMap<Column, usize>, String> {
    let mut columns = HashMap::new();
    let lab = lab.map(words::words).unwrap_or_default();
    for (place, title) in header.cells.iter().enumerate() {
        let title_words = words::words(title);
        let names: Vec<&str> = title_words.iter().map(String::as_str).collect();
        let column = match names[..] {
            ["id" | "identifiant" | "numero" | "login"]
            | ["numero" | "nom", "d", "identification" | "utilisateur"] => Column::Id,
            ["nom"] | ["nom", "de", "famille"] | ["nom", "complet"] | ["eleve"] => Column::FamilyName,
            ["prenom" | "prenoms"] => Column::FirstName,
            ["groupe"] => Column::Group,
            ["sujet" | "sujets"] => Column::Drawn,
            ["statut" | "presence"] => Column::Status,
            ["amenagement" | "amenagements"] => Column::Arrangements,
            ["binome"] if !columns.contains_key(&Column::Pair) => Column::Pair,
            ["binome", ..] if title_words[1..] == lab => {
                // More telling than a general column of pairs.
                columns.remove(&Column::Pair);
                Column::Pair
            }
            ["binome", ..] => continue,
            _ => {
                if !names.is_empty() {
                    remarks.push(messages::ignored_column(title));
                }
                continue;
            }
        };
        if columns.insert(column, place).is_some() {
            return Err(messages::duplicate_column(title));
        }
    }
    if columns.contains_key(&Column::FamilyName) {
        Ok(columns)
    } else {
        Err(messages::NO_NAME_COLUMN.to_owned())
    }
}

fn member(row: &Record, width: usize, columns: &HashMap<Column, usize>) -> Result<Member, String> {
    if row.cells.iter().skip(width).any(|cell| !cell.is_empty()) {
        return Err(messages::too_many_cells(width, row.cells.len()));
    }
    let cell = |column| {
        let place = *columns.get(&column)?;
        row.cells.get(place).filter(|cell| !cell.is_empty()).cloned()
    };
    let family_name = cell(Column::FamilyName).ok_or(messages::NO_NAME)?;
    let first_name = cell(Column::FirstName);
    let name =
        first_name.as_ref().map_or_else(|| family_name.clone(), |first| format!("{family_name} {first}"));
    let id = match cell(Column::Id) {
        Some(id) if is_safe_id(&id) => id,
        Some(id) => return Err(messages::unsafe_id(&id)),
        None => words::slug(&name),
    };
    let presence = match cell(Column::Status) {
        None => Presence::HandedIn,
        Some(status) => presence(&status).ok_or_else(|| messages::unknown_status(&status))?,
    };
    let drawn = match cell(Column::Drawn) {
        None => None,
        Some(number) => Some(drawn(&number).ok_or_else(|| messages::unknown_drawn(&number))?),
    };
    Ok(Member {
        id,
        name,
        family_name: first_name.map(|_| family_name),
        group: cell(Column::Group),
        pair: cell(Column::Pair),
        drawn,
        presence,
        arrangements: cell(Column::Arrangements),
    })
}

/// `3`, `03`, `binome-03`.
fn drawn(number: &str) -> Option<u32> {
    let folded = words::fold(number);
    folded.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok().filter(|number| *number < 1000)
}

fn presence(status: &str) -> Option<Presence> {
    match words::fold(status).as_str() {
        "present" | "presente" | "p" => Some(Presence::HandedIn),
        "absent" | "absente" | "abs" | "a" => Some(Presence::Absent),
        "dispense" | "dispensee" | "disp" | "d" => Some(Presence::Exempted),
        _ => None,
    }
}

/// What every system takes as the name of a file.
fn is_safe_id(id: &str) -> bool {
    id.len() <= 64
        && id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !id.ends_with('.')
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<ClassList, String> {
        read(Path::new("classe.csv"), text.as_bytes(), Some("tp2")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_full_list_is_read() {
        let text = "Identifiant;Nom;Prénom;Groupe;Binôme TP1;Binôme TP2;Statut;Aménagements;INE\n\
                    aubry-l;AUBRY;Léa;A;b1;b7;;tiers temps;123\n\
                    ;BENALI;Samir;A;b1;;Absent;\n";
        let list = list(text).expect("a good list");
        assert_eq!(list.members.len(), 2);
        let lea = &list.members[0];
        assert_eq!((lea.id.as_str(), lea.name.as_str()), ("aubry-l", "AUBRY Léa"));
        assert_eq!((lea.pair.as_deref(), lea.arrangements.as_deref()), (Some("b7"), Some("tiers temps")));
        let samir = &list.members[1];
        assert_eq!(
            (samir.id.as_str(), samir.presence, &samir.pair),
            ("benali-samir", Presence::Absent, &None)
        );
        assert_eq!(list.remarks, [messages::ignored_column("INE")]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let table = [
            ("", 1, messages::EMPTY_LIST.to_owned()),
            ("nom;prenom\n", 1, messages::EMPTY_LIST.to_owned()),
            ("id;prenom\n1;Léa\n", 1, messages::NO_NAME_COLUMN.to_owned()),
            ("id;nom;Nom\n1;A;B\n", 1, messages::duplicate_column("Nom")),
            ("id;nom\n1;A\n\n1;B\n", 4, messages::duplicate_id("1", 2)),
            ("id;nom\na;A\nA;B\n", 3, messages::duplicate_id("A", 2)),
            ("id;nom\n1\n", 2, messages::NO_NAME.to_owned()),
            ("id;nom\n1;A;B\n", 2, messages::too_many_cells(2, 3)),
            ("id;nom\n../x;A\n", 2, messages::unsafe_id("../x")),
            ("nom;statut\nA;malade\n", 2, messages::unknown_status("malade")),
            ("nom;sujet\nA;trois\n", 2, messages::unknown_drawn("trois")),
            ("nom\n\"A\n", 2, messages::OPEN_QUOTE.to_owned()),
        ];
        for (text, line, problem) in table {
            let expected = crate::messages::wrong_line(Path::new("classe.csv"), line, &problem);
            assert_eq!(list(text), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn the_number_of_a_drawn_sheet_is_read_however_it_is_written() {
        for (cell, number) in [("3", Some(3)), ("03", Some(3)), ("Binôme-07", Some(7)), ("", None)] {
            let list = list(&format!("nom;sujet\nA;{cell}\n")).expect("a good list");
            assert_eq!(list.members[0].drawn, number, "{cell:?}");
        }
    }

    #[test]
    fn pairs_share_a_label_or_name_each_other() {
        let text = "id;nom;groupe;binome\na;A;1;b1\nb;B;1;B1\nc;C;2;b1\nd;D;2;c\ne;E;2;\n";
        let list = list(text).expect("a good list");
        let partners = |place: usize| {
            list.partners(&list.members[place]).map(|partner| partner.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(partners(0), ["b"]);
        assert_eq!(partners(2), ["d"]);
        assert_eq!(partners(3), ["c"]);
        assert!(partners(4).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_list_or_a_fault_with_its_line(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            if let Err(error) = read(Path::new("classe.csv"), &bytes, None) {
                proptest::prop_assert!(error.to_string().starts_with("classe.csv, ligne "), "{error}");
            }
        }
    }
}
