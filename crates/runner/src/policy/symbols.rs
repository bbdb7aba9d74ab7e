//! Symbols in the compiled library: an alias or a macro does not hide them.

use object::read::archive::ArchiveFile;
use object::{File, Object, ObjectSection, ObjectSymbol};

use crate::verdict::{Finding, FindingKind};

/// What the objects of an `.rlib` refer to or define that is worth a look.
pub fn scan(library: &[u8]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Ok(archive) = ArchiveFile::parse(library) else { return findings };
    for member in archive.members().flatten() {
        let Ok(data) = member.data(library) else { continue };
        // The archive holds rustc's own metadata too, which is no object.
        let Ok(object) = File::parse(data) else { continue };
        findings.extend(scan_object(&object).into_iter().map(|(kind, what)| Finding {
            kind,
            what,
            place: None,
        }));
    }
    findings.sort_by(|a, b| (a.kind, &a.what).cmp(&(b.kind, &b.what)));
    findings.dedup();
    findings
}

fn scan_object(object: &File) -> Vec<(FindingKind, String)> {
    let mut found = Vec::new();
    for section in object.sections() {
        let name = section.name().unwrap_or_default();
        if [".init_array", ".fini_array", ".ctors", ".dtors", ".preinit_array"]
            .iter()
            .any(|s| name.starts_with(s))
        {
            found.push((FindingKind::Hijack, name.to_owned()));
        }
    }
    for symbol in object.symbols() {
        let Ok(name) = symbol.name() else { continue };
        // The other form shows a hash of each crate.
        let demangled = format!("{:#}", rustc_demangle::demangle(name));
        if symbol.is_undefined() {
            let path: Vec<&str> = demangled.trim_start_matches('<').split("::").collect();
            match path.as_slice() {
                // What std's own threads call, compiled anew for each use of them.
                ["std", "process", "abort"] | ["std", "env", "_var_os"] => {}
                ["std", rest @ ..] => found.extend(super::outside(rest)),
                _ => {}
            }
        } else if symbol.is_global() && demangled == name && !is_rustc_own(name) {
            found.push((FindingKind::Hijack, name.to_owned()));
        }
    }
    found
}

/// Names that rustc makes by itself.
fn is_rustc_own(name: &str) -> bool {
    name.is_empty() || name.starts_with("DW.ref.") || name.starts_with("__rust") || name.starts_with("anon.")
}
