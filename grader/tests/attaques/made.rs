//! Submissions that are too large, too deep or too broken to be written down.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{EntryType, Header};

use crate::attack::{Attack, Made};

const SOURCE: &str = "exercises/00-installation/src/lib.rs";

pub fn hand_in(made: Made, attack: &Attack, place: &Path) {
    let lib = || fs::read_to_string(attack.folder.join("lib.rs")).expect("lib.rs of the attack");
    match made {
        Made::Nested => {
            let deep = 20_000;
            let nest = format!("{}0{}", "(".repeat(deep), ")".repeat(deep));
            write(&place.join(SOURCE), lib().replace("@PROFOND@", &nest).as_bytes());
        }
        Made::DeepFolders => {
            write(&place.join(SOURCE), lib().as_bytes());
            nest_folders(place);
        }
        Made::GiantDirectory => giant_directory(place).expect("written"),
        Made::LongName => {
            let size = 30 << 20;
            let mut archive = GzEncoder::new(File::create(place).expect("a file"), Compression::fast());
            let name = header("././@LongLink", size, EntryType::GNULongName);
            archive.write_all(name.as_bytes()).expect("written");
            io::copy(&mut io::repeat(b'a').take(size), &mut archive).expect("written");
            archive.write_all(header("x", 0, EntryType::Regular).as_bytes()).expect("written");
            archive.finish().expect("an archive");
        }
        Made::Archives => {
            let size = 30 << 20;
            let mut archive = GzEncoder::new(Vec::new(), Compression::fast());
            archive.write_all(header("x", size, EntryType::Regular).as_bytes()).expect("in memory");
            io::copy(&mut io::repeat(0).take(size), &mut archive).expect("in memory");
            let archive = archive.finish().expect("in memory");
            for number in 0..300 {
                write(&place.join(format!("{number}.tar.gz")), &archive);
            }
            write(&place.join(SOURCE), lib().as_bytes());
        }
        Made::Members => {
            let nothing = GzEncoder::new(Vec::new(), Compression::fast()).finish().expect("in memory");
            write(place, &nothing.repeat(400_000));
        }
        Made::Half => {
            let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
            archive.start_file(SOURCE, zip::write::SimpleFileOptions::default()).expect("an entry");
            archive.write_all(lib().as_bytes()).expect("its content");
            let archive = archive.finish().expect("in memory").into_inner();
            write(place, &archive[..archive.len() / 2]);
        }
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, bytes).expect("written");
}

fn header(name: &str, size: u64, kind: EntryType) -> Header {
    let mut header = Header::new_gnu();
    header.as_gnu_mut().expect("a GNU header").name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_cksum();
    header
}

/// As deep as a path may be long.
fn nest_folders(place: &Path) {
    let room = 4000 - place.as_os_str().len();
    fs::create_dir_all(place.join("a/".repeat(room / 2))).expect("folders");
}

/// Entries that all point at nothing: 53 bytes each here, some hundred in the memory of who reads them all.
fn giant_directory(place: &Path) -> io::Result<()> {
    let count = 1_200_000_u64;
    let mut file = BufWriter::new(File::create(place)?);
    let local = [&b"PK\x03\x04\x14"[..], &[0; 21], &[1, 0, 0, 0], b"a"].concat();
    file.write_all(&local)?;
    for number in 0..count {
        file.write_all(b"PK\x01\x02\x14\0\x14\0")?;
        file.write_all(&[0; 20])?;
        file.write_all(&[7, 0])?;
        file.write_all(&[0; 16])?;
        write!(file, "{number:07}")?;
    }
    let (start, size) = (local.len() as u64, 53 * count);
    // The end of a large archive, where it is, and the end that says to look there.
    file.write_all(b"PK\x06\x06")?;
    file.write_all(&44_u64.to_le_bytes())?;
    file.write_all(&[45, 0, 45, 0])?;
    file.write_all(&[0; 8])?;
    for field in [count, count, size, start] {
        file.write_all(&field.to_le_bytes())?;
    }
    file.write_all(b"PK\x06\x07\0\0\0\0")?;
    file.write_all(&(start + size).to_le_bytes())?;
    file.write_all(&[1, 0, 0, 0])?;
    file.write_all(b"PK\x05\x06\0\0\0\0")?;
    file.write_all(&[0xff; 12])?;
    file.write_all(&[0; 2])?;
    file.flush()
}
