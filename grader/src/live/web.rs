//! The page: three files and one flow of events, for browsers of this machine.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::time::{sleep, timeout};

use super::board::{Board, Cell};
use crate::messages::live as messages;

/// Browsers at once. Further ones wait.
const CONNECTIONS: usize = 32;
/// How long a browser may take to send its request.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest silence, so that a page knows a quiet class from a line that is cut.
const BEAT: Duration = Duration::from_secs(10);

/// Said with every answer: the page loads nothing but what stands here, and runs no script written into it.
const SAFETY: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

const TEXT: &str = "text/plain; charset=utf-8";

/// By path: kind and content.
const FILES: [(&str, &str, &str); 3] = [
    ("/", "text/html; charset=utf-8", include_str!("page/index.html")),
    ("/page.css", "text/css; charset=utf-8", include_str!("page/page.css")),
    ("/page.js", "text/javascript; charset=utf-8", include_str!("page/page.js")),
];

/// The whole board, for the page.
pub fn state(board: &Board, lost: Option<&str>) -> String {
    let cell = |cell: Option<&Cell>| match cell {
        None => json!({ "kind": "none", "text": "·" }),
        Some(Cell::Standing(standing)) if standing.is_passed() => json!({ "kind": "passed", "text": "✔" }),
        Some(Cell::Standing(standing)) => json!({ "kind": "at", "text": standing.to_string() }),
        Some(Cell::Text(text)) => json!({ "kind": "text", "text": text }),
    };
    let seats = board.seats().into_iter().map(|seat| {
        let cells: Vec<_> =
            board.exercises().iter().map(|exercise| cell(board.cell(seat, exercise))).collect();
        json!({ "seat": seat.to_string(), "cells": cells })
    });
    let (strays, last) = board.strays();
    let strays = if strays > 0 { Some(messages::strays(strays, last)) } else { None };
    let seats: Vec<_> = seats.collect();
    json!({ "exercises": board.exercises(), "seats": seats, "lost": lost, "strays": strays }).to_string()
}

/// Serves on `port` of this machine, in the current runtime; where.
pub async fn spawn(port: u16, state: watch::Receiver<Arc<str>>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        while let Ok(place) = Arc::clone(&room).acquire_owned().await {
            match listener.accept().await {
                Ok((stream, _)) => {
                    let state = state.clone();
                    tokio::spawn(async move {
                        connection(stream, state).await;
                        drop(place);
                    });
                }
                Err(_) => sleep(Duration::from_millis(50)).await,
            }
        }
    });
    Ok(address)
}

async fn connection(stream: TcpStream, state: watch::Receiver<Arc<str>>) {
    let service = service_fn(move |request| {
        let mut response = answer(&request, &state);
        response.headers_mut().extend(SAFETY.map(|(name, value)| (name, HeaderValue::from_static(value))));
        async { Ok::<_, Infallible>(response) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // A browser that goes away is no error of ours.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

fn answer<B>(request: &Request<B>, state: &watch::Receiver<Arc<str>>) -> Response<Content> {
    // A site that makes its own name point to this machine must not read the board.
    let hosts: Vec<_> = request.headers().get_all(header::HOST).iter().collect();
    let is_ours = matches!(hosts[..], [host] if host.to_str().is_ok_and(is_this_machine));
    if !is_ours {
        return text(StatusCode::MISDIRECTED_REQUEST, messages::WRONG_HOST);
    }
    if request.method() != Method::GET {
        return text(StatusCode::METHOD_NOT_ALLOWED, messages::ONLY_GET);
    }
    let path = request.uri().path();
    if path == "/events" {
        let (sender, receiver) = mpsc::channel(1);
        tokio::spawn(follow(state.clone(), sender));
        return given("text/event-stream", Content::Flow(receiver));
    }
    match FILES.iter().find(|(place, ..)| *place == path) {
        Some((_, kind, file)) => given(kind, Content::Whole(Bytes::from_static(file.as_bytes()))),
        None => text(StatusCode::NOT_FOUND, messages::NO_SUCH_PAGE),
    }
}

fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost")
}

fn given(kind: &'static str, content: Content) -> Response<Content> {
    let mut response = Response::new(content);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn text(status: StatusCode, said: &'static str) -> Response<Content> {
    let mut response = given(TEXT, Content::Whole(Bytes::from_static(said.as_bytes())));
    *response.status_mut() = status;
    response
}

/// The board now, then each time that it has changed, until the browser leaves.
async fn follow(mut state: watch::Receiver<Arc<str>>, to: mpsc::Sender<Bytes>) {
    loop {
        let now = Arc::clone(&state.borrow_and_update());
        if to.send(Bytes::from(format!("event: board\ndata: {now}\n\n"))).await.is_err() {
            return;
        }
        loop {
            match timeout(BEAT, state.changed()).await {
                Ok(Ok(())) => break,
                Ok(Err(_)) => return,
                Err(_) if to.send(Bytes::from_static(b"event: beat\ndata:\n\n")).await.is_err() => return,
                Err(_) => {}
            }
        }
    }
}

/// What is sent back: a file, or pieces as they come.
enum Content {
    Whole(Bytes),
    Flow(mpsc::Receiver<Bytes>),
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Content::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Content::Flow(pieces) => pieces.poll_recv(context).map(|piece| piece.map(Frame::data).map(Ok)),
        }
    }
}
