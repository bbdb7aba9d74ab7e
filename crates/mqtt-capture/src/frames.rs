//! The frames of a capture file, in either format.

use std::io::{self, Read};
use std::time::Duration;

use pcap_parser::pcapng::{Block, InterfaceDescriptionBlock};
use pcap_parser::traits::{PcapNGPacketBlock, PcapReaderIterator};
use pcap_parser::{LegacyPcapReader, Linktype, PcapBlockOwned, PcapError, PcapHeader, PcapNGReader};

use crate::Stop;

/// Room for blocks at the start; more is taken where a block needs it.
const ROOM: usize = 256 << 10;

/// The largest block that is read.
const LARGEST: usize = 4 << 20;

/// The most interfaces in one section.
const INTERFACES: usize = 4096;

/// What comes out of the file, one after the other.
pub(crate) enum Next<T> {
    /// What was made of a frame.
    Frame(T),
    /// A block that is no frame.
    Other,
    /// The proper end.
    End,
}

/// Reads frames.
pub(crate) struct Frames {
    blocks: Box<dyn PcapReaderIterator + Send>,
    /// Those of the section.
    interfaces: Vec<Interface>,
    /// The time of the frame before, for frames that have none.
    time: Duration,
    room: usize,
}

#[derive(Debug, Clone, Copy)]
struct Interface {
    link: Linktype,
    /// Units of time in a second.
    resolution: u64,
    /// Seconds to add.
    offset: i64,
}

impl Frames {
    pub(crate) fn new(from: impl Read + Send + 'static) -> Result<Frames, Stop> {
        let from = Head::new(from).map_err(|_| Stop::Unreadable { offset: 0 })?;
        let is_ng = from.head.starts_with(&SECTION);
        let blocks: Result<Box<dyn PcapReaderIterator + Send>, _> = if is_ng {
            PcapNGReader::new(ROOM, from).map(|reader| Box::new(reader) as _)
        } else {
            LegacyPcapReader::new(ROOM, from).map(|reader| Box::new(reader) as _)
        };
        let blocks = blocks.map_err(|error| match error {
            PcapError::Incomplete(_) | PcapError::Eof => Stop::Cut { offset: 0 },
            PcapError::ReadError => Stop::Unreadable { offset: 0 },
            _ => Stop::NotACapture,
        })?;
        Ok(Frames { blocks, interfaces: Vec::new(), time: Duration::ZERO, room: ROOM })
    }

    /// The next block; of a frame, what `each` makes of its time, its link type and its bytes.
    pub(crate) fn next<T>(
        &mut self,
        each: impl FnOnce(Duration, Linktype, &[u8]) -> T,
    ) -> Result<Next<T>, Stop> {
        loop {
            let offset = self.blocks.consumed() as u64;
            let error = match self.blocks.next() {
                Ok((size, block)) => {
                    let next = match frame(&block, &mut self.interfaces, self.time, offset)? {
                        Some((time, link, bytes)) => {
                            self.time = time;
                            Next::Frame(each(time, link, bytes))
                        }
                        None => Next::Other,
                    };
                    drop(block);
                    self.blocks.consume(size);
                    return Ok(next);
                }
                Err(PcapError::Eof) => return Ok(Next::End),
                Err(PcapError::Incomplete(_)) => None,
                Err(PcapError::BufferTooSmall) => Some(Stop::TooLarge { offset, limit: LARGEST }),
                Err(PcapError::UnexpectedEof) => return self.end(offset),
                Err(PcapError::ReadError) => return Err(Stop::Unreadable { offset }),
                Err(_) => return Err(Stop::Broken { offset }),
            };
            if let Some(too_large) = error {
                if self.room >= LARGEST {
                    return Err(too_large);
                }
                self.room *= 2;
                self.blocks.grow(self.room);
            }
            self.blocks.refill().map_err(|_| Stop::Unreadable { offset })?;
        }
    }

    /// The bytes have ended: at the end of a block, or within one.
    fn end<T>(&self, offset: u64) -> Result<Next<T>, Stop> {
        if self.blocks.data().is_empty() { Ok(Next::End) } else { Err(Stop::Cut { offset }) }
    }
}

type Frame<'a> = (Duration, Linktype, &'a [u8]);

