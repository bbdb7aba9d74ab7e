//! Who may see and change marks: a browser that has had the address from the terminal, and in it this page only.
//!
//! The address holds a token that opens the page once and is then replaced by another, which the terminal shows: what stays in a
//! browser's history, or was read over a shoulder, opens nothing. The browser gets a cookie instead. Browsers send cookies to
//! every port of a machine, and a page of another port counts as the same site: so the cookie alone lets nobody write. A page of
//! another origin can neither send the header that is asked for nor name this origin as its own.

use hyper::header::{self, HeaderMap};

use crate::messages::serve as messages;

/// The header that only a script of this page can send.
const HEADER: &str = "x-atelier";

/// The token that is good now, and the browsers that have come in.
#[derive(Debug)]
pub struct Access {
    cookie: String,
    token: String,
    sessions: Vec<String>,
}

impl Access {
    /// For a page on this port: two classes at once have each their cookie.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Self { cookie: format!("atelier-{port}"), token: random()?, sessions: Vec::new() })
    }

    /// The token that opens the page now.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Takes a token: the `Set-Cookie` of the browser that gives the right one, which is good no more.
    ///
    /// # Errors
    /// When the system has no random numbers; nothing has changed then.
    pub fn enter(&mut self, token: &str) -> Result<Option<String>, getrandom::Error> {
        if !is_same(token, &self.token) {
            return Ok(None);
        }
        let session = random()?;
        self.token = random()?;
        let cookie = format!("{}={session}; HttpOnly; SameSite=Strict; Path=/", self.cookie);
        self.sessions.push(session);
        Ok(Some(cookie))
    }

    /// Whether the request comes from a browser that has come in.
    pub fn knows(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| {
            name == self.cookie && self.sessions.iter().any(|session| is_same(value, session))
        })
    }
}

/// Why a request that changes something is none of this page's; nothing when it is.
pub fn is_foreign(headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text("host").unwrap_or_default();
    let site = text("sec-fetch-site");
    let from_here = match headers.get(header::ORIGIN) {
        Some(origin) => origin.to_str().is_ok_and(|origin| origin == format!("http://{host}")),
        None => site == Some("same-origin"),
    };
    if !from_here || site.is_some_and(|site| site != "same-origin") {
        return Some(messages::FOREIGN_ORIGIN);
    }
    if text(HEADER) != Some("1") {
        return Some(messages::NO_HEADER);
    }
    let kind = text("content-type").unwrap_or_default();
    let is_json =
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    (!is_json).then_some(messages::NOT_JSON)
}

/// 128 bits that nobody guesses.
fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that does not tell how much is right.
fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        lines
            .iter()
            .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
            .collect()
    }

    #[test]
    fn a_token_opens_once_and_another_takes_its_place() {
        let mut access = Access::new(4000).expect("random numbers");
        let token = access.token().to_owned();
        assert_eq!(token.len(), 32);
        assert_eq!(access.enter("").expect("random"), None);
        assert_eq!(access.enter(&token[1..]).expect("random"), None);
        let cookie = access.enter(&token).expect("random").expect("a cookie");
        assert_eq!(access.enter(&token).expect("random"), None, "used");
        assert_ne!(access.token(), token);
        let pair = cookie.split(';').next().expect("a pair");
        assert!(!pair.contains(&token), "the cookie is another secret");
        assert!(access.knows(&headers(&[("cookie", &format!("autre=1; {pair}"))])));
        let others = [
            format!("atelier-4001={}", &pair[13..]),
            "atelier-4000=".into(),
            format!("{pair}0"),
            pair[..20].into(),
        ];
        for other in others {
            assert!(!access.knows(&headers(&[("cookie", &other)])), "{other}");
        }
    }

    #[test]
    fn only_this_page_may_change_something() {
        let base = [("host", "127.0.0.1:4000"), ("x-atelier", "1"), ("content-type", "application/json")];
        let with = |more: &[(&'static str, &'static str)]| is_foreign(&headers(&[&base[..], more].concat()));
        let origin = ("origin", "http://127.0.0.1:4000");
        assert_eq!(with(&[origin]), None);
        assert_eq!(with(&[origin, ("sec-fetch-site", "same-origin")]), None);
        assert_eq!(with(&[("sec-fetch-site", "same-origin")]), None);
        for foreign in [
            &[][..],
            &[("origin", "http://127.0.0.1:4001")],
            &[("origin", "http://localhost:4000")],
            &[("origin", "https://127.0.0.1:4000")],
            &[("origin", "null")],
            &[("origin", "http://mechant.example")],
            &[origin, ("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "none")],
        ] {
            assert_eq!(with(foreign), Some(messages::FOREIGN_ORIGIN), "{foreign:?}");
        }
        let mut bare = headers(&base);
        bare.insert("origin", origin.1.parse().expect("a value"));
        bare.remove("x-atelier");
        assert_eq!(is_foreign(&bare), Some(messages::NO_HEADER));
        bare.insert("x-atelier", "1".parse().expect("a value"));
        bare.insert("content-type", "text/plain".parse().expect("a value"));
        assert_eq!(is_foreign(&bare), Some(messages::NOT_JSON));
    }
}
