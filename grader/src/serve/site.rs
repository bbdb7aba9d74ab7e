//! What each address answers, to a browser that has come in.
//!
//! | address | answer |
//! |---|---|
//! | `/?jeton=…` | the cookie, once, and on to `/` |
//! | `/` and its files | the page |
//! | `/class` | the class: lines, pupils, marks, what is wrong in the teacher's file |
//! | `/pupil?id=…`, `/line?id=…` | one pupil with all lines; one line of all pupils |
//! | `/rapport?id=…` | a pupil's rapport, which can do nothing but be read |
//! | POST `/marks` | changes of one pupil's fields: the pupil and the class as they are then |
//! | POST `/reports` | reports and exports written again: the class |

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use page_server::{Body, framing, given, refused, sandboxed};
use serde::Deserialize;
use serde_json::{Value, json};

use super::access::{Access, is_foreign};
use super::desk::{Desk, Refusal};
use super::edit::Change;
use crate::messages::serve as messages;

const PAGE: &str = include_str!("page/index.html");
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// By path: kind and content.
const FILES: [(&str, &str, &str); 9] = [
    ("/page.css", "text/css; charset=utf-8", include_str!("page/page.css")),
    ("/main.js", SCRIPT, include_str!("page/main.js")),
    ("/class.js", SCRIPT, include_str!("page/class.js")),
    ("/marking.js", SCRIPT, include_str!("page/marking.js")),
    ("/fields.js", SCRIPT, include_str!("page/fields.js")),
    ("/texts.js", SCRIPT, include_str!("page/texts.js")),
    ("/server.js", SCRIPT, include_str!("page/server.js")),
    ("/dom.js", SCRIPT, include_str!("page/dom.js")),
    ("/words.js", SCRIPT, include_str!("page/words.js")),
];

/// Most changes at once: the fields of a pupil.
const CHANGES: usize = 500;

/// What is served.
pub struct Site<T> {
    desk: Mutex<Desk>,
    access: Mutex<Access>,
    /// Tells the teacher, in the terminal, the token that is good from now on.
    tell: T,
}

/// What is posted to `/marks`.
#[derive(Debug, Deserialize)]
struct Order {
    pupil: String,
    changes: Vec<Change>,
}

impl<T: Fn(&str)> Site<T> {
    pub fn new(desk: Desk, access: Access, tell: T) -> Self {
        Self { desk: Mutex::new(desk), access: Mutex::new(access), tell }
    }

    /// Answers a request.
    pub fn answer(&self, request: &Request<Bytes>) -> Response<Body> {
        let path = request.uri().path();
        let query = request.uri().query().unwrap_or_default();
        if let Some(token) = parameter(query, "jeton").filter(|_| path == "/") {
            return self.enter(&token);
        }
        if !lock(&self.access).knows(request.headers()) {
            return refused(StatusCode::FORBIDDEN, messages::NO_COOKIE.to_owned());
        }
        if request.method() == Method::POST {
            return match is_foreign(request.headers()) {
                Some(why) => refused(StatusCode::FORBIDDEN, why.to_owned()),
                None => self.posted(path, request.body()),
            };
        }
        if path == "/" {
            return framing("text/html; charset=utf-8", Body::Whole(Bytes::from_static(PAGE.as_bytes())));
        }
        if let Some((_, kind, file)) = FILES.iter().find(|(place, ..)| *place == path) {
            return given(kind, Body::Whole(Bytes::from_static(file.as_bytes())));
        }
        let mut desk = self.desk();
        desk.refresh();
        let id = parameter(query, "id").unwrap_or_default();
        let view = match path {
            "/class" => Some(desk.class()),
            "/pupil" => desk.pupil(&id),
            "/line" => desk.line(&id),
            "/rapport" => {
                return match desk.rapport(&id) {
                    Some(Ok(html)) => sandboxed(html),
                    Some(Err(error)) => refused(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")),
                    None => refused(StatusCode::NOT_FOUND, messages::NO_SUCH_PAGE.to_owned()),
                };
            }
            _ => None,
        };
        view.map_or_else(|| refused(StatusCode::NOT_FOUND, messages::NO_SUCH_PAGE.to_owned()), answer)
    }

    /// The class.
    pub fn desk(&self) -> MutexGuard<'_, Desk> {
        lock(&self.desk)
    }

    fn enter(&self, token: &str) -> Response<Body> {
        let mut access = lock(&self.access);
        let cookie = match access.enter(token) {
            Ok(Some(cookie)) => HeaderValue::from_str(&cookie),
            Ok(None) => return refused(StatusCode::FORBIDDEN, messages::USED_TOKEN.to_owned()),
            Err(_) => return refused(StatusCode::INTERNAL_SERVER_ERROR, messages::NO_RANDOM.to_owned()),
        };
        (self.tell)(access.token());
        let mut response = refused(StatusCode::SEE_OTHER, messages::WELCOME.to_owned());
        response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/"));
        // Hexadecimal digits always are a header's value.
        if let Ok(cookie) = cookie {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    fn posted(&self, path: &str, body: &[u8]) -> Response<Body> {
        let mut desk = self.desk();
        match path {
            "/marks" => {
                let Some(order) = order(body) else {
                    return refused(StatusCode::BAD_REQUEST, messages::NOT_AN_ORDER.to_owned());
                };
                match desk.save(&order.pupil, &order.changes) {
                    Ok(()) => answer(json!({ "pupil": desk.pupil(&order.pupil), "class": desk.class() })),
                    Err(Refusal::Typed(why)) => refused(StatusCode::UNPROCESSABLE_ENTITY, why),
                    Err(Refusal::File(why)) => refused(StatusCode::CONFLICT, why),
                }
            }
            "/reports" => {
                desk.refresh();
                match desk.publish() {
                    Ok(_) => answer(desk.class()),
                    Err(error) => refused(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")),
                }
            }
            _ => refused(StatusCode::NOT_FOUND, messages::NO_SUCH_PAGE.to_owned()),
        }
    }
}

fn order(body: &[u8]) -> Option<Order> {
    let order: Order = serde_json::from_slice(body).ok()?;
    (order.changes.len() <= CHANGES).then_some(order)
}

fn answer(view: Value) -> Response<Body> {
    given("application/json", view.to_string().into())
}

/// What a query gives under this name.
fn parameter(query: &str, name: &str) -> Option<String> {
    let mut parameters = form_urlencoded::parse(query.as_bytes());
    parameters.find(|(one, _)| one == name).map(|(_, value)| value.into_owned())
}

/// What is locked is whole at any moment, even if a thread ended while it held it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
