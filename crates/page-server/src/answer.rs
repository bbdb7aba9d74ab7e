//! What every answer has in common, and the requests that no page answers.

use std::net::SocketAddr;

use bytes::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::{Body, host, messages};

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

/// Refuses what is not a GET of the server that listens on `bound`, and gives the icon that all pages of the kit have (without one
/// a browser asks for it all the same); the rest is for `site`.
pub(crate) fn guarded<B>(
    request: &Request<B>,
    bound: SocketAddr,
    site: impl FnOnce(&Request<B>) -> Response<Body>,
) -> Response<Body> {
    let mut response = if !is_for_us(request, bound) {
        refused(StatusCode::MISDIRECTED_REQUEST, messages::wrong_host(bound))
    } else if request.method() != Method::GET {
        let mut response = refused(StatusCode::METHOD_NOT_ALLOWED, messages::ONLY_GET.to_owned());
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET"));
        response
    } else if request.uri().path() == "/icon.svg" {
        given("image/svg+xml", Body::Whole(Bytes::from_static(include_bytes!("icon.svg"))))
    } else {
        site(request)
    };
    response.headers_mut().extend(SAFETY.map(|(name, value)| (name, HeaderValue::from_static(value))));
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
