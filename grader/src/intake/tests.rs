//! Archives and folders made on the fly, each with one attack.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use tar::{EntryType, Header};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const GOOD: &str = "exercises/01-premier-octet/src/lib.rs";

fn course() -> Course {
    Course::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the kit's course")
}

/// What is kept of a submission of this name and content, and what is told.
fn take(name: &str, bytes: &[u8]) -> Result<(Vec<String>, Vec<String>), String> {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("written");
    take_from(folder.path(), name)
}

fn take_from(folder: &Path, name: &str) -> Result<(Vec<String>, Vec<String>), String> {
    let kind = Kind::of(name).unwrap_or(Kind::Folder);
    let found = Found { label: name.to_owned(), path: folder.join(name), kind };
    let handed = open(&found, &course()).map_err(|Unreadable(reason)| reason)?;
    Ok((handed.files.iter().map(Kept::name).collect(), handed.remarks))
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The `tar` crate refuses to write dangerous names: they are put into the header by hand.
fn tar(entries: &[(&str, EntryType, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, kind, content) in entries {
        let mut header = Header::new_gnu();
        let field = &mut header.as_gnu_mut().expect("a GNU header").name;
        field[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(content.len() as u64);
        if matches!(kind, EntryType::Symlink | EntryType::Link) {
            header.set_link_name("/etc/passwd").expect("a link");
        }
        header.set_cksum();
        archive.append(&header, *content).expect("an entry");
    }
    archive.into_inner().expect("an archive")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).expect("in memory");
    gzip.finish().expect("in memory")
}

#[test]
fn sources_are_found_in_every_usual_layout() {
    for (name, expected) in [
        (GOOD, Some(GOOD)),
        ("01-premier-octet/src/lib.rs", Some(GOOD)),
        ("exercise-01/src/lib.rs", Some(GOOD)),
        ("rendu de Léa/exercises/01-premier-octet/src/lib.rs", Some(GOOD)),
        ("rendu/01-mon-exercice/src/lib.rs", Some(GOOD)),
        ("exercises\\01-premier-octet\\src\\lib.rs", Some(GOOD)),
        ("exercises/01-premier-octet/src/lib.rs/bits.rs", None),
        (
            "exercises/01-premier-octet/src/outils/bits.rs",
            Some("exercises/01-premier-octet/src/outils/bits.rs"),
        ),
        ("exercises/01-premier-octet/tests/verifie.rs", None),
        ("exercises/01-premier-octet/build.rs", None),
        ("exercises/01-premier-octet/Cargo.toml", None),
        ("exercises/99-inconnu/src/lib.rs", None),
        ("a/b/exercises/01-premier-octet/src/lib.rs", None),
        ("src/lib.rs", None),
        ("solutions/01-premier-octet/src/lib.rs", None),
        ("exercises/01-premier-octet/src/notes.txt", None),
    ] {
        let (files, _) = take("a.zip", &zip(&[(name, b"// rien")])).expect("a readable archive");
        assert_eq!(files.first().map(String::as_str), expected, "{name}");
    }
}

#[test]
fn an_archive_keeps_its_good_file_and_tells_the_dangerous_one() {
    use Refused::{Odd, Outside, TooLong};
    let deep = "d/".repeat(20) + "lib.rs";
    for (name, told) in [
        ("../../evasion.rs", messages::refused_path("../../evasion.rs", Outside)),
        ("/etc/cron.d/x", messages::refused_path("/etc/cron.d/x", Outside)),
        ("C:\\x.rs", messages::refused_path("C:\\x.rs", Outside)),
        (&deep, messages::refused_path(&deep, TooLong)),
        ("01-x/src/a\x1b[31m.rs", messages::refused_path("01-x/src/a\\u{1b}[31m.rs", Odd)),
        ("01-x/src/a b.rs", messages::refused_path("01-x/src/a b.rs", Odd)),
        ("exercises/01-premier-octet/src/LIB.rs", {
            let other = "exercises/01-premier-octet/src/LIB.rs";
            messages::same_place(GOOD, other)
        }),
    ] {
        let in_zip = zip(&[(name, b"1"), (GOOD, b"2")]);
        let in_tar = tar(&[(name, EntryType::Regular, b"1"), (GOOD, EntryType::Regular, b"2")]);
        for (archive, bytes) in [("a.zip", in_zip), ("a.tar", in_tar.clone()), ("a.tar.gz", gzip(&in_tar))] {
            let (files, remarks) = take(archive, &bytes).expect("a readable archive");
            assert_eq!(files.len(), 1, "{name} in {archive}: {files:?}");
            assert_eq!(remarks, std::slice::from_ref(&told), "{name} in {archive}");
        }
    }
}

#[test]
fn links_and_devices_of_a_tar_are_told_and_not_followed() {
    for (kind, entry) in [
        (EntryType::Symlink, Entry::Symlink),
        (EntryType::Link, Entry::HardLink),
        (EntryType::Fifo, Entry::Special),
        (EntryType::Char, Entry::Special),
        (EntryType::Block, Entry::Special),
    ] {
        let (files, remarks) = take("a.tar", &tar(&[(GOOD, kind, b"")])).expect("a readable archive");
        assert!(files.is_empty(), "{kind:?}: {files:?}");
        assert_eq!(remarks, [messages::refused_entry(GOOD, entry)], "{kind:?}");
    }
}

#[test]
fn a_gz_of_a_few_pieces_is_read_whole() {
    let whole = tar(&[(GOOD, EntryType::Regular, b"// rien")]);
    let (head, tail) = whole.split_at(300);
    let (files, _) = take("a.tar.gz", &[gzip(head), gzip(tail)].concat()).expect("a readable archive");
    assert_eq!(files, [GOOD]);
}

#[test]
fn a_link_in_a_zip_is_told_and_not_followed() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.add_symlink(GOOD, "/etc/passwd", SimpleFileOptions::default()).expect("a link");
    let bytes = archive.finish().expect("an archive").into_inner();
    let (files, remarks) = take("a.zip", &bytes).expect("a readable archive");
    assert!(files.is_empty(), "{files:?}");
    assert_eq!(remarks, [messages::refused_entry(GOOD, Entry::Symlink)]);
}

#[test]
fn sizes_are_capped() {
    let large = vec![b' '; MAX_FILE as usize + 1];
    let (files, remarks) = take("a.zip", &zip(&[(GOOD, &large)])).expect("a readable archive");
    assert_eq!((files.len(), remarks), (0, vec![messages::file_too_large(GOOD, MAX_FILE)]));

    let half = vec![b' '; MAX_FILE as usize];
    let names: Vec<String> = (0..5).map(|n| format!("exercises/01-premier-octet/src/f{n}.rs")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &half[..])).collect();
    let (files, remarks) = take("a.zip", &zip(&entries)).expect("a readable archive");
    assert_eq!((files.len(), remarks), (4, vec![messages::exercise_too_large(&names[4], MAX_EXERCISE)]));
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let bomb = vec![0; UNPACKED[0] as usize + 1];
    let bytes = gzip(&tar(&[("gros.bin", EntryType::Regular, &bomb), (GOOD, EntryType::Regular, b"")]));
    assert!(bytes.len() < 1 << 20, "a small archive: {} bytes", bytes.len());
    assert_eq!(take("a.tar.gz", &bytes), Err(messages::archive_unpacks_too_large(UNPACKED[0])));
}

