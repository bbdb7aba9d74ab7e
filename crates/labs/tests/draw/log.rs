//! Reads a log as a pupil does, without the crate that wrote it.

/// Fails on a line that is not Mosquitto's, or on a time that goes back.
pub fn check(name: &str, text: &str) {
    let mut before = 0;
    for line in text.lines() {
        let (time, words) = line.split_once(": ").unwrap_or_else(|| panic!("{name}: no time in « {line} »"));
        let time: u64 = time.parse().unwrap_or_else(|_| panic!("{name}: « {time} » is no time"));
        assert!(time >= before, "{name}: time goes back at « {line} »");
        before = time;
        assert!(is_known(words), "{name}: « {line} » is not a line of Mosquitto's");
    }
    assert!(before > 0, "{name} is empty");
}

fn is_known(words: &str) -> bool {
    let packet = |rest: &str| {
        let name = rest.split(' ').next().unwrap_or_default();
        let names = [
            "CONNACK",
            "PUBLISH",
            "PUBACK",
            "PUBREC",
            "PUBREL",
            "PUBCOMP",
            "SUBSCRIBE",
            "SUBACK",
            "PINGREQ",
            "PINGRESP",
            "DISCONNECT",
        ];
        names.contains(&name) && (name != "PUBLISH" || is_publish(rest))
    };
    if let Some(rest) = words.strip_prefix("Received ") {
        return rest.contains(" from ") && packet(rest);
    }
    if let Some(rest) = words.strip_prefix("Sending ") {
        return rest.contains(" to ") && packet(rest);
    }
    let ends = [
        "disconnected.",
        "closed its connection.",
        "has exceeded timeout, disconnecting.",
        "already connected, closing old connection.",
    ];
    let subscribed = words.split(' ').nth(1).is_some_and(|qos| ["0", "1", "2"].contains(&qos));
    words.starts_with("New connection from 127.0.0.1:")
        || words.starts_with("New client connected from 127.0.0.1:") && words.ends_with(").")
        || words == "No will message specified."
        || words.starts_with("Will message specified (")
        || words.starts_with('\t')
        || words.starts_with("Client ") && ends.iter().any(|end| words.ends_with(end))
        || subscribed
}

/// `PUBLISH from x (d0, q1, r0, m1, 'topic', ... (4 bytes))`.
fn is_publish(rest: &str) -> bool {
    let Some((_, arguments)) = rest.split_once(" (") else { return false };
    let parts: Vec<&str> = arguments.split(", ").collect();
    let numbered =
        |part: &str, letter: char| part.strip_prefix(letter).is_some_and(|n| n.parse::<u16>().is_ok());
    match parts[..] {
        [d, q, r, m, topic, size] => {
            numbered(d, 'd')
                && numbered(q, 'q')
                && numbered(r, 'r')
                && numbered(m, 'm')
                && topic.starts_with('\'')
                && topic.ends_with('\'')
                && size.starts_with("... (")
                && size.ends_with(" bytes))")
        }
        _ => false,
    }
}

/// A log, in lines without time.
pub struct Read<'l>(Vec<&'l str>);

impl<'l> Read<'l> {
    pub fn of(log: &'l str) -> Read<'l> {
        Read(log.lines().filter_map(|line| Some(line.split_once(": ")?.1)).collect())
    }

    pub fn count(&self, beginning: &str) -> usize {
        self.0.iter().filter(|line| line.starts_with(beginning)).count()
    }

    /// The client whose connection line has `sign` in its brackets, if there is one alone.
    pub fn only_client_with(&self, sign: &str) -> Option<String> {
        let mut clients = self.0.iter().filter_map(|line| {
            let (client, signs) =
                line.strip_prefix("New client connected from ")?.split_once(" as ")?.1.split_once(" (")?;
            signs.trim_end_matches(").").split(", ").any(|found| found == sign).then(|| client.to_owned())
        });
        clients.next().filter(|_| clients.next().is_none())
    }

    /// The client of the only line that ends so.
    pub fn only_client_that(&self, end: &str) -> Option<String> {
        let mut lines = self.0.iter().filter_map(|line| line.strip_suffix(end)?.strip_prefix("Client "));
        lines.next().filter(|_| lines.next().is_none()).map(|client| client.trim().to_owned())
    }
}