fn frame<'a>(
    block: &'a PcapBlockOwned<'a>,
    interfaces: &mut Vec<Interface>,
    last: Duration,
    offset: u64,
) -> Result<Option<Frame<'a>>, Stop> {
    let (time, id, bytes) = match block {
        PcapBlockOwned::LegacyHeader(header) => {
            *interfaces = vec![Interface::of_file(header)];
            return Ok(None);
        }
        PcapBlockOwned::Legacy(block) => {
            let Some(interface) = interfaces.first() else { return Ok(None) };
            let time = time(u64::from(block.ts_sec), u64::from(block.ts_usec), interface.resolution);
            return Ok(Some((time, interface.link, block.data)));
        }
        PcapBlockOwned::NG(Block::SectionHeader(_)) => {
            interfaces.clear();
            return Ok(None);
        }
        PcapBlockOwned::NG(Block::InterfaceDescription(block)) => {
            if interfaces.len() == INTERFACES {
                return Err(Stop::Interfaces { offset, limit: INTERFACES });
            }
            interfaces.push(Interface::of_block(block));
            return Ok(None);
        }
        PcapBlockOwned::NG(Block::EnhancedPacket(block)) => {
            let time = u64::from(block.ts_high) << 32 | u64::from(block.ts_low);
            (Some(time), block.if_id, block.packet_data())
        }
        PcapBlockOwned::NG(Block::SimplePacket(block)) => (None, 0, block.packet_data()),
        PcapBlockOwned::NG(_) => return Ok(None),
    };
    let interface = usize::try_from(id).ok().and_then(|id| interfaces.get(id));
    let Some(interface) = interface else { return Ok(None) };
    Ok(Some((time.map_or(last, |units| interface.time(units)), interface.link, bytes)))
}

impl Interface {
    fn of_file(header: &PcapHeader) -> Interface {
        let resolution = if header.is_nanosecond_precision() { 1_000_000_000 } else { 1_000_000 };
        // The upper bits may say how many bytes of checksum each frame ends with.
        Interface { link: Linktype(header.network.0 & 0xffff), resolution, offset: 0 }
    }

    fn of_block(block: &InterfaceDescriptionBlock<'_>) -> Interface {
        let resolution = block.ts_resolution().filter(|resolution| *resolution > 0).unwrap_or(1_000_000);
        Interface { link: block.linktype, resolution, offset: block.ts_offset() }
    }

    fn time(self, units: u64) -> Duration {
        let seconds = (units / self.resolution).saturating_add_signed(self.offset);
        time(seconds, units % self.resolution, self.resolution)
    }
}

/// A number of seconds and a part of one.
fn time(seconds: u64, part: u64, resolution: u64) -> Duration {
    let nanos = u128::from(part) * 1_000_000_000 / u128::from(resolution);
    Duration::from_secs(seconds).saturating_add(Duration::from_nanos(u64::try_from(nanos).unwrap_or(0)))
}

/// How pcapng begins.
const SECTION: [u8; 4] = [0x0a, 0x0d, 0x0d, 0x0a];

/// Gives the first block in one piece, which the library needs and a pipe does not promise.
struct Head<R> {
    head: Vec<u8>,
    given: usize,
    rest: R,
}

impl<R: Read> Head<R> {
    fn new(mut rest: R) -> io::Result<Head<R>> {
        // The header of pcap; of pcapng, the part that says how long the first block is.
        let mut head = Vec::with_capacity(256);
        rest.by_ref().take(24).read_to_end(&mut head)?;
        if head.len() >= 12 && head.starts_with(&SECTION) {
            let size = [head[4], head[5], head[6], head[7]];
            let is_big_endian = head[8] == 0x1a;
            let size = if is_big_endian { u32::from_be_bytes(size) } else { u32::from_le_bytes(size) };
            let missing = (size as usize).min(ROOM / 2).saturating_sub(head.len());
            rest.by_ref().take(missing as u64).read_to_end(&mut head)?;
        }
        Ok(Head { head, given: 0, rest })
    }
}

impl<R: Read> Read for Head<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = &self.head[self.given..];
        if left.is_empty() {
            return self.rest.read(into);
        }
        let size = left.len().min(into.len());
        into[..size].copy_from_slice(&left[..size]);
        self.given += size;
        Ok(size)
    }
}