#[test]
fn too_many_entries_are_refused() {
    let names: Vec<String> = (0..=MAX_ENTRIES).map(|number| format!("f{number}")).collect();
    let entries: Vec<_> = names.iter().map(|name| (name.as_str(), EntryType::Regular, &b""[..])).collect();
    assert_eq!(take("a.tar", &tar(&entries)), Err(messages::too_many_entries(MAX_ENTRIES)));
}

#[test]
fn a_broken_archive_says_what_is_broken() {
    let whole = zip(&[(GOOD, &b"// rien\n".repeat(100))]);
    let half = &whole[..whole.len() / 2];
    let tarball = gzip(&tar(&[(GOOD, EntryType::Regular, &b"// rien\n".repeat(100))]));
    for (name, bytes, reason) in [
        ("a.zip", half, "ce n’est pas un fichier .zip entier (envoi interrompu\u{202f}?)"),
        ("a.zip", b"", messages::EMPTY_FILE),
        ("a.zip", b"PK bonjour", "ce n’est pas un fichier .zip entier (envoi interrompu\u{202f}?)"),
        ("a.tar.gz", &tarball[..tarball.len() / 2], "la fin manque (envoi interrompu\u{202f}?)"),
        (
            "a.tar.gz",
            b"bonjour, ceci est un texte",
            "le contenu est abîmé, ou n’est pas celui que son nom annonce",
        ),
    ] {
        assert_eq!(take(name, bytes), Err(messages::broken_archive(reason)), "{name}, {} bytes", bytes.len());
    }
    assert_eq!(take("a.rar", b"Rar!"), Err(messages::UNSUPPORTED_ARCHIVE.to_owned()));
}

