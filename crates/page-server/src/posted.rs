//! What is posted, collected before the site is asked.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Incoming};
use tokio::time::timeout;

use crate::server::PATIENCE;

/// More was posted than the site takes, or it did not come to its end in time.
#[derive(Debug)]
pub(crate) struct TooLarge;

/// All of `body`; nothing is kept of one that is larger than `largest` bytes, or does not come to its end in time.
pub(crate) async fn collect(body: Incoming, largest: usize) -> Result<Bytes, TooLarge> {
    // A size that is told beforehand is refused unread.
    if body.size_hint().lower() > largest as u64 {
        return Err(TooLarge);
    }
    timeout(PATIENCE, read(body, largest)).await.unwrap_or(Err(TooLarge))
}

async fn read(mut body: Incoming, largest: usize) -> Result<Bytes, TooLarge> {
    let mut all = BytesMut::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(data) = frame.map_err(drop).and_then(|frame| frame.into_data().map_err(drop)) else {
            return Err(TooLarge);
        };
        if all.len() + data.len() > largest {
            return Err(TooLarge);
        }
        all.extend_from_slice(&data);
    }
    Ok(all.freeze())
}
