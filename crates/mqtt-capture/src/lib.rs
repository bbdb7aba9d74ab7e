//! MQTT exchanges out of network captures.
//!
//! [`Reader`] reads a pcap or pcapng file of any source of bytes, front to back, in bounded memory, and gives the
//! [`Event`](mqtt_trace::Event)s of the MQTT connections in it:
//!
//! ```text
//! file ─▶ frames ─▶ segment (link, IP and TCP headers) ─▶ table ─▶ connection ─▶ half ─▶ mqtt_trace::Stream
//! ```
//!
//! - Links: Ethernet (with VLAN tags), loopback of BSD, Linux cooked v1 and v2, raw IP; IPv4 and IPv6.
//! - TCP is put together again: what comes twice, overlapping or out of order is put right; what the capture has
//!   lost is told as [`What::Gap`](mqtt_trace::What::Gap), and reading goes on at the next packet that can be found.
//! - A connection is MQTT when one of its ports is said to be, or when it begins with CONNECT.
//!
//! Checksums are not verified: on the machine that sends, they are often filled in after the capture.

mod connection;
mod frames;
mod half;
mod link;
mod reader;
mod resync;
mod stop;
mod table;

pub use reader::{Counts, Reader};
pub use stop::Stop;
