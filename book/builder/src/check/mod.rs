//! `cargo x book check`: what neither mdBook nor the compiler sees.
//!
//! Each check returns the faults it found, each as one line: where, what, and what to do.

mod console;
mod links;
mod pages;
mod plans;
mod sources;
mod times;

use std::path::Path;

use anyhow::Result;

/// Builds the book of `root`, runs every check, prints the faults and the time that each chapter takes. True when
/// there is no fault.
///
/// The consoles need the kit's programs: they are in the folder that `ATELIER_BINARIES` names.
///
/// # Errors
/// When the book cannot be built, or a file cannot be read.
pub fn check(root: &Path) -> Result<bool> {
    let built = crate::build(root)?;
    let pages = pages::Page::all(&built)?;
    let guide = pages::Page::all(&crate::build_guide(root)?)?;
    let sources = sources::Source::all(root)?;
    let checks: [(&str, Vec<String>); 8] = [
        ("links and anchors lead somewhere", [links::check(&pages), links::check(&guide)].concat()),
        ("nothing is loaded from outside", pages::external(&built)?),
        (
            "images and figures have a text, headings are in order",
            [pages::structure(&pages), pages::structure(&guide)].concat(),
        ),
        ("Rust is included from compiled files", sources::rust(&sources)),
        ("each figure is shown somewhere", sources::figures(root, &sources)?),
        ("the times of chapters are written", times::check(&sources)),
        ("the plans of the guide fit the hours of the course", plans::check(root)?),
        ("consoles show what the programs do", console::check(&sources)?),
    ];
    let mut failed = 0;
    for (name, faults) in &checks {
        println!("  {}  {name}", if faults.is_empty() { "ok  " } else { "FAIL" });
        failed += usize::from(!faults.is_empty());
        faults.iter().for_each(|fault| println!("        {}", fault.replace('\n', "\n        ")));
    }
    println!("\n{}", times::table(&sources));
    println!("{} passed, {failed} failed", checks.len() - failed);
    Ok(failed == 0)
}
