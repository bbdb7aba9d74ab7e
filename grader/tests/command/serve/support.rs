//! The page's server, and a client that sends what it likes.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use peers::{Ended, Process};
use serde_json::{Value, json};

use crate::support::Class;

/// A form, an account, a line by hand, and nothing to compile.
pub const SCHEME: &str = "titre = \"Rédaction\"\nsur = 20\narrondi = 0.5\n\
    [[lignes]]\nnom = \"tp1\"\ncritere = \"manipuler\"\nfeuille = \"tp1\"\npoints = 11\n\
    [[lignes]]\nnom = \"compte-rendu\"\ncritere = \"rendre-compte\"\nfeuille = \"compte-rendu\"\npoints = 5\n\
    [[lignes]]\nnom = \"oral\"\ncritere = \"rendre-compte\"\nintitule = \"Oral\"\npoints = 4\n";
/// What would be a disaster in HTML.
pub const HOSTILE: &str =
    "<script>document.title='pris'</script> <img src=x onerror=\"document.title='pris'\">";

/// Two pupils, the first of whom is hostile.
pub fn class() -> Class {
    let class = Class::empty();
    class.write("bareme.toml", SCHEME);
    class.write("classe.csv", "id;nom;prénom\nlea;AUBRY;Léa\ntom.b;ELOI;Tom\n");
    class.write(
        "lea/reponses/tp1.toml",
        &format!("q1 = \"SUBACK\"\nq4 = \"2\"\np1 = \"\"\"{HOSTILE}\"\"\"\n"),
    );
    class.write(
        "lea/compte-rendu.md",
        &format!("# {HOSTILE}\n\nTout **marche** : {HOSTILE}\n\n```\n</code>{HOSTILE}\n```\n"),
    );
    class.write("tom.b/reponses/tp1.toml", "q1 = \"SUBACK\"\n");
    class.write("tom.b/compte-rendu.md", "# Compte-rendu\n\nJ’ai vu trois paquets.\n");
    class
}

/// The server of a class, and the cookie of a browser that has come in.
pub struct Served {
    process: Process,
    pub address: SocketAddr,
    /// `/?jeton=…`, which was used to come in.
    pub used: String,
    /// The one that takes its place.
    pub next: String,
    pub cookie: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// In lower case.
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        serde_json::from_str(&self.body).expect("JSON")
    }
}

impl Served {
    /// Starts the server, and comes in.
    pub fn start(class: &Class, options: &[&str]) -> Self {
        let mut served = Self::closed(class, options);
        let entered =
            served.raw(&format!("GET {} HTTP/1.1\r\nHost: {}\r\n", served.used, served.address), "");
        assert_eq!(entered.status, 303, "{entered:?}");
        let cookie =
            entered.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
        assert!(cookie.contains("; httponly; samesite=strict"), "{cookie}");
        served.cookie = cookie.split(';').next().expect("a pair").to_owned();
        let told = served.process.stdout.until("http://127.0.0.1:").pop().expect("another address");
        served.next = place(&told).1;
        served
    }

    /// Starts the server; nobody has come in yet.
    pub fn closed(class: &Class, options: &[&str]) -> Self {
        Self::closed_on(class, "", options)
    }

    /// The same, for a folder in the class's.
    pub fn closed_on(class: &Class, folder: &str, options: &[&str]) -> Self {
        let mut command = class.serve(folder, options);
        let mut process = Process::start(&mut command);
        let told = process.stdout.until("http://127.0.0.1:").pop().expect("its address");
        let (address, used) = place(&told);
        Self { process, address, used, next: String::new(), cookie: String::new() }
    }

    /// Sends lines and a body as they are.
    pub fn raw(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        // It may have refused before all was sent.
        let _ = write!(stream, "{head}Connection: close\r\n\r\n{body}");
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n", self.address, self.cookie), "")
    }

    /// Posts as the page does.
    pub fn post(&self, path: &str, what: &Value) -> Answer {
        let body = what.to_string();
        let (address, cookie, size) = (self.address, &self.cookie, body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nOrigin: http://{address}\r\n\
             X-Atelier: 1\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n"
        );
        self.raw(&head, &body)
    }

    /// Sets fields of a pupil: key, line where it is of one, what is typed.
    pub fn mark(&self, pupil: &str, fields: &[(&str, &str, &str)]) -> Answer {
        let change = |(field, line, value): &(&str, &str, &str)| match *line {
            "" => json!({ "field": field, "value": value }),
            line => json!({ "field": field, "line": line, "value": value }),
        };
        let changes: Vec<Value> = fields.iter().map(change).collect();
        self.post("/marks", &json!({ "pupil": pupil, "changes": changes }))
    }

    /// Ends as a teacher ends it.
    pub fn stop(self) -> Ended {
        self.process.signal("INT");
        self.process.end()
    }
}

/// The address and the path of what was told.
fn place(told: &str) -> (SocketAddr, String) {
    let rest = told.trim().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {told}"));
    let (address, path) = rest.split_once('/').expect("a path");
    (address.parse().expect("an address"), format!("/{path}"))
}
