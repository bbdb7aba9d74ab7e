//! One client and its connection to the broker.

use std::net::SocketAddr;

use cli::Address;
use mqtt_trace::{Direction, Fault, Stream, What};
use tokio::io::split;
use tokio::net::TcpStream;

use super::Shared;
use super::disturb::disturb;
use super::events::Recorder;
use super::relay::{Reset, Watch, relay};
use super::tls;
use ::tls::Wire;

/// Serves a client until both sides have closed.
pub(super) async fn serve(
    client: TcpStream,
    peer: SocketAddr,
    to: Address,
    shared: Shared,
    recorder: Recorder,
) {
    recorder.record(What::Opened { client: peer, broker: to.to_string() }).await;
    // A packet must not wait for the next one to fill a segment.
    let _ = client.set_nodelay(true);
    let mut client = match tls::from_client(client, shared.tls.clients.as_ref()).await {
        Ok(client) => client,
        Err(reason) => {
            let fault = Fault::Refused { reason };
            recorder.record(What::Fault { direction: Direction::ToBroker, fault }).await;
            return;
        }
    };
    let mut broker = match tls::to_broker(&to, shared.tls.broker.as_ref()).await {
        Ok(broker) => broker,
        Err(reason) => {
            recorder.record(What::Unreachable { broker: to.to_string(), reason }).await;
            return;
        }
    };
    let watch = Watch::new(recorder);
    let outcome = match &shared.disturbance {
        Some(disturbance) => disturb(&mut client, &mut broker, &watch, disturbance).await,
        None => carry(&mut client, &mut broker, &watch).await,
    };
    if let Err(Reset { by }) = outcome {
        watch.ended(by, true).await;
        // A side that resets its connection must be seen by the other to have done so.
        client.reset_on_drop();
        broker.reset_on_drop();
    }
}

/// Passes all on, unchanged.
async fn carry(client: &mut Wire, broker: &mut Wire, watch: &Watch) -> Result<(), Reset> {
    let (from_client, to_client) = split(client);
    let (from_broker, to_broker) = split(broker);
    let (mut upward, mut downward) = (Stream::default(), Stream::default());
    let both = tokio::try_join!(
        relay(from_client, to_broker, Direction::ToBroker, &mut upward, watch),
        relay(from_broker, to_client, Direction::ToClient, &mut downward, watch),
    );
    if both.is_err() {
        watch.tell_pieces(Direction::ToBroker, &mut upward, true).await;
        watch.tell_pieces(Direction::ToClient, &mut downward, true).await;
    }
    both.map(|_| ())
}
