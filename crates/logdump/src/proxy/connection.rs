//! One client and its connection to the broker.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use cli::{Address, Unreachable};
use mqtt_trace::{Direction, Stream, What};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::events::Recorder;
use super::relay::{Reset, Watch, relay};

/// How long to try to reach the broker.
const CONNECT: Duration = Duration::from_secs(10);

/// Serves a client until both sides have closed.
pub(super) async fn serve(mut client: TcpStream, peer: SocketAddr, to: Address, recorder: Recorder) {
    recorder.record(What::Opened { client: peer, broker: to.to_string() }).await;
    let mut broker = match connect(&to).await {
        Ok(broker) => broker,
        Err(error) => {
            let broker = to.to_string();
            let reason = Unreachable { address: to, error }.to_string();
            recorder.record(What::Unreachable { broker, reason }).await;
            return;
        }
    };
    // A packet must not wait for the next one to fill a segment.
    let _ = client.set_nodelay(true);
    let _ = broker.set_nodelay(true);
    let (from_client, to_client) = client.split();
    let (from_broker, to_broker) = broker.split();
    let (mut upward, mut downward) = (Stream::default(), Stream::default());
    let watch = Watch::new(recorder);
    let both = tokio::try_join!(
        relay(from_client, to_broker, Direction::ToBroker, &mut upward, &watch),
        relay(from_broker, to_client, Direction::ToClient, &mut downward, &watch),
    );
    if let Err(Reset { by }) = both {
        watch.finish(Direction::ToBroker, &mut upward).await;
        watch.finish(Direction::ToClient, &mut downward).await;
        watch.ended(by, true).await;
        // A side that resets its connection must be seen by the other to have done so.
        let _ = client.set_zero_linger();
        let _ = broker.set_zero_linger();
    }
}

async fn connect(to: &Address) -> io::Result<TcpStream> {
    let connecting = TcpStream::connect((to.host.as_str(), to.port));
    timeout(CONNECT, connecting).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}
