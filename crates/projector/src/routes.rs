//! What each address answers.
//!
//! | address | answer |
//! |---|---|
//! | `/` and its files | the page |
//! | `/events?client=&topic=` | the rows, past and to come, as Server-Sent Events |
//! | `/filter?client=&topic=` | `{"error": …}`: what is wrong with the filter, or null |
//! | `/explained?n=12` | the bytes of the packet at that place of the exchange, field by field |
//! | `/export.svg`, `/export.jsonl` | what is shown, up to the place `to` where it is given |

use std::sync::Arc;

use hyper::header::{self, HeaderValue};
use hyper::{Request, Response, StatusCode};
use page_server::{Body, given, refused};

use crate::explained::Explanation;
use crate::filter::Filter;
use crate::history::Shared;
use crate::{export, live, messages, page};

/// What is served.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) shared: Arc<Shared>,
}

const JSON: &str = "application/json";
const EVENTS: &str = "text/event-stream";

impl Site {
    /// Answers a request.
    pub(crate) fn answer<B>(&self, request: &Request<B>) -> Response<Body> {
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

fn attached(kind: &'static str, file: &'static str, body: Body) -> Response<Body> {
    let mut response = given(kind, body);
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{file}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
