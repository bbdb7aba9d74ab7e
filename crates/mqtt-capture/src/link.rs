//! From the bytes of a frame to a TCP segment.

use std::net::SocketAddr;

use etherparse::{EtherType, LaxNetSlice, LaxSlicedPacket, TransportSlice};
use pcap_parser::Linktype;

/// A TCP segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Segment<'a> {
    pub(crate) source: SocketAddr,
    pub(crate) destination: SocketAddr,
    /// The number of the first byte.
    pub(crate) sequence: u32,
    /// What the sender has received, when it says so.
    pub(crate) acknowledged: Option<u32>,
    pub(crate) syn: bool,
    pub(crate) fin: bool,
    pub(crate) rst: bool,
    pub(crate) payload: &'a [u8],
    /// Bytes of the segment after `payload` that were not captured.
    pub(crate) cut: u32,
}

/// What a frame holds.
pub(crate) enum Content<'a> {
    Tcp(Segment<'a>),
    /// Something else, or something that cannot be read.
    Other,
    /// A link of a kind that is not known here.
    UnknownLink,
}

/// Reads the headers of a frame.
pub(crate) fn read(link: Linktype, frame: &[u8]) -> Content<'_> {
    let Some(packet) = packet(link, frame) else {
        return Content::UnknownLink;
    };
    packet.as_ref().and_then(segment).map_or(Content::Other, Content::Tcp)
}

/// `None` for an unknown link, `Some(None)` for bytes that are no packet.
fn packet(link: Linktype, frame: &[u8]) -> Option<Option<LaxSlicedPacket<'_>>> {
    /// Other numbers of raw IP, on BSD systems.
    const RAW_ON_BSD: [i32; 2] = [12, 14];
    let ip = |bytes| LaxSlicedPacket::from_ip(bytes).ok();
    Some(match link {
        Linktype::ETHERNET => LaxSlicedPacket::from_ethernet(frame).ok(),
        // Four bytes name the family of addresses, which the first byte of IP tells as well.
        Linktype::NULL | Linktype::LOOP => frame.get(4..).and_then(ip),
        Linktype::RAW | Linktype::IPV4 | Linktype::IPV6 => ip(frame),
        Linktype(number) if RAW_ON_BSD.contains(&number) => ip(frame),
        Linktype::LINUX_SLL => cooked(frame, 14, 16),
        Linktype::LINUX_SLL2 => cooked(frame, 0, 20),
        _ => return None,
    })
}

/// Linux cooked: the protocol as Ethernet numbers it, somewhere in a header of fixed size.
fn cooked(frame: &[u8], protocol: usize, size: usize) -> Option<LaxSlicedPacket<'_>> {
    let protocol = frame.get(protocol..protocol + 2)?;
    let ether_type = EtherType(u16::from_be_bytes([protocol[0], protocol[1]]));
    Some(LaxSlicedPacket::from_ether_type(ether_type, frame.get(size..)?))
}

fn segment<'a>(packet: &LaxSlicedPacket<'a>) -> Option<Segment<'a>> {
    let Some(TransportSlice::Tcp(tcp)) = &packet.transport else {
        return None;
    };
    let (source, destination, size) = match packet.net.as_ref()? {
        LaxNetSlice::Ipv4(ip) => {
            let header = ip.header();
            let size = usize::from(header.total_len()).saturating_sub(header.slice().len());
            (header.source_addr().into(), header.destination_addr().into(), size)
        }
        LaxNetSlice::Ipv6(ip) => {
            let header = ip.header();
            // Extension headers count as payload of IP.
            let extensions = ip.extensions().slice().len();
            let size = usize::from(header.payload_length()).saturating_sub(extensions);
            (header.source_addr().into(), header.destination_addr().into(), size)
        }
        LaxNetSlice::Arp(_) => return None,
    };
    Some(Segment {
        source: SocketAddr::new(source, tcp.source_port()),
        destination: SocketAddr::new(destination, tcp.destination_port()),
        sequence: tcp.sequence_number(),
        acknowledged: tcp.ack().then(|| tcp.acknowledgment_number()),
        syn: tcp.syn(),
        fin: tcp.fin(),
        rst: tcp.rst(),
        payload: tcp.payload(),
        // A segment larger than its header can say, left to the network card to divide, has a size of 0.
        cut: u32::try_from(size.saturating_sub(tcp.slice().len())).unwrap_or(0),
    })
}
