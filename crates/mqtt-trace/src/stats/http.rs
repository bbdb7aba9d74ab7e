//! The same message over HTTP/1.1, as short as it can honestly be written.

/// What stands around the topic and the length of a request.
const REQUEST: &str = "PUT / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \r\n\r\n";

/// What a server answers that has nothing to say.
const ANSWER: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// Bytes of a PUT of so many bytes to the topic, and of its answer, on a connection that is open already.
pub(super) fn cost(topic: &str, payload: u64) -> u64 {
    let digits = payload.checked_ilog10().map_or(1, |log| u64::from(log) + 1);
    REQUEST.len() as u64 + topic.len() as u64 + digits + payload + ANSWER.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_costs() {
        for payload in ["", "21.5", "0123456789"] {
            let written = format!(
                "PUT /maison/salon HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n{payload}{ANSWER}",
                payload.len()
            );
            assert_eq!(cost("maison/salon", payload.len() as u64), written.len() as u64, "{payload:?}");
        }
    }
}
