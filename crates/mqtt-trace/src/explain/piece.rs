//! A recorded piece explained, with nothing of a password in it.

use mqtt_packet::Field;

use super::{Explained, explain};
use crate::piece::CONNECT_KEPT;
use crate::{Content, Piece, messages};

impl Explained {
    /// What a piece holds. The password of a CONNECT is told to be hidden; of a CONNECT that cannot be decoded, the
    /// fields that were blanked are left out.
    #[must_use]
    pub fn of(piece: &Piece) -> Explained {
        let mut explained = explain(&piece.bytes);
        if let Content::Undecodable(fault) = piece.content {
            explained.fault = Some(fault);
            if piece.masked {
                explained.rows.retain(|row| row.span.bytes.end <= CONNECT_KEPT);
            }
        }
        for row in &mut explained.rows {
            if row.span.field == Field::Password {
                row.bytes.fill(b'*');
                messages::HIDDEN.clone_into(&mut row.value);
            }
        }
        explained
    }
}
