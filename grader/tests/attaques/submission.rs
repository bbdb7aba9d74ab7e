//! Handing an attack in: its folder or its archive, laid down among the others.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{EntryType, Header};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::attack::{Archive, Attack, FileSpec};
use crate::made;

/// Puts `attack` into `class`; `fill` replaces what its texts leave open.
pub fn hand_in(attack: &Attack, class: &Path, fill: &dyn Fn(&str) -> String) {
    let place = class.join(attack.label());
    if let Some(made) = attack.made {
        return made::hand_in(made, attack, &place);
    }
    let alone = [FileSpec {
        path: format!("exercises/{}/src/lib.rs", attack.exercise),
        from: Some("lib.rs".to_owned()),
        ..FileSpec::default()
    }];
    let specs = if attack.file.is_empty() { &alone[..] } else { &attack.file };
    let files = specs.iter().flat_map(|spec| {
        let path = fill(&spec.path);
        (0..spec.count.unwrap_or(1)).map(move |number| (path.replace('#', &number.to_string()), spec))
    });
    match attack.archive {
        None => files.for_each(|(path, spec)| folder_entry(&place.join(path), spec, attack, fill)),
        Some(Archive::Zip) => {
            let mut archive = ZipWriter::new(File::create(place).expect("a file"));
            files.for_each(|(path, spec)| zip_entry(&mut archive, &path, spec, attack, fill));
            archive.finish().expect("an archive");
        }
        Some(Archive::TarGz) => {
            let gzip = GzEncoder::new(File::create(place).expect("a file"), Compression::fast());
            let mut archive = tar::Builder::new(gzip);
            files.for_each(|(path, spec)| tar_entry(&mut archive, &path, spec, attack, fill));
            archive.into_inner().and_then(GzEncoder::finish).expect("an archive");
        }
    }
}

fn folder_entry(path: &Path, spec: &FileSpec, attack: &Attack, fill: &dyn Fn(&str) -> String) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    if let Some(target) = &spec.link {
        symlink(fill(target), path).expect("a link");
    } else if let Some(target) = &spec.hard_link {
        fs::hard_link(fill(target), path).expect("a hard link");
    } else if spec.pipe {
        assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    } else {
        let mut file = File::create(path).expect("a file");
        io::copy(&mut content(spec, attack, fill), &mut file).expect("written");
        if spec.old {
            file.set_modified(UNIX_EPOCH + Duration::from_secs(946_684_800)).expect("an old date");
        }
    }
}

fn zip_entry(
    archive: &mut ZipWriter<File>,
    path: &str,
    spec: &FileSpec,
    attack: &Attack,
    fill: &dyn Fn(&str) -> String,
) {
    let options = SimpleFileOptions::default();
    if let Some(target) = &spec.link {
        archive.add_symlink(path, fill(target), options).expect("a link");
    } else {
        archive.start_file(path, options).expect("an entry");
        io::copy(&mut content(spec, attack, fill), archive).expect("its content");
    }
}

/// The `tar` crate refuses to write dangerous names: they are put into the header by hand.
fn tar_entry(
    archive: &mut tar::Builder<impl Write>,
    path: &str,
    spec: &FileSpec,
    attack: &Attack,
    fill: &dyn Fn(&str) -> String,
) {
    let mut header = Header::new_gnu();
    header.as_gnu_mut().expect("a GNU header").name[..path.len()].copy_from_slice(path.as_bytes());
    header.set_mode(0o644);
    let (kind, target) = match (&spec.link, &spec.hard_link) {
        (Some(target), _) => (EntryType::Symlink, Some(target)),
        (_, Some(target)) => (EntryType::Link, Some(target)),
        _ if spec.pipe => (EntryType::Fifo, None),
        _ => (EntryType::Regular, None),
    };
    header.set_entry_type(kind);
    if let Some(target) = target {
        header.set_link_name_literal(fill(target)).expect("a link");
    }
    let mut size = 0;
    if kind == EntryType::Regular {
        size = io::copy(&mut content(spec, attack, fill), &mut io::sink()).expect("readable");
    }
    header.set_size(size);
    header.set_cksum();
    archive.append(&header, content(spec, attack, fill).take(size)).expect("an entry");
}

fn content<'a>(spec: &FileSpec, attack: &Attack, fill: &dyn Fn(&str) -> String) -> Box<dyn Read + 'a> {
    let beside = |name: &String| fs::read_to_string(attack.folder.join(name)).expect("a file of the attack");
    match (&spec.zeros, spec.text.clone().or_else(|| spec.from.as_ref().map(beside))) {
        (Some(size), _) => Box::new(io::repeat(0).take(size << 20)),
        (None, text) => Box::new(io::Cursor::new(fill(&text.unwrap_or_default()))),
    }
}
