//! What each address answers.
//!
//! | address | answer |
//! |---|---|
//! | `/` and its files | the page |
//! | `/events?client=&topic=` | the rows, past and to come, as Server-Sent Events |
//! | `/filter?client=&topic=` | `{"error": …}`: what is wrong with the filter, or null |
//! | `/explained?n=12` | the bytes of the packet at that place of the exchange, field by field |
//! | `/export.svg`, `/export.jsonl` | what is shown, up to the place `to` where it is given |

use std::net::SocketAddr;
use std::sync::Arc;

use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::body::Body;
use crate::explained::Explanation;
use crate::filter::Filter;
use crate::history::Shared;
use crate::{export, live, messages, page};

/// What is served, and where.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) shared: Arc<Shared>,
    /// Where it listens.
    pub(crate) bound: SocketAddr,
}

/// Said with every answer. The page may load nothing but what this server gives, and run no script that is written in
/// it: a topic that were taken for HTML could still do nothing.
const SAFETY: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

const TEXT: &str = "text/plain; charset=utf-8";
const JSON: &str = "application/json";
const EVENTS: &str = "text/event-stream";

impl Site {
    /// Answers a request.
    pub(crate) fn answer<B>(&self, request: &Request<B>) -> Response<Body> {
        let mut response = self.choose(request);
        let headers = response.headers_mut();
        headers.extend(SAFETY.map(|(name, value)| (name, HeaderValue::from_static(value))));
        response
    }

    fn choose<B>(&self, request: &Request<B>) -> Response<Body> {
        if !self.is_for_us(request) {
            return refused(StatusCode::MISDIRECTED_REQUEST, messages::wrong_host(self.bound));
        }
        if request.method() != Method::GET {
            let mut response = refused(StatusCode::METHOD_NOT_ALLOWED, messages::ONLY_GET.to_owned());
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET"));
            return response;
        }
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
        if let Some(asset) = page::find(path) {
            return given(asset.kind, asset.text.to_owned().into());
        }
        if path == "/explained" {
            return self.explained(query);
        }
        let filter = Filter::parse(query);
        if path == "/filter" {
            return given(JSON, serde_json::json!({ "error": filter.err() }).to_string().into());
        }
        let filter = match filter {
            Ok(filter) => filter,
            Err(why) => return refused(StatusCode::BAD_REQUEST, why),
        };
        match path {
            "/events" => {
                let seen = request.headers().get("last-event-id").and_then(|id| id.to_str().ok());
                let viewer = live::Viewer::new(Arc::clone(&self.shared), filter, seen, query);
                given(EVENTS, Body::Flow(viewer.spawn()))
            }
            "/export.svg" => {
                let drawing = export::svg(&self.shared, &filter, query);
                attached("image/svg+xml", "echange.svg", drawing.into())
            }
            "/export.jsonl" => {
                let lines = export::json_lines(&self.shared, filter, query);
                attached("application/jsonl", "echange.jsonl", Body::Flow(lines))
            }
            _ => refused(StatusCode::NOT_FOUND, messages::NO_SUCH_PAGE.to_owned()),
        }
    }

    /// Whether the request names this server, once.
    fn is_for_us<B>(&self, request: &Request<B>) -> bool {
        let mut hosts = request.headers().get_all(header::HOST).iter();
        let (host, more) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next());
        more.is_none() && host.is_some_and(|host| crate::host::is_ours(host, self.bound))
    }

    fn explained(&self, query: &str) -> Response<Body> {
        let entry = parameter(query, "n").and_then(|place| self.shared.at_place(place));
        let explanation = entry.and_then(|entry| Explanation::of(entry.event()));
        match explanation.and_then(|explanation| serde_json::to_string(&explanation).ok()) {
            Some(json) => given(JSON, json.into()),
            None => refused(StatusCode::NOT_FOUND, messages::NO_SUCH_PACKET.to_owned()),
        }
    }
}

/// The number that a query gives under this name.
pub(crate) fn parameter(query: &str, name: &str) -> Option<u64> {
    let mut parameters = form_urlencoded::parse(query.as_bytes());
    parameters.find(|(one, _)| one == name).and_then(|(_, value)| value.parse().ok())
}

fn given(kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn attached(kind: &'static str, file: &'static str, body: Body) -> Response<Body> {
    let mut response = given(kind, body);
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{file}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

fn refused(status: StatusCode, why: String) -> Response<Body> {
    let mut response = given(TEXT, format!("{why}\n").into());
    *response.status_mut() = status;
    response
}