#[test]
fn an_altered_content_is_seen() {
    let mut bytes = zip(&[(GOOD, b"fn main() { let x = 1; let y = 2; }")]);
    bytes[80] ^= 0xFF;
    let error = take("a.zip", &bytes).expect_err("a wrong checksum");
    assert!(error.starts_with("archive illisible"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_s_symbolic_links_are_told_and_not_followed() {
    let folder = TempDir::new().expect("a folder");
    let source = folder.path().join("rendu").join("exercises/01-premier-octet/src");
    fs::create_dir_all(&source).expect("folders");
    let secret = folder.path().join("secret.rs");
    fs::write(&secret, "// secret").expect("a file");
    std::os::unix::fs::symlink(&secret, source.join("lib.rs")).expect("a link");
    std::os::unix::fs::symlink(folder.path(), source.join("dehors")).expect("a link");
    // One's own file by another name: nothing to fear, and no reason to refuse it.
    fs::hard_link(&secret, source.join("dur.rs")).expect("a hard link");
    let (files, remarks) = take_from(folder.path(), "rendu").expect("a readable folder");
    let at = |name: &str| format!("exercises/01-premier-octet/src/{name}");
    assert_eq!(files, [at("dur.rs")]);
    let expected = [
        messages::refused_entry(&at("dehors"), Entry::Symlink),
        messages::refused_entry(GOOD, Entry::Symlink),
    ];
    assert_eq!(remarks, expected);
}

#[test]
fn a_platform_s_folder_holds_the_archive() {
    let folder = TempDir::new().expect("a folder");
    let inner = folder.path().join("AUBRY Léa_12_assignsubmission_file_");
    fs::create_dir(&inner).expect("a folder");
    fs::write(inner.join("rendu.zip"), zip(&[(GOOD, b"// rien")])).expect("written");
    fs::write(inner.join("abime.zip"), b"PK").expect("written");
    let name = inner.file_name().expect("a name").to_str().expect("text");
    let (files, remarks) = take_from(folder.path(), name).expect("a readable folder");
    assert_eq!(files, [GOOD]);
    assert!(remarks.iter().any(|remark| remark.starts_with("abime.zip")), "{remarks:?}");
}

#[test]
fn the_order_of_entries_changes_nothing() {
    let entries = [("exercises/01-premier-octet/src/lib.rs", &b"1"[..]), ("copie/01-vieux/src/lib.rs", b"2")];
    let (a, b) = (zip(&entries), zip(&[entries[1], entries[0]]));
    let result = take("a.zip", &a).expect("a readable archive");
    assert_eq!(take("a.zip", &b), Ok(result.clone()));
    assert_eq!(result.1, [messages::same_place(entries[1].0, entries[0].0)]);
}

#[test]
fn equal_works_have_equal_digests() {
    let kept = |bytes: &[u8]| Kept {
        exercise: "01-x".to_owned(),
        path: PathBuf::from("src/lib.rs"),
        bytes: bytes.to_vec(),
    };
    let digest = |bytes| Handed { files: vec![kept(bytes)], ..Handed::default() }.digest();
    assert_eq!(digest(b"a"), digest(b"a"));
    assert_ne!(digest(b"a"), digest(b"b"));
}

proptest! {
    /// Whatever happens to an archive on its way, it is read or refused: never a panic, never more than was in it.
    #[test]
    fn altered_archives_do_no_harm(
        which in 0..3_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        end in any::<prop::sample::Index>(),
    ) {
        let entries = tar(&[(GOOD, EntryType::Regular, b"// rien"), ("notes.txt", EntryType::Regular, b"bonjour")]);
        let (name, mut bytes) = match which {
            0 => ("a.zip", zip(&[(GOOD, b"// rien"), ("notes.txt", b"bonjour")])),
            1 => ("a.tar", entries),
            _ => ("a.tar.gz", gzip(&entries)),
        };
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len() - end.index(bytes.len()) / 4);
        if let Ok((files, _)) = take(name, &bytes) {
            prop_assert!(files.len() <= 2, "{files:?}");
        }
    }

    #[test]
    fn any_path_is_taken_or_refused(raw in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(parts) = path::parts(&raw) {
            prop_assert!(parts.iter().all(|part| *part != ".." && !part.contains(['/', '\\', '\0'])), "{parts:?}");
        }
    }
}
