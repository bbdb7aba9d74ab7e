//! The page: three files and one flow of events, for browsers of this machine.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::{Response, StatusCode};
use page_server::{Body, given, refused};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::board::{Board, Cell};
use crate::messages::live as messages;

/// Browsers at once. Further ones wait.
const CONNECTIONS: usize = 32;
/// The longest silence, so that a page knows a quiet class from a line that is cut.
const BEAT: Duration = Duration::from_secs(10);

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
    tokio::spawn(page_server::serve(listener, CONNECTIONS, move |request| {
        answer(request.uri().path(), &state)
    }));
    Ok(address)
}

fn answer(path: &str, state: &watch::Receiver<Arc<str>>) -> Response<Body> {
    if path == "/events" {
        let (sender, receiver) = mpsc::channel(1);
        tokio::spawn(follow(state.clone(), sender));
        return given("text/event-stream", Body::Flow(receiver));
    }
    match FILES.iter().find(|(place, ..)| *place == path) {
        Some((_, kind, file)) => given(kind, Body::Whole(Bytes::from_static(file.as_bytes()))),
        None => refused(StatusCode::NOT_FOUND, messages::NO_SUCH_PAGE.to_owned()),
    }
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
