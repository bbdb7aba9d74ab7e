//! TP 4, played as its page says it: the commands of the page are run, and what `tshark` shows is what the page shows.
//!
//! In the page, a comment `<!-- essai: NAME -->` names the block that follows, and `<!-- obtenu: NAME -->` the one that
//! shows what it gives. Port 8883 is a free port in truth.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use peers::{LIMIT, Process, available, free_port, installed};

struct Lab {
    page: String,
    folder: tempfile::TempDir,
    port: String,
}

impl Lab {
    /// The block of that name, for the real port and without `sudo`.
    fn block(&self, name: &str) -> String {
        let marker = format!("<!-- essai: {name} -->");
        let (_, after) = self.page.split_once(&marker).unwrap_or_else(|| panic!("the page has no {marker}"));
        self.real(fence(after))
    }

    /// What the page says that this block gives; nothing where it says nothing.
    fn shown(&self, name: &str) -> &str {
        self.page.split_once(&format!("<!-- obtenu: {name} -->")).map_or("", |(_, after)| fence(after))
    }

    fn real(&self, text: &str) -> String {
        text.replace("8883", &self.port).replace("sudo ", "").replace("/tmp/", "")
    }

    /// Runs a block in the lab's folder; gives what it writes on its standard output.
    fn run(&self, name: &str) -> String {
        self.sh(&self.block(name))
    }

    fn sh(&self, script: &str) -> String {
        // On its usual port tshark knows TLS by itself.
        let script = script.replace("tshark ", &format!("tshark -d tcp.port=={},tls ", self.port));
        let mut shell = Command::new("sh");
        let shell = shell.args(["-e", "-c", &script]).current_dir(self.folder.path()).stdin(Stdio::null());
        let done = shell.output().expect("a shell");
        let (stdout, stderr) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success(), "{script}\n{stdout}\n{stderr}");
        stdout.into_owned()
    }

    /// Runs a block of `tshark` and compares with what the page shows beneath it.
    fn check(&self, name: &str) {
        let (seen, shown) = (self.run(name), self.shown(name));
        assert!(matches(shown, &seen), "« {name} »: the page shows\n{shown}\ntshark shows\n{seen}");
    }
}

/// The content of the first fenced block.
fn fence(text: &str) -> &str {
    let (_, inside) = text.split_once("```").and_then(|(_, rest)| rest.split_once('\n')).expect("a block");
    inside.split_once("```").expect("its end").0
}

/// Whether each line is as shown: columns may be wider, `[..]` stands for any text, `...` alone for all that follows.
fn matches(shown: &str, seen: &str) -> bool {
    let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut seen = seen.lines().map(plain);
    for shown in shown.lines().map(plain) {
        if shown == "..." {
            return true;
        }
        let mut parts = shown.split("[..]");
        let Some(mut rest) = seen.next().and_then(|seen| Some(seen.strip_prefix(parts.next()?)?.to_owned()))
        else {
            return false;
        };
        for part in parts {
            let Some(at) = rest.find(part) else { return false };
            rest = if part.is_empty() { String::new() } else { rest[at + part.len()..].to_owned() };
        }
        if !rest.is_empty() {
            return false;
        }
    }
    seen.next().is_none()
}

/// Waits until the capture holds the end of each connection.
fn wait_for_capture(lab: &Lab) {
    let limit = Instant::now() + LIMIT;
    // A client that closes before it has read all, the tickets of TLS 1.3 say, ends with RST and sends no FIN.
    let ends = "tshark -r tls.pcapng -Y 'tcp.flags.fin == 1 || tcp.flags.reset == 1' -T fields -e tcp.stream 2>/dev/null || true";
    loop {
        let mut ended: Vec<u32> = lab.sh(ends).lines().filter_map(|line| line.parse().ok()).collect();
        ended.sort_unstable();
        ended.dedup();
        if ended == [0, 1, 2] {
            return;
        }
        assert!(Instant::now() < limit, "three connections should have been captured, ended: {ended:?}");
        sleep(Duration::from_millis(200));
    }
}

#[test]
fn tshark_shows_what_the_page_shows() {
    if !installed(&["openssl", "mosquitto", "mosquitto_pub", "tshark"]) {
        return;
    }
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src/tp/tp-4.md");
    let page = fs::read_to_string(page).expect("the page");
    let lab = Lab { page, folder: tempfile::tempdir().expect("a folder"), port: free_port().to_string() };
    lab.run("certificats");
    // As root, Mosquitto would give up its rights, and its key.
    let settings = format!("{}user root\n", lab.block("tls.conf"));
    fs::write(lab.folder.path().join("tls.conf"), settings).expect("tls.conf");
    let mut broker = Command::new("mosquitto");
    let mut broker = Process::start(broker.args(["-c", "tls.conf", "-v"]).current_dir(lab.folder.path()));
    assert!(broker.stderr.any(|line| line.ends_with(" running")), "mosquitto starts");

    let capture = lab.block("capture").replace("tshark", "exec tshark");
    let mut shell = Command::new("sh");
    let mut capture = Process::start(shell.args(["-c", &capture]).current_dir(lab.folder.path()));
    if !available("le droit de capturer sur lo", capture.stderr.any(|line| line.contains("Capture started")))
    {
        return;
    }
    lab.run("échanges");
    wait_for_capture(&lab);
    capture.signal("INT");
    let _ = capture.end();

    for name in
        ["poignée", "certificate", "clés", "clienthello", "mqtt", "application 1.2", "application 1.3"]
    {
        lab.check(name);
    }
}

#[test]
fn a_wildcard_stands_for_text_and_not_for_lines() {
    let table = [
        ("a  b\n", "a\tb\n", true),
        ("a [..]\n", "a bc\n", true),
        ("a [..]d\n", "a bcd\n", true),
        ("a [..]d\n", "a bc\n", false),
        ("a\n", "a\nb\n", false),
        ("a\n...\n", "a\nb\nc\n", true),
        ("", "", true),
        ("", "a\n", false),
    ];
    for (shown, seen, expected) in table {
        assert_eq!(matches(shown, seen), expected, "{shown:?} {seen:?}");
    }
}
