//! Reads and lists files: Landlock.

pub fn double(_: u32) -> u32 {
    let mut read = Vec::new();
    for path in ["/etc/passwd", "/etc/hostname", "src/lib.rs", "../src/lib.rs", "/proc/self/maps", "."] {
        if std::fs::metadata(path).is_ok_and(|it| it.is_file()) && std::fs::read(path).is_ok() {
            read.push(path);
        }
    }
    panic!(
        "read: {read:?}, listed: {:?}",
        std::fs::read_dir("/").map(Iterator::count).map_err(|error| error.kind())
    )
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
