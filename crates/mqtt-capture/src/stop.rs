//! Why a capture could not be read to its end.

/// Why a capture could not be read to its end. Offsets are in bytes from the start of the (uncompressed) capture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Stop {
    /// It begins neither as pcap nor as pcapng.
    #[error("neither pcap nor pcapng")]
    NotACapture,
    /// It ends within a block: the capture was cut, or is still being written.
    #[error("the capture is cut within the block that begins at byte {offset}")]
    Cut {
        /// Where the block begins that is not whole.
        offset: u64,
    },
    /// What stands there is no block of the format.
    #[error("no block of a capture at byte {offset}")]
    Broken {
        /// Where.
        offset: u64,
    },
    /// A block larger than any that a capture tool writes.
    #[error("the block at byte {offset} is larger than {limit} bytes")]
    TooLarge {
        /// Where it begins.
        offset: u64,
        /// The largest that is read, in bytes.
        limit: usize,
    },
    /// More interfaces in one section than a machine has.
    #[error("more than {limit} interfaces, the last one at byte {offset}")]
    Interfaces {
        /// Where the last one stands.
        offset: u64,
        /// The most that are read.
        limit: usize,
    },
    /// The source of the bytes failed.
    #[error("cannot be read after byte {offset}")]
    Unreadable {
        /// Bytes understood before.
        offset: u64,
    },
}
