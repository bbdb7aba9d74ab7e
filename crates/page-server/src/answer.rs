//! What every answer has in common, and the requests that no page answers.

use std::net::SocketAddr;

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::posted::{self, TooLarge};
use crate::{Body, host, messages};

/// The page may load nothing but what this server gives, and run no script that is written in it: a topic that were taken
/// for HTML could still do nothing.
const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

/// The same for a page that frames another page of this server.
const FRAMING: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// For a document that runs nothing, has no origin to speak for, and loads nothing but what is written in it.
const SANDBOXED: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'";

/// Said with every answer.
const SAFETY: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Refuses what is not for the server that listens on `bound`, and what is no GET, or no POST of at most `largest` bytes where
/// the site takes any; gives the icon that all pages of the kit have (without one a browser asks for it all the same). The rest
/// is for `site`.
pub(crate) async fn guarded<S>(
    request: Request<Incoming>,
    bound: SocketAddr,
    largest: Option<usize>,
    site: &S,
) -> Response<Body>
where
    S: Fn(&Request<Bytes>) -> Response<Body>,
{
    let mut response = if is_for_us(&request, bound) {
        answered(request, largest, site).await
    } else {
        refused(StatusCode::MISDIRECTED_REQUEST, messages::wrong_host(bound))
    };
    let headers = response.headers_mut();
    headers.extend(SAFETY.map(|(name, value)| (name, HeaderValue::from_static(value))));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(PAGE));
    response
}

async fn answered<S>(request: Request<Incoming>, largest: Option<usize>, site: &S) -> Response<Body>
where
    S: Fn(&Request<Bytes>) -> Response<Body>,
{
    let (head, body) = request.into_parts();
    let posted = match (&head.method, largest) {
        (&Method::GET, _) => Bytes::new(),
        (&Method::POST, Some(largest)) => match posted::collect(body, largest).await {
            Ok(posted) => posted,
            Err(TooLarge) => return refused(StatusCode::PAYLOAD_TOO_LARGE, messages::too_large(largest)),
        },
        _ => return wrong_method(largest.is_some()),
    };
    if head.uri.path() == "/icon.svg" {
        return given("image/svg+xml", Body::Whole(Bytes::from_static(include_bytes!("icon.svg"))));
    }
    site(&Request::from_parts(head, posted))
}

fn wrong_method(takes_posts: bool) -> Response<Body> {
    let (allowed, why) =
        if takes_posts { ("GET, POST", messages::GET_OR_POST) } else { ("GET", messages::ONLY_GET) };
    let mut response = refused(StatusCode::METHOD_NOT_ALLOWED, why.to_owned());
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}

/// Whether the request names this server, once.
fn is_for_us<B>(request: &Request<B>, bound: SocketAddr) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (host, more) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next());
    more.is_none() && host.is_some_and(|host| host::is_ours(host, bound))
}

/// An answer of this media type.
#[must_use]
pub fn given(kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A refusal, with a sentence that says why.
#[must_use]
pub fn refused(status: StatusCode, why: String) -> Response<Body> {
    let mut response = given("text/plain; charset=utf-8", format!("{why}\n").into());
    *response.status_mut() = status;
    response
}

/// An answer of this media type that may frame others of this server.
#[must_use]
pub fn framing(kind: &'static str, body: Body) -> Response<Body> {
    with_policy(given(kind, body), FRAMING)
}

/// An HTML document that this server's page may frame, and that can do nothing whatever is in it.
#[must_use]
pub fn sandboxed(html: String) -> Response<Body> {
    with_policy(given("text/html; charset=utf-8", html.into()), SANDBOXED)
}

fn with_policy(mut response: Response<Body>, policy: &'static str) -> Response<Body> {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}
