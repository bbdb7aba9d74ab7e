//! Which program has taken a port, where the system tells (Linux, and then only for what we may look at).

use std::fs;
use std::path::Path;

/// A running program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Its name, as the system knows it.
    pub name: String,
    /// Its process identifier.
    pub pid: u32,
}

/// The program that listens to a TCP port of this machine; `None` where it cannot be known.
#[must_use]
pub fn port_owner(port: u16) -> Option<Owner> {
    let tables =
        ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    let lines = tables.iter().flat_map(|table| table.lines());
    let sockets: Vec<String> = lines
        .filter_map(|line| listening_inode(line, port))
        .map(|inode| format!("socket:[{inode}]"))
        .collect();
    if sockets.is_empty() {
        return None;
    }
    let processes = fs::read_dir("/proc").ok()?.flatten();
    processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).find_map(|pid: u32| {
        let folder = Path::new("/proc").join(pid.to_string());
        let holds = |path: &Path| {
            fs::read_link(path)
                .is_ok_and(|link| sockets.iter().any(|socket| link.as_os_str() == socket.as_str()))
        };
        let mut files = fs::read_dir(folder.join("fd")).ok()?.flatten();
        files.any(|file| holds(&file.path())).then(|| {
            let name = fs::read_to_string(folder.join("comm")).unwrap_or_default();
            Owner { name: name.trim().to_owned(), pid }
        })
    })
}

/// The inode of the socket that a line of `/proc/net/tcp` tells of, if it listens to `port`.
fn listening_inode(line: &str, port: u16) -> Option<&str> {
    const LISTEN: &str = "0A";
    let mut fields = line.split_whitespace();
    let (_, local_port) = fields.nth(1)?.rsplit_once(':')?;
    let state = fields.nth(1)?;
    let inode = fields.nth(5)?;
    let same = u16::from_str_radix(local_port, 16).is_ok_and(|local| local == port);
    (same && state == LISTEN).then_some(inode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_table_of_sockets() {
        let line = "   1: 0100007F:075B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0";
        assert_eq!(listening_inode(line, 0x075b), Some("4711"));
        assert_eq!(listening_inode(line, 1884), None);
        assert_eq!(listening_inode(&line.replace(" 0A ", " 01 "), 0x075b), None);
        assert_eq!(listening_inode("  sl  local_address rem_address   st tx_queue", 1883), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_port_of_our_own() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let owner = port_owner(listener.local_addr().unwrap().port()).unwrap();
        assert_eq!(owner.pid, std::process::id());
        assert!(!owner.name.is_empty());
    }
}
