//! Pages and corrigés, as far as these tests read them.

use std::fmt::Write;

use labs::Key;

/// A lab sheet of the book.
pub struct Page {
    items: Vec<Item>,
}

/// A paragraph that begins with `**Q3.**`: prediction (P), evidence (E), objective question (Q), prose question (R).
pub struct Item {
    pub name: String,
    pub text: String,
}

/// A line of a marking grid.
pub struct GridLine {
    pub criterion: String,
    pub what: String,
    pub points: f64,
}

impl Page {
    pub fn parse(text: &str) -> Page {
        let items = text.split("\n\n").filter_map(|paragraph| {
            let (name, rest) = paragraph.trim_start().strip_prefix("**")?.split_once(".**")?;
            let (kind, number) = name.split_at_checked(1)?;
            ("PEQR".contains(kind) && number.parse::<u8>().is_ok())
                .then(|| Item { name: name.to_owned(), text: rest.trim().replace('\n', " ") })
        });
        let page = Page { items: items.collect() };
        for kind in ['P', 'E', 'Q', 'R'] {
            for (number, item) in (1..).zip(page.items(kind)) {
                assert_eq!(item.name, format!("{kind}{number}"), "items of a kind are numbered in order");
            }
        }
        page
    }

    pub fn items(&self, kind: char) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.name.starts_with(kind))
    }

    /// The form of a lab: a line for each prediction and each objective question.
    pub fn form(&self, lab: &str) -> String {
        let mut form = format!(
            "# {}\u{a0}: feuille de réponses.\n\
             # Écrivez chaque réponse entre les guillemets, puis enregistrez. Ne changez ni les noms ni les guillemets.\n\
             # Majuscules, accents et petites fautes de frappe ne comptent pas. Laissez \"\" si vous ne savez pas.\n\n\
             feuille = \"{lab}\"\nposte = \"\"\n\n\
             # --- Prédictions, à écrire AVANT de lancer. Se tromper ne coûte rien\u{a0}; ne rien écrire, si.\n\n",
            title(lab)
        );
        self.ask('P', &mut form);
        form.push_str("# --- Questions objectives.\n\n");
        self.ask('Q', &mut form);
        form.truncate(form.trim_end().len() + 1);
        form
    }

    fn ask(&self, kind: char, form: &mut String) {
        for Item { name, text } in self.items(kind) {
            let _ = writeln!(form, "# {name}. {}\n{} = \"\"\n", text.replace("**", ""), name.to_lowercase());
        }
    }
}

/// `TP 1, à deux postes`.
pub fn title(lab: &str) -> String {
    match lab {
        "tp1-deux-postes" => "TP 1, à deux postes".to_owned(),
        lab => lab.replacen("tp", "TP ", 1),
    }
}

/// The answers of a key, as a table for its corrigé.
pub fn answers(key: &Key) -> String {
    let mut table = "| question | réponse | pourquoi |\n|----------|---------|----------|\n".to_owned();
    for question in &key.questions {
        let (name, shown, why) = (question.name.to_uppercase(), question.expected.shown(), &question.why);
        let _ = writeln!(table, "| {name} | `{shown}` | {why} |");
    }
    table
}

/// The lines of a corrigé's grid: criterion, what is looked at, points.
pub fn grid(corrige: &str) -> Vec<GridLine> {
    let (_, grid) = corrige.split_once("## Grille").unwrap_or_else(|| panic!("no grid in:\n{corrige}"));
    let rows = grid.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
        let [criterion, what, points] = cells[..] else { return None };
        let points = points.replace(',', ".").parse().ok()?;
        Some(GridLine { criterion: criterion.to_owned(), what: what.to_owned(), points })
    });
    rows.collect()
}
