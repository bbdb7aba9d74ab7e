//! The page « Mesures », from its template.

use anyhow::{Context, ensure};

use super::figures::Figures;
use super::messages::number;

/// Puts the figures in place of their names, written `@{name}`.
///
/// # Errors
/// When the template names a figure that was not measured.
pub fn fill(template: &str, figures: &Figures) -> anyhow::Result<String> {
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("@{") {
        let (name, after) = after.split_once('}').context("« @{ » without its brace")?;
        page += before;
        page += &number(figures.get(name)?);
        rest = after;
    }
    page += rest;
    ensure!(!page.is_empty(), "the template is empty");
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_french_numbers_and_an_unknown_name_is_an_error() {
        let mut figures = Figures::default();
        figures.set("a", 12345);
        figures.set("b.c", "1.5");
        assert_eq!(fill("x @{a}, @{b.c} y", &figures).unwrap(), "x 12\u{202f}345, 1,5 y");
        assert!(fill("@{zut}", &figures).unwrap_err().to_string().contains("zut"));
        assert!(fill("@{a", &figures).is_err());
    }
}
